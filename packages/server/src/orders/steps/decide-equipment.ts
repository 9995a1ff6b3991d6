import type { Handler } from '../../http/implement.ts'
import { takeStep } from '../../intake/take-step.ts'

/** That only the head of this subdivision decides is the law's to say, not the permission's: a head of another one is told so. */
export const decideEquipment: Handler<'decideEquipment'> = async (call) => {
  await takeStep(call, 'decide-equipment', () => ({ body: call.body }))
  return {}
}

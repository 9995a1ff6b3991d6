import { proposalOf } from '../../equipment/proposal.ts'
import { classesListedAt } from '../../equipment/types-list.ts'
import type { Handler } from '../../http/implement.ts'
import { takeStep } from '../../intake/take-step.ts'

/**
 * That only the head of this subdivision decides is the law's to say, not the permission's: a head of another one is told so.
 * The list of types is that of the day of the decision. What was proposed is kept beside what was chosen.
 */
export const decideEquipment: Handler<'decideEquipment'> = async (call) => {
  const listed = await classesListedAt(call.tx, call.now)
  const areTypesListed = call.body.equipment.every((one) => listed.has(one))
  await takeStep(
    call,
    'decide-equipment',
    ({ file }) => ({ body: { ...call.body, proposed: proposalOf(file, call.now).proposed } }),
    {
      areTypesListed,
    },
  )
  return {}
}

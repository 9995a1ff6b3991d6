import type { Instant } from '@bilezik/domain'
import { type Finding, type OrderStep, judgeStep } from '@bilezik/law'
import type { CaseFile } from '../intake/case-events.ts'
import { orderFactsOf } from '../intake/order-facts.ts'

/** The provision that a step of this order would rest on, for what belongs to the step without being it. */
export function citedAs(step: OrderStep, file: CaseFile, now: Instant): Finding[] {
  const { restsOn } = judgeStep(step, 'active', orderFactsOf(file, { now, isActorHead: false, isDeviceOut: true }))
  return restsOn ? [{ code: step, source: restsOn }] : []
}

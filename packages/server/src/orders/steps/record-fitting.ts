import { type Instant, instant } from '@bilezik/domain'
import type { Handler } from '../../http/implement.ts'
import { instantOf } from '../../http/parse-request.ts'
import { refuse } from '../../http/refusal.ts'
import { isRecorded, lockCaseFile } from '../../intake/case-events.ts'
import { instantOfDecision } from '../../intake/check-records.ts'
import { factsOf } from '../../intake/facts-of.ts'
import { orderFactsOf } from '../../intake/order-facts.ts'
import { takeStep } from '../../intake/take-step.ts'
import { writeOrder } from '../write-order.ts'
import { writePlan } from '../write-plan.ts'
import { adoptedTermOf } from './adopted.ts'

/** The kit is on: from now on there is an order and it collects, so that the kit can be tested. No condition binds before activation. */
export const recordFitting: Handler<'recordFitting'> = async (call) => {
  const { context, tx, now, body } = call
  if (body.requestId !== undefined) {
    const locked = await lockCaseFile(tx, call.params.orderId)
    if (isRecorded(locked, body.requestId)) {
      await call.log({
        personId: locked.personId,
        subjectId: locked.id,
        organisationId: locked.organisationId,
        detail: { isRepeat: true },
      })
      return {}
    }
  }
  let began: { readonly personId: string; readonly from: Instant } | undefined
  await takeStep(call, 'fit', async ({ file, circumstances }) => {
    if (!circumstances.isDeviceOut) refuse('kit-empty')
    const { termFrom, termUntil, isConcealed } = adoptedTermOf(file)
    const from = instant(Math.max(now, instantOf(termFrom, 'termFrom')))
    const until = instantOf(termUntil, 'termUntil')
    if (until <= from) refuse('order-closed')
    const { decision } = factsOf(file.events)
    if (!decision) return refuse('step-not-allowed', { detail: file.state })
    await writeOrder(tx, context.masterKey, {
      id: file.id,
      personId: file.personId,
      organisationId: file.organisationId,
      regime: orderFactsOf(file, circumstances).regime,
      basisNumber: decision.number,
      decidedAt: instantOfDecision(decision.decidedOn, decision.decidedHour),
      from,
      until,
      isConcealed,
    })
    began = { personId: file.personId, from }
    return { body }
  })
  if (began) await writePlan(tx, began.personId, began.from, now)
  return {}
}

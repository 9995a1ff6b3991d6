import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import type { CaseEvent } from '../intake/case-events.ts'
import { factsOf } from '../intake/facts-of.ts'
import { takeStep } from '../intake/take-step.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'
import { writePlan } from '../orders/write-plan.ts'
import { basisOf, happenedAt } from './append-change.ts'

/** Who conducts the case: whoever took it over last, else whoever decided. Papers go to them. */
export function bodyOf(events: readonly CaseEvent[]): { readonly name: string; readonly official: string } | null {
  type HandedOver = { readonly toBody: { readonly name: string; readonly official: string } | null }
  // The body of such an event passed the contract when it was written.
  const handed = events.filter(({ kind }) => kind === 'hand-over').map(({ body }) => (body as unknown as HandedOver).toBody)
  const { decision } = factsOf(events)
  return handed.findLast((body) => body !== null) ?? (decision && { name: decision.body, official: decision.official })
}

/** Another body, another subdivision, or both; the order goes on, and so do its collection and its conditions. */
export const handOverOrder: Handler<'handOverOrder'> = async (call) => {
  const { tx, params, body, now, log } = call
  const { toOrganisationId } = body
  let personId: string | undefined
  await takeStep(call, 'hand-over', async ({ file, verdict }) => {
    if (toOrganisationId !== null) await requireOrganisation(tx, toOrganisationId)
    const isSameSubdivision = toOrganisationId === null || toOrganisationId === file.organisationId
    if (body.toBody === null && isSameSubdivision) refuse('nothing-handed-over')
    if (!isSameSubdivision) ({ personId } = file)
    const begun = file.events[0]?.at
    const fromOrganisationId = file.organisationId
    return { at: happenedAt(body.at, 'body.at', now, begun), body: { ...body, fromOrganisationId }, basis: basisOf(verdict) }
  })
  if (personId === undefined || toOrganisationId === null) return {}
  // Last, so that the giving one's own time holds the hand-over itself.
  await sql`SELECT hand_over_order(${params.orderId}, ${toOrganisationId}, ${body.because})`.execute(tx)
  await log({ personId, subjectId: params.orderId, organisationId: toOrganisationId, detail: { because: body.because } })
  // Who answers for the person is read with the next event of their stream.
  await writePlan(tx, personId, now, now)
  return {}
}

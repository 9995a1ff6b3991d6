import { isoInstant } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { appendEvents, lockCaseFile } from '../intake/case-events.ts'
import { checkRecords } from '../intake/check-records.ts'
import { happenedAt } from './append-change.ts'

/** What changes is the record. The zones of the order stay as they are until the competent body varies them. */
export const recordCircumstance: Handler<'recordCircumstance'> = async ({ tx, params, body, now, session, log }) => {
  const file = await lockCaseFile(tx, params.orderId)
  if (file.state === 'closed') refuse('order-closed')
  if ((body.what === 'residence') !== (body.place !== null)) {
    refuse('bad-request', { fields: [{ path: 'body.place', message: 'of a residence, and of nothing else' }] })
  }
  const toldAt = happenedAt(body.toldAt, 'body.toldAt', now)
  const { place } = body
  const residence = place && { kind: 'residence' as const, ...place, address: body.to }
  if (residence) checkRecords([residence], now)
  const { state } = file
  await appendEvents(tx, file, session.user.id, [
    { at: now, kind: 'circumstance', state, body: { ...body, toldAt: isoInstant(toldAt) } },
    ...(residence ? [{ at: now, kind: 'record' as const, state, body: residence }] : []),
  ])
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId, detail: { what: body.what } })
  return {}
}

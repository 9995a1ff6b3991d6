import { isoInstant } from '@bilezik/domain'
import type { Handler } from '../../http/implement.ts'
import { loadOwnTimeOf } from '../../intake/case-events.ts'
import { besideStepsOf, writtenOf } from './load-history.ts'

export const getOrderHistory: Handler<'getOrderHistory'> = async ({ tx, params, log }) => {
  const file = await loadOwnTimeOf(tx, params.orderId)
  const written = await writtenOf(tx, file.id)
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId })
  return {
    id: file.id,
    personId: file.personId,
    organisationId: file.organisationId,
    state: file.state,
    events: file.events.map(({ sequence, at, kind, state, body, citations }) => {
      const row = written.get(sequence)
      return {
        sequence,
        recordedAt: isoInstant(row?.recorded_at ?? at),
        at: isoInstant(at),
        byName: row?.by_name ?? null,
        kind,
        state,
        body: { ...body },
        citations: [...citations],
      }
    }),
    ...(await besideStepsOf(tx, file.id)),
  }
}

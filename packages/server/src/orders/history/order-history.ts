import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../../http/implement.ts'
import { loadOwnTimeOf } from '../../intake/case-events.ts'

export const getOrderHistory: Handler<'getOrderHistory'> = async ({ tx, params, log }) => {
  const file = await loadOwnTimeOf(tx, params.orderId)
  const written = await tx
    .selectFrom('case_events')
    .select(['sequence', 'recorded_at', sql<string | null>`name_of_user(user_id)`.as('by_name')])
    .where('case_id', '=', file.id)
    .execute()
  const bySequence = new Map(written.map((row) => [row.sequence, row]))
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId })
  return {
    id: file.id,
    personId: file.personId,
    organisationId: file.organisationId,
    state: file.state,
    events: file.events.map(({ sequence, at, kind, state, body, citations }) => {
      const row = bySequence.get(sequence)
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
  }
}

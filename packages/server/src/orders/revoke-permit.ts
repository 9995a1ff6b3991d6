import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { writePlan } from './write-plan.ts'

export const revokePermit: Handler<'revokePermit'> = async ({ tx, params, body, now, log }) => {
  const permit = await tx
    .selectFrom('permits as p')
    .innerJoin('orders as o', 'o.id', 'p.order_id')
    .select(['p.id', 'o.person_id', 'o.organisation_id', 'p.revoked_at', sql<Instant>`upper(p.during)`.as('until')])
    .where('p.id', '=', params.permitId)
    .executeTakeFirst()
  if (!permit) return refuse('not-found')
  const at = body.at === undefined ? now : instantOf(body.at, 'body.at')
  // Nobody could know in the past that it would be revoked, and what has ended is not revoked.
  if (at < now || permit.revoked_at !== null || at >= permit.until) refuse('permit-covers-nothing')
  await tx
    .updateTable('permits')
    .set({ revoked_at: isoInstant(at), revoked_reason: body.reason })
    .where('id', '=', permit.id)
    .execute()
  await log({
    personId: permit.person_id,
    subjectId: permit.id,
    organisationId: permit.organisation_id,
    detail: { at: isoInstant(at), reason: body.reason },
  })
  await writePlan(tx, permit.person_id, now, now)
  return {}
}

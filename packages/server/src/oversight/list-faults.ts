import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Phase } from '../engine/faults.ts'
import type { Handler } from '../http/implement.ts'
import { shortName } from '../persons/person-name.ts'

/** Whoever is not watched now comes first, the longest first; those who are watched again come after them, the newest first. */
export const listEngineFaults: Handler<'listEngineFaults'> = async ({ tx, query }) => {
  const rows = await tx
    .selectFrom('engine_faults as f')
    .innerJoin('persons as p', 'p.id', 'f.person_id')
    .select(['f.id', 'f.person_id', 'f.engine_version', 'f.phase', 'f.error', 'f.began_at', 'f.replay_from', 'f.attempts'])
    .select(['f.retry_at', 'f.ended_at', 'p.family_name', 'p.given_name', 'p.patronymic'])
    .$if(query.state === 'open', (open) => open.where('f.ended_at', 'is', null))
    .orderBy(sql`f.ended_at IS NOT NULL`)
    .orderBy(sql`CASE WHEN f.ended_at IS NULL THEN f.began_at END`)
    .orderBy('f.began_at', 'desc')
    .orderBy('f.id')
    .limit(query.limit)
    .execute()
  return {
    faults: rows.map((row) => ({
      id: row.id,
      person: { id: row.person_id, name: shortName(row) },
      engineVersion: row.engine_version,
      // Written by the engine from this type, and by nobody else.
      phase: row.phase as Phase,
      error: row.error,
      beganAt: isoInstant(row.began_at),
      replayFrom: isoInstant(row.replay_from),
      attempts: row.attempts,
      retryAt: row.ended_at === null ? isoInstant(row.retry_at) : null,
      endedAt: row.ended_at === null ? null : isoInstant(row.ended_at),
    })),
  }
}

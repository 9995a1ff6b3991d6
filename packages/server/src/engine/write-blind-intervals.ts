import { type BlindInterval, type Effect, engineVersion } from '@bilezik/compliance'
import { type PersonId, isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { Ledger } from './ledger.ts'

function intervalsIn(effects: readonly Effect[]): BlindInterval[] {
  return effects.flatMap((effect) => (effect.kind === 'blind-interval' ? [effect.interval] : []))
}

/** Written again after a crash, the same interval changes nothing. */
async function insert(client: pg.ClientBase, personId: PersonId, intervals: readonly BlindInterval[]): Promise<void> {
  if (intervals.length === 0) return
  const rows = intervals.map((interval) => ({
    from: isoInstant(interval.from),
    until: isoInstant(interval.until),
    because: interval.because,
    interval,
  }))
  await client.query(
    `INSERT INTO blind_intervals (person_id, during, because, interval, engine_version)
     SELECT $1, tstzrange(r."from", r.until), r.because, r.interval, $3
     FROM jsonb_to_recordset($2::jsonb) AS r ("from" timestamptz, until timestamptz, because text, interval jsonb)
     ON CONFLICT DO NOTHING`,
    [personId, JSON.stringify(rows), engineVersion],
  )
}

/** Times in which nothing was known of a person. What later data overturn stays, superseded. */
export const blindIntervals: Ledger = {
  write: async (client, derived) => {
    for (const { subject, effects } of derived) await insert(client, subject.personId, intervalsIn(effects))
  },
  reconcile: async (client, { subject, from }, effects) => {
    const derived = intervalsIn(effects)
    await client.query(
      `UPDATE blind_intervals SET superseded_at = now()
       WHERE person_id = $1 AND upper(during) > $2 AND superseded_at IS NULL AND NOT interval = ANY ($3::jsonb[])`,
      [subject.personId, isoInstant(from), derived.map((interval) => JSON.stringify(interval))],
    )
    await insert(client, subject.personId, derived)
  },
}

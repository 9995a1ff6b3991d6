import { type Effect, engineVersion } from '@bilezik/compliance'
import { isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { Ledger, Subject } from './ledger.ts'

async function insert(client: pg.ClientBase, { personId }: Subject, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) {
    if (effect.kind !== 'suppressed-signal') continue
    const { noticedAt, suppressed } = effect
    await client.query(
      `INSERT INTO suppressed_signals (key, person_id, device_id, noticed_at, suppressed, engine_version)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (key) DO UPDATE SET noticed_at = excluded.noticed_at, suppressed = excluded.suppressed,
         engine_version = excluded.engine_version, superseded_at = NULL`,
      [suppressed.key, personId, suppressed.deviceId, isoInstant(noticedAt), JSON.stringify(suppressed), engineVersion],
    )
  }
}

/** Signals of a strap that raised nothing: each is a record, for the review of a head. */
export const suppressedSignals: Ledger = {
  write: async (client, derived) => {
    for (const { subject, effects } of derived) await insert(client, subject, effects)
  },
  reconcile: async (client, { subject, from }, effects) => {
    const keys = effects.map((effect) => (effect.kind === 'suppressed-signal' ? effect.suppressed.key : ''))
    await client.query(
      `UPDATE suppressed_signals SET superseded_at = now()
       WHERE person_id = $1 AND noticed_at > $2 AND superseded_at IS NULL AND NOT key = ANY ($3)`,
      [subject.personId, isoInstant(from), keys],
    )
    await insert(client, subject, effects)
  },
}

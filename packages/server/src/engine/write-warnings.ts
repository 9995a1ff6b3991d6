import { isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { Ledger, PersonEffects } from './ledger.ts'

async function insert(client: pg.ClientBase, { subject, effects }: PersonEffects): Promise<void> {
  for (const effect of effects) {
    if (effect.kind !== 'warn-protected') continue
    await client.query(
      `INSERT INTO protected_warnings (alert_key, person_id, lineage_id, due_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [effect.alertKey, subject.personId, effect.lineageId, isoInstant(effect.noticedAt)],
    )
  }
}

/** Whom to warn that the wearer came too near. A warning is never taken back: it may have been given. */
export const warnings: Ledger = {
  write: async (client, derived) => {
    for (const one of derived) await insert(client, one)
  },
  reconcile: (client, { subject }, effects) => insert(client, { subject, effects }),
}

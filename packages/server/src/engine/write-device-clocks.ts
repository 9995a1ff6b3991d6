import { isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { Ledger, PersonEffects } from './ledger.ts'

/** At most one a device, kind and hour, whoever's kit it is in and however often it is derived. */
async function insert(client: pg.ClientBase, { subject, effects }: PersonEffects): Promise<void> {
  for (const effect of effects) {
    if (effect.kind !== 'device-clock') continue
    const { deviceId, kind, byMs, at } = effect.clock
    await client.query(
      `INSERT INTO device_clock_events (device_id, organisation_id, at, kind, by_ms)
       SELECT $1, $2, $3::timestamptz, $4, $5 WHERE NOT EXISTS (
         SELECT FROM device_clock_events WHERE device_id = $1 AND kind = $4
           AND at > $3::timestamptz - interval '1 hour' AND at < $3::timestamptz + interval '1 hour')`,
      [deviceId, subject.organisationId, isoInstant(at), kind, byMs],
    )
  }
}

/** Wrong clocks of devices. What a device told of its own clock is never taken back. */
export const deviceClocks: Ledger = {
  write: async (client, derived) => {
    for (const one of derived) await insert(client, one)
  },
  reconcile: (client, { subject }, effects) => insert(client, { subject, effects }),
}

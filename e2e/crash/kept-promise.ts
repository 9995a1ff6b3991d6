import type { LedgerEntry } from '@bilezik/simulator'
import type pg from 'pg'

export interface Comparison {
  readonly acknowledged: number
  /** Acknowledged more often than they are in the database. */
  readonly lost: readonly string[]
  /** In the database more often than they were acknowledged. */
  readonly doubled: readonly string[]
}

const keyOf = (identifier: string, fixAtMs: number, latE7: number, lonE7: number) =>
  `${identifier} ${new Date(fixAtMs).toISOString()} ${latE7} ${lonE7}`

/** Every record that a device was told is safe against the fixes in the database, at the precision of the column. */
export async function compareWithDatabase(owner: pg.Client, entries: readonly LedgerEntry[]): Promise<Comparison> {
  const { rows } = await owner.query<{ identifier: string; ms: string; lat_e7: number; lon_e7: number }>(
    `SELECT d.identifier, extract(epoch FROM r.event_at) * 1000 AS ms, r.lat_e7, r.lon_e7
     FROM readings r JOIN devices d ON d.no = r.device_no WHERE r.lat_e7 IS NOT NULL`,
  )
  const stored = new Map<string, number>()
  for (const { identifier, ms, lat_e7, lon_e7 } of rows) {
    const key = keyOf(identifier, Math.round(Number(ms)), lat_e7, lon_e7)
    stored.set(key, (stored.get(key) ?? 0) + 1)
  }
  // A cut strap may share its second and place with the ordinary report: two records, so two rows.
  const promised = new Map<string, number>()
  for (const { identifier, fixAt, lat, lon } of entries) {
    const key = keyOf(identifier, fixAt, Math.round(lat * 1e7), Math.round(lon * 1e7))
    promised.set(key, (promised.get(key) ?? 0) + 1)
  }
  const keys = [...promised.keys()]
  return {
    acknowledged: entries.length,
    lost: keys.filter((key) => (stored.get(key) ?? 0) < (promised.get(key) ?? 0)),
    doubled: keys.filter((key) => (stored.get(key) ?? 0) > (promised.get(key) ?? 0)),
  }
}

/** Whether the engine has stepped everything that the gateways have committed. */
export async function hasCaughtUp(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ caught_up: boolean }>(
    `SELECT bool_and(coalesce(c.batch_no, 0) = g.last_batch) AS caught_up FROM gateways g LEFT JOIN engine_cursors c ON c.gateway_no = g.no`,
  )
  return rows[0]?.caught_up === true
}

/** Whether a recorded outage of ours covers all of this time. */
export async function isOurs(owner: pg.Client, fromMs: number, untilMs: number): Promise<boolean> {
  const { rows } = await owner.query<{ ours: boolean }>(
    `SELECT EXISTS (SELECT FROM server_outages WHERE during @> tstzrange(to_timestamp($1 / 1000.0), to_timestamp($2 / 1000.0))) AS ours`,
    [fromMs, untilMs],
  )
  return rows[0]?.ours === true
}

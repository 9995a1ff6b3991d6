import { createHash } from 'node:crypto'
import { columnsOfReading } from '@bilezik/database'
import { type DeviceId, type Instant, type Reading, isoInstant } from '@bilezik/domain'
import type { World } from './world.ts'

export interface ToStore {
  readonly deviceId: DeviceId
  readonly at: Instant
  readonly reading: Reading
}

/** Writes readings as a gateway does, batch by batch, without sockets or a clock: for tests that count or cut. */
export interface StoredGateway {
  /** One batch, received at `now`; the gateway has listened until then. */
  store(now: Instant, readings: readonly ToStore[]): Promise<void>
}

function hashOf({ at, reading }: ToStore): string {
  return createHash('sha256')
    .update(JSON.stringify([at, reading]))
    .digest()
    .readBigInt64BE()
    .toString()
}

export async function storedGateway(world: Pick<World, 'owner'>): Promise<StoredGateway> {
  const { rows } = await world.owner.query<{ no: number }>(`INSERT INTO gateways (name) VALUES ('stored') RETURNING no`)
  const no = rows[0]?.no ?? 0
  let batch = 0
  return {
    store: async (now, readings) => {
      const base = (BigInt(no) << 40n) + BigInt(++batch)
      const days = new Set(readings.map(({ at }) => isoInstant(at).slice(0, 10)))
      for (const day of days) await world.owner.query('SELECT ensure_reading_partition($1::date)', [day])
      const values = readings.map((one) => ({
        ...columnsOfReading(one.reading),
        event_day: isoInstant(one.at).slice(0, 10),
        device_id: one.deviceId,
        event_at: isoInstant(one.at),
        received_at: isoInstant(now),
        batch_id: String(base),
        content_hash: hashOf(one),
      }))
      // One transaction: who sees the batch's number sees its rows.
      await world.owner.query(
        `WITH stored AS (
           INSERT INTO readings (event_day, device_no, event_at, received_at, batch_id, content_hash, kind, lat_e7, lon_e7, accuracy_dm,
             source, speed_cms, course_degrees, satellites, altitude_metres, hdop_tenths, flags, detail)
           SELECT event_day, (SELECT no FROM devices WHERE id = device_id), event_at, received_at, batch_id, content_hash, kind, lat_e7,
             lon_e7, accuracy_dm, source, speed_cms, course_degrees, satellites, altitude_metres, hdop_tenths, flags, nullif(detail, 'null')
           FROM jsonb_to_recordset($1::jsonb) AS r (event_day date, device_id uuid, event_at timestamptz, received_at timestamptz,
             batch_id bigint, content_hash bigint, kind smallint, lat_e7 integer, lon_e7 integer, accuracy_dm integer, source smallint,
             speed_cms smallint, course_degrees smallint, satellites smallint, altitude_metres smallint, hdop_tenths smallint,
             flags smallint, detail jsonb))
         UPDATE gateways SET last_batch = $2, listened_until = $3 WHERE no = $4`,
        [JSON.stringify(values), batch, isoInstant(now), no],
      )
    },
  }
}

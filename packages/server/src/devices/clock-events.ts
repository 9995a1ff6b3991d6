import { isoInstant } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'

export const listDeviceClockEvents: Handler<'listDeviceClockEvents'> = async ({ tx, query }) => {
  const rows = await tx
    .selectFrom('device_clock_events as e')
    // The device may have gone to another organisation since.
    .leftJoin('devices as d', 'd.id', 'e.device_id')
    .select(['e.at', 'e.kind', 'e.device_id as deviceId', 'd.identifier', 'e.by_ms as byMs'])
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(query.limit)
    .execute()
  return { events: rows.map((row) => ({ ...row, at: isoInstant(row.at) })) }
}

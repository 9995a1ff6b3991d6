import { type Instant, instant } from '@bilezik/domain'
import type pg from 'pg'
import { type Progress, readStateBefore } from './checkpoints.ts'
import { type StoredReading, readEventsBetween, readReadingsSince, toStoredReading } from './read-stream.ts'
import type { DeviceNumbers } from './roster.ts'
import { type Rewound, type Watched, replayed } from './watched.ts'

export type ReadingEvent = StoredReading['event']

/** What a replay reads: the devices' numbers, and how far this round has come. */
export interface Past extends Progress {
  readonly devices: DeviceNumbers
}

/** From the last stored state before what came late, with everything stored since. */
export async function replayFromStore(
  client: pg.ClientBase,
  watched: Watched,
  from: Instant,
  past: Past,
): Promise<Rewound & { readonly heard: readonly ReadingEvent[] }> {
  const before = await readStateBefore(client, watched.personId, from)
  const base = before.state
  const events = await readEventsBetween(client, watched.personId, before, past)
  const plans = [base.plan, watched.state.plan, ...events.flatMap((event) => (event.kind === 'plan' ? [event.plan] : []))]
  const kit = plans.flatMap((plan) => plan.kit)
  const deviceIds = new Set(kit.map((device) => device.deviceId))
  const deviceNos = [...deviceIds].map((id) => past.devices.noOf.get(id)).filter((no) => no !== undefined)
  // A device has a past with others: nothing from before it came into one of these kits is read.
  const since = kit.reduce((earliest, device) => Math.min(earliest, device.from), Number.POSITIVE_INFINITY)
  const rows =
    deviceNos.length === 0 ? [] : await readReadingsSince(client, deviceNos, instant(Math.max(base.at, since)), past.cursors)
  const readings = rows.map((row) => toStoredReading(row, past.devices.idOf)?.event).filter((event) => event !== undefined)
  return { ...replayed(base, [...events, ...readings], watched.state.at), heard: readings }
}

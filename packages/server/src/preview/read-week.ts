import type { WatchEvent } from '@bilezik/compliance'
import type { ScopedTransaction } from '@bilezik/database'
import { type DeviceId, type Instant, day, instant, isoInstant, later, minute } from '@bilezik/domain'
import { sql } from 'kysely'
import { type ReadingRow, toStoredReading } from '../engine/read-stream.ts'

const weekMs = 7 * day
/** A fix each ten seconds for a week. */
export const mostReadings = 60_000
/** As the engine grants it after an outage of ours. */
const backlogGraceMs = 3 * minute

export interface Week {
  readonly from: Instant
  readonly until: Instant
  readonly events: readonly WatchEvent[]
  readonly readings: number
  readonly isCut: boolean
}

/** Since when something may be collected of this person, within the week; undefined: nothing may. */
async function collectedFrom(
  tx: ScopedTransaction,
  personId: string,
  from: Instant,
  until: Instant,
): Promise<Instant | undefined> {
  const { rows } = await sql<{ from: Instant | null }>`
    SELECT min(lower(k.during * o.term * tstzrange(${isoInstant(from)}, ${isoInstant(until)}))) AS "from"
    FROM orders o JOIN kit_devices k ON k.person_id = o.person_id
    WHERE o.person_id = ${personId} AND k.role <> 'protected'`.execute(tx)
  return rows[0]?.from ?? undefined
}

interface BlindRow {
  readonly body: {
    readonly kind: 'server-blind' | 'fleet-blind'
    readonly until?: number
    readonly because?: string
    readonly silentSince?: number
  }
  readonly at: Instant
  readonly until: Instant | null
}

/** As `engine/read-stream.ts` reads them: our silence is nobody's here either. */
function blindEvent({ body, at, until }: BlindRow): WatchEvent {
  if (body.kind === 'fleet-blind') {
    const because = body.because === 'device-fault' ? 'device-fault' : 'network'
    return { kind: 'fleet-blind', at, until: instant(body.until ?? at), because, silentSince: instant(body.silentSince ?? at) }
  }
  return { kind: 'server-blind', at, until: until === null ? instant(body.until ?? at) : later(until, backlogGraceMs) }
}

/** Everything that the engine would have heard of the person in the last week, through functions that check scope and authorised time. */
export async function readWeek(tx: ScopedTransaction, personId: string, now: Instant): Promise<Week> {
  const listened = await sql<{ at: Instant | null }>`SELECT listened_until() AS at`.execute(tx)
  const until = instant(Math.min(now, listened.rows[0]?.at ?? now))
  const from = await collectedFrom(tx, personId, later(until, -weekMs), until)
  if (from === undefined) return { from: until, until, events: [], readings: 0, isCut: false }
  const period = [isoInstant(from), isoInstant(until)] as const
  const { rows } = await sql<Omit<ReadingRow, 'gateway_no'> & { device_id: DeviceId }>`
    SELECT * FROM preview_readings(${personId}, ${period[0]}, ${period[1]}, ${mostReadings + 1})`.execute(tx)
  const blind = await sql<BlindRow>`SELECT * FROM preview_blind_times(${personId}, ${period[0]}, ${period[1]})`.execute(tx)
  const deviceIds = new Map(rows.map((row) => [row.device_no, row.device_id]))
  const heard = rows.slice(0, mostReadings).flatMap((row) => toStoredReading(row, deviceIds)?.event ?? [])
  return {
    from,
    until,
    events: [...blind.rows.map(blindEvent), ...heard],
    readings: heard.length,
    isCut: rows.length > mostReadings,
  }
}

import { type WatchEvent, type WatchPlan, defaultPolicy, eventTimeOf } from '@bilezik/compliance'
import { readingOfColumns } from '@bilezik/database'
import { type DeviceId, type Instant, type PersonId, instant, isoInstant, later, minute } from '@bilezik/domain'
import type pg from 'pg'
import { flagStray } from '@bilezik/database'
import type { ReadingColumns } from '@bilezik/database'

/** A gateway's number and the last of its batches that was taken. */
export type Cursors = ReadonlyMap<number, number>

export interface StreamCursor {
  readonly tx: string
  readonly id: number
}

export interface ReadingRow extends ReadingColumns {
  readonly device_no: number
  readonly gateway_no: number
  readonly event_at: Instant
  readonly received_at: Instant
  readonly content_hash: string
}

export interface StoredReading {
  readonly deviceNo: number
  readonly event: Extract<WatchEvent, { kind: 'reading' }>
}

const columns = `device_no, (batch_id >> 40)::int AS gateway_no, event_at, received_at, content_hash::text, kind, lat_e7, lon_e7, accuracy_dm, source,
  speed_cms, course_degrees, satellites, altitude_metres, hdop_tenths, flags, detail`
const batchBits = 40n

/** Batches of one gateway taken in one round: bounds the memory and the length of a transaction. */
const batchesARound = 40

export function toStoredReading(
  row: Omit<ReadingRow, 'gateway_no'>,
  deviceIds: ReadonlyMap<number, DeviceId>,
): StoredReading | undefined {
  const deviceId = deviceIds.get(row.device_no)
  if (deviceId === undefined) return undefined
  const at = eventTimeOf({ fixAt: row.event_at, receivedAt: row.received_at, isStray: (row.flags & flagStray) !== 0 })
  const readingId = `${row.device_no}/${row.event_at}/${row.content_hash}`
  return {
    deviceNo: row.device_no,
    event: { kind: 'reading', at, receivedAt: row.received_at, readingId, deviceId, reading: readingOfColumns(row) },
  }
}

export interface NewReadings {
  readonly rows: readonly ReadingRow[]
  readonly cursors: Cursors
  /** Until when every gateway is known to have listened: time passes no further, for a silence after it may be ours. */
  readonly listenedUntil: Instant
  /** Whether more is waiting behind the bound of one round. */
  readonly hasMore: boolean
}

/** What every gateway has committed since the cursors, in the order of its batches; of each no further than its limit, where it has one. */
export async function readNewReadings(
  client: pg.ClientBase,
  cursors: Cursors,
  limits: Cursors = new Map(),
): Promise<NewReadings> {
  const gateways = await client.query<{ no: number; last_batch: number; listened_until: Instant }>(
    'SELECT no, last_batch, listened_until FROM gateways ORDER BY no',
  )
  const next = new Map(cursors)
  const rows: ReadingRow[] = []
  let hasMore = false
  for (const gateway of gateways.rows) {
    const seen = cursors.get(gateway.no) ?? 0
    const upTo = Math.min(gateway.last_batch, limits.get(gateway.no) ?? gateway.last_batch, seen + batchesARound)
    hasMore ||= upTo < gateway.last_batch
    if (upTo <= seen) continue
    const base = BigInt(gateway.no) << batchBits
    const found = await client.query<ReadingRow>(
      `SELECT ${columns} FROM readings WHERE batch_id > $1 AND batch_id <= $2 ORDER BY batch_id`,
      [String(base + BigInt(seen)), String(base + BigInt(upTo))],
    )
    rows.push(...found.rows)
    next.set(gateway.no, upTo)
  }
  const listenedUntil = instant(Math.min(...gateways.rows.map((gateway) => gateway.listened_until)))
  return { rows, cursors: next, listenedUntil, hasMore }
}

/** Intake lets a device's clock be so far ahead of ours. */
export const aheadMs = 11 * minute

/** All readings of these devices with an event time in `[from, until)`, as far as the cursors reach: for a replay. */
export async function readReadingsOf(
  client: pg.ClientBase,
  deviceNos: readonly number[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
  cursors: Cursors,
): Promise<readonly ReadingRow[]> {
  const limits = [...cursors].map(([no, batch]) => ({ no, upTo: String((BigInt(no) << batchBits) + BigInt(batch)) }))
  const found = await client.query<ReadingRow>(
    `SELECT ${columns} FROM readings r JOIN unnest($4::int[], $5::bigint[]) AS c (gateway_no, up_to) ON r.batch_id >> 40 = c.gateway_no AND r.batch_id <= c.up_to
     WHERE r.device_no = ANY ($1)
       AND ((r.event_day BETWEEN ($2::timestamptz AT TIME ZONE 'UTC')::date AND ($6::timestamptz AT TIME ZONE 'UTC')::date
             AND least(r.event_at, r.received_at) >= $2 AND least(r.event_at, r.received_at) < $3)
         OR (r.event_day < '2020-01-01' AND r.received_at >= $2 AND r.received_at < $3))
     ORDER BY r.batch_id`,
    [
      deviceNos,
      isoInstant(from),
      isoInstant(until),
      limits.map((l) => l.no),
      limits.map((l) => l.upTo),
      // A clock that runs ahead is dated by our receipt.
      isoInstant(later(until, aheadMs)),
    ],
  )
  return found.rows
}

/** Bodies as `orders/write-plan.ts` stores them. */
type StoredPlan = Omit<WatchPlan, 'permits' | 'daysOff' | 'policy'> &
  Partial<Pick<WatchPlan, 'permits' | 'daysOff'>> & { readonly policy: Partial<WatchPlan['policy']> }
type Upheld = Omit<Extract<WatchEvent, { kind: 'signal-upheld' }>, 'at'>
type StreamBody =
  | { readonly kind: 'plan'; readonly plan: StoredPlan }
  | { readonly kind: 'server-blind'; readonly until: number }
  | Upheld
  /** As `write-fleet.ts` stores them. */
  | {
      readonly kind: 'fleet-blind'
      readonly until: number
      readonly because: 'network' | 'device-fault'
      readonly silentSince: number
    }

function toWatchEvent(at: Instant, body: StreamBody): WatchEvent {
  if (body.kind === 'server-blind') return { kind: 'server-blind', at, until: instant(body.until) }
  if (body.kind === 'signal-upheld') return { ...body, at }
  if (body.kind === 'fleet-blind') {
    const { kind, because } = body
    return { kind, at, until: instant(body.until), because, silentSince: instant(body.silentSince) }
  }
  const { plan } = body
  // Plans stored before there were permits and days off hold none; of settings that came later, what a service starts from holds.
  const policy = { ...defaultPolicy, ...plan.policy }
  return { kind: 'plan', at, plan: { ...plan, policy, permits: plan.permits ?? [], daysOff: plan.daysOff ?? [] } }
}

export interface PersonEvent {
  readonly personId: PersonId
  readonly event: WatchEvent
}

interface StreamRow {
  readonly id: number
  readonly tx: string
  readonly person_id: PersonId
  readonly at: Instant
  readonly body: StreamBody
}

/**
 * Rows are taken only when every transaction that could still put one before them has ended. The table's name stands before `tx` in
 * every ORDER BY: alone it would mean the text of the output, and '1000' comes before '999'.
 */
export async function readNewEvents(
  client: pg.ClientBase,
  cursor: StreamCursor,
  limit: StreamCursor | null = null,
): Promise<{ events: readonly PersonEvent[]; cursor: StreamCursor; hasMore: boolean }> {
  const atMost = 5_000
  const { rows } = await client.query<StreamRow>(
    `SELECT id, tx::text, person_id, at, body FROM stream_events
     WHERE (tx, id) > ($1::xid8, $2) AND tx < pg_snapshot_xmin(pg_current_snapshot()) AND ($4::xid8 IS NULL OR (tx, id) <= ($4, $5))
     ORDER BY stream_events.tx, id LIMIT $3`,
    [cursor.tx, cursor.id, atMost, limit?.tx ?? null, limit?.id ?? 0],
  )
  const last = rows.at(-1)
  return {
    events: rows.map((row) => ({ personId: row.person_id, event: toWatchEvent(row.at, row.body) })),
    cursor: last ? { tx: last.tx, id: last.id } : cursor,
    hasMore: rows.length === atMost,
  }
}

/** After an outage devices get so long to hand over what they kept before their silence counts again. */
const backlogGraceMs = 3 * minute

interface OutageRow {
  readonly id: number
  readonly tx: string
  readonly from: Instant
  readonly until: Instant
}

type BlindEvent = Extract<WatchEvent, { kind: 'server-blind' }>

function toBlindEvent({ from, until }: OutageRow): BlindEvent {
  return { kind: 'server-blind', at: from, until: later(until, backlogGraceMs) }
}

const outageColumns = 'id, tx::text, lower(during) AS "from", upper(during) AS until'

/**
 * Outages of ours that were recorded since the cursor. One gateway's outage counts for everyone: who speaks to which is not fixed.
 * `isHeldBack`: one is recorded and waits for an older transaction to end; what was heard after it must wait with it.
 */
export async function readNewOutages(
  client: pg.ClientBase,
  cursor: StreamCursor,
  limit: StreamCursor | null = null,
): Promise<{ events: readonly BlindEvent[]; cursor: StreamCursor; isHeldBack: boolean }> {
  const { rows } = await client.query<OutageRow & { is_held_back: boolean }>(
    `SELECT ${outageColumns}, tx >= pg_snapshot_xmin(pg_current_snapshot()) AS is_held_back FROM server_outages
     WHERE (tx, id) > ($1::xid8, $2) AND ($3::xid8 IS NULL OR (tx, id) <= ($3, $4)) ORDER BY server_outages.tx, id LIMIT 1000`,
    [cursor.tx, cursor.id, limit?.tx ?? null, limit?.id ?? 0],
  )
  const taken = rows.filter((row) => !row.is_held_back)
  const last = taken.at(-1)
  return {
    events: taken.map(toBlindEvent),
    cursor: last ? { tx: last.tx, id: last.id } : cursor,
    isHeldBack: taken.length < rows.length,
  }
}

/** Outages of ours as far as the cursor reaches, whose grace ends after a moment. */
export async function readOutagesOver(client: pg.ClientBase, upTo: StreamCursor, at: Instant): Promise<readonly BlindEvent[]> {
  const { rows } = await client.query<OutageRow>(
    `SELECT ${outageColumns} FROM server_outages WHERE (tx, id) <= ($1::xid8, $2) AND upper(during) > $3 ORDER BY lower(during)`,
    [upTo.tx, upTo.id, isoInstant(instant(Math.max(at - backlogGraceMs, 0)))],
  )
  return rows.map(toBlindEvent)
}

interface EventCursors {
  readonly stream: StreamCursor
  readonly outages: StreamCursor
}

/** A state and how far the stored events are in it: all of those before the cursors that count from no later than the state's time. */
interface EventBase extends EventCursors {
  readonly state: { readonly at: Instant }
}

/** The stored events of one person, and the outages of ours, that are not in a state, as far as the cursors reach. */
export async function readEventsBetween(
  client: pg.ClientBase,
  personId: PersonId,
  after: EventBase,
  upTo: EventCursors,
): Promise<readonly WatchEvent[]> {
  const at = isoInstant(after.state.at)
  const bounds = (cursor: keyof EventCursors) => [after[cursor].tx, after[cursor].id, upTo[cursor].tx, upTo[cursor].id, at]
  const own = await client.query<StreamRow>(
    `SELECT id, tx::text, person_id, at, body FROM stream_events
     WHERE person_id = $6 AND ((tx, id) > ($1::xid8, $2) OR at > $5) AND (tx, id) <= ($3::xid8, $4)
     ORDER BY stream_events.tx, id`,
    [...bounds('stream'), personId],
  )
  const ours = await client.query<OutageRow>(
    `SELECT ${outageColumns} FROM server_outages
     WHERE ((tx, id) > ($1::xid8, $2) OR lower(during) > $5) AND (tx, id) <= ($3::xid8, $4) ORDER BY server_outages.tx, id`,
    bounds('outages'),
  )
  return [...own.rows.map((row) => toWatchEvent(row.at, row.body)), ...ours.rows.map(toBlindEvent)]
}

/** The plan that each of them was last told of, as far as the cursor reaches; it may be one that nobody can read. */
export async function readNewestPlans(
  client: pg.ClientBase,
  personIds: readonly PersonId[],
  upTo: StreamCursor,
): Promise<ReadonlyMap<PersonId, () => Extract<WatchEvent, { kind: 'plan' }> | undefined>> {
  const { rows } = await client.query<StreamRow>(
    `SELECT DISTINCT ON (person_id) id, tx::text, person_id, at, body FROM stream_events
     WHERE person_id = ANY ($1) AND (tx, id) <= ($2::xid8, $3) AND body ->> 'kind' = 'plan'
     ORDER BY person_id, stream_events.tx DESC, id DESC`,
    [personIds, upTo.tx, upTo.id],
  )
  const read = ({ at, body }: StreamRow) => {
    const event = toWatchEvent(at, body)
    return event.kind === 'plan' ? event : undefined
  }
  return new Map(rows.map((row) => [row.person_id, () => read(row)]))
}

/** Everyone whom the engine has been told of, as far as the cursor reaches. */
export async function readPeopleTold(client: pg.ClientBase, upTo: StreamCursor): Promise<readonly PersonId[]> {
  const { rows } = await client.query<{ person_id: PersonId }>(
    'SELECT DISTINCT person_id FROM stream_events WHERE (tx, id) <= ($1::xid8, $2)',
    [upTo.tx, upTo.id],
  )
  return rows.map((row) => row.person_id)
}

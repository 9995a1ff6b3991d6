import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, day, isoInstant, later, minute } from '@bilezik/domain'
import { sql } from 'kysely'
import { loadIncidents } from '../incidents/load-incidents.ts'
import { frame } from './frame.ts'
import type { Position } from './position.ts'

/** Up to where feed_events has been read, in commit order. */
export interface Cursor {
  readonly tx: string
  readonly id: number
}

export interface DurableEvent {
  readonly position: Position
  readonly text: string
}

interface FeedRow extends Cursor {
  readonly kind: 'incident' | 'obligation' | 'technical-incident' | 'deadline'
  readonly subject_id: string
}

const batchSize = 500
const resumableMs = day
/** A row's time is when its transaction began, by the database's clock. */
const clockMarginMs = minute
const mostReplayed = 1_000

/** Before it every transaction is over, so every row is visible: the only safe place to have read up to. */
export async function presentCursor(tx: ScopedTransaction): Promise<Cursor> {
  const { rows } = await sql<{ tx: string }>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS tx`.execute(tx)
  return { tx: (rows[0] as { tx: string }).tx, id: 0 }
}

/**
 * What was committed in this scope since the cursor, in commit order: only rows whose transaction is older than every
 * transaction still open, for one of those could still put a row before them. `isHeldBack`: rows wait for such a one.
 */
export async function readSince(
  tx: ScopedTransaction,
  cursor: Cursor,
): Promise<{
  readonly events: DurableEvent[]
  readonly cursor: Cursor
  readonly hasMore: boolean
  readonly isHeldBack: boolean
}> {
  const present = await presentCursor(tx)
  const { rows } = await sql<FeedRow>`
    SELECT tx::text AS tx, id, kind, subject_id FROM feed_events
    WHERE (tx, id) > (${cursor.tx}::xid8, ${cursor.id}::bigint) AND tx < ${present.tx}::xid8
    ORDER BY feed_events.tx, id LIMIT ${batchSize}`.execute(tx)
  const hasMore = rows.length === batchSize
  const waiting = await sql`SELECT FROM feed_events WHERE tx >= ${present.tx}::xid8 LIMIT 1`.execute(tx)
  const last = rows.at(-1)
  return {
    events: await eventsOf(tx, rows),
    // Moved on even when the scope is quiet: the next look must not wade through other scopes' rows again.
    cursor: hasMore && last ? { tx: last.tx, id: last.id } : present,
    hasMore,
    isHeldBack: waiting.rows.length > 0,
  }
}

/** What a client missed between its position and the cursor; undefined when that cannot be said any more. */
export async function readBetween(
  tx: ScopedTransaction,
  position: Position,
  upTo: Cursor,
  now: Instant,
): Promise<DurableEvent[] | undefined> {
  const oldest = later(now, -resumableMs)
  if (position.kind === 'time' && (position.at < oldest || position.at > later(now, clockMarginMs))) return undefined
  if (position.kind === 'row') {
    const known = await sql`
      SELECT FROM feed_events
      WHERE tx = ${position.tx}::xid8 AND id = ${position.id} AND at > ${isoInstant(oldest)}::timestamptz`.execute(tx)
    if (known.rows.length === 0) return undefined
  }
  const behind =
    position.kind === 'row'
      ? sql`(tx, id) > (${position.tx}::xid8, ${position.id}::bigint)`
      : sql`at >= ${isoInstant(later(position.at, -clockMarginMs))}::timestamptz`
  const { rows } = await sql<FeedRow>`
    SELECT tx::text AS tx, id, kind, subject_id FROM feed_events
    WHERE ${behind} AND (tx, id) <= (${upTo.tx}::xid8, ${upTo.id}::bigint)
    ORDER BY feed_events.tx, id LIMIT ${mostReplayed + 1}`.execute(tx)
  return rows.length > mostReplayed ? undefined : eventsOf(tx, rows)
}

/** An event tells how its subject is now, so of several about one subject the last is enough. */
async function eventsOf(tx: ScopedTransaction, rows: readonly FeedRow[]): Promise<DurableEvent[]> {
  const lastOf = new Map(rows.map((row) => [`${row.kind} ${row.subject_id}`, row]))
  const latest = rows.filter((row) => lastOf.get(`${row.kind} ${row.subject_id}`) === row)
  const ids = latest.filter((row) => row.kind === 'incident').map((row) => row.subject_id)
  const incidents = ids.length === 0 ? [] : await loadIncidents(tx, (query) => query.where('i.id', 'in', ids))
  const byId = new Map(incidents.map((incident) => [incident.id, incident]))
  return latest.flatMap((row): DurableEvent | [] => {
    const position: Position = { kind: 'row', tx: row.tx, id: row.id }
    if (row.kind === 'obligation') return { position, text: frame('obligation', { personId: row.subject_id }, position) }
    if (row.kind === 'technical-incident' || row.kind === 'deadline')
      return { position, text: frame(row.kind, { id: row.subject_id }, position) }
    const incident = byId.get(row.subject_id)
    return incident ? { position, text: frame('incident', incident, position) } : []
  })
}

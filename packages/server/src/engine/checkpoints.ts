import { type WatchState, engineVersion, initialState } from '@bilezik/compliance'
import { type Instant, type PersonId, isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { Cursors, StreamCursor } from './read-stream.ts'
import type { Late } from './late.ts'
import type { Watched } from './watched.ts'

/** How far the engine has read each of its streams. */
export interface Progress {
  readonly cursors: Cursors
  readonly stream: StreamCursor
  readonly outages: StreamCursor
}

export const beginning: StreamCursor = { tx: '0', id: 0 }

interface CursorRow {
  readonly stream_tx: string
  readonly stream_id: number
  readonly outage_tx: string
  readonly outage_id: number
}

/**
 * `checkpoint`: from where the engine goes on; everything behind it is stepped again, and changes nothing that stands.
 * `effect`: how far its predecessor's effects are written, ahead of the checkpoint.
 */
export async function readProgress(client: pg.ClientBase, of: 'checkpoint' | 'effect'): Promise<Progress> {
  const engine = await client.query<CursorRow>(
    `SELECT ${of}_stream_tx::text AS stream_tx, ${of}_stream_id AS stream_id, ${of}_outage_tx::text AS outage_tx,
       ${of}_outage_id AS outage_id FROM engine`,
  )
  const cursors = await client.query<{ gateway_no: number; batch_no: number }>(
    `SELECT gateway_no, batch_no FROM ${of === 'effect' ? 'engine_cursors' : 'engine_checkpoint_cursors'}`,
  )
  const [row] = engine.rows
  return {
    cursors: new Map(cursors.rows.map((cursor) => [cursor.gateway_no, cursor.batch_no])),
    stream: { tx: row?.stream_tx ?? '0', id: row?.stream_id ?? 0 },
    outages: { tx: row?.outage_tx ?? '0', id: row?.outage_id ?? 0 },
  }
}

function isBefore(a: StreamCursor, b: StreamCursor): boolean {
  const [tx, other] = [BigInt(a.tx), BigInt(b.tx)]
  return tx === other ? a.id < b.id : tx < other
}

/** Whether something up to `other` is still ahead. */
export function isProgressBefore(progress: Progress, other: Progress): boolean {
  return (
    isBefore(progress.stream, other.stream) ||
    isBefore(progress.outages, other.outages) ||
    [...other.cursors].some(([no, batch]) => (progress.cursors.get(no) ?? 0) < batch)
  )
}

/** The newest state of everyone that this engine version wrote. States of another version are left alone: their persons are replayed. */
export async function readNewestStates(
  client: pg.ClientBase,
): Promise<readonly { readonly state: WatchState; readonly late: Late | null }[]> {
  const { rows } = await client.query<{ state: WatchState; late: Late | null }>(
    'SELECT DISTINCT ON (person_id) state, late FROM checkpoints WHERE engine_version = $1 ORDER BY person_id, at DESC',
    [engineVersion],
  )
  return rows
}

/** How far anybody's stored states reach, whichever version wrote them. */
export async function readStoredUntil(client: pg.ClientBase): Promise<ReadonlyMap<PersonId, Instant>> {
  const { rows } = await client.query<{ person_id: PersonId; at: Instant }>(
    'SELECT person_id, max(at) AS at FROM checkpoints GROUP BY person_id',
  )
  return new Map(rows.map((row) => [row.person_id, row.at]))
}

/**
 * Persons with effects from after their newest state. A predecessor that died before its next checkpoint wrote them in the order in
 * which it heard things; whoever goes on from the state may hear them in a better one, and derive others.
 */
export async function readPeopleWithForeignEffects(client: pg.ClientBase): Promise<ReadonlySet<PersonId>> {
  const { rows } = await client.query<{ person_id: PersonId }>(
    `WITH newest AS (SELECT person_id, max(at) AS at FROM checkpoints WHERE engine_version = $1 GROUP BY person_id)
     SELECT n.person_id FROM newest n
     WHERE EXISTS (SELECT FROM alerts a WHERE a.person_id = n.person_id AND a.state IN ('active', 'ended')
         AND (a.noticed_at > n.at OR a.end_noticed_at > n.at))
       OR EXISTS (SELECT FROM transitions t WHERE t.person_id = n.person_id AND t.superseded_at IS NULL AND t.noticed_at > n.at)`,
    [engineVersion],
  )
  return new Set(rows.map((row) => row.person_id))
}

/**
 * Up to when something was noticed that stands of a person, if that is after `at`: a predecessor that died before its next checkpoint
 * had let time pass as far.
 */
export async function readNoticedUntil(client: pg.ClientBase, personId: PersonId, at: Instant): Promise<Instant> {
  const { rows } = await client.query<{ until: Instant }>(
    `SELECT greatest($2::timestamptz,
       (SELECT max(greatest(noticed_at, end_noticed_at)) FROM alerts WHERE person_id = $1 AND state IN ('active', 'ended')),
       (SELECT max(noticed_at) FROM transitions WHERE person_id = $1 AND superseded_at IS NULL AND noticed_at > $2)) AS until`,
    [personId, isoInstant(at)],
  )
  return rows[0]?.until ?? at
}

/** A state to replay from, and how far the stored events are in it. */
export interface ReplayBase {
  readonly state: WatchState
  readonly stream: StreamCursor
  readonly outages: StreamCursor
}

interface StateRow extends CursorRow {
  readonly state: WatchState
}

/** The last state before an event time; the state before everything when there is none. */
export async function readStateBefore(client: pg.ClientBase, personId: PersonId, at: Instant): Promise<ReplayBase> {
  const { rows } = await client.query<StateRow>(
    `SELECT state, stream_tx::text, stream_id, outage_tx::text, outage_id FROM checkpoints
     WHERE person_id = $1 AND at < $2 AND engine_version = $3 AND late IS NULL ORDER BY at DESC LIMIT 1`,
    [personId, isoInstant(at), engineVersion],
  )
  const [row] = rows
  if (!row) return { state: initialState(personId), stream: beginning, outages: beginning }
  return { state: row.state, stream: { tx: row.stream_tx, id: row.stream_id }, outages: { tx: row.outage_tx, id: row.outage_id } }
}

/** A state to be stored, and what came late and is not in it. */
export interface StateToStore {
  readonly state: WatchState
  readonly late: Late | null
}

/**
 * After a rewind the stored states behind its base belong to a past that did not happen: the rewound ones take their place at once.
 * Were they only dropped, a crash before the next checkpoint would bring back a state from long ago, and the cursors of that
 * checkpoint would pass over everything in between.
 */
export async function replaceStatesAfter(
  client: pg.ClientBase,
  from: Instant,
  states: readonly [WatchState, ...WatchState[]],
  progress: Progress,
): Promise<void> {
  await client.query('DELETE FROM checkpoints WHERE person_id = $1 AND at > $2', [states[0].personId, isoInstant(from)])
  // Of one instant the last one.
  const byTime = new Map(states.map((state) => [state.at, state]))
  await insertStates(
    client,
    [...byTime.values()].map((state) => ({ state, late: null })),
    progress,
  )
}

async function insertStates(
  client: pg.ClientBase,
  states: readonly StateToStore[],
  { stream, outages }: Progress,
): Promise<void> {
  const rows = states.map(({ state, late }) => ({ person_id: state.personId, at: isoInstant(state.at), state, late }))
  await client.query(
    `INSERT INTO checkpoints (person_id, at, engine_version, state, late, stream_tx, stream_id, outage_tx, outage_id)
     SELECT person_id, at, $2, state, nullif(late, 'null'), $3::xid8, $4, $5::xid8, $6
     FROM jsonb_to_recordset($1::jsonb) AS r (person_id uuid, at timestamptz, state jsonb, late jsonb)
     ON CONFLICT (person_id, at) DO UPDATE SET engine_version = excluded.engine_version, state = excluded.state, late = excluded.late,
       stream_tx = excluded.stream_tx, stream_id = excluded.stream_id, outage_tx = excluded.outage_tx, outage_id = excluded.outage_id,
       written_at = now()`,
    [JSON.stringify(rows), engineVersion, stream.tx, stream.id, outages.tx, outages.id],
  )
}

/** States written by one statement: some kilobytes each, and a parameter has an end. */
const statesAStatement = 500

/** Writes the states of these persons; of older ones are kept the last of each hour for two days, the last of each day for 35 days. */
export async function writeStates(client: pg.ClientBase, people: readonly Watched[], progress: Progress): Promise<void> {
  for (let i = 0; i < people.length; i += statesAStatement)
    await insertStates(client, people.slice(i, i + statesAStatement), progress)
  await client.query(
    `DELETE FROM checkpoints c WHERE c.person_id = ANY ($1) AND EXISTS (
       SELECT FROM checkpoints n WHERE n.person_id = c.person_id AND n.at > c.at
         AND (date_trunc('hour', n.at) = date_trunc('hour', c.at)
           OR (c.written_at < now() - interval '2 days' AND date_trunc('day', n.at) = date_trunc('day', c.at))
           OR c.written_at < now() - interval '35 days'))`,
    [people.map((watched) => watched.personId)],
  )
}

/** From where a restart goes on: after the states of everyone who changed. */
export async function writeCheckpoint(client: pg.ClientBase, { cursors, stream, outages }: Progress): Promise<void> {
  await writeCursors(client, 'engine_checkpoint_cursors', cursors)
  await client.query(
    `UPDATE engine SET checkpoint_at = now(), checkpoint_stream_tx = $1::xid8, checkpoint_stream_id = $2,
       checkpoint_outage_tx = $3::xid8, checkpoint_outage_id = $4`,
    [stream.tx, stream.id, outages.tx, outages.id],
  )
}

/** How far effects are written; never back: while a restarted engine catches up, those of its predecessor stand already. */
export async function writeEffectProgress(
  client: pg.ClientBase,
  { cursors, stream, outages }: Progress,
  now: Instant,
): Promise<void> {
  await writeCursors(client, 'engine_cursors', cursors)
  await client.query(
    `UPDATE engine SET heartbeat_at = $1,
       (effect_stream_tx, effect_stream_id) = (SELECT * FROM (VALUES ($2::xid8, $3::bigint), (effect_stream_tx, effect_stream_id)) v (tx, id) ORDER BY v.tx DESC, v.id DESC LIMIT 1),
       (effect_outage_tx, effect_outage_id) = (SELECT * FROM (VALUES ($4::xid8, $5::bigint), (effect_outage_tx, effect_outage_id)) v (tx, id) ORDER BY v.tx DESC, v.id DESC LIMIT 1)`,
    [isoInstant(now), stream.tx, stream.id, outages.tx, outages.id],
  )
}

async function writeCursors(
  client: pg.ClientBase,
  table: 'engine_cursors' | 'engine_checkpoint_cursors',
  cursors: Cursors,
): Promise<void> {
  await client.query(
    `INSERT INTO ${table} (gateway_no, batch_no) SELECT * FROM unnest($1::smallint[], $2::bigint[])
     ON CONFLICT (gateway_no) DO UPDATE SET batch_no = greatest(${table}.batch_no, excluded.batch_no)`,
    [[...cursors.keys()], [...cursors.values()]],
  )
}

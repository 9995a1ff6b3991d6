import { type WatchState, engineVersion, initialState } from '@bilezik/compliance'
import { type Instant, type PersonId, isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { Cursors, StreamCursor } from './read-stream.ts'
import type { Watched } from './watched.ts'

/** How far the engine has read each of its streams. */
export interface Progress {
  readonly cursors: Cursors
  readonly stream: StreamCursor
  readonly outages: StreamCursor
}

const beginning: StreamCursor = { tx: '0', id: 0 }

/** From where the engine goes on: everything behind the last checkpoint is stepped again, and changes nothing that stands. */
export async function readProgress(client: pg.ClientBase): Promise<Progress> {
  const engine = await client.query<{ stream_tx: string; stream_id: number; outage_tx: string; outage_id: number }>(
    `SELECT checkpoint_stream_tx::text AS stream_tx, checkpoint_stream_id AS stream_id,
       checkpoint_outage_tx::text AS outage_tx, checkpoint_outage_id AS outage_id FROM engine`,
  )
  const cursors = await client.query<{ gateway_no: number; batch_no: number }>(
    'SELECT gateway_no, batch_no FROM engine_checkpoint_cursors',
  )
  const [row] = engine.rows
  return {
    cursors: new Map(cursors.rows.map((cursor) => [cursor.gateway_no, cursor.batch_no])),
    stream: { tx: row?.stream_tx ?? '0', id: row?.stream_id ?? 0 },
    outages: { tx: row?.outage_tx ?? '0', id: row?.outage_id ?? 0 },
  }
}

/** The newest state of everyone that this engine version wrote. States of another version are left alone: their persons are replayed. */
export async function readNewestStates(client: pg.ClientBase): Promise<readonly WatchState[]> {
  const { rows } = await client.query<{ state: WatchState }>(
    'SELECT DISTINCT ON (person_id) state FROM checkpoints WHERE engine_version = $1 ORDER BY person_id, at DESC',
    [engineVersion],
  )
  return rows.map((row) => row.state)
}

/** A state to replay from, and how far the stored events are in it. */
export interface ReplayBase {
  readonly state: WatchState
  readonly stream: StreamCursor
  readonly outages: StreamCursor
}

interface StateRow {
  readonly state: WatchState
  readonly stream_tx: string
  readonly stream_id: number
  readonly outage_tx: string
  readonly outage_id: number
}

/** The last state before an event time; the state before everything when there is none. */
export async function readStateBefore(client: pg.ClientBase, personId: PersonId, at: Instant): Promise<ReplayBase> {
  const { rows } = await client.query<StateRow>(
    `SELECT state, stream_tx::text, stream_id, outage_tx::text, outage_id FROM checkpoints
     WHERE person_id = $1 AND at < $2 AND engine_version = $3 ORDER BY at DESC LIMIT 1`,
    [personId, isoInstant(at), engineVersion],
  )
  const [row] = rows
  if (!row) return { state: initialState(personId), stream: beginning, outages: beginning }
  return { state: row.state, stream: { tx: row.stream_tx, id: row.stream_id }, outages: { tx: row.outage_tx, id: row.outage_id } }
}

/** After a rewind the states behind its base belong to a past that did not happen. */
export async function dropStatesAfter(client: pg.ClientBase, personId: PersonId, at: Instant): Promise<void> {
  await client.query('DELETE FROM checkpoints WHERE person_id = $1 AND at > $2', [personId, isoInstant(at)])
}

/** Writes the states of these persons, and from where a restart goes on. */
export async function writeCheckpoints(client: pg.ClientBase, people: readonly Watched[], progress: Progress): Promise<void> {
  const rows = people.map(({ personId, state }) => ({ person_id: personId, at: isoInstant(state.at), state }))
  const { stream, outages } = progress
  await client.query(
    `INSERT INTO checkpoints (person_id, at, engine_version, state, stream_tx, stream_id, outage_tx, outage_id)
     SELECT person_id, at, $2, state, $3::xid8, $4, $5::xid8, $6
     FROM jsonb_to_recordset($1::jsonb) AS r (person_id uuid, at timestamptz, state jsonb)
     ON CONFLICT (person_id, at) DO UPDATE SET engine_version = excluded.engine_version, state = excluded.state,
       stream_tx = excluded.stream_tx, stream_id = excluded.stream_id, outage_tx = excluded.outage_tx, outage_id = excluded.outage_id,
       written_at = now()`,
    [JSON.stringify(rows), engineVersion, stream.tx, stream.id, outages.tx, outages.id],
  )
  // Kept: the newest, the last of each hour for two days, the last of each day for 35 days.
  await client.query(
    `DELETE FROM checkpoints c WHERE c.person_id = ANY ($1) AND EXISTS (
       SELECT FROM checkpoints n WHERE n.person_id = c.person_id AND n.at > c.at
         AND (date_trunc('hour', n.at) = date_trunc('hour', c.at)
           OR (c.written_at < now() - interval '2 days' AND date_trunc('day', n.at) = date_trunc('day', c.at))
           OR c.written_at < now() - interval '35 days'))`,
    [people.map((watched) => watched.personId)],
  )
  await writeCursors(client, 'engine_checkpoint_cursors', progress.cursors)
  await client.query(
    `UPDATE engine SET checkpoint_at = now(), checkpoint_stream_tx = $1::xid8, checkpoint_stream_id = $2,
       checkpoint_outage_tx = $3::xid8, checkpoint_outage_id = $4`,
    [stream.tx, stream.id, outages.tx, outages.id],
  )
}

export async function writeCursors(
  client: pg.ClientBase,
  table: 'engine_cursors' | 'engine_checkpoint_cursors',
  cursors: Cursors,
): Promise<void> {
  await client.query(
    `INSERT INTO ${table} (gateway_no, batch_no) SELECT * FROM unnest($1::smallint[], $2::bigint[])
     ON CONFLICT (gateway_no) DO UPDATE SET batch_no = excluded.batch_no`,
    [[...cursors.keys()], [...cursors.values()]],
  )
}

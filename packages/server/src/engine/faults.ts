import { type WatchEvent, engineVersion } from '@bilezik/compliance'
import { type Instant, type PersonId, instant, isoInstant, later, minute, second } from '@bilezik/domain'
import type pg from 'pg'

/** At which work for the person it failed. */
export type Phase = 'step' | 'effects' | 'replay' | 'status' | 'checkpoint'

/** A person who is set apart: their watching failed, and everyone else's goes on. */
export interface Fault {
  readonly personId: PersonId
  readonly phase: Phase
  readonly error: string
  /** Event time of the earliest thing that is not in their state. */
  readonly replayFrom: Instant
  readonly beganAt: Instant
  readonly attempts: number
  readonly retryAt: Instant
}

const firstPauseMs = second
const longestPauseMs = 10 * minute
/** A state that was stored may itself be what fails: after so many attempts from the last one, everything is stepped from the beginning. */
const attemptsFromCheckpoint = 3

/** The kind and place of a failure. Never its words: those of a database quote what was to be stored. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  const place = /\(?([^\s()]+:\d+:\d+)\)?$/m.exec((error.stack ?? '').split('\n').slice(1).join('\n'))?.[1]
  const file = place?.replace(/^.*\/packages\//, '').replace(/:\d+$/, '')
  return [error.name, typeof code === 'string' ? code : '', file === undefined ? '' : `at ${file}`].filter(Boolean).join(' ')
}

/** Growing pauses: a fault that passes is soon over, one that stays costs little. */
export function pauseMs(attempts: number): number {
  return Math.min(firstPauseMs * 2 ** Math.min(attempts, 20), longestPauseMs)
}

export function isFromTheBeginning({ attempts }: Fault): boolean {
  return attempts >= attemptsFromCheckpoint
}

/** From when a person must be stepped anew who has missed this event. A plan may bring a device that was heard before. */
export function missedFrom(event: WatchEvent): Instant {
  if (event.kind !== 'plan') return event.at
  // A plan may be the very thing that is broken.
  const kit = (event.plan as { kit?: unknown } | null)?.kit
  const since = Array.isArray(kit) ? (kit as ({ from?: unknown } | null)[]).map((device) => device?.from) : []
  return instant(Math.min(event.at, ...since.filter((at) => typeof at === 'number')))
}

/** Who is set apart: as committed, and as this round would have it. */
export class FaultDrafts {
  readonly #faults: ReadonlyMap<PersonId, Fault>
  readonly #changed = new Map<PersonId, Fault | null>()
  /** Set apart in this round: told once. */
  readonly begun = new Set<PersonId>()

  constructor(faults: ReadonlyMap<PersonId, Fault>) {
    this.#faults = faults
  }

  of(personId: PersonId): Fault | undefined {
    const changed = this.#changed.get(personId)
    return changed === undefined ? this.#faults.get(personId) : (changed ?? undefined)
  }

  get changed(): ReadonlyMap<PersonId, Fault | null> {
    return this.#changed
  }

  due(now: Instant): Fault[] {
    return [...new Set([...this.#faults.keys(), ...this.#changed.keys()])]
      .map((personId) => this.of(personId))
      .filter((fault) => fault !== undefined && fault.retryAt <= now) as Fault[]
  }

  /** The first time, or another attempt that failed. */
  note(personId: PersonId, phase: Phase, error: unknown, replayFrom: Instant, now: Instant): void {
    const known = this.of(personId)
    if (!known) this.begun.add(personId)
    const attempts = known ? known.attempts + 1 : 0
    this.#changed.set(personId, {
      personId,
      phase,
      error: describeError(error),
      replayFrom: instant(Math.min(known?.replayFrom ?? replayFrom, replayFrom)),
      beganAt: known?.beganAt ?? now,
      attempts,
      retryAt: later(now, pauseMs(attempts)),
    })
  }

  miss(fault: Fault, at: Instant): void {
    if (at < fault.replayFrom) this.#changed.set(fault.personId, { ...fault, replayFrom: at })
  }

  end(personId: PersonId): void {
    this.#changed.set(personId, null)
  }
}

interface FaultRow {
  readonly person_id: PersonId
  readonly phase: Phase
  readonly error: string
  readonly replay_from: Instant
  readonly began_at: Instant
  readonly attempts: number
}

/** Who was set apart when the predecessor ended; tried again at once, for this may be a mended version. */
export async function readFaults(client: pg.ClientBase, now: Instant): Promise<ReadonlyMap<PersonId, Fault>> {
  const { rows } = await client.query<FaultRow>(
    'SELECT person_id, phase, error, replay_from, began_at, attempts FROM engine_faults WHERE ended_at IS NULL',
  )
  return new Map(
    rows.map((row) => [
      row.person_id,
      {
        personId: row.person_id,
        phase: row.phase,
        error: row.error,
        replayFrom: row.replay_from,
        beganAt: row.began_at,
        attempts: row.attempts,
        retryAt: now,
      },
    ]),
  )
}

export async function writeFaults(
  client: pg.ClientBase,
  changed: ReadonlyMap<PersonId, Fault | null>,
  now: Instant,
): Promise<void> {
  const [begun, ended]: [PersonId[], PersonId[]] = [[], []]
  for (const [personId, fault] of changed) {
    if (fault === null) {
      ended.push(personId)
      await client.query('UPDATE engine_faults SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL', [
        personId,
        isoInstant(now),
      ])
      continue
    }
    const { rows } = await client.query<{ is_new: boolean }>(
      `INSERT INTO engine_faults (person_id, engine_version, phase, error, replay_from, began_at, attempts, retry_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (person_id) WHERE ended_at IS NULL DO UPDATE SET engine_version = excluded.engine_version, phase = excluded.phase,
         error = excluded.error, replay_from = excluded.replay_from, attempts = excluded.attempts, retry_at = excluded.retry_at
       RETURNING xmax = 0 AS is_new`,
      [
        personId,
        engineVersion,
        fault.phase,
        fault.error,
        isoInstant(fault.replayFrom),
        isoInstant(fault.beganAt),
        fault.attempts,
        isoInstant(fault.retryAt),
      ],
    )
    if (rows[0]?.is_new) begun.push(personId)
  }
  await showFaults(client, begun, ended)
}

/** On the screens: what was written of a person last is no answer any more, until it is written anew once they are watched again. */
async function showFaults(client: pg.ClientBase, begun: readonly PersonId[], ended: readonly PersonId[]): Promise<void> {
  if (begun.length + ended.length === 0) return
  await client.query(
    `UPDATE person_status SET standing = 'unclear', updated_at = clock_timestamp() WHERE person_id = ANY ($1::uuid[])`,
    [begun],
  )
  await client.query(
    `INSERT INTO feed_events (organisation_id, kind, subject_id)
     SELECT organisation_id, 'obligation', person_id FROM person_status WHERE person_id = ANY ($1::uuid[])`,
    [[...begun, ...ended]],
  )
}

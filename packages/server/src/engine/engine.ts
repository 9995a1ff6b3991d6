import { type WatchState, nextWakeAt } from '@bilezik/compliance'
import { type Instant, type PersonId, isoInstant, later, minute, second } from '@bilezik/domain'
import { Heap } from 'heap-js'
import type pg from 'pg'
import type { Logger } from 'pino'
import { readNewestStates, readResume, writeCheckpoints, writeCursors } from './checkpoints.ts'
import type { EngineMetrics } from './engine-metrics.ts'
import {
  type Cursors,
  type StreamCursor,
  readNewEvents,
  readNewReadings,
  readOutagesNotedSince,
  toStoredReading,
} from './read-stream.ts'
import { type DeviceNumbers, KitIndex, readDeviceNumbers, readJurisdictions, readLatest } from './roster.ts'
import { Round, newlyWatched } from './round.ts'
import type { Watched } from './watched.ts'
import { nothingLatest } from './watched.ts'
import { writeStatus } from './write-status.ts'

/** No round for so long means that nobody watched: the time is ours. */
const blindAfterMs = 5 * second
/** After an outage devices get so long to hand over what they kept before silence counts again. */
const backlogGraceMs = 3 * minute
/** Time passes a little behind the clock: what devices have just sent is on its way. */
const wakeLagMs = 3 * second
const checkpointEveryMs = 30 * second
const statusEveryMs = 500

interface Wake {
  readonly at: Instant
  readonly personId: PersonId
}

export interface EngineOptions {
  readonly log: Logger
  readonly metrics: EngineMetrics
  readonly clock: () => Instant
}

/**
 * The engine over one database connection that holds the engine's lock. Everything in memory can be made again from the
 * database: when the connection goes, the whole object is thrown away and a new one loaded.
 */
export class Engine {
  readonly #client: pg.ClientBase
  readonly #options: EngineOptions
  readonly #people = new Map<PersonId, Watched>()
  readonly #kits = new KitIndex()
  readonly #late = new Set<PersonId>()
  readonly #dirty = new Set<PersonId>()
  readonly #shown = new Map<string, string>()
  readonly #wakes = new Heap<Wake>((a, b) => a.at - b.at)
  readonly #wakeAt = new Map<PersonId, Instant>()
  #devices: DeviceNumbers = { idOf: new Map(), noOf: new Map() }
  #cursors: Cursors = new Map()
  #stream: StreamCursor = { tx: '0', id: 0 }
  #heartbeatAt: Instant
  #checkpointedAt: Instant
  #statusAt: Instant
  #lagMs = 0

  constructor(client: pg.ClientBase, options: EngineOptions) {
    this.#client = client
    this.#options = options
    const now = options.clock()
    this.#heartbeatAt = now
    this.#checkpointedAt = now
    this.#statusAt = now
  }

  get heartbeatAt(): Instant {
    return this.#heartbeatAt
  }

  get lagMs(): number {
    return this.#lagMs
  }

  /** Restores the states of everyone, and records the time since the last heartbeat as ours before any wake-up is looked at. */
  async load(): Promise<void> {
    const client = this.#client
    const resume = await readResume(client)
    this.#cursors = resume.cursors
    this.#stream = resume.stream
    this.#devices = await readDeviceNumbers(client)
    const states = await readNewestStates(client)
    await this.#install(states)
    await client.query('INSERT INTO engine (heartbeat_at) VALUES ($1) ON CONFLICT DO NOTHING', [isoInstant(this.#heartbeatAt)])
    const outages = await readOutagesNotedSince(client, resume.checkpointAt)
    const round = new Round(this.#people, this.#options.clock())
    for (const outage of outages) for (const personId of this.#people.keys()) round.step(personId, outage)
    await this.#finish(round)
    // Last, so that the first real round sees how long nobody watched.
    if (resume.heartbeatAt !== null) this.#heartbeatAt = resume.heartbeatAt
    this.#options.log.info({ people: this.#people.size }, 'engine: states restored')
  }

  async #install(states: readonly WatchState[]): Promise<void> {
    const now = this.#options.clock()
    const jurisdictions = await readJurisdictions(
      this.#client,
      states.map((state) => state.personId),
      now,
    )
    const latest = await readLatest(this.#client)
    for (const state of states) {
      const jurisdiction = jurisdictions.get(state.personId)
      if (!jurisdiction) continue
      this.#keep({
        ...newlyWatched(state.personId),
        ...jurisdiction,
        state,
        latest: latest.get(state.personId) ?? nothingLatest,
        isCheckpointDirty: false,
      })
    }
  }

  /**
   * One round: read what is new, step it, write what follows. Returns whether more is waiting already.
   * `isLast`: a checkpoint closes it, so that the next start has nothing to step again.
   */
  async round(isLast = false): Promise<boolean> {
    const startedMs = performance.now()
    const round = new Round(this.#people, this.#options.clock())
    await this.#client.query('BEGIN')
    try {
      await this.#noteOutage(round)
      const hasMore = await this.#take(round)
      this.#wakeDue(round, hasMore)
      await round.writeEffects(this.#client)
      await this.#writeRest(round, isLast)
      await this.#client.query('COMMIT')
      this.#options.metrics.roundSeconds.observe((performance.now() - startedMs) / 1000)
      this.#commit(round)
      return hasMore
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  async #finish(round: Round): Promise<void> {
    await this.#client.query('BEGIN')
    await round.writeEffects(this.#client)
    await this.#client.query('COMMIT')
    this.#commit(round)
  }

  /** Before any wake-up: a time in which no round ran is recorded as server-blind for everyone. */
  async #noteOutage(round: Round): Promise<void> {
    if (round.now - this.#heartbeatAt <= blindAfterMs) return
    const until = later(round.now, backlogGraceMs)
    await this.#client.query(`INSERT INTO server_outages (during) VALUES (tstzrange($1, $2))`, [
      isoInstant(this.#heartbeatAt),
      isoInstant(until),
    ])
    for (const personId of this.#people.keys()) round.step(personId, { kind: 'server-blind', at: this.#heartbeatAt, until })
    this.#options.metrics.outages.inc()
    this.#options.log.warn(
      { from: isoInstant(this.#heartbeatAt), until: isoInstant(until) },
      'engine: a time without watch is recorded as ours',
    )
  }

  async #take(round: Round): Promise<boolean> {
    const changes = await readNewEvents(this.#client, this.#stream)
    if (changes.events.length > 0) {
      await round.admit(this.#client, [...new Set(changes.events.map((change) => change.personId))])
      this.#devices = await readDeviceNumbers(this.#client)
      for (const { personId, event } of changes.events) round.step(personId, event)
      for (const watched of round.drafts.values()) this.#kits.add(watched)
    }
    const fresh = await readNewReadings(this.#client, this.#cursors)
    const readings = fresh.rows.map((row) => toStoredReading(row, this.#devices.idOf)).filter((reading) => reading !== undefined)
    // In event order within the round: what a slow network shuffled a little is not late.
    for (const { event } of readings.toSorted((a, b) => a.event.at - b.event.at)) {
      for (const personId of this.#kits.peopleOf(event.deviceId)) round.step(personId, event)
    }
    this.#options.metrics.readings.inc(readings.length)
    this.#lagMs =
      fresh.hasMore && fresh.rows.length > 0 ? round.now - Math.min(...fresh.rows.slice(-1).map((row) => row.received_at)) : 0
    this.#cursors = fresh.cursors
    this.#stream = changes.cursor
    return fresh.hasMore || changes.hasMore
  }

  /** Time passes only for who has been caught up with: a backlog still unread may hold what a wake-up would miss. */
  #wakeDue(round: Round, hasMore: boolean): void {
    if (hasMore) return
    const until = later(round.now, -wakeLagMs)
    for (let next = this.#wakes.peek(); next && next.at <= until; next = this.#wakes.peek()) {
      this.#wakes.pop()
      this.#wakeAt.delete(next.personId)
      const watched = round.find(next.personId)
      if (!watched) continue
      // Late readings are about to be replayed: what they say is heard before time passes.
      if (watched.lateFrom === null) round.wake(next.personId, until)
      const again =
        watched.lateFrom === null ? nextWakeAt(round.find(next.personId)?.state ?? watched.state) : later(round.now, wakeLagMs)
      if (again !== undefined) this.#schedule(again, next.personId)
    }
  }

  /** At most one entry a person, the earliest: a wake-up that turns out not to be due is put back with its new time. */
  #schedule(at: Instant, personId: PersonId): void {
    if (at >= (this.#wakeAt.get(personId) ?? Number.POSITIVE_INFINITY)) return
    this.#wakeAt.set(personId, at)
    this.#wakes.push({ at, personId })
  }

  async #writeRest(round: Round, isLast: boolean): Promise<void> {
    const client = this.#client
    const isCheckpoint = isLast || round.now - this.#checkpointedAt >= checkpointEveryMs
    const past = { devices: this.#devices, cursors: this.#cursors, stream: this.#stream, latePeople: this.#late }
    // States are checkpointed together with the cursor, so no late reading may still be waiting outside them.
    const rewinds = await round.rewind(client, past, isCheckpoint)
    this.#options.metrics.rewinds.inc(rewinds)
    if (round.now - this.#statusAt >= statusEveryMs) {
      const people = [...new Set([...this.#dirty, ...round.drafts.keys()])]
        .map((id) => round.find(id))
        .filter((w) => w?.isStatusDirty === true) as Watched[]
      await writeStatus(client, people, this.#shown, round.now)
      for (const watched of people) round.put({ ...watched, isStatusDirty: false })
      this.#statusAt = round.now
    }
    if (isCheckpoint) {
      const people = [...new Set([...this.#people.keys(), ...round.drafts.keys()])]
        .map((id) => round.find(id) as Watched)
        .filter((w) => w.isCheckpointDirty)
      await writeCheckpoints(client, people, this.#cursors, this.#stream)
      for (const watched of people) round.put({ ...watched, isCheckpointDirty: false })
      await client.query(`DELETE FROM feed_events WHERE at < now() - interval '24 hours'`)
      this.#checkpointedAt = round.now
    }
    await writeCursors(client, 'engine_cursors', this.#cursors)
    await client.query('UPDATE engine SET heartbeat_at = $1', [isoInstant(round.now)])
  }

  #commit(round: Round): void {
    for (const watched of round.drafts.values()) this.#keep(watched)
    this.#heartbeatAt = round.now
    this.#options.metrics.heartbeat.set(round.now / 1000)
    this.#options.metrics.people.set(this.#people.size)
    this.#options.metrics.lagSeconds.set(this.#lagMs / 1000)
  }

  #keep(watched: Watched): void {
    const { personId } = watched
    this.#people.set(personId, watched)
    this.#kits.add(watched)
    if (watched.lateFrom === null) this.#late.delete(personId)
    else this.#late.add(personId)
    if (watched.isStatusDirty) this.#dirty.add(personId)
    else this.#dirty.delete(personId)
    const at = nextWakeAt(watched.state)
    if (at !== undefined) this.#schedule(at, personId)
  }
}

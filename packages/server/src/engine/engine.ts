import { type WatchEvent, type WatchState, nextWakeAt } from '@bilezik/compliance'
import { type Instant, type PersonId, instant, isoInstant, later, second } from '@bilezik/domain'
import { Heap } from 'heap-js'
import type pg from 'pg'
import type { Logger } from 'pino'
import {
  type Progress,
  readEffectCursors,
  readNewestStates,
  readPeopleWithForeignEffects,
  readProgress,
  writeCheckpoints,
  writeCursors,
} from './checkpoints.ts'
import type { EngineMetrics } from './engine-metrics.ts'
import {
  type Cursors,
  type PersonEvent,
  type StreamCursor,
  readNewEvents,
  readNewOutages,
  readNewReadings,
  readOutagesOver,
  readPeopleTold,
  toStoredReading,
} from './read-stream.ts'
import { replayFromStore } from './replay-from-store.ts'
import { type DeviceNumbers, KitIndex, readDeviceNumbers, readJurisdictions, readLatest } from './roster.ts'
import { Round, newlyWatched } from './round.ts'
import type { Watched } from './watched.ts'
import { nothingLatest, withHeard } from './watched.ts'
import { writeStatus } from './write-status.ts'

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
  #progress: Progress = { cursors: new Map(), stream: { tx: '0', id: 0 }, outages: { tx: '0', id: 0 } }
  /** How far a predecessor's effects reach beyond the checkpoint. */
  #written: Cursors = new Map()
  /** Until when every gateway is known to have listened. */
  #listenedUntil: Instant = instant(0)
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

  /** Restores the states of everyone as of the last checkpoint. */
  async load(): Promise<void> {
    this.#progress = await readProgress(this.#client)
    this.#written = await readEffectCursors(this.#client)
    this.#devices = await readDeviceNumbers(this.#client)
    await this.#install(await readNewestStates(this.#client))
    await this.#rebuild()
    await this.#client.query('INSERT INTO engine (heartbeat_at) VALUES ($1) ON CONFLICT DO NOTHING', [
      isoInstant(this.#heartbeatAt),
    ])
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
    const foreign = await readPeopleWithForeignEffects(this.#client)
    for (const state of states) {
      const jurisdiction = jurisdictions.get(state.personId)
      if (!jurisdiction) continue
      this.#keep({
        ...newlyWatched(state.personId),
        ...jurisdiction,
        state,
        latest: latest.get(state.personId) ?? nothingLatest,
        // Replayed from this very state as soon as everything has been read that the predecessor had read.
        ...(foreign.has(state.personId) && { hasForeignEffects: true, lateFrom: later(state.at, 1), lateSeenAt: now }),
        isCheckpointDirty: false,
        checkpointedTo: state.at,
      })
    }
  }

  /**
   * Persons whose states another engine version wrote: stepped anew from the beginning, once. What the older version raised and
   * recorded stands; this one speaks from here on.
   */
  async #rebuild(): Promise<void> {
    const told = await readPeopleTold(this.#client, this.#progress.stream)
    const missing = told.filter((personId) => !this.#people.has(personId))
    if (missing.length === 0) return
    this.#options.log.warn(
      { people: missing.length },
      'engine: states of another version; these persons are replayed from the beginning',
    )
    const round = new Round(this.#people, this.#options.clock())
    await round.admit(this.#client, missing)
    const past = { ...this.#progress, devices: this.#devices }
    for (const watched of round.drafts.values()) {
      const { state, heard } = await replayFromStore(this.#client, watched, watched.state.at, past)
      this.#keep(withHeard({ ...watched, state }, heard))
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
      await this.#renewJurisdictions(round)
      const hasMore = await this.#take(round)
      this.#wakeDue(round, hasMore)
      await round.writeEffects(this.#client)
      const isDone = await this.#writeRest(round, hasMore, isLast)
      await this.#client.query('COMMIT')
      this.#options.metrics.roundSeconds.observe((performance.now() - startedMs) / 1000)
      this.#commit(round)
      return hasMore || !isDone
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => undefined)
      throw error
    }
  }

  /** An order that ends hands the person over to the next one, and no event says so at that moment. */
  async #renewJurisdictions(round: Round): Promise<void> {
    if (round.now - this.#checkpointedAt < checkpointEveryMs) return
    const ended = [...this.#people.values()].filter((watched) => watched.visibleUntil <= round.now)
    if (ended.length === 0) return
    await round.admit(
      this.#client,
      ended.map((watched) => watched.personId),
    )
  }

  async #take(round: Round): Promise<boolean> {
    const { cursors, stream, outages } = this.#progress
    // First how far the gateways have listened and only then their outages: who has seen the one sees the other.
    const fresh = await readNewReadings(this.#client, cursors)
    const missed = await readNewOutages(this.#client, outages)
    if (missed.isHeldBack) {
      // Nothing is taken and no time passes: it would pass through the outage as if we had listened.
      this.#listenedUntil = instant(0)
      return false
    }
    this.#listenedUntil = fresh.listenedUntil
    const changes = await readNewEvents(this.#client, stream)
    // Before any reading: what came in after an outage must not let time pass through it as if we had listened.
    for (const outage of missed.events) this.#goBlind(round, outage)
    if (changes.events.length > 0) await this.#takeChanges(round, changes.events, missed.cursor)
    const readings = fresh.rows.map((row) => toStoredReading(row, this.#devices.idOf)).filter((reading) => reading !== undefined)
    // In event order within the round: what a slow network shuffled a little is not late.
    for (const { event } of readings.toSorted((a, b) => a.event.at - b.event.at)) {
      for (const personId of this.#kits.peopleOf(event.deviceId)) round.step(personId, event)
    }
    this.#options.metrics.readings.inc(readings.length)
    this.#lagMs = fresh.hasMore ? round.now - (fresh.rows.at(-1)?.received_at ?? round.now) : 0
    this.#progress = { cursors: fresh.cursors, stream: changes.cursor, outages: missed.cursor }
    return fresh.hasMore || changes.hasMore
  }

  /** A time in which a gateway heard nobody is recorded as server-blind for everyone. */
  #goBlind(round: Round, outage: WatchEvent): void {
    for (const personId of this.#people.keys()) round.step(personId, outage)
    this.#options.metrics.outages.inc()
    this.#options.log.warn(
      { from: isoInstant(outage.at) },
      'engine: a time without a gateway is ours, and counted against nobody',
    )
  }

  /**
   * Outages are told to everyone known when they are read. Whoever becomes known later hears of those that reach into the time of
   * the order, before any reading: after a crash that no checkpoint went before, that is everyone.
   */
  async #tellNewcomers(round: Round, upTo: StreamCursor): Promise<void> {
    const newcomers = [...round.drafts.values()].filter((watched) => !this.#people.has(watched.personId))
    if (newcomers.length === 0) return
    const earliest = instant(Math.min(...newcomers.map((watched) => watched.state.at)))
    const outages = await readOutagesOver(this.#client, upTo, earliest)
    for (const { personId, state } of newcomers) {
      for (const outage of outages) if (outage.until > state.at) round.step(personId, outage)
    }
  }

  async #takeChanges(round: Round, changes: readonly PersonEvent[], outages: StreamCursor): Promise<void> {
    await round.admit(this.#client, [...new Set(changes.map((change) => change.personId))])
    this.#devices = await readDeviceNumbers(this.#client)
    for (const { personId, event } of changes) round.step(personId, event)
    for (const watched of round.drafts.values()) this.#kits.add(watched)
    await this.#tellNewcomers(round, outages)
  }

  /**
   * Time passes only for who has been caught up with (a backlog still unread may hold what a wake-up would miss), and only as
   * far as the gateways have listened: a silence after that may be ours.
   */
  #wakeDue(round: Round, hasMore: boolean): void {
    if (hasMore) return
    const until = instant(Math.min(round.now - wakeLagMs, this.#listenedUntil))
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

  /**
   * Whether what a predecessor has stepped is still being stepped again. A replay now would not know the latest readings, and
   * would withdraw the alerts that were raised from them.
   */
  #isCatchingUp(): boolean {
    return [...this.#written].some(([no, batch]) => (this.#progress.cursors.get(no) ?? 0) < batch)
  }

  /** Returns whether nothing is left over for the next round. */
  async #writeRest(round: Round, hasMore: boolean, isLast: boolean): Promise<boolean> {
    const client = this.#client
    // A replay ends where the state stands; what is stored and not yet read must not be passed over as silence.
    const isCatchingUp = hasMore || this.#isCatchingUp()
    const isDue = isLast || round.now - this.#checkpointedAt >= checkpointEveryMs
    const past = { ...this.#progress, devices: this.#devices }
    const rewinds = isCatchingUp ? { count: 0, isDone: true } : await round.rewind(client, past, this.#late, isDue)
    this.#options.metrics.rewinds.inc(rewinds.count)
    // States are checkpointed together with the cursor, so no late reading may still be waiting outside them.
    const isCheckpoint = isDue && !isCatchingUp && rewinds.isDone
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
      await writeCheckpoints(client, people, this.#progress)
      for (const watched of people) round.put({ ...watched, isCheckpointDirty: false, checkpointedTo: watched.state.at })
      await client.query(`DELETE FROM feed_events WHERE at < now() - interval '24 hours'`)
      this.#checkpointedAt = round.now
    }
    await writeCursors(client, 'engine_cursors', this.#progress.cursors)
    await client.query('UPDATE engine SET heartbeat_at = $1', [isoInstant(round.now)])
    return rewinds.isDone
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

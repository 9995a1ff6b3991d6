import { type WatchEvent, nextWakeAt } from '@bilezik/compliance'
import { type Instant, type PersonId, instant, isoInstant, later, second } from '@bilezik/domain'
import type pg from 'pg'
import type { Logger } from 'pino'
import {
  type Progress,
  beginning,
  isProgressBefore,
  readProgress,
  writeCheckpoint,
  writeEffectProgress,
  writeStates,
} from './checkpoints.ts'
import { noteVersion } from './differences.ts'
import type { EngineMetrics } from './engine-metrics.ts'
import { type Fault, readFaults, writeFaults } from './faults.ts'
import {
  type PersonEvent,
  type ReadingRow,
  type StoredReading,
  type StreamCursor,
  readNewEvents,
  readNewOutages,
  readNewReadings,
  readOutagesOver,
  readPeopleTold,
  toStoredReading,
} from './read-stream.ts'
import { FleetWatch } from './fleet-watch.ts'
import type { Past } from './replay-from-store.ts'
import { type Restored, restoreProvisionally, restoreStates } from './restore.ts'
import { type DeviceNumbers, KitIndex, devicesIn, readDeviceNumbers } from './roster.ts'
import { Round } from './round.ts'
import { WakeUps, wakeLagMs } from './wake-ups.ts'
import type { Watched } from './watched.ts'
import { writeApart } from './write-apart.ts'
import { writeStatus } from './write-status.ts'

const checkpointEveryMs = 30 * second
const statusEveryMs = 500
/** How often the log says how many are left after an upgrade. */
const tellEveryMs = 10 * second

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
  readonly #wakes = new WakeUps()
  readonly #faults = new Map<PersonId, Fault>()
  #fleet: FleetWatch | undefined
  #devices: DeviceNumbers = { idOf: new Map(), noOf: new Map() }
  #progress: Progress = { cursors: new Map(), stream: beginning, outages: beginning }
  /** How far a predecessor's effects reach beyond the checkpoint. */
  #written: Progress = this.#progress
  /** Until when every gateway is known to have listened. */
  #listenedUntil: Instant = instant(0)
  /** When this version of the engine first ran here. */
  #firstRunAt: Instant = instant(0)
  /** Persons whose story another version has seen and this one is still to step. */
  readonly #provisional = new Set<PersonId>()
  #rebuildingToldAt: Instant = instant(0)
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
    const client = this.#client
    const now = this.#options.clock()
    this.#firstRunAt = await noteVersion(client, now)
    this.#progress = await readProgress(client, 'checkpoint')
    this.#written = await readProgress(client, 'effect')
    for (const [personId, fault] of await readFaults(client, now)) this.#faults.set(personId, fault)
    this.#devices = await readDeviceNumbers(client)
    this.#fleet = await FleetWatch.load(client, now, this.#options.log)
    await this.#install(await restoreStates(client, now))
    const told = await readPeopleTold(client, this.#progress.stream)
    const unknown = told.filter((personId) => !this.#people.has(personId))
    await this.#install(await restoreProvisionally(client, unknown, this.#progress, now))
    await client.query('INSERT INTO engine (heartbeat_at) VALUES ($1) ON CONFLICT DO NOTHING', [isoInstant(this.#heartbeatAt)])
    this.#options.log.info({ people: this.#people.size }, 'engine: states restored')
    if (this.#provisional.size > 0) this.#tellRebuilding()
  }

  async #install(restored: readonly Restored[]): Promise<void> {
    const broken = this.#beginRound()
    for (const { blank, read } of restored) {
      try {
        this.#keep(read())
      } catch (error) {
        // A stored state or plan that nobody can read: the person is stepped from the beginning.
        broken.put(blank)
        broken.setApart(blank.personId, 'checkpoint', error)
      }
    }
    await writeFaults(this.#client, broken.faults.changed, broken.now)
    this.#commit(broken)
  }

  #beginRound(): Round {
    return new Round(this.#people, this.#faults, this.#options.clock(), this.#firstRunAt)
  }

  /** What an older version raised and recorded stands; this one speaks from here on. */
  #tellRebuilding(): void {
    const people = this.#provisional.size
    this.#rebuildingToldAt = this.#options.clock()
    this.#options.log.warn(
      { people },
      'engine: states of another version; these persons are watched, and their story is stepped anew',
    )
  }

  /**
   * One round: read what is new, step it, write what follows. Returns whether more is waiting already.
   * `isLast`: a checkpoint closes it, so that the next start has nothing to step again.
   */
  async round(isLast = false): Promise<boolean> {
    const startedMs = performance.now()
    const round = this.#beginRound()
    await this.#client.query('BEGIN')
    try {
      await this.#renewJurisdictions(round)
      const isRepeating = this.#isCatchingUp()
      const hasMore = await this.#take(round, isRepeating ? this.#written : undefined)
      if (isRepeating) round.leaveEffectsToReplay()
      await this.#letTimePass(round, hasMore || this.#isCatchingUp())
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

  /** `limit`: no further than the predecessor came; what lies behind it is for the next round. */
  async #take(round: Round, limit?: Progress): Promise<boolean> {
    const { cursors, stream, outages } = this.#progress
    // First how far the gateways have listened and only then their outages: who has seen the one sees the other.
    const fresh = await readNewReadings(this.#client, cursors, limit?.cursors)
    const missed = await readNewOutages(this.#client, outages, limit?.outages)
    if (missed.isHeldBack) {
      // Nothing is taken and no time passes: it would pass through the outage as if we had listened.
      this.#listenedUntil = instant(0)
      return false
    }
    this.#listenedUntil = fresh.listenedUntil
    this.#fleet?.hear(fresh.rows)
    const changes = await readNewEvents(this.#client, stream, limit?.stream)
    // Before any reading: what came in after an outage must not let time pass through it as if we had listened.
    for (const outage of missed.events) this.#goBlind(round, outage)
    if (changes.events.length > 0) await this.#takeChanges(round, changes.events, missed.cursor)
    const readings = fresh.rows.map((row) => this.#toReading(round, row)).filter((reading) => reading !== undefined)
    // In event order within the round: what a slow network shuffled a little is not late.
    for (const { event } of readings.toSorted((a, b) => a.event.at - b.event.at)) {
      for (const personId of this.#kits.peopleOf(event.deviceId)) round.step(personId, event)
    }
    this.#options.metrics.readings.inc(readings.length)
    this.#lagMs = fresh.hasMore ? round.now - (fresh.rows.at(-1)?.received_at ?? round.now) : 0
    this.#progress = { cursors: fresh.cursors, stream: changes.cursor, outages: missed.cursor }
    return fresh.hasMore || changes.hasMore || limit !== undefined
  }

  /** A row that is no reading at all sets its wearer apart: what it said of them is not known. */
  #toReading(round: Round, row: ReadingRow): StoredReading | undefined {
    try {
      return toStoredReading(row, this.#devices.idOf)
    } catch (error) {
      const deviceId = this.#devices.idOf.get(row.device_no)
      for (const personId of deviceId ? this.#kits.peopleOf(deviceId) : []) round.setApart(personId, 'step', error, row.event_at)
      return undefined
    }
  }

  /** A time in which a gateway heard nobody is recorded as server-blind for everyone. */
  #goBlind(round: Round, outage: Extract<WatchEvent, { kind: 'server-blind' }>): void {
    for (const personId of this.#people.keys()) round.step(personId, outage)
    this.#fleet?.goDeaf(outage.at, outage.until)
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
    const isNew = ({ personId }: Watched) => !this.#people.has(personId) && !round.faults.of(personId)
    const newcomers = [...round.drafts.values()].filter(isNew)
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
    if (changes.some(({ event }) => event.kind === 'plan')) this.#fleet?.rosterChanged()
    for (const { personId, event } of changes) {
      round.step(personId, event)
      this.#kits.add(personId, devicesIn(event))
    }
    await this.#tellNewcomers(round, outages)
  }

  /**
   * Time passes only for who has been caught up with (a backlog still unread may hold what a wake-up would miss), and only as
   * far as the gateways have listened: a silence after that may be ours.
   */
  async #letTimePass(round: Round, hasMore: boolean): Promise<void> {
    if (hasMore) return
    const until = instant(Math.min(round.now - wakeLagMs, this.#listenedUntil))
    await this.#fleet?.look(this.#client, until, round.now)
    for (const personId of this.#wakes.due(until)) {
      // Late readings are about to be replayed: what they say is heard before time passes.
      const { late, isProvisional } = round.find(personId) ?? {}
      if (late && isProvisional !== true) this.#wakes.schedule(later(round.now, wakeLagMs), personId)
      else round.wake(personId, until)
      const watched = round.find(personId)
      const again = watched && !round.faults.of(personId) ? nextWakeAt(watched.state) : undefined
      if (again !== undefined && again > until) this.#wakes.schedule(again, personId)
    }
  }

  /**
   * Whether what a predecessor has stepped is still being stepped again. A replay now would not know the latest readings, and
   * would withdraw the alerts that were raised from them.
   */
  #isCatchingUp(): boolean {
    return isProgressBefore(this.#progress, this.#written)
  }

  /** Returns whether nothing is left over for the next round. */
  async #writeRest(round: Round, hasMore: boolean, isLast: boolean): Promise<boolean> {
    // A replay ends where the state stands; what is stored and not yet read must not be passed over as silence.
    const isCatchingUp = hasMore || this.#isCatchingUp()
    const past = { ...this.#progress, devices: this.#devices, now: round.now }
    const rewinds = isCatchingUp ? { count: 0, stepped: 0, isDone: true } : await round.rewind(this.#client, past, this.#late)
    const isRebuilt = isCatchingUp || !rewinds.isDone || (await this.#rebuild(round, past))
    this.#options.metrics.rewinds.inc(rewinds.count)
    this.#options.metrics.replayedEvents.inc(rewinds.stepped)
    if (round.now - this.#statusAt >= statusEveryMs) await this.#writeStatus(round)
    const isDue = isLast || round.now - this.#checkpointedAt >= checkpointEveryMs
    if (isDue && !isCatchingUp) await this.#checkpoint(round)
    await writeFaults(this.#client, round.faults.changed, round.now)
    await writeEffectProgress(this.#client, this.#progress, round.now)
    return rewinds.isDone && isRebuilt
  }

  /** Returns whether nobody's story is left to be stepped anew. */
  async #rebuild(round: Round, past: Past): Promise<boolean> {
    if (this.#provisional.size === 0) return true
    await round.rebuild(this.#client, past, this.#provisional)
    if (round.now - this.#rebuildingToldAt > tellEveryMs) this.#tellRebuilding()
    return [...this.#provisional].every((personId) => round.find(personId)?.isProvisional !== true || round.faults.of(personId))
  }

  async #writeStatus(round: Round): Promise<void> {
    const people = changedIn(round, this.#dirty).filter((watched) => watched.isStatusDirty)
    await writeApart(
      this.#client,
      people,
      (some) => writeStatus(this.#client, some, this.#shown, round.now),
      ({ personId }, error) => round.setApart(personId, 'status', error),
    )
    for (const watched of people) if (!round.faults.of(watched.personId)) round.put({ ...watched, isStatusDirty: false })
    this.#statusAt = round.now
  }

  /** States are stored together with the cursor, so what came late and is not in them is stored beside them. */
  async #checkpoint(round: Round): Promise<void> {
    const people = changedIn(round, this.#people.keys()).filter((watched) => watched.isCheckpointDirty && !watched.isProvisional)
    await writeApart(
      this.#client,
      people,
      (some) => writeStates(this.#client, some, this.#progress),
      ({ personId }, error) => round.setApart(personId, 'checkpoint', error),
    )
    for (const watched of people) {
      if (round.faults.of(watched.personId)) continue
      round.put({ ...watched, isCheckpointDirty: false, checkpointedTo: watched.state.at })
    }
    await writeCheckpoint(this.#client, this.#progress)
    await this.#fleet?.store(this.#client)
    await this.#client.query(`DELETE FROM feed_events WHERE at < now() - interval '24 hours'`)
    this.#checkpointedAt = round.now
  }

  #commit(round: Round): void {
    for (const [personId, fault] of round.faults.changed) {
      if (fault) this.#faults.set(personId, fault)
      else this.#faults.delete(personId)
      const { phase, error } = fault ?? {}
      if (fault && round.faults.begun.has(personId))
        this.#options.log.error({ personId, phase, error }, 'engine: this person is not watched; everyone else is')
      if (!fault) this.#options.log.info({ personId }, 'engine: this person is watched again')
    }
    for (const watched of round.drafts.values()) this.#keep(watched)
    this.#heartbeatAt = round.now
    const { metrics } = this.#options
    metrics.heartbeat.set(round.now / 1000)
    metrics.people.set(this.#people.size)
    metrics.notWatched.set(this.#faults.size)
    metrics.lagSeconds.set(this.#lagMs / 1000)
  }

  #keep(watched: Watched): void {
    const { personId } = watched
    // First what a broken state fails at: then nothing of it is kept.
    this.#kits.add(
      personId,
      watched.state.plan.kit.map((device) => device.deviceId),
    )
    this.#people.set(personId, watched)
    if (watched.late === null) this.#late.delete(personId)
    else this.#late.add(personId)
    if (watched.isProvisional) this.#provisional.add(personId)
    else this.#provisional.delete(personId)
    if (watched.isStatusDirty) this.#dirty.add(personId)
    else this.#dirty.delete(personId)
    const at = nextWakeAt(watched.state)
    if (at !== undefined && !this.#faults.has(personId)) this.#wakes.schedule(at, personId)
  }
}

/** Those of the given persons whom the round may write for, and everyone whom it has changed. */
function changedIn(round: Round, others: Iterable<PersonId>): Watched[] {
  const personIds = new Set([...others, ...round.drafts.keys()])
  return [...personIds]
    .filter((personId) => !round.faults.of(personId))
    .map((personId) => round.find(personId))
    .filter((watched) => watched !== undefined)
}

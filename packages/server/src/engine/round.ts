import { type Effect, type WatchEvent, kitDevice, nextWakeAt } from '@bilezik/compliance'
import { type Instant, type PersonId, instant, later } from '@bilezik/domain'
import type pg from 'pg'
import { replaceStatesAfter } from './checkpoints.ts'
import { type Fault, FaultDrafts, type Phase, isFromTheBeginning, missedFrom } from './faults.ts'
import { type LateCause, isReplayDue, withLate } from './late.ts'
import type { ReplayOf } from './ledger.ts'
import { type Past, type StoredReplay, fromTheBeginning, replayFromStore, replaySince } from './replay-from-store.ts'
import { type Jurisdiction, readJurisdictions } from './roster.ts'
import {
  type Watched,
  advanced,
  isInWindow,
  isTheirs,
  newlyWatched,
  rewoundInMemory,
  withHeard,
  withLatest,
  withNewDevices,
  withRewound,
} from './watched.ts'
import { writeApart } from './write-apart.ts'
import { reconcileEffects, writeEffects } from './write-effects.ts'

/** Some milliseconds each: bounds the length of a transaction. */
const storeReplaysARound = 100
/** A long story takes about a second: what cannot wait waits no longer. */
const rebuildMsARound = 200

interface Rewinds {
  readonly count: number
  /** Events that were stepped again. */
  readonly stepped: number
  /** Whether nobody is left who should have been replayed now. */
  readonly isDone: boolean
}

/**
 * One transaction's work on the persons' states. Drafts hide the engine's memory until the transaction has committed;
 * when it fails they are thrown away, and the next round begins from what stood before. What fails for one person alone
 * sets that person apart, as they stood before the round, and the round goes on.
 */
export class Round {
  readonly #people: ReadonlyMap<PersonId, Watched>
  readonly #drafts = new Map<PersonId, Watched>()
  readonly #effects = new Map<PersonId, Effect[]>()
  readonly #firstRunAt: Instant
  readonly faults: FaultDrafts
  readonly now: Instant

  /** `firstRunAt`: when this version of the engine first ran here. */
  constructor(people: ReadonlyMap<PersonId, Watched>, faults: ReadonlyMap<PersonId, Fault>, now: Instant, firstRunAt: Instant) {
    this.#people = people
    this.faults = new FaultDrafts(faults)
    this.now = now
    this.#firstRunAt = firstRunAt
  }

  get drafts(): ReadonlyMap<PersonId, Watched> {
    return this.#drafts
  }

  find(personId: PersonId): Watched | undefined {
    return this.#drafts.get(personId) ?? this.#people.get(personId)
  }

  put(watched: Watched): void {
    this.#drafts.set(watched.personId, watched)
  }

  step(personId: PersonId, event: WatchEvent): void {
    const fault = this.faults.of(personId)
    if (fault) {
      // Time alone is no event that could be missed.
      if (event.kind !== 'wake') this.faults.miss(fault, missedFrom(event))
      return
    }
    const watched = this.find(personId)
    if (!watched) return
    try {
      this.#stepOne(watched, event)
    } catch (error) {
      this.setApart(personId, 'step', error, missedFrom(event))
    }
  }

  #stepOne(watched: Watched, event: WatchEvent): void {
    const { personId } = watched
    const device = event.kind === 'reading' ? kitDevice(watched.state.plan, event.deviceId, event.at) : undefined
    // Whoever had the device before, or gets it later, has no part in what it says now.
    if (event.kind === 'reading' && !device) return
    const result = advanced(watched, event, this.now)
    if (event.kind === 'reading' && device && isTheirs(device))
      this.put(withLatest(result.watched, event.reading, event.at, event.receivedAt))
    else this.put(event.kind === 'plan' ? withNewDevices(result.watched, watched.state.plan, this.now) : result.watched)
    if (result.effects.length === 0) return
    const effects = this.#effects.get(personId)
    if (effects) effects.push(...result.effects)
    else this.#effects.set(personId, [...result.effects])
  }

  /** The person stands as before the round; what the round held for them is stepped from the store once that goes through. */
  setApart(personId: PersonId, phase: Phase, error: unknown, missedAt?: Instant): void {
    const before = this.#people.get(personId)
    const draft = this.#drafts.get(personId)
    this.#effects.delete(personId)
    if (before) this.#drafts.delete(personId)
    else if (draft) this.put({ ...draft, ...newlyWatched(personId), isProvisional: draft.isProvisional })
    const stood = this.find(personId)
    const from = [missedAt, draft?.late?.from, stood?.late?.from, stood?.state.at].filter((at) => at !== undefined)
    this.faults.note(personId, phase, error, instant(Math.min(...from)), this.now)
  }

  /** Persons of whom something new was stored: made known to the engine, or given their organisation anew. */
  async admit(client: pg.ClientBase, personIds: readonly PersonId[]): Promise<void> {
    const jurisdictions = await readJurisdictions(client, personIds, this.now)
    for (const [personId, jurisdiction] of jurisdictions) {
      const known = this.find(personId)
      this.put(known ? withJurisdiction(known, jurisdiction) : { ...newlyWatched(personId), ...jurisdiction })
    }
  }

  /** Everything that is due by `until` although no reading came. */
  wake(personId: PersonId, until: Instant): void {
    const watched = this.find(personId)
    const wakeAt = watched && nextWakeAt(watched.state)
    if (wakeAt !== undefined && wakeAt <= until) this.step(personId, { kind: 'wake', at: until })
  }

  async writeEffects(client: pg.ClientBase): Promise<void> {
    const derived = [...this.#effects].map(([personId, effects]) => ({ subject: this.find(personId) as Watched, effects }))
    this.#effects.clear()
    await writeApart(
      client,
      derived,
      (some) => writeEffects(client, some),
      ({ subject }, error) => this.setApart(subject.personId, 'effects', error),
    )
  }

  /**
   * Effects of what a predecessor had stepped already: it has written them, from what it knew then. They are not written a second
   * time; whoever has any is replayed from the stored state, and what stands is compared with the whole story.
   */
  leaveEffectsToReplay(): void {
    for (const personId of this.#effects.keys()) {
      const watched = this.find(personId) as Watched
      const cause: LateCause = { kind: 'restart', at: later(watched.checkpointedTo, 1) }
      this.put({ ...watched, hasForeignEffects: true, late: withLate(watched.late, cause, this.now) })
    }
    this.#effects.clear()
  }

  /**
   * Replays the persons whose late readings have been gathered, and tries again who was set apart. Who is too many for one
   * round waits for the next: what cannot wait is in this transaction, and must not wait for a whole fleet's backlog.
   */
  async rewind(client: pg.ClientBase, past: Past, late: Iterable<PersonId>): Promise<Rewinds> {
    const due: Watched[] = []
    let fromStore = 0
    let isDone = true
    for (const personId of new Set([...late, ...this.#drafts.keys()])) {
      const watched = this.find(personId)
      if (!watched?.late || watched.isProvisional || this.faults.of(personId)) continue
      if (!watched.hasForeignEffects && !isReplayDue(watched.late, watched.lastReplay, this.now)) continue
      if (!isInWindow(watched) && ++fromStore > storeReplaysARound) {
        isDone = false
        break
      }
      due.push(watched)
    }
    const stepped = new Map<PersonId, number>()
    await writeApart(
      client,
      due,
      async (some) => {
        for (const watched of some) stepped.set(watched.personId, await this.#rewindOne(client, watched, past))
      },
      (watched, error) => this.setApart(watched.personId, 'replay', error, watched.late?.from),
    )
    for (const fault of this.faults.due(this.now).slice(0, storeReplaysARound)) await this.#retry(client, fault, past)
    return { count: due.length, stepped: [...stepped.values()].reduce((sum, n) => sum + n, 0), isDone }
  }

  #replayOf(subject: Watched, from: Instant, causes: readonly LateCause[]): ReplayOf {
    return { subject, from, causes, firstRunAt: this.#firstRunAt, isRebuild: subject.isProvisional }
  }

  /**
   * Steps the whole story of persons whom another version has watched, one after the other, for a part of a second a round: they are
   * watched meanwhile, and so is everyone else. Returns how many were done.
   */
  async rebuild(client: pg.ClientBase, past: Past, provisional: Iterable<PersonId>): Promise<number> {
    const startedMs = performance.now()
    let count = 0
    for (const personId of provisional) {
      if (performance.now() - startedMs > rebuildMsARound) break
      const watched = this.find(personId)
      if (!watched?.isProvisional || this.faults.of(personId)) continue
      const causes = [{ kind: 'restart', at: watched.state.at }] as const
      await writeApart(
        client,
        [watched],
        async () => {
          const replay = await replaySince(client, fromTheBeginning(personId), watched, past)
          await this.#takeReplay(client, watched, replay, past, causes)
        },
        (_, error) => this.setApart(personId, 'replay', error),
      )
      count++
    }
    return count
  }

  /** Returns how many events were stepped. */
  async #rewindOne(client: pg.ClientBase, watched: Watched, past: Past): Promise<number> {
    const { late } = watched
    if (!late) return 0
    const inMemory = rewoundInMemory(watched)
    if (!inMemory)
      return this.#takeReplay(client, watched, await replayFromStore(client, watched, late.from, past), past, late.causes)
    // Also when no effect has changed: the states behind the base do not hold what came late.
    const isStoredUntrue = watched.checkpointedTo > inMemory.from
    if (isStoredUntrue) await replaceStatesAfter(client, inMemory.from, [inMemory.state], past)
    if (!inMemory.isUnchanged)
      await reconcileEffects(client, this.#replayOf(watched, inMemory.from, late.causes), inMemory.effects)
    const checkpointedTo = isStoredUntrue ? inMemory.state.at : watched.checkpointedTo
    this.put({ ...withRewound(watched, inMemory, this.now), checkpointedTo })
    return inMemory.stepped
  }

  async #takeReplay(
    client: pg.ClientBase,
    watched: Watched,
    replay: StoredReplay,
    past: Past,
    causes: readonly LateCause[],
  ): Promise<number> {
    await replaceStatesAfter(client, replay.from, [replay.state, ...replay.milestones, replay.state], past)
    await reconcileEffects(client, this.#replayOf(watched, replay.from, causes), replay.effects)
    const renewed = withHeard(withRewound(watched, replay, this.now), replay.heard)
    this.put({ ...renewed, checkpointedTo: replay.state.at })
    return replay.stepped
  }

  /** A person who was set apart, once more, from what is stored. */
  async #retry(client: pg.ClientBase, fault: Fault, past: Past): Promise<void> {
    const { personId } = fault
    await writeApart(
      client,
      [fault],
      async () => {
        if (!this.find(personId)) await this.admit(client, [personId])
        const watched = this.find(personId)
        if (!watched) return
        const replay =
          isFromTheBeginning(fault) || watched.isProvisional
            ? await replaySince(client, fromTheBeginning(personId), watched, past)
            : await replayFromStore(client, watched, later(fault.replayFrom, 1), past)
        await this.#takeReplay(client, watched, replay, past, [{ kind: 'restart', at: fault.replayFrom }])
        this.faults.end(personId)
      },
      (_, error) => this.setApart(personId, 'replay', error),
    )
  }
}

function withJurisdiction(watched: Watched, { organisationId, visibleUntil }: Jurisdiction): Watched {
  const isSame = watched.organisationId === organisationId && watched.visibleUntil === visibleUntil
  return isSame ? watched : { ...watched, organisationId, visibleUntil, isStatusDirty: true }
}

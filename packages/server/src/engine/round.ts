import { type Effect, type WatchEvent, initialState, kitDevice, nextWakeAt } from '@bilezik/compliance'
import type { Instant, PersonId } from '@bilezik/domain'
import type pg from 'pg'
import { replaceStatesAfter } from './checkpoints.ts'
import { reconcileAlerts } from './reconcile-alerts.ts'
import { type Past, replayFromStore } from './replay-from-store.ts'
import { type Jurisdiction, readJurisdictions } from './roster.ts'
import {
  type Rewound,
  type Watched,
  advanced,
  nothingLatest,
  rewoundInMemory,
  withHeard,
  withLatest,
  withNewDevices,
  withRewound,
} from './watched.ts'
import { endAlert, raiseAlert } from './write-alerts.ts'
import { type PersonTransition, insertTransitions, reconcileTransitions, transitionOf } from './write-transitions.ts'

/** Late arrivals of one person are gathered for so long, then replayed once. */
const gatherMs = 2_000

/** Some milliseconds each: bounds the length of a transaction. */
const storeReplaysARound = 100

interface Rewinds {
  readonly count: number
  /** Whether nobody is left who should have been replayed now. */
  readonly isDone: boolean
}

interface PersonEffects {
  readonly personId: PersonId
  readonly effects: readonly Effect[]
}

/**
 * One transaction's work on the persons' states. Drafts hide the engine's memory until the transaction has committed;
 * when it fails they are thrown away, and the next round begins from what stood before.
 */
export class Round {
  readonly #people: ReadonlyMap<PersonId, Watched>
  readonly #drafts = new Map<PersonId, Watched>()
  readonly #effects: PersonEffects[] = []
  readonly now: Instant

  constructor(people: ReadonlyMap<PersonId, Watched>, now: Instant) {
    this.#people = people
    this.now = now
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
    const watched = this.find(personId)
    if (!watched) return
    const device = event.kind === 'reading' ? kitDevice(watched.state.plan, event.deviceId, event.at) : undefined
    // Whoever had the device before, or gets it later, has no part in what it says now.
    if (event.kind === 'reading' && !device) return
    const result = advanced(watched, event, this.now)
    // A unit that stands in the home says nothing of where the person is, nor of the battery they carry.
    const isTheirs = event.kind === 'reading' && device?.role !== 'fixed'
    if (isTheirs) this.put(withLatest(result.watched, event.reading, event.at, event.receivedAt))
    else this.put(event.kind === 'plan' ? withNewDevices(result.watched, watched.state.plan, this.now) : result.watched)
    if (result.effects.length > 0) this.#effects.push({ personId, effects: result.effects })
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
    const transitions: PersonTransition[] = []
    for (const { personId, effects } of this.#effects.splice(0)) {
      const subject = this.find(personId) as Watched
      for (const effect of effects) {
        const transition = transitionOf(effect)
        if (transition) transitions.push({ ...transition, personId })
        else if (effect.kind === 'raise-alert') await raiseAlert(client, subject, effect.alert)
        else if (effect.kind === 'end-alert') await endAlert(client, effect.key, effect.endedAt, effect.noticedAt)
      }
    }
    await insertTransitions(client, transitions)
  }

  /**
   * Replays the persons whose late readings have been gathered (or all of them, before a checkpoint). Who is too many for one
   * round waits for the next: what cannot wait is in this transaction, and must not wait for a whole fleet's backlog.
   */
  async rewind(client: pg.ClientBase, past: Past, late: Iterable<PersonId>, isForced: boolean): Promise<Rewinds> {
    const everyone = new Set([...late, ...this.#drafts.keys()])
    let count = 0
    let fromStore = 0
    for (const personId of everyone) {
      const watched = this.find(personId)
      if (!watched || watched.lateFrom === null || watched.lateSeenAt === null) continue
      if (!isForced && this.now - watched.lateSeenAt < gatherMs) continue
      if (fromStore >= storeReplaysARound) return { count, isDone: false }
      if (await this.#rewindOne(client, watched, past)) fromStore++
      count++
    }
    return { count, isDone: true }
  }

  /** Returns whether the database had to be read. */
  async #rewindOne(client: pg.ClientBase, watched: Watched, past: Past): Promise<boolean> {
    const inMemory = rewoundInMemory(watched)
    const stored = inMemory ? undefined : await replayFromStore(client, watched, watched.lateFrom as Instant, past)
    const rewound = (inMemory ?? stored) as Rewound
    // Also when no effect has changed: the states behind the base do not hold what came late.
    const isStoredUntrue = watched.checkpointedTo > rewound.from
    if (isStoredUntrue) await replaceStatesAfter(client, rewound.from, rewound.state, past)
    if (!inMemory?.isUnchanged) {
      await reconcileTransitions(client, watched.personId, rewound.from, rewound.effects)
      await reconcileAlerts(client, watched, rewound.from, rewound.effects)
    }
    const renewed = withHeard(withRewound(watched, rewound), stored?.heard ?? [])
    this.put({ ...renewed, checkpointedTo: isStoredUntrue ? rewound.state.at : watched.checkpointedTo })
    return inMemory === undefined
  }
}

function withJurisdiction(watched: Watched, { organisationId, visibleUntil }: Jurisdiction): Watched {
  const isSame = watched.organisationId === organisationId && watched.visibleUntil === visibleUntil
  return isSame ? watched : { ...watched, organisationId, visibleUntil, isStatusDirty: true }
}

export function newlyWatched(personId: PersonId): Omit<Watched, 'organisationId' | 'visibleUntil'> {
  const state = initialState(personId)
  return {
    personId,
    state,
    window: [],
    latest: nothingLatest,
    lateFrom: null,
    lateSeenAt: null,
    hasForeignEffects: false,
    isStatusDirty: true,
    isCheckpointDirty: true,
    checkpointedTo: state.at,
  }
}

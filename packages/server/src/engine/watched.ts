import {
  type Effect,
  type KitDevice,
  type WatchEvent,
  type WatchPlan,
  type WatchState,
  initialState,
  kitDevice,
  step,
} from '@bilezik/compliance'
import { type Instant, type OrganisationId, type PersonId, type Reading, instant, later } from '@bilezik/domain'
import { type LastReplay, type Late, causeOfEvent, withLate } from './late.ts'
import { type Rewound, replayed } from './replay.ts'

/** One event that was stepped, with the state before it: enough to take it back in memory. */
interface WindowEntry {
  readonly before: WatchState
  readonly event: WatchEvent
  readonly effects: readonly Effect[]
}

/** The last fix, contact and battery of a person by event time, for the panel; the engine itself does not need them. */
export interface Latest {
  readonly fix: { readonly at: Instant; readonly receivedAt: Instant; readonly reading: Extract<Reading, { kind: 'fix' }> } | null
  readonly contactAt: Instant | null
  readonly battery: { readonly at: Instant; readonly levelPercent: number | null; readonly isCharging: boolean | null } | null
}

/** One person under watch, as the engine's memory holds them. Replaced, never changed: a round that fails is forgotten whole. */
export interface Watched {
  readonly personId: PersonId
  readonly organisationId: OrganisationId
  readonly visibleUntil: Instant
  readonly state: WatchState
  /** The latest events in the order they came, so that a fix a second late need not trouble the database. */
  readonly window: readonly WindowEntry[]
  readonly latest: Latest
  /** What came late and is not yet replayed. */
  readonly late: Late | null
  readonly lastReplay: LastReplay
  /** A predecessor has written effects after the state that this one began from: they are compared before they are believed. */
  readonly hasForeignEffects: boolean
  /** Watched from the middle of their story, which another version of the engine has seen; all of it is still to be stepped. */
  readonly isProvisional: boolean
  readonly isStatusDirty: boolean
  readonly isCheckpointDirty: boolean
  /** Event time of the newest stored state: a rewind to before it makes it untrue. */
  readonly checkpointedTo: Instant
}

/** A person of whom nothing is known yet. */
export function newlyWatched(personId: PersonId): Omit<Watched, 'organisationId' | 'visibleUntil'> {
  const state = initialState(personId)
  return {
    personId,
    state,
    window: [],
    latest: nothingLatest,
    late: null,
    lastReplay: { at: state.at, stepped: 0 },
    hasForeignEffects: false,
    isProvisional: false,
    isStatusDirty: true,
    isCheckpointDirty: true,
    checkpointedTo: state.at,
  }
}

/** Six fixes of the usual minute: what a slow network shuffles. Anything older is replayed from a checkpoint. */
const windowLength = 6

export const nothingLatest: Latest = { fix: null, contactAt: null, battery: null }

export function advanced(watched: Watched, event: WatchEvent, now: Instant): { watched: Watched; effects: readonly Effect[] } {
  const { state, effects } = step(watched.state, event)
  const isLate = event.kind !== 'wake' && event.at < watched.state.at
  return {
    watched: {
      ...watched,
      state,
      window: [...watched.window.slice(1 - windowLength), { before: watched.state, event, effects }],
      late: isLate ? withLate(watched.late, causeOfEvent(event), now) : watched.late,
      isStatusDirty: true,
      isCheckpointDirty: true,
    },
    effects,
  }
}

/**
 * A device that came into the kit may have been heard before the engine was told so (a plan waits for every older transaction):
 * its readings were passed over then, and are fetched from the store.
 */
export function withNewDevices(watched: Watched, before: WatchPlan, now: Instant): Watched {
  const isKnown = (device: KitDevice) => before.kit.some((old) => old.deviceId === device.deviceId && old.from <= device.from)
  const since = watched.state.plan.kit.filter((device) => !isKnown(device)).map((device) => device.from)
  // Before every state in memory: none of them holds what was passed over, nor does the window.
  const at = later(instant(Math.min(watched.state.at, ...since)), -1)
  return since.length === 0 ? watched : { ...watched, window: [], late: withLate(watched.late, { kind: 'new-device', at }, now) }
}

function windowStart({ late, window, hasForeignEffects, isProvisional }: Watched): number {
  // What a predecessor has derived is compared from the stored state on, with everything that was noticed after it.
  return late === null || hasForeignEffects || isProvisional ? -1 : window.findLastIndex((entry) => entry.before.at <= late.from)
}

/** Whether what came late falls within the events in memory. */
export function isInWindow(watched: Watched): boolean {
  return windowStart(watched) !== -1
}

/** A rewind within the window, or undefined when the late reading is older than it. `isUnchanged`: nothing has to be written. */
export function rewoundInMemory(watched: Watched): (Rewound & { readonly isUnchanged: boolean }) | undefined {
  const start = windowStart(watched)
  if (start === -1) return undefined
  const taken = watched.window.slice(start)
  const base = (taken[0] as WindowEntry).before
  const result = replayed(
    base,
    taken.map((entry) => entry.event),
    watched.state.at,
  )
  const before = taken.flatMap((entry) => entry.effects)
  return { ...result, isUnchanged: JSON.stringify(before) === JSON.stringify(result.effects) }
}

/** After a rewind: the window begins anew, for its states belong to the old past. */
export function withRewound(watched: Watched, rewound: Rewound, now: Instant): Watched {
  return {
    ...watched,
    state: rewound.state,
    window: [],
    late: null,
    lastReplay: { at: now, stepped: rewound.stepped },
    hasForeignEffects: false,
    isProvisional: false,
    isStatusDirty: true,
    isCheckpointDirty: true,
  }
}

/**
 * A unit that stands in the home says nothing of where the person is, nor of the battery they carry; a protected person's device
 * says where somebody else is, which is shown to nobody.
 */
export function isTheirs({ role }: KitDevice): boolean {
  return role === 'worn' || role === 'carried'
}

/** The panel's facts from readings that came out of the store: those that were passed over before the plan was known among them. */
export function withHeard(watched: Watched, heard: readonly Extract<WatchEvent, { kind: 'reading' }>[]): Watched {
  let next = watched
  for (const { deviceId, at, receivedAt, reading } of heard) {
    const device = kitDevice(watched.state.plan, deviceId, at)
    if (device && isTheirs(device)) next = withLatest(next, reading, at, receivedAt)
  }
  return next
}

function isNewer(at: Instant, than: { readonly at: Instant } | null): boolean {
  return than === null || at >= than.at
}

/** Keeps the panel's facts current; a late reading never replaces a newer one. */
export function withLatest(watched: Watched, reading: Reading, at: Instant, receivedAt: Instant): Watched {
  const { latest } = watched
  const contactAt = Math.max(latest.contactAt ?? at, at) as Instant
  if (reading.kind === 'fix' && isNewer(at, latest.fix))
    return { ...watched, latest: { ...latest, contactAt, fix: { at, receivedAt, reading } } }
  if (reading.kind === 'power' && isNewer(at, latest.battery)) {
    const levelPercent = reading.levelPercent ?? latest.battery?.levelPercent ?? null
    return { ...watched, latest: { ...latest, contactAt, battery: { at, levelPercent, isCharging: reading.isCharging ?? null } } }
  }
  return { ...watched, latest: { ...latest, contactAt } }
}

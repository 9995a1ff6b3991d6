import {
  type Effect,
  type KitDevice,
  type WatchEvent,
  type WatchPlan,
  type WatchState,
  kitDevice,
  nextWakeAt,
  step,
} from '@bilezik/compliance'
import { type Instant, type OrganisationId, type PersonId, type Reading, instant, later } from '@bilezik/domain'

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
  /** Event time of the earliest reading that came late and is not yet replayed. */
  readonly lateFrom: Instant | null
  /** Our clock when the first of them came. */
  readonly lateSeenAt: Instant | null
  /** A predecessor has written effects after the state that this one began from: they are compared before they are believed. */
  readonly hasForeignEffects: boolean
  readonly isStatusDirty: boolean
  readonly isCheckpointDirty: boolean
  /** Event time of the newest stored state: a rewind to before it makes it untrue. */
  readonly checkpointedTo: Instant
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
      lateFrom: isLate ? (Math.min(watched.lateFrom ?? event.at, event.at) as Instant) : watched.lateFrom,
      lateSeenAt: isLate ? (watched.lateSeenAt ?? now) : watched.lateSeenAt,
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
  const lateFrom = later(instant(Math.min(watched.lateFrom ?? watched.state.at, watched.state.at, ...since)), -1)
  return since.length === 0 ? watched : { ...watched, window: [], lateFrom, lateSeenAt: watched.lateSeenAt ?? now }
}

export interface Rewound {
  readonly state: WatchState
  /** Event time of the state that was gone back to: effects noticed after it are derived anew. */
  readonly from: Instant
  readonly effects: readonly Effect[]
}

/**
 * Steps events, given in the order they came, in event order from a base; wake-ups that were due up to `until` are taken along.
 * Each plan holds everything with its dates, so the newest one speaks for every moment at which a plan was set: an older one
 * that takes effect later must not undo a backdated change.
 */
export function replayed(base: WatchState, events: readonly WatchEvent[], until: Instant): Rewound {
  const newest = events.findLast((event) => event.kind === 'plan')
  const effects: Effect[] = []
  let state = base
  // Stable: events of one instant keep the order in which they came.
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    const result = step(state, event.kind === 'plan' && newest ? { ...newest, at: event.at } : event)
    state = result.state
    effects.push(...result.effects)
  }
  const wakeAt = nextWakeAt(state)
  if (wakeAt !== undefined && wakeAt <= until) {
    const result = step(state, { kind: 'wake', at: until })
    state = result.state
    effects.push(...result.effects)
  }
  return { state, from: base.at, effects }
}

/** A rewind within the window, or undefined when the late reading is older than it. `isUnchanged`: nothing has to be written. */
export function rewoundInMemory(watched: Watched): (Rewound & { readonly isUnchanged: boolean }) | undefined {
  const { lateFrom, window } = watched
  if (lateFrom === null) return undefined
  const start = window.findLastIndex((entry) => entry.before.at <= lateFrom)
  if (start === -1) return undefined
  const taken = window.slice(start)
  const base = (taken[0] as WindowEntry).before
  const result = replayed(
    base,
    taken.map((entry) => entry.event),
    watched.state.at,
  )
  const before = taken.flatMap((entry) => entry.effects)
  const isUnchanged = !watched.hasForeignEffects && JSON.stringify(before) === JSON.stringify(result.effects)
  return { ...result, isUnchanged }
}

/** After a rewind: the window begins anew, for its states belong to the old past. */
export function withRewound(watched: Watched, rewound: Rewound): Watched {
  return {
    ...watched,
    state: rewound.state,
    window: [],
    lateFrom: null,
    lateSeenAt: null,
    hasForeignEffects: false,
    isStatusDirty: true,
    isCheckpointDirty: true,
  }
}

/** The panel's facts from readings that came out of the store: those that were passed over before the plan was known among them. */
export function withHeard(watched: Watched, heard: readonly Extract<WatchEvent, { kind: 'reading' }>[]): Watched {
  let next = watched
  for (const { deviceId, at, receivedAt, reading } of heard) {
    const device = kitDevice(watched.state.plan, deviceId, at)
    // A unit that stands in the home says nothing of where the person is.
    if (device && device.role !== 'fixed') next = withLatest(next, reading, at, receivedAt)
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

import {
  type WatchEvent,
  type WatchPlan,
  type WatchState,
  defaultPolicy,
  eventTimeOf,
  initialState,
  nextWakeAt,
} from '@bilezik/compliance'
import {
  type Condition,
  type DeviceId,
  type Instant,
  type LineageId,
  type OrderId,
  type OrganisationId,
  type PersonId,
  type Reading,
  day,
  instant,
  later,
  minute,
  second,
} from '@bilezik/domain'
import { isReplayDue } from '../../packages/server/src/engine/late.ts'
import { replayed } from '../../packages/server/src/engine/replay.ts'
import { type Watched, advanced, newlyWatched, rewoundInMemory, withRewound } from '../../packages/server/src/engine/watched.ts'
import { watchedRules } from './outage-town.ts'
import { SimulatedSender, ticks } from './simulated-sender.ts'
import { WeekIncidents } from './week-incidents.ts'
import type { WeekLife } from './week-lives.ts'

/** As the engine: time passes so long after it did. */
const wakeLagMs = 3 * second
/** States to go back to; the engine keeps one a minute, which costs shorter replays and derives the same. */
const checkpointEveryMs = 10 * minute
const flickerMs = 8 * second

type ReadingEvent = Extract<WatchEvent, { kind: 'reading' }>

/** One person's watch as the shell keeps it, readings in the order they come, without its database. */
class LiveWatch {
  readonly incidents = new WeekIncidents()
  readonly #events: ReadingEvent[] = []
  readonly #known = new Set<string>()
  #states: WatchState[] = []
  #watched: Watched
  #wakeAt: Instant | undefined
  replays = 0

  constructor(personId: PersonId, at: Instant, plan: WatchPlan) {
    this.#watched = { ...newlyWatched(personId), organisationId: 'o' as OrganisationId, visibleUntil: later(at, 60 * day) }
    this.#step({ kind: 'plan', at, plan }, at)
    this.#states.push(this.#watched.state)
    this.#wakeAt = nextWakeAt(this.#watched.state)
  }

  round(readings: readonly ReadingEvent[], now: Instant): void {
    const fresh = readings.filter(({ readingId }) => !this.#known.has(readingId) && this.#known.add(readingId))
    const upTo = later(now, -wakeLagMs)
    if (fresh.length === 0 && this.#watched.late === null && (this.#wakeAt ?? Infinity) > upTo) return
    this.#events.push(...fresh)
    for (const event of fresh.toSorted((a, b) => a.at - b.at)) this.#step(event, now)
    const wakeAt = nextWakeAt(this.#watched.state)
    if (this.#watched.late === null && wakeAt !== undefined && wakeAt <= upTo) this.#step({ kind: 'wake', at: upTo }, now)
    if (this.#watched.late && isReplayDue(this.#watched.late, this.#watched.lastReplay, now))
      this.#rewind(this.#watched.late.from, now)
    const { state, late } = this.#watched
    if (late === null && state.at >= later((this.#states.at(-1) as WatchState).at, checkpointEveryMs)) this.#states.push(state)
    this.#wakeAt = nextWakeAt(state)
  }

  #step(event: WatchEvent, now: Instant): void {
    const { watched, effects } = advanced(this.#watched, event, now)
    this.#watched = watched
    this.incidents.take(effects, now)
  }

  #rewind(from: Instant, now: Instant): void {
    const inMemory = rewoundInMemory(this.#watched)
    const rewound = inMemory ?? this.#replayed(from)
    this.replays++
    this.#states = [
      ...this.#states.filter(({ at }) => at <= rewound.from),
      ...(inMemory ? [] : rewound.milestones),
      rewound.state,
    ]
    if (inMemory?.isUnchanged !== true) this.incidents.reconcile(rewound.from, rewound.effects, now)
    this.#watched = withRewound(this.#watched, rewound, now)
  }

  #replayed(from: Instant) {
    const base = this.#states.findLast(({ at }) => at < from) ?? initialState(this.#watched.personId)
    return replayed(
      base,
      this.#events.filter(({ at }) => at >= base.at),
      this.#watched.state.at,
    )
  }
}

function planOf(life: WeekLife, deviceId: DeviceId, startAt: Instant): WatchPlan {
  const until = later(startAt, 60 * day)
  const conditions = watchedRules(life.person).map((rule, i): Condition => ({
    lineageId: `l${i}` as LineageId,
    orderId: 'o' as OrderId,
    version: 1,
    from: startAt,
    until,
    rule,
  }))
  return { conditions, kit: [{ deviceId, role: 'worn', from: startAt, until }], policy: defaultPolicy, permits: [], daysOff: [] }
}

/** Sent again, a reading says the same again. */
function identityOf(reading: Reading, at: Instant): string {
  const content =
    reading.kind === 'fix' ? `${reading.lat} ${reading.lon}` : reading.kind === 'power' ? `${reading.levelPercent}` : ''
  return `${at} ${reading.kind} ${content} ${'signal' in reading ? reading.signal : ''}`
}

function eventOf(deviceId: DeviceId, reading: Reading, now: Instant): ReadingEvent {
  const stated = 'fixAt' in reading ? reading.fixAt : undefined
  const at = eventTimeOf({ fixAt: stated ?? now, receivedAt: now, isStray: false })
  return { kind: 'reading', at, receivedAt: now, readingId: identityOf(reading, stated ?? now), deviceId, reading }
}

function flickerOf({ flickersAt }: WeekLife, since: Instant, now: Instant): Reading[] {
  if (flickersAt === null) return []
  const signals = [
    { kind: 'wear', fixAt: flickersAt, signal: 'strap-open' },
    { kind: 'wear', fixAt: later(flickersAt, flickerMs), signal: 'strap-closed' },
    // Without a sign that it is worn the engine raises, as it is meant to: `strap-open` of every such flicker.
    { kind: 'motion', fixAt: later(flickersAt, 2 * flickerMs), isMoving: true },
  ] as const
  return signals.filter(({ fixAt }) => fixAt > since && fixAt <= now)
}

export interface PlayedLife {
  readonly incidents: WeekIncidents
  /** When something was heard from the device, by our clock. */
  readonly contacts: readonly Instant[]
  readonly readings: number
  readonly replays: number
}

/** A person's days in the order in which we hear of them. */
export function playLife(life: WeekLife, startAt: Instant, endAt: Instant): PlayedLife {
  const deviceId = `d${life.person.index}` as DeviceId
  const sender = new SimulatedSender(life.person, startAt)
  const watch = new LiveWatch(`p${life.person.index}` as PersonId, startAt, planOf(life, deviceId, startAt))
  const contacts: Instant[] = []
  let count = 0
  let before = startAt
  for (const now of ticks(later(startAt, 10 * second), endAt)) {
    const sendings = sender.speak(now, true)
    if (sendings.length > 0) contacts.push(now)
    const heard = sendings.flatMap(({ records }) => records.flatMap(({ readings }) => readings))
    const readings = [...heard, ...flickerOf(life, before, now)].map((reading) => eventOf(deviceId, reading, instant(now)))
    count += readings.length
    watch.round(readings, now)
    sender.stored(sendings, now)
    before = now
  }
  return { incidents: watch.incidents, contacts, readings: count, replays: watch.replays }
}

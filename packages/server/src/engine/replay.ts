import { type Effect, type WatchEvent, type WatchState, nextWakeAt, step } from '@bilezik/compliance'
import { type Instant, day, hour } from '@bilezik/domain'

export interface Rewound {
  readonly state: WatchState
  /** Event time of the state that was gone back to: effects noticed after it are derived anew. */
  readonly from: Instant
  readonly effects: readonly Effect[]
  /** Events that were stepped: what the replay cost. */
  readonly stepped: number
  /** States on the way, to go back to the next time. */
  readonly milestones: readonly WatchState[]
}

/** Kept of a replay as of checkpoints: the last state of each hour for two days, of each day for 35 days. */
const hourlyForMs = 2 * day
const dailyForMs = 35 * day

/**
 * Steps a person's events again from a base. They are fed in the order of their time, in as many portions as one likes.
 * Each plan holds everything with its dates, so the newest one speaks for every moment at which a plan was set: an older one
 * that takes effect later must not undo a backdated change.
 */
export class Replay {
  readonly #from: Instant
  readonly #until: Instant
  readonly #newest: Extract<WatchEvent, { kind: 'plan' }> | undefined
  readonly #effects: Effect[] = []
  readonly #milestones: WatchState[] = []
  #state: WatchState
  #stepped = 0

  constructor(base: WatchState, newest: Extract<WatchEvent, { kind: 'plan' }> | undefined, until: Instant) {
    this.#state = base
    this.#from = base.at
    this.#newest = newest
    this.#until = until
  }

  feed(events: Iterable<WatchEvent>): void {
    for (const event of events) {
      this.#keepMilestone(event.at)
      this.#step(event.kind === 'plan' && this.#newest ? { ...this.#newest, at: event.at } : event)
    }
  }

  /** Gives what was derived since the last time it was asked: of a long past not everything need be held at once. */
  takeEffects(): Effect[] {
    return this.#effects.splice(0)
  }

  get state(): WatchState {
    return this.#state
  }

  /** Wake-ups that were due up to the end are taken along. */
  end(): Rewound {
    const wakeAt = nextWakeAt(this.#state)
    if (wakeAt !== undefined && wakeAt <= this.#until) this.#step({ kind: 'wake', at: this.#until })
    const { effects, milestones } = { effects: this.#effects, milestones: this.#milestones }
    return { state: this.#state, from: this.#from, effects, stepped: this.#stepped, milestones }
  }

  #step(event: WatchEvent): void {
    const { state, effects } = step(this.#state, event)
    this.#state = state
    this.#stepped++
    this.#effects.push(...effects)
  }

  #keepMilestone(nextAt: Instant): void {
    const { at } = this.#state
    const age = this.#until - at
    if (at <= this.#from || age > dailyForMs) return
    const stride = age > hourlyForMs ? day : hour
    if (Math.floor(nextAt / stride) > Math.floor(at / stride)) this.#milestones.push(this.#state)
  }
}

/** Stable: events of one instant keep the order in which they came. */
export function inEventOrder<Event extends WatchEvent>(events: readonly Event[]): Event[] {
  return events.toSorted((a, b) => a.at - b.at)
}

/** A replay of events in memory, given in the order they came. */
export function replayed(base: WatchState, events: readonly WatchEvent[], until: Instant): Rewound {
  const replay = new Replay(
    base,
    events.findLast((event) => event.kind === 'plan'),
    until,
  )
  replay.feed(inEventOrder(events))
  return replay.end()
}

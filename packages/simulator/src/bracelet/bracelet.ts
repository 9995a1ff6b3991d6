import { type Instant, instant, later, minute, second } from '@bilezik/domain'
import { whereIs } from '../motion/where-is.ts'
import type { SimulatedPerson } from '../population/person.ts'
import { unitAt } from '../random.ts'
import { type Battery, batteryAt } from './battery.ts'
import { hasCoverage } from './coverage.ts'
import { type Observation, observe } from './observe.ts'
import { Outbox } from './outbox.ts'
import { type AlarmKind, type BraceletRecord, makeRecord } from './record.ts'

export interface BraceletSettings {
  readonly heartbeatEveryMs: number
  /** No answer for so long: the connection is given up and what was under way is sent again. */
  readonly answerWithinMs: number
  /** Replaces the device's own reporting interval. */
  readonly reportEveryMs?: number
  readonly retryFromMs: number
  readonly retryUpToMs: number
  /** Records sent and not yet known to be safe. */
  readonly window: number
  readonly memoryRecords: number
}

export const ordinarySettings: BraceletSettings = {
  heartbeatEveryMs: 3 * minute,
  answerWithinMs: 15 * second,
  retryFromMs: 1 * second,
  retryUpToMs: 60 * second,
  window: 40,
  memoryRecords: 20_000,
}

/** Its past: what it recorded before it first spoke, on a fixed grid, so that two runs tell the same past. */
export interface Backfill {
  readonly from: Instant
  readonly everyMs: number
}

export type BraceletEvent =
  | { readonly kind: 'wake' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' }
  /** The gateway answered the sending of this number. */
  | { readonly kind: 'answered'; readonly number: number }

export type BraceletAction =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'send'; readonly number: number; readonly records: readonly BraceletRecord[] }
  | { readonly kind: 'heartbeat'; readonly number: number; readonly battery: Battery }

/** Records in one sending: a burst on a stream, a request each over HTTP. */
const burst = { gt06: 20, osmand: 1 } as const
/** Where nothing else is due, the device looks whether the network is back. */
const coverageEveryMs = 10 * second

/**
 * One device as a state machine: events and the time in, actions out. It never looks at a clock or a socket.
 *
 * When is a record safe? Over HTTP when its own request was answered. On a GT06 connection positions are never answered,
 * but the gateway's answers leave in order, each after everything before it was committed: the answer to a heartbeat or an
 * alarm vouches for all that was sent on that connection before it.
 */
export class Bracelet {
  readonly person: SimulatedPerson
  readonly #settings: BraceletSettings
  readonly #onSafe: (records: readonly BraceletRecord[]) => void
  readonly #outbox: Outbox
  readonly #alarms: { readonly at: Instant; readonly kind: AlarmKind }[]
  #link: 'closed' | 'opening' | 'open' = 'closed'
  #retryAt: Instant
  #failures = 0
  #reportAt: Instant
  #heartbeatAt: Instant
  #lastNumber = 0
  #lastId = 0
  /** Sendings that the gateway is bound to answer, oldest first. */
  #asked: { readonly number: number; readonly at: Instant }[] = []
  #isHeartbeatOut = false
  #lastObservation: Observation | undefined
  #backlogUntil: Instant | undefined

  constructor(
    person: SimulatedPerson,
    options: {
      readonly startAt: Instant
      readonly settings?: BraceletSettings
      readonly backfill?: Backfill
      readonly onSafe?: (records: readonly BraceletRecord[]) => void
    },
  ) {
    this.person = person
    this.#settings = options.settings ?? ordinarySettings
    this.#onSafe = options.onSafe ?? (() => {})
    this.#outbox = new Outbox(this.#settings.memoryRecords)
    this.#alarms = alarmsOf(person).filter((alarm) => alarm.at >= options.startAt)
    const everyMs = this.#reportEveryMs
    // Each device has its own second, and nobody waits long for the first sign of life.
    const phaseMs = Math.floor(unitAt(person.seed, 'phase') * Math.min(everyMs, 5 * second))
    this.#reportAt = later(options.startAt, phaseMs)
    this.#heartbeatAt = this.#reportAt
    this.#retryAt = this.#reportAt
    if (options.backfill) this.#recall(options.backfill, options.startAt)
  }

  get waiting(): number {
    return this.#outbox.waiting + this.#outbox.inFlight
  }

  get overwritten(): number {
    return this.#outbox.overwritten
  }

  get isOpen(): boolean {
    return this.#link === 'open'
  }

  /** When it next wants to be woken, if nothing happens before. */
  get nextWakeAt(): Instant {
    const times: Instant[] = [this.#reportAt]
    const alarm = this.#alarms[0]
    if (alarm) times.push(alarm.at)
    if (this.#link === 'closed' && this.waiting > 0) times.push(this.#retryAt)
    if (this.#link === 'closed' && this.#isStream) times.push(instant(Math.max(this.#retryAt, this.#heartbeatAt)))
    const asked = this.#asked[0]
    if (asked) times.push(later(asked.at, this.#settings.answerWithinMs))
    if (this.#link === 'open' && this.#isStream) times.push(this.#heartbeatAt)
    return instant(Math.min(...times))
  }

  handle(event: BraceletEvent, now: Instant): readonly BraceletAction[] {
    switch (event.kind) {
      case 'opened':
        this.#link = 'open'
        this.#failures = 0
        // A tracker tells its state as soon as it is let in.
        this.#heartbeatAt = now
        break
      case 'closed':
        this.#drop(now)
        break
      case 'answered':
        this.#answered(event.number)
        break
      case 'wake':
        break
      default:
        event satisfies never
    }
    this.#record(now)
    return this.#act(now)
  }

  get #isStream(): boolean {
    return this.person.device.protocol === 'gt06'
  }

  get #reportEveryMs(): number {
    return this.#settings.reportEveryMs ?? this.person.device.reportEveryMs
  }

  #answered(number: number): void {
    // An answer to something given up long ago vouches for nothing that is still known here.
    if (!this.#asked.some((asked) => asked.number === number)) return
    this.#asked = this.#asked.filter((asked) => (this.#isStream ? asked.number > number : asked.number !== number))
    this.#isHeartbeatOut = this.#isStream && this.#asked.length > 0
    const safe = this.#outbox.land((landed) => (this.#isStream ? landed <= number : landed === number))
    if (safe.length > 0) this.#onSafe(safe)
  }

  #drop(now: Instant): void {
    this.#link = 'closed'
    this.#asked = []
    this.#isHeartbeatOut = false
    this.#outbox.release()
    const { retryFromMs, retryUpToMs } = this.#settings
    const waitMs = Math.min(retryUpToMs, retryFromMs * 2 ** Math.min(this.#failures, 16))
    this.#failures++
    // Thousands of devices that lost the same gateway must not come back in the same second.
    this.#retryAt = later(now, Math.round(waitMs * (0.5 + unitAt(this.person.seed, 'retry', now))))
  }

  #recall(backfill: Backfill, startAt: Instant): void {
    const { from, everyMs } = backfill
    for (let at = instant(Math.ceil(from / everyMs) * everyMs); at < startAt; at = later(at, everyMs)) this.#note(at, null, true)
    this.#backlogUntil = startAt
  }

  #record(now: Instant): void {
    while (this.#alarms[0] && this.#alarms[0].at <= now) {
      const alarm = this.#alarms.shift() as { at: Instant; kind: AlarmKind }
      this.#note(alarm.at, alarm.kind, this.#isCutOff(alarm.at))
    }
    while (this.#reportAt <= now) {
      this.#note(this.#reportAt, null, this.#isCutOff(this.#reportAt))
      this.#reportAt = later(this.#reportAt, this.#reportEveryMs)
    }
  }

  #isCutOff(at: Instant): boolean {
    return this.#link !== 'open' || !hasCoverage(this.person, at)
  }

  #note(at: Instant, alarm: AlarmKind | null, isStored: boolean): void {
    const battery = batteryAt(this.person, at)
    if (battery.isDead) return
    const seen = observe(this.person, at)
    if (seen) this.#lastObservation = seen
    // An alarm cannot wait for the sky: it carries the last known place and says that it is not a fix.
    const observation = seen ?? (alarm ? { ...(this.#lastObservation ?? blindAt(this.person, at)), isValid: false } : undefined)
    if (!observation) return
    this.#outbox.add(makeRecord(this.person, at, { id: ++this.#lastId, alarm, observation, battery, isStored }))
  }

  #act(now: Instant): readonly BraceletAction[] {
    const battery = batteryAt(this.person, now)
    if (battery.isDead || !hasCoverage(this.person, now)) {
      const wasUp = this.#link !== 'closed'
      this.#drop(now)
      this.#failures = 0
      this.#retryAt = later(now, coverageEveryMs)
      return wasUp ? [{ kind: 'close' }] : []
    }
    const asked = this.#asked[0]
    if (asked && now - asked.at >= this.#settings.answerWithinMs) {
      this.#drop(now)
      return [{ kind: 'close' }]
    }
    if (this.#link === 'closed') {
      const hasReason = this.waiting > 0 || (this.#isStream && now >= this.#heartbeatAt)
      if (!hasReason || now < this.#retryAt) return []
      this.#link = 'opening'
      return [{ kind: 'open' }]
    }
    return this.#link === 'open' ? this.#send(now, battery) : []
  }

  #send(now: Instant, battery: Battery): BraceletAction[] {
    const actions: BraceletAction[] = []
    const { window, heartbeatEveryMs } = this.#settings
    const most = this.#isStream ? window : 2
    while (this.#outbox.waiting > 0 && (this.#outbox.inFlight < most || this.#outbox.hasAlarm)) {
      const number = ++this.#lastNumber
      const records = this.#outbox.take(number, burst[this.person.device.protocol], this.#order())
      actions.push({ kind: 'send', number, records })
      if (!this.#isStream || records.some((record) => record.alarm)) this.#ask(number, now)
    }
    // Also sent early: a full window waits for its answer, and the end of a recalled past wants to be confirmed.
    const isPastSent = this.#backlogUntil !== undefined && this.#outbox.waiting === 0
    const isDue = now >= this.#heartbeatAt || this.#outbox.inFlight >= window || isPastSent
    if (this.#isStream && !this.#isHeartbeatOut && isDue) {
      this.#backlogUntil = isPastSent ? undefined : this.#backlogUntil
      const number = ++this.#lastNumber
      this.#heartbeatAt = later(now, heartbeatEveryMs)
      this.#ask(number, now)
      actions.push({ kind: 'heartbeat', number, battery })
    }
    return actions
  }

  #ask(number: number, now: Instant): void {
    this.#asked.push({ number, at: now })
    if (this.#isStream) this.#isHeartbeatOut = true
  }

  /** The recalled past goes out as it happened, whatever the device does with later gaps. */
  #order(): 'oldest-first' | 'newest-first' {
    const oldest = this.#outbox.oldestWaitingAt
    if (this.#backlogUntil !== undefined && oldest !== undefined && oldest < this.#backlogUntil) return 'oldest-first'
    this.#backlogUntil = undefined
    return this.person.device.backlogOrder
  }
}

function blindAt(person: SimulatedPerson, at: Instant): Observation {
  const truth = whereIs(person, at)
  return { ...truth, accuracyMetres: 1_000, isValid: false, source: 'cell', satellites: 0 }
}

/** What the story makes the device say by itself, in order. */
function alarmsOf(person: SimulatedPerson): { at: Instant; kind: AlarmKind }[] {
  const { story } = person
  switch (story.kind) {
    case 'cuts-strap':
      return [{ at: story.at, kind: 'strap-cut' }]
    case 'sos':
      return [{ at: story.at, kind: 'sos' }]
    case 'battery-dies':
      return [{ at: story.at, kind: 'low-battery' }]
    default:
      return []
  }
}

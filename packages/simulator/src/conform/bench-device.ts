import { type Instant, instant, later, second } from '@bilezik/domain'
import { Outbox } from '../bracelet/outbox.ts'
import type { AlarmKind, BraceletRecord } from '../bracelet/record.ts'
import type { Clock } from '../clock.ts'
import type { Link, LinkEvents } from '../fleet/link.ts'
import { unitAt } from '../random.ts'
import { type Behaviour, type Fault, faults, soundBehaviour } from './behaviour.ts'
import { type BenchAddress, type BenchProtocol, type BenchProtocolName, benchProtocols, type LinkMaker } from './bench-links.ts'
import { batteryOf, makeBenchRecord } from './bench-record.ts'

export interface BenchOptions {
  readonly protocol: BenchProtocolName
  readonly to: BenchAddress
  readonly identifier: string
  readonly clock: Clock
  readonly fault?: Fault
  readonly times?: BenchTimes
}

export interface BenchTimes {
  readonly reportEveryMs: number
  readonly heartbeatEveryMs: number
  /** No answer for so long: the connection is given up, and what was under way is sent again. */
  readonly answerWithinMs: number
  readonly retryFromMs: number
  readonly retryUpToMs: number
}

const ordinaryTimes: BenchTimes = {
  reportEveryMs: 10 * second,
  heartbeatEveryMs: 30 * second,
  answerWithinMs: 15 * second,
  retryFromMs: 2 * second,
  retryUpToMs: 60 * second,
}
const stormMs = 300
const memoryRecords = 10_000
/** Of sendings: how often a device that repeats what was acknowledged does so. */
const repeatEvery = 5

/** One device on a maker's bench: it lies still, reports, and does what its buttons are pressed for. At most one fault is built in. */
export class BenchDevice {
  readonly #options: BenchOptions
  readonly #clock: Clock
  readonly #times: BenchTimes
  readonly #behaviour: Behaviour
  readonly #protocol: BenchProtocol
  readonly #makeLink: LinkMaker
  readonly #outbox = new Outbox(memoryRecords)
  #link: Link | undefined
  #isOpen = false
  #asked: { readonly number: number; readonly at: Instant }[] = []
  #acknowledged: BraceletRecord | undefined
  readonly #counts = { sendings: 0, records: 0, positions: 0, connections: 0, failures: 0, written: 0 }
  #reportAt: Instant
  #heartbeatAt: Instant
  #retryAt: Instant
  #cancelWake: () => void = () => undefined
  #isStopped = false

  constructor(options: BenchOptions) {
    this.#options = options
    this.#clock = options.clock
    this.#times = options.times ?? ordinaryTimes
    this.#behaviour = { ...soundBehaviour, ...(options.fault && faults[options.fault]) }
    this.#protocol = benchProtocols[options.protocol]
    this.#makeLink = this.#protocol.makeLinks(options.to)
    this.#reportAt = this.#heartbeatAt = this.#retryAt = this.#clock.now()
    this.#turn()
  }

  openStrap(): void {
    this.#press('strap-cut')
  }

  closeStrap(): void {
    this.#press('strap-closed')
  }

  stop(): void {
    this.#isStopped = true
    this.#cancelWake()
    this.#link?.close()
  }

  #press(alarm: AlarmKind): void {
    const isSayable = alarm !== 'strap-closed' || this.#protocol.saysClosed
    if (this.#behaviour.feelsStrap && isSayable) this.#note(this.#clock.now(), alarm)
    this.#turn()
  }

  /** Does what is due, and asks to be woken for the next thing. */
  #turn(): void {
    if (this.#isStopped) return
    const now = this.#clock.now()
    for (; this.#reportAt <= now; this.#reportAt = later(this.#reportAt, this.#times.reportEveryMs))
      if (this.#behaviour.reports(this.#counts.positions++)) this.#note(this.#reportAt, null)
    const asked = this.#asked[0]
    if (asked && now - asked.at >= this.#times.answerWithinMs) this.#lose()
    if (!this.#link && now >= this.#retryAt) this.#open()
    if (this.#isOpen) this.#send(now)
    this.#wakeBy(this.#nextAt())
  }

  #nextAt(): Instant {
    const asked = this.#asked[0]
    return instant(
      Math.min(
        this.#reportAt,
        this.#link ? Infinity : this.#retryAt,
        this.#isOpen && this.#protocol.hasHeartbeat && !asked ? this.#heartbeatAt : Infinity,
        asked ? later(asked.at, this.#times.answerWithinMs) : Infinity,
      ),
    )
  }

  #wakeBy(at: Instant): void {
    this.#cancelWake()
    this.#cancelWake = this.#clock.callAt(at, () => this.#turn())
  }

  #note(at: Instant, alarm: AlarmKind | null): void {
    if (!this.#isOpen && !this.#behaviour.recordsWhileAway && this.#counts.connections > 0) return
    const { clockOffsetMs, tellsBattery } = this.#behaviour
    const { precisionMs } = this.#protocol
    const id = this.#counts.records++
    this.#outbox.add(makeBenchRecord({ id, at, alarm, isStored: !this.#isOpen, tellsBattery, clockOffsetMs, precisionMs }))
  }

  #open(): void {
    const name = this.#behaviour.nameOn(this.#options.identifier, ++this.#counts.connections)
    // What happens on a link that was given up concerns nobody any more.
    const current = (act: () => void) => {
      if (this.#link === link) act()
    }
    const events: LinkEvents = {
      onOpened: () => current(() => this.#opened()),
      onAnswered: (number) => current(() => this.#answered(number)),
      onClosed: () => current(() => this.#lose()),
      onCommand: () => (this.#behaviour.obeys ? this.#obey() : undefined),
    }
    const link = this.#makeLink(name, events, (bytes) => this.#behaviour.wire(bytes, this.#counts.written++))
    this.#link = link
    link.open()
  }

  #opened(): void {
    this.#isOpen = true
    // It tells its state as soon as it is let in.
    this.#heartbeatAt = this.#clock.now()
    this.#wakeBy(this.#clock.now())
  }

  #lose(): void {
    const link = this.#link
    this.#link = undefined
    this.#isOpen = false
    link?.close()
    this.#asked = []
    this.#outbox.release()
    const { retryFromMs, retryUpToMs } = this.#times
    const waitMs = Math.min(retryUpToMs, retryFromMs * 2 ** Math.min(this.#counts.failures++, 16))
    const spread = 0.75 + 0.5 * unitAt(this.#options.identifier, 'retry', this.#counts.failures)
    this.#retryAt = later(this.#clock.now(), this.#behaviour.backsOff ? Math.round(waitMs * spread) : stormMs)
    this.#wakeBy(this.#nextAt())
  }

  #answered(number: number): void {
    this.#counts.failures = 0
    const isLanded = (sending: number) => (this.#protocol.isCumulative ? sending <= number : sending === number)
    this.#asked = this.#asked.filter((asked) => !isLanded(asked.number))
    const landed = this.#outbox.land(isLanded)
    this.#acknowledged ??= landed[0]
    this.#wakeBy(this.#clock.now())
  }

  #obey(): string {
    this.#note(this.#clock.now(), null)
    this.#wakeBy(this.#clock.now())
    return 'OK'
  }

  #send(now: Instant): void {
    const { isCumulative, burst, hasHeartbeat } = this.#protocol
    const maySend = () => this.#outbox.waiting > 0 && (isCumulative || this.#asked.length === 0)
    while (maySend()) {
      const number = ++this.#counts.sendings
      const records = this.#outbox.take(number, burst, 'oldest-first')
      // Where answers are cumulative only alarms have one of their own.
      if (!isCumulative || records.some((record) => record.alarm)) this.#asked.push({ number, at: now })
      const isRepeating = this.#behaviour.repeatsAcknowledged && this.#acknowledged && number % repeatEvery === 0
      this.#link?.send(number, isRepeating ? [...records, this.#acknowledged!] : records)
      if (!this.#behaviour.keepsUntilAcknowledged) this.#outbox.land((sending) => sending === number)
    }
    if (!hasHeartbeat || now < this.#heartbeatAt || this.#asked.length > 0) return
    const number = ++this.#counts.sendings
    this.#heartbeatAt = later(now, this.#times.heartbeatEveryMs)
    this.#asked.push({ number, at: now })
    this.#link?.heartbeat(number, batteryOf(now, this.#behaviour.tellsBattery))
  }
}

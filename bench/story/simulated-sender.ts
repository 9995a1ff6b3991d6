import { type Instant, type Reading, later, second } from '@bilezik/domain'
import type { DeviceRecord } from '@bilezik/protocols'
import { Bracelet, type BraceletEvent } from '../../packages/simulator/src/bracelet/bracelet.ts'
import type { BraceletRecord } from '../../packages/simulator/src/bracelet/record.ts'
import type { SimulatedPerson } from '../../packages/simulator/src/population/person.ts'
import { unitAt } from '../../packages/simulator/src/random.ts'
import { recordOf } from '../../packages/server/src/testing/played-time.ts'

/** Country and network codes of Kazakhstan (ITU-T E.212), and roughly how many have which. */
const networks = [
  { mnc: 1, until: 0.45 },
  { mnc: 2, until: 0.75 },
  { mnc: 77, until: 1 },
] as const

/** The mobile network of this person's device. */
export function mncOf(person: SimulatedPerson): number {
  const draw = unitAt(person.seed, 'operator')
  return (networks.find(({ until }) => draw < until) ?? networks[0]).mnc
}

function readingsOf(person: SimulatedPerson, record: BraceletRecord): Reading[] {
  const { observation, battery, alarm, fixAt, lat, lon } = record
  const isGt06 = person.device.protocol === 'gt06'
  const { isValid, satellites, courseDegrees, speedMetresPerSecond } = observation
  // A GT06 tracker states no precision, and knows satellites only.
  const stated = isGt06
    ? ({ source: 'gnss', satellites } as const)
    : { source: observation.source, accuracyMetres: observation.accuracyMetres }
  const readings: Reading[] = [{ kind: 'fix', fixAt, lat, lon, isValid, ...stated, courseDegrees, speedMetresPerSecond }]
  readings.push({ kind: 'network', fixAt, cells: [{ mcc: 401, mnc: mncOf(person), areaCode: 16, cellId: 1 }], wifi: [] })
  if (!isGt06) readings.push({ kind: 'power', fixAt, levelPercent: battery.levelPercent, isCharging: battery.isCharging })
  if (alarm === 'strap-cut' || alarm === 'strap-closed') readings.push({ kind: 'wear', fixAt, signal: alarm })
  if (alarm === 'sos') readings.push({ kind: 'sos', fixAt })
  if (alarm === 'low-battery') readings.push({ kind: 'power', fixAt, isLow: true })
  return readings
}

export interface Sending {
  readonly number: number
  readonly records: readonly DeviceRecord[]
  readonly isAnswered: boolean
}

/** A simulated bracelet without a wire: what it would send comes out, and is answered when it is stored. */
export class SimulatedSender {
  readonly person: SimulatedPerson
  readonly #bracelet: Bracelet
  #isOpen = false
  #isOpening = false
  #sendings: Sending[] = []

  constructor(person: SimulatedPerson, startAt: Instant) {
    this.person = person
    this.#bracelet = new Bracelet(person, { startAt })
  }

  /** What it puts on the wire by now. A network that is down loses what is under way, and every attempt to connect. */
  speak(now: Instant, isNetworkUp: boolean): readonly Sending[] {
    if (!isNetworkUp && this.#isOpen) {
      this.#hangUp()
      this.#handle({ kind: 'closed' }, now)
    }
    for (let turns = 0; turns < 8 && this.#bracelet.nextWakeAt <= now; turns++) this.#handle({ kind: 'wake' }, now)
    if (this.#isOpening) {
      this.#isOpening = false
      this.#isOpen = isNetworkUp
      this.#handle({ kind: isNetworkUp ? 'opened' : 'closed' }, now)
    }
    return this.#sendings.splice(0)
  }

  stored(sendings: readonly Sending[], now: Instant): void {
    for (const { number, isAnswered } of sendings) {
      if (isAnswered && this.#isOpen) this.#handle({ kind: 'answered', number }, now)
    }
  }

  #hangUp(): void {
    this.#isOpen = false
    this.#isOpening = false
    this.#sendings = []
  }

  #handle(event: BraceletEvent, now: Instant): void {
    const isStream = this.person.device.protocol === 'gt06'
    for (const action of this.#bracelet.handle(event, now)) {
      if (action.kind === 'open') this.#isOpening = true
      else if (action.kind === 'close') this.#hangUp()
      else if (action.kind === 'heartbeat') {
        const { levelPercent, isCharging } = action.battery
        const records = [recordOf([{ kind: 'contact' }, { kind: 'power', levelPercent, isCharging }])]
        this.#sendings.push({ number: action.number, records, isAnswered: true })
      } else {
        const records = action.records.map((record) => recordOf(readingsOf(this.person, record)))
        const isAnswered = !isStream || action.records.some((record) => record.alarm !== null)
        this.#sendings.push({ number: action.number, records, isAnswered })
      }
    }
  }
}

export const tickMs = 10 * second

/** Instants from one to another, a tick apart. */
export function* ticks(from: Instant, until: Instant): Generator<Instant> {
  for (let at = from; at < until; at = later(at, tickMs)) yield at
}

import { type Instant, instant, later, second } from '@bilezik/domain'
import type { SimulatedPerson } from '../population/person.ts'
import type { Battery } from './battery.ts'
import type { Observation } from './observe.ts'

export type AlarmKind = 'strap-cut' | 'strap-closed' | 'sos' | 'low-battery'

/**
 * One thing the bracelet recorded and keeps until the gateway has acknowledged it.
 * It never changes: sent again, it says the same again, so that the gateway can tell a repetition from news.
 */
export interface BraceletRecord {
  /** Counts up within the device. */
  readonly id: number
  readonly alarm: AlarmKind | null
  /** The device's own clock, at the precision of its protocol. */
  readonly fixAt: Instant
  /** At the precision of the protocol: what the database must hold. */
  readonly lat: number
  readonly lon: number
  readonly observation: Observation
  readonly battery: Battery
  /** Recorded while the gateway was out of reach. */
  readonly isStored: boolean
}

const gt06UnitsPerDegree = 1_800_000
const osmandUnitsPerDegree = 10_000_000

export function makeRecord(
  person: SimulatedPerson,
  at: Instant,
  content: Pick<BraceletRecord, 'id' | 'alarm' | 'observation' | 'battery' | 'isStored'>,
): BraceletRecord {
  const { protocol, clockOffsetMs } = person.device
  const units = protocol === 'gt06' ? gt06UnitsPerDegree : osmandUnitsPerDegree
  const clock = later(at, clockOffsetMs)
  return {
    ...content,
    fixAt: protocol === 'gt06' ? instant(Math.floor(clock / second) * second) : clock,
    lat: Math.round(content.observation.lat * units) / units,
    lon: Math.round(content.observation.lon * units) / units,
  }
}

import { type Instant, instant, later, minute } from '@bilezik/domain'
import type { Battery } from '../bracelet/battery.ts'
import type { AlarmKind, BraceletRecord } from '../bracelet/record.ts'

/** Somewhere in Astana, on a bench by a window. */
const bench = { lat: 51.1282, lon: 71.4306 }
const unitsPerDegree = 1_800_000
/** What no protocol takes for a level. */
const noLevelPercent = 255

export interface BenchRecordOptions {
  readonly id: number
  readonly at: Instant
  readonly alarm: AlarmKind | null
  readonly isStored: boolean
  readonly tellsBattery: boolean
  readonly clockOffsetMs: number
  /** Of times on the wire. */
  readonly precisionMs: number
}

export function batteryOf(at: Instant, tellsBattery: boolean): Battery {
  const levelPercent = tellsBattery ? 60 + (Math.floor(at / minute) % 30) : noLevelPercent
  return { levelPercent, isCharging: false, isDead: false }
}

/** The device lies still; its receiver wanders by a few metres, so that no two positions are the same. */
export function makeBenchRecord(options: BenchRecordOptions): BraceletRecord {
  const { id, at, alarm, isStored, precisionMs } = options
  const wander = (step: number) => ((id * step) % 40) / unitsPerDegree
  const place = { lat: bench.lat + wander(7), lon: bench.lon + wander(11) }
  const clock = later(at, options.clockOffsetMs)
  return {
    ...place,
    id,
    alarm,
    isStored,
    fixAt: instant(Math.floor(clock / precisionMs) * precisionMs),
    battery: batteryOf(at, options.tellsBattery),
    observation: {
      ...place,
      accuracyMetres: 6,
      isValid: true,
      source: 'gnss',
      satellites: 9,
      speedMetresPerSecond: 0,
      courseDegrees: 0,
    },
  }
}

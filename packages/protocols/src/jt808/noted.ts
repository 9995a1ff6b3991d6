import type { FixReading, Instant, PowerReading, Reading, SeenCell, SeenWifi } from '@bilezik/domain'
import { timed } from './bcd.ts'

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

/** What a device told of one moment, gathered item by item in whatever order it sent them. */
export interface Noted {
  readonly values: Record<string, number | string | boolean>
  readonly power: Writable<Omit<PowerReading, 'kind' | 'fixAt'>>
  readonly cells: SeenCell[]
  readonly wifi: SeenWifi[]
  /** Names for staff. */
  readonly alarms: string[]
  isSos: boolean
  isRemoved: boolean
  isMoving: boolean | undefined
  satellites: number | undefined
  hdop: number | undefined
}

export function nothingNoted(): Noted {
  return {
    values: {},
    power: {},
    cells: [],
    wifi: [],
    alarms: [],
    isSos: false,
    isRemoved: false,
    isMoving: undefined,
    satellites: undefined,
    hdop: undefined,
  }
}

/** Per cent beyond a hundred mean something else at every maker. */
export function noteLevel(percent: number, noted: Noted): void {
  if (percent <= 100) noted.power.levelPercent = percent
}

/** The same field is the own battery on portable devices and the vehicle's on others. A battery worn on a body has two cells at most. */
export function noteVolts(volts: number, noted: Noted): void {
  const mostOfTwoCells = 9
  if (volts <= mostOfTwoCells) noted.power.volts = volts
  else noted.values['externalVolts'] = volts
}

export type Place = Pick<FixReading, 'lat' | 'lon' | 'isValid'> &
  Partial<Pick<FixReading, 'speedMetresPerSecond' | 'courseDegrees' | 'altitudeMetres'>>

/** `place`: undefined where the device holds none; null where the message has no room for one. */
export function readingsOfNoted(noted: Noted, fixAt: Instant | undefined, place: Place | undefined | null): readonly Reading[] {
  const at = timed(fixAt)
  const { satellites, hdop } = noted
  const quality = { ...(satellites === undefined ? {} : { satellites }), ...(hdop === undefined ? {} : { hdop }) }
  const values = {
    // A message without a place still says that the device looked for one.
    ...(place === undefined ? { isPositioned: false } : {}),
    ...(place ? {} : quality),
    ...(noted.alarms.length === 0 ? {} : { alarm: [...new Set(noted.alarms)].join(' ') }),
    ...noted.values,
  }
  const readings: Reading[] = place ? [{ kind: 'fix', ...at, ...place, source: 'gnss', ...quality }] : []
  if (noted.isSos) readings.push({ kind: 'sos', ...at })
  if (noted.isRemoved) readings.push({ kind: 'wear', ...at, signal: 'removed' })
  if (Object.keys(noted.power).length > 0) readings.push({ kind: 'power', ...at, ...noted.power })
  if (noted.isMoving !== undefined) readings.push({ kind: 'motion', ...at, isMoving: noted.isMoving })
  if (noted.cells.length + noted.wifi.length > 0) {
    readings.push({ kind: 'network', ...at, cells: noted.cells, wifi: noted.wifi })
  }
  if (Object.keys(values).length > 0) readings.push({ kind: 'telemetry', ...at, values })
  return readings
}

import type { FixReading, FixSource, Instant, Reading, ReadingKind } from '@bilezik/domain'

/** Codes as stored; never renumbered. */
export const kindCodes = {
  fix: 1,
  wear: 2,
  power: 3,
  sos: 4,
  network: 5,
  telemetry: 6,
  contact: 7,
  motion: 8,
  interference: 9,
  proximity: 10,
  fault: 11,
} as const satisfies Record<ReadingKind, number>
export const sourceCodes = { unknown: 0, gnss: 1, rf: 2, wifi: 3, cell: 4 } as const satisfies Record<FixSource, number>

/** Bits of `flags`. */
export const flagValid = 1
/** The device gave no time: the event time is the time of receipt. */
export const flagUntimed = 2
/** The device's clock is impossible (1970, 2080): the row lies in the stray partition under the device's own time. */
export const flagStray = 4
/** The frame's checksum was wrong or absent, and the device's model is known for that. */
export const flagUnverified = 8

/** The columns of `readings` that come from the reading itself. */
export interface ReadingColumns {
  readonly kind: number
  readonly lat_e7: number | null
  readonly lon_e7: number | null
  readonly accuracy_dm: number | null
  readonly source: number | null
  readonly speed_cms: number | null
  readonly course_degrees: number | null
  readonly satellites: number | null
  readonly altitude_metres: number | null
  readonly hdop_tenths: number | null
  readonly flags: number
  readonly detail: Record<string, unknown> | null
}

const smallintMax = 32_767
const integerMax = 2_147_483_647

function scaled(value: number | undefined, factor: number, limit: number): number | null {
  return value === undefined ? null : Math.max(-limit, Math.min(limit, Math.round(value * factor)))
}

function unscaled(value: number | null, factor: number): number | undefined {
  return value === null ? undefined : value / factor
}

const noFixColumns = {
  lat_e7: null,
  lon_e7: null,
  accuracy_dm: null,
  source: null,
  speed_cms: null,
  course_degrees: null,
  satellites: null,
  altitude_metres: null,
  hdop_tenths: null,
}

function fixColumns(fix: FixReading): ReadingColumns {
  return {
    kind: kindCodes.fix,
    lat_e7: Math.round(fix.lat * 1e7),
    lon_e7: Math.round(fix.lon * 1e7),
    accuracy_dm: scaled(fix.accuracyMetres, 10, integerMax),
    source: sourceCodes[fix.source],
    speed_cms: scaled(fix.speedMetresPerSecond, 100, smallintMax),
    course_degrees: scaled(fix.courseDegrees, 1, smallintMax),
    satellites: scaled(fix.satellites, 1, smallintMax),
    altitude_metres: scaled(fix.altitudeMetres, 1, smallintMax),
    hdop_tenths: scaled(fix.hdop, 10, smallintMax),
    flags: fix.isValid ? flagValid : 0,
    detail: fix.dimensions === undefined ? null : { dimensions: fix.dimensions },
  }
}

export function columnsOfReading(reading: Reading): ReadingColumns {
  if (reading.kind === 'fix') return fixColumns(reading)
  const { kind, fixAt, ...rest } = reading
  return { ...noFixColumns, kind: kindCodes[kind], flags: 0, detail: Object.keys(rest).length > 0 ? rest : null }
}

const kindNames = new Map<number, ReadingKind>(Object.entries(kindCodes).map(([name, code]) => [code, name as ReadingKind]))
const sourceNames = new Map<number, FixSource>(Object.entries(sourceCodes).map(([name, code]) => [code, name as FixSource]))

/** The stored reading; its `fixAt` is the device's own time, and absent where the device gave none. */
export function readingOfColumns(row: ReadingColumns & { readonly event_at: Instant }): Reading {
  const kind = kindNames.get(row.kind) ?? 'telemetry'
  const timed = row.flags & flagUntimed ? {} : { fixAt: row.event_at }
  if (kind !== 'fix') return { kind, ...timed, ...row.detail } as Reading
  const optional = {
    accuracyMetres: unscaled(row.accuracy_dm, 10),
    speedMetresPerSecond: unscaled(row.speed_cms, 100),
    courseDegrees: unscaled(row.course_degrees, 1),
    satellites: unscaled(row.satellites, 1),
    altitudeMetres: unscaled(row.altitude_metres, 1),
    hdop: unscaled(row.hdop_tenths, 10),
    ...row.detail,
  }
  return {
    kind,
    ...timed,
    lat: (row.lat_e7 ?? 0) / 1e7,
    lon: (row.lon_e7 ?? 0) / 1e7,
    isValid: (row.flags & flagValid) !== 0,
    source: sourceNames.get(row.source ?? 0) ?? 'unknown',
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<FixReading>),
  }
}

import type { TeltonikaRecord } from '@bilezik/protocols'
import type { BraceletRecord } from '../bracelet/record.ts'

/** Two numbers of the maker's element list: the battery's level, and the alarm. */
const batteryLevelId = 113
const highPriority = 1

/** The family has no word for a strap: what a wired one says is made known by the model's table, which the wire does not carry. */
export function teltonikaRecordOf(record: BraceletRecord): TeltonikaRecord {
  const { satellites, speedMetresPerSecond, courseDegrees } = record.observation
  return {
    fixAt: record.fixAt,
    lat: record.lat,
    lon: record.lon,
    altitudeMetres: 350,
    courseDegrees,
    satellites,
    speedMetresPerSecond,
    ...(record.alarm ? { priority: highPriority } : {}),
    elements: [{ id: batteryLevelId, bytes: 1, value: record.battery.levelPercent }],
  }
}

import { createHash } from 'node:crypto'
import { type Instant, instant, type Reading } from '@bilezik/domain'
import type { DeviceRecord } from '@bilezik/protocols'
import type { HeardRecord, HeardReport } from './events.ts'

function reportOf(reading: Reading): readonly HeardReport[] {
  const isNoPlace = reading.kind === 'telemetry' && reading.values['isPositioned'] === false
  if (reading.kind !== 'fix' && !isNoPlace) return []
  return [{ isPlace: !isNoPlace, ...(reading.fixAt !== undefined && { fixAt: reading.fixAt }) }]
}

export function fingerprintOf(payload: Uint8Array): string {
  return createHash('sha256').update(payload).digest('hex').slice(0, 16)
}

export function heardRecord({ payload, readings }: DeviceRecord): HeardRecord {
  const times = readings.flatMap(({ fixAt }): Instant[] => (fixAt === undefined ? [] : [fixAt]))
  const level = readings.find((reading) => reading.kind === 'power' && reading.levelPercent !== undefined)
  return {
    fingerprint: fingerprintOf(payload),
    reports: readings.flatMap(reportOf),
    ...(times.length > 0 && { latestAt: instant(Math.max(...times)) }),
    wear: readings.flatMap((reading) =>
      reading.kind === 'wear' ? [{ signal: reading.signal, ...(reading.fixAt !== undefined && { fixAt: reading.fixAt }) }] : [],
    ),
    ...(level?.kind === 'power' && level.levelPercent !== undefined && { levelPercent: level.levelPercent }),
  }
}

import { type FixReading, type Reading, instant, later } from '@bilezik/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOfReading, flagUntimed, readingOfColumns } from './reading-row.ts'

const at = instant(1_795_000_000_000)
const stored = (reading: Reading): Reading => readingOfColumns({ ...columnsOfReading(reading), event_at: reading.fixAt ?? at })

const fixes: fc.Arbitrary<FixReading> = fc.record(
  {
    kind: fc.constant('fix' as const),
    fixAt: fc.integer({ min: 0, max: 1_000_000_000 }).map((ms) => later(at, ms)),
    lat: fc.integer({ min: -900_000_000, max: 900_000_000 }).map((e7) => e7 / 1e7),
    lon: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }).map((e7) => e7 / 1e7),
    isValid: fc.boolean(),
    source: fc.constantFrom('gnss', 'rf', 'wifi', 'cell', 'unknown'),
    accuracyMetres: fc.integer({ min: 0, max: 100_000 }).map((dm) => dm / 10),
    speedMetresPerSecond: fc.integer({ min: 0, max: 30_000 }).map((cms) => cms / 100),
    courseDegrees: fc.integer({ min: 0, max: 359 }),
    satellites: fc.integer({ min: 0, max: 40 }),
    altitudeMetres: fc.integer({ min: -400, max: 9_000 }),
    hdop: fc.integer({ min: 0, max: 990 }).map((tenths) => tenths / 10),
  },
  { requiredKeys: ['kind', 'fixAt', 'lat', 'lon', 'isValid', 'source'] },
)

test('a fix comes back from its columns as it went in, to the precision of the columns', () => {
  fc.assert(
    fc.property(fixes, (fix) => {
      expect(stored(fix)).toEqual(fix)
    }),
  )
})

test.each<Reading>([
  { kind: 'wear', fixAt: at, signal: 'strap-cut' },
  { kind: 'power', fixAt: at, levelPercent: 17, isCharging: false, isLow: true },
  { kind: 'sos', fixAt: at },
  { kind: 'contact', fixAt: at },
  { kind: 'telemetry', fixAt: at, values: { firmware: '1.2', temperature: -4.5, isMoving: true } },
  {
    kind: 'network',
    fixAt: at,
    cells: [{ mcc: 401, mnc: 1, areaCode: 7, cellId: 99, signal: -80 }],
    wifi: [{ mac: 'aa:bb', signal: -50 }],
  },
])('$kind comes back as it went in', (reading) => {
  expect(stored(reading)).toEqual(reading)
})

test('an untimed reading has no time of the device, whatever stands in its row', () => {
  const columns = columnsOfReading({ kind: 'sos' })
  expect(readingOfColumns({ ...columns, flags: columns.flags | flagUntimed, event_at: at })).toEqual({ kind: 'sos' })
})

test('an absurd speed is cut to what the column holds, and does not fail the batch', () => {
  const fix: FixReading = { kind: 'fix', fixAt: at, lat: 0, lon: 0, isValid: true, source: 'gnss', speedMetresPerSecond: 1e9 }
  expect(stored(fix)).toMatchObject({ speedMetresPerSecond: 327.67 })
})

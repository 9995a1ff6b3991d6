import { instant, isoInstant, type Reading } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readingsOf as allReadings } from '../codec.ts'
import { goldenFrames } from './golden-frames.ts'
import { encodeOsmAndJson, osmandCodec } from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const get = (url: string) => osmandCodec.http.decode({ method: 'GET', url, headers: {} }, context)
const post = (body: unknown) =>
  osmandCodec.http.decode(
    { method: 'POST', url: '/', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
    context,
  )

function readingsOf(result: ReturnType<typeof get>): object[] {
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.detail}`)
  return allReadings(result.value).map(({ fixAt, ...rest }: Reading) =>
    fixAt === undefined ? rest : { ...rest, fixAt: isoInstant(fixAt) },
  )
}

it.each(goldenFrames.flatMap((frame) => (frame.over === 'http' ? [frame] : [])))(
  '$name is a fix with its battery',
  ({ request }) => {
    const decoded = osmandCodec.http.decode(request, context)
    expect(decoded.ok && allReadings(decoded.value)[0]).toMatchObject({
      kind: 'fix',
      lat: 51.1,
      lon: 71.4,
      fixAt: expect.any(Number),
    })
  },
)

describe('times', () => {
  const table = [
    { given: '1442068686', at: '2015-09-12T14:38:06.000Z' },
    { given: '1442068686579', at: '2015-09-12T14:38:06.579Z' },
    { given: '2026-11-22T22:00:00%2B05:00', at: '2026-11-22T17:00:00.000Z' },
    { given: '2026-11-22T17:00:00.250Z', at: '2026-11-22T17:00:00.250Z' },
    { given: '2026-11-22%2017:00:00', at: '2026-11-22T17:00:00.000Z' },
  ]
  it.each(table)('$given → $at', ({ given, at }) => {
    expect(readingsOf(get(`/?id=1&lat=1&lon=2&timestamp=${given}`))).toMatchObject([{ kind: 'fix', fixAt: at }])
  })

  it('no timestamp, no time: none is invented, though the request came in at some time', () => {
    const [fix] = readingsOf(get('/?id=1&lat=1&lon=2'))
    expect(fix).not.toHaveProperty('fixAt')
  })
})

describe('what is refused', () => {
  const table = [
    { given: '/?lat=1&lon=2', code: 'no-identity' },
    { given: '/?id=%20&lat=1&lon=2', code: 'no-identity' },
    { given: `/?id=${'9'.repeat(65)}`, code: 'no-identity' },
    { given: '/?id=1%002&lat=1&lon=2', code: 'no-identity' },
    { given: '/?id=1&lat=90.0001&lon=0', code: 'malformed' },
    { given: '/?id=1&lat=-90&lon=180.0001', code: 'malformed' },
    { given: '/?id=1&lat=NaN&lon=2', code: 'malformed' },
    { given: '/?id=1&lat=Infinity&lon=2', code: 'malformed' },
    { given: '/?id=1&lat=1', code: 'malformed' },
    { given: '/?id=1&location=1', code: 'malformed' },
    { given: '/?id=1&lat=1&lon=2&timestamp=yesterday', code: 'malformed' },
    { given: '/?id=1&lat=1&lon=2&timestamp=2026-02-30T00:00:00Z', code: 'malformed' },
    { given: '/?id=1&wear=strapcut', code: 'malformed' },
    { given: `/?id=1&${'a=1&'.repeat(101)}`, code: 'too-long' },
  ]
  it.each(table)('$given → $code', ({ given, code }) => {
    expect(get(given)).toMatchObject({ ok: false, reason: { code } })
  })

  it('a body that is no JSON object, one too long, and another method', () => {
    const bad = (method: string, body: string) =>
      osmandCodec.http.decode({ method, url: '/?id=1', headers: { 'content-type': 'application/json' }, body }, context)
    expect(bad('POST', '{"id":')).toMatchObject({ reason: { code: 'malformed' } })
    expect(bad('POST', '[1]')).toMatchObject({ reason: { code: 'malformed' } })
    expect(bad('POST', ' '.repeat(osmandCodec.http.maxBodyBytes + 1))).toMatchObject({ reason: { code: 'too-long' } })
    expect(bad('PUT', '{}')).toMatchObject({ reason: { code: 'malformed' } })
    expect(post({ device_id: 'a', location: Array.from({ length: 201 }, () => ({})) })).toMatchObject({
      reason: { code: 'too-long' },
    })
  })

  it('the edges of the globe are on it', () => {
    expect(readingsOf(get('/?id=1&lat=-90&lon=180'))).toMatchObject([{ lat: -90, lon: 180 }])
  })
})

describe('query and form', () => {
  it('every field of a fix in the unit we keep', () => {
    expect(
      readingsOf(
        get(
          '/?id=1&location=51.1,71.4&timestamp=0&accuracy=8&altitude=-5.5&speed=10&bearing=90&hdop=1.2&sat=7&valid=false&batt=40&charge=true',
        ),
      ),
    ).toEqual([
      {
        kind: 'fix',
        fixAt: '1970-01-01T00:00:00.000Z',
        lat: 51.1,
        lon: 71.4,
        isValid: false,
        source: 'unknown',
        accuracyMetres: 8,
        altitudeMetres: -5.5,
        speedMetresPerSecond: (10 * 1852) / 3600,
        courseDegrees: 90,
        satellites: 7,
        hdop: 1.2,
      },
      { kind: 'power', levelPercent: 40, isCharging: true, fixAt: '1970-01-01T00:00:00.000Z' },
    ])
  })

  it('a form is read like a query', () => {
    const form = osmandCodec.http.decode({ method: 'POST', url: '/', headers: {}, body: 'deviceid=abc&lat=1.5&lon=2.5' }, context)
    expect(form).toMatchObject({ value: { identifier: 'abc', type: 'position' } })
    expect(readingsOf(form)).toMatchObject([{ lat: 1.5, lon: 2.5 }])
  })

  it('cells and access points, written twice, are two', () => {
    expect(readingsOf(get('/?id=1&cell=401,1,16,2224&cell=401,1,16,2223,-90&wifi=00-14-22-01-23-45,-80&wifi=nonsense'))).toEqual([
      {
        kind: 'network',
        cells: [
          { mcc: 401, mnc: 1, areaCode: 16, cellId: 2224 },
          { mcc: 401, mnc: 1, areaCode: 16, cellId: 2223, signal: -90 },
        ],
        wifi: [{ mac: '00:14:22:01:23:45', signal: -80 }],
      },
    ])
  })

  it('a name or text that no database holds costs itself, not the fix', () => {
    const unstorable = { id: 1, lat: 1, lon: 2, note: 'a\0b', ['c\0']: 1, half: '\ud800', ['\udc00']: 2, rpm: 900 }
    expect(readingsOf(post(unstorable))).toEqual([
      expect.objectContaining({ kind: 'fix', lat: 1, lon: 2 }),
      { kind: 'telemetry', values: { rpm: 900 } },
    ])
    expect(post({ id: 'a\ud800', lat: 1, lon: 2 })).toMatchObject({ ok: false, reason: { code: 'no-identity' } })
  })

  it('a nonsensical side field costs itself, not the fix; other fields are telemetry', () => {
    expect(readingsOf(get('/?id=1&lat=1&lon=2&accuracy=-1&bearing=400&ignition=true&rpm=933&vin=007'))).toEqual([
      { kind: 'fix', lat: 1, lon: 2, isValid: true, source: 'unknown' },
      { kind: 'telemetry', values: { ignition: true, rpm: 933, vin: '007' } },
    ])
  })

  it('names that an object inherits are plain names', () => {
    expect(readingsOf(get('/?id=1&constructor=1&__proto__=2&alarm=toString'))).toEqual([
      { kind: 'telemetry', values: { constructor: 1, ['__proto__']: 2, alarm: 'toString' } },
    ])
  })
})

describe('JSON', () => {
  it('the Traccar client', () => {
    expect(
      readingsOf(
        post({
          device_id: '61500',
          location: {
            timestamp: '2026-11-22T17:00:00.000Z',
            coords: { latitude: 51.1282, longitude: 71.4306, accuracy: 12.5, speed: 1.4, heading: -1, altitude: 350 },
            is_moving: true,
            battery: { level: 0.81, is_charging: false },
            activity: { type: 'walking' },
          },
        }),
      ),
    ).toEqual([
      {
        kind: 'fix',
        fixAt: '2026-11-22T17:00:00.000Z',
        lat: 51.1282,
        lon: 71.4306,
        isValid: true,
        source: 'unknown',
        accuracyMetres: 12.5,
        speedMetresPerSecond: 1.4,
        altitudeMetres: 350,
      },
      { kind: 'power', levelPercent: 81, isCharging: false, fixAt: '2026-11-22T17:00:00.000Z' },
      { kind: 'telemetry', values: { isMoving: true, activity: 'walking' }, fixAt: '2026-11-22T17:00:00.000Z' },
    ])
  })

  it.each([
    { given: 'gps', source: 'gnss' },
    { given: 'rf', source: 'rf' },
    { given: 'LBS', source: 'cell' },
    { given: 'wifi', source: 'wifi' },
    { given: 'toString', source: 'unknown' },
  ])('source $given → $source', ({ given, source }) => {
    expect(readingsOf(post({ id: 7, lat: 1, lon: 2, source: given }))).toMatchObject([{ source }])
  })
})

describe('what we encode, we decode', () => {
  const some = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })
  const message = fc.record({
    fixAt: some(fc.integer({ min: 0, max: 4_102_444_799_999 }).map((ms) => instant(ms))),
    lat: fc.integer({ min: -9_000_000, max: 9_000_000 }).map((units) => units / 100_000 + 0),
    lon: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((units) => units / 100_000 + 0),
    isValid: fc.boolean(),
    source: fc.constantFrom('gnss', 'rf', 'wifi', 'cell', 'unknown'),
    accuracyMetres: fc.nat(5_000),
    speedMetresPerSecond: fc.nat(60),
    courseDegrees: fc.nat(360),
  })
  it('a fix with a wear signal, a call for help and the battery', () => {
    fc.assert(
      fc.property(message, fc.constantFrom('strap-cut', 'strap-closed', 'worn'), fc.nat(100), (m, wear, batteryPercent) => {
        const { fixAt, ...fix } = m
        const sent = { identifier: 'KZ-1', ...fix, ...(fixAt === undefined ? {} : { fixAt }), wear, batteryPercent, isSos: true }
        const decoded = osmandCodec.http.decode(encodeOsmAndJson(sent), context)
        const timed = fixAt === undefined ? {} : { fixAt }
        expect(decoded).toMatchObject({ ok: true, value: { identifier: 'KZ-1', type: 'position' } })
        expect(decoded.ok && allReadings(decoded.value)).toEqual([
          { kind: 'fix', ...timed, ...fix },
          { kind: 'wear', signal: wear, ...timed },
          { kind: 'sos', ...timed },
          { kind: 'power', levelPercent: batteryPercent, ...timed },
        ])
      }),
    )
  })
})

describe('requests nobody sent', () => {
  it('arbitrary queries and JSON bodies never throw and never give a fix off the globe', () => {
    const names = fc.constantFrom(
      'id',
      'lat',
      'lon',
      'timestamp',
      'location',
      'speed',
      'wear',
      'cell',
      'wifi',
      'battery',
      'alarm',
      '__proto__',
      'x',
    )
    const fields = fc.dictionary(
      names,
      fc.oneof(fc.string(), fc.double(), fc.jsonValue(), fc.constantFrom('1', '91', '-180', 'NaN')),
    )
    fc.assert(
      fc.property(fields, fc.string(), (body, query) => {
        for (const result of [
          post(body),
          get(`/?id=1&${query}`),
          post({ device_id: 'a', location: body }),
          post({ id: 1, location: [{ coords: body }] }),
        ]) {
          for (const reading of result.ok ? allReadings(result.value) : []) {
            if (reading.kind !== 'fix') continue
            expect(Math.abs(reading.lat)).toBeLessThanOrEqual(90)
            expect(Math.abs(reading.lon)).toBeLessThanOrEqual(180)
          }
        }
      }),
      { numRuns: 5_000 },
    )
  })
})

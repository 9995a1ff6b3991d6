import { instant, type Reading } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfText } from './ascii.ts'
import { goldenFrames } from './golden-frames.ts'
import {
  encodeMegastekHello,
  encodeMegastekPadded,
  encodeMegastekReport,
  encodeMegastekStx,
  megastekCodec,
  type MegastekReport,
  type MegastekWord,
  megastekWords,
} from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const firstSecond = 946_684_800
const lastSecond = 4_102_444_799

function decoded(frame: Uint8Array) {
  const result = megastekCodec.stream.decode(frame, context)
  if (!result.ok) throw new Error(result.reason.detail)
  return { ...result.value, readings: result.value.records.flatMap((record) => record.readings) }
}

/** On the grid of the wire, so that nothing is rounded but the last bits of a division. */
const report: fc.Arbitrary<MegastekReport> = fc.record({
  imei: fc.stringMatching(/^[1-9]\d{14}$/),
  fixAt: fc.integer({ min: firstSecond, max: lastSecond }).map((seconds) => instant(seconds * 1_000)),
  lat: fc.integer({ min: -540_000_000, max: 540_000_000 }).map((units) => units / 6_000_000),
  lon: fc.integer({ min: -1_080_000_000, max: 1_080_000_000 }).map((units) => units / 6_000_000),
  isValid: fc.boolean(),
  satellites: fc.nat(30),
  speedMetresPerSecond: fc.nat(100_000).map((knots) => Math.round((knots / 1_000) * (1_852 / 3.6)) / 1_000),
  courseDegrees: fc.nat(35_999).map((hundredths) => hundredths / 100),
  altitudeMetres: fc.integer({ min: -4_000, max: 90_000 }).map((tenths) => tenths / 10),
  levelPercent: fc.nat(100),
  isCharging: fc.boolean(),
})
const word = fc.constantFrom(...(Object.keys(megastekWords) as MegastekWord[]))
const hasPlace = (r: MegastekReport) => Math.abs(r.lat) > 1e-4 || Math.abs(r.lon) > 1e-4

function expectFix(readings: readonly Reading[], r: MegastekReport, isValid = r.isValid): void {
  const [fix] = readings
  expect(fix).toMatchObject({ kind: 'fix', fixAt: r.fixAt, isValid, source: 'gnss', courseDegrees: r.courseDegrees })
  if (fix?.kind !== 'fix') return
  expect(fix.lat).toBeCloseTo(r.lat, 9)
  expect(fix.lon).toBeCloseTo(r.lon, 9)
  expect(Math.abs((fix.speedMetresPerSecond ?? -1) - r.speedMetresPerSecond)).toBeLessThanOrEqual(0.001_01)
}

function expectWord(readings: readonly Reading[], told: MegastekWord, r: MegastekReport): void {
  const wears = readings.filter((reading) => reading.kind === 'wear')
  if (told.startsWith('strap')) expect(wears).toEqual([{ kind: 'wear', signal: told, fixAt: r.fixAt }])
  expect(readings.filter((reading) => reading.kind === 'sos')).toHaveLength(told === 'sos' ? 1 : 0)
  const isLow = readings.some((reading) => reading.kind === 'power' && reading.isLow === true)
  expect(isLow).toBe(told === 'low-battery')
  expect(readings.at(-1)).toMatchObject({ kind: 'telemetry', values: { alarmCode: megastekWords[told] } })
}

describe('what we encode, we decode', () => {
  it('a report of the newer format, live or stored, with and without its length', () => {
    fc.assert(
      fc.property(report, word, fc.boolean(), fc.boolean(), fc.boolean(), (r, told, isBeltClosed, isStored, hasLength) => {
        fc.pre(hasPlace(r))
        const { identifier, readings } = decoded(encodeMegastekReport(r, { word: told, isBeltClosed, isStored, hasLength }))
        expect(identifier).toBe(r.imei)
        expectFix(readings, r)
        expect(readings[0]).toMatchObject({ altitudeMetres: r.altitudeMetres + 0, satellites: r.satellites })
        expectWord(readings, told, r)
        expect(readings.filter((reading) => reading.kind === 'wear')).toHaveLength(1)
        expect(readings).toContainEqual(
          expect.objectContaining({ kind: 'power', levelPercent: r.levelPercent, isCharging: r.isCharging }),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('stored or live, with or without length: one payload', () => {
    fc.assert(
      fc.property(report, word, (r, told) => {
        const payloadOf = (frame: Uint8Array) => decoded(frame).records[0]?.payload
        const live = payloadOf(encodeMegastekReport(r, { word: told }))
        expect(payloadOf(encodeMegastekReport(r, { word: told, isStored: true, hasLength: true }))).toEqual(live)
      }),
    )
  })

  it('a report without a place', () => {
    fc.assert(
      fc.property(report, word, (r, told) => {
        const { readings } = decoded(encodeMegastekReport(r, { word: told, isBlank: true }))
        expect(readings.some((reading) => reading.kind === 'fix')).toBe(false)
        expect(readings.at(-1)).toMatchObject({ values: { isPositioned: false } })
        expectWord(readings, told, r)
      }),
    )
  })

  it('a report of the older formats', () => {
    fc.assert(
      fc.property(report, word, fc.boolean(), fc.stringMatching(/^[A-Z0-9]{1,16}$/), (r, told, isCurrent, name) => {
        fc.pre(hasPlace(r))
        const stx = decoded(encodeMegastekStx(r, { word: told, isCurrent }))
        expect(stx.identifier).toBe(r.imei)
        expectFix(stx.readings, r, r.isValid && isCurrent)
        expectWord(stx.readings, told, r)
        const padded = decoded(encodeMegastekPadded(name, r, told))
        expect(padded.identifier).toBe(name)
        expectFix(padded.readings, r)
        expectWord(padded.readings, told, r)
      }),
      { numRuns: 300 },
    )
  })

  const example: MegastekReport = {
    imei: '869999012345675',
    fixAt: instant(Date.UTC(2026, 10, 22, 17)),
    lat: 51.1282,
    lon: 71.4306,
    isValid: true,
    satellites: 9,
    speedMetresPerSecond: 1.5,
    courseDegrees: 270,
    altitudeMetres: 347.2,
    levelPercent: 81,
    isCharging: false,
  }
  const table = [
    {
      name: 'encoder: live report, belt opened',
      frame: encodeMegastekReport(example, { word: 'strap-open', isBeltClosed: false, hasLength: true }),
    },
    {
      name: 'encoder: stored report, belt closed',
      frame: encodeMegastekReport(example, { word: 'strap-closed', isStored: true }),
    },
    {
      name: 'encoder: report by the clock, belt open',
      frame: encodeMegastekReport(example, { isBeltClosed: false, hasLength: true }),
    },
    {
      name: 'encoder: call for help without a place',
      frame: encodeMegastekReport(example, { word: 'sos', isBlank: true, hasLength: true }),
    },
    { name: 'encoder: greeting', frame: encodeMegastekHello(example.imei) },
    { name: 'encoder: older report', frame: encodeMegastekStx(example) },
    {
      name: 'encoder: older report, belt opened, reception lost',
      frame: encodeMegastekStx({ ...example, isCharging: true }, { word: 'strap-open', isCurrent: false }),
    },
    { name: 'encoder: oldest report', frame: encodeMegastekPadded('BRACELET7', example) },
  ]
  it.each(table)('the golden frame "$name" is what the encoder writes', ({ name, frame }) => {
    const found = goldenFrames.find((golden) => golden.name === name)
    expect(found).toMatchObject({ hex: Buffer.from(frame).toString('hex') })
  })
})

describe('cutting a stream into frames', () => {
  const framesOf = (chunks: readonly Uint8Array[]) => {
    const framer = megastekCodec.stream.createFramer()
    const outputs = [...chunks.flatMap((chunk) => [...framer.push(chunk)]), ...framer.flush()]
    return outputs.filter((output) => output.kind === 'frame').map((output) => Buffer.from(output.bytes).toString('latin1'))
  }
  const all = goldenFrames.map((golden) => Buffer.from(golden.hex, 'hex').toString('latin1'))
  const stream = all.map((text) => `${text}\r\n`).join('')

  it('gives the same frames wherever the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (borders) => {
        const sorted = [0, ...borders.toSorted((a, b) => a - b), stream.length]
        const chunks = sorted.slice(1).map((until, index) => bytesOfText(stream.slice(sorted[index], until)))
        expect(framesOf(chunks)).toEqual(all)
      }),
      { numRuns: 300 },
    )
    expect(framesOf([...stream].map(bytesOfText))).toEqual(all)
  })

  it('needs no line ends behind a mark or a checksum', () => {
    const closed = all.filter((text) => /!$|;[0-9A-F]{2}$/.test(text))
    expect(framesOf([bytesOfText(closed.join(''))])).toEqual(closed)
  })

  it('finds the next frame behind noise, and behind one cut short', () => {
    for (const text of all) {
      expect(framesOf([bytesOfText(`\x00noise 12$MG STX${text}`)])).toEqual([text])
      expect(framesOf([bytesOfText(`${all[0]!.slice(0, 60)}${text}`)])).toEqual([text])
    }
  })

  it('shows a frame without its end to the decoder when the stream ends', () => {
    expect(framesOf([bytesOfText(all[0]!.slice(0, -1))])).toEqual([all[0]!.slice(0, -1)])
  })

  const recognised = [
    ...all.map((text) => ({ first: text, expected: 'yes' })),
    { first: '', expected: 'more' },
    { first: '01', expected: 'more' },
    { first: '0159$M', expected: 'more' },
    { first: '$MGV', expected: 'more' },
    { first: 'LOGS', expected: 'more' },
    { first: '\x78\x78\x0d', expected: 'no' },
    { first: '\x00\x0f86', expected: 'no' },
    { first: '+RESP:GT', expected: 'no' },
    { first: '[3G*', expected: 'no' },
    { first: '@LINK,', expected: 'no' },
    { first: '$GPRMC', expected: 'no' },
    { first: '20261122', expected: 'no' },
    { first: 'BZ', expected: 'no' },
  ]
  it.each(recognised)('$first → $expected', ({ first, expected }) => {
    expect(megastekCodec.stream.recognise(bytesOfText(first))).toBe(expected)
  })
})

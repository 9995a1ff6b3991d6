import { instant } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfText } from './ascii.ts'
import { goldenFrames } from './golden-frames.ts'
import {
  encodeR16hLogin,
  encodeR16hNetworks,
  encodeR16hPosition,
  type R16hAlarm,
  r16hCodec,
  type R16hReport,
  r16hWords,
} from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }

function readingsOf(frame: Uint8Array) {
  const decoded = r16hCodec.stream.decode(frame, context)
  if (!decoded.ok) throw new Error(decoded.reason.detail)
  return decoded.value.records.flatMap((record) => record.readings)
}

/** On the grid of the wire, so that nothing is rounded. */
const report: fc.Arbitrary<R16hReport> = fc.record({
  imei: fc.stringMatching(/^[1-9]\d{14}$/),
  fixAt: fc.integer({ min: 946_684_800, max: 4_102_444_799 }).map((seconds) => instant(seconds * 1_000)),
  lat: fc.integer({ min: -9_000_000, max: 9_000_000 }).map((units) => Number((units / 100_000).toFixed(5)) + 0),
  lon: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((units) => Number((units / 100_000).toFixed(5)) + 0),
  speedMetresPerSecond: fc.nat(300).map((kmh) => Math.round((kmh / 3.6) * 1_000) / 1_000),
  courseDegrees: fc.nat(359),
  altitudeMetres: fc.integer({ min: -400, max: 9_000 }),
  levelPercent: fc.nat(100),
})
const alarm = fc.constantFrom(...(Object.keys(r16hWords) as R16hAlarm[]))

describe('what we encode, we decode', () => {
  it('a login', () => {
    fc.assert(
      fc.property(report, ({ imei }) => {
        expect(r16hCodec.stream.decode(encodeR16hLogin(imei), context)).toEqual({
          ok: true,
          value: { type: 'login', identifier: imei, records: [] },
        })
      }),
    )
  })

  it('a position with strap and alarm, live or kept', () => {
    fc.assert(
      fc.property(report, alarm, fc.boolean(), fc.boolean(), (r, word, isStrapClosed, isStored) => {
        fc.pre(r.lat !== 0 || r.lon !== 0)
        const readings = readingsOf(encodeR16hPosition(r, { alarm: word, isStrapClosed, isStored }))
        const { imei: _imei, levelPercent, ...place } = r
        const isOpen = !isStrapClosed || word === 'strap-open'
        expect(readings.filter((reading) => reading.kind !== 'telemetry')).toEqual([
          { kind: 'fix', ...place, isValid: true, source: 'gnss' },
          ...(word === 'sos' ? [{ kind: 'sos', fixAt: r.fixAt }] : []),
          { kind: 'wear', fixAt: r.fixAt, signal: isOpen ? 'strap-open' : 'strap-closed' },
          { kind: 'power', fixAt: r.fixAt, levelPercent, ...(word === 'low-battery' ? { isLow: true } : {}) },
        ])
      }),
      { numRuns: 500 },
    )
  })

  it('a tower', () => {
    const cell = fc.record({
      mcc: fc.integer({ min: 200, max: 799 }),
      mnc: fc.nat(999),
      areaCode: fc.nat(0xffff),
      cellId: fc.nat(0xfff_ffff),
      signal: fc.integer({ min: -140, max: -40 }),
    })
    fc.assert(
      fc.property(report, cell, fc.boolean(), (r, seen, isStrapClosed) => {
        const readings = readingsOf(encodeR16hNetworks(r, seen, { isStrapClosed }))
        expect(readings).toContainEqual({ kind: 'network', fixAt: r.fixAt, cells: [seen], wifi: [] })
        expect(readings[0]).toEqual({ kind: 'wear', fixAt: r.fixAt, signal: isStrapClosed ? 'strap-closed' : 'strap-open' })
      }),
    )
  })

  const example: R16hReport = {
    imei: '869999012345675',
    fixAt: instant(Date.UTC(2026, 10, 22, 17)),
    lat: 51.1282,
    lon: 71.4306,
    speedMetresPerSecond: 1.4,
    courseDegrees: 270,
    altitudeMetres: 347,
    levelPercent: 81,
  }
  const tower = { mcc: 401, mnc: 1, areaCode: 0x2f4a, cellId: 0xc81d, signal: -87 }
  const table = [
    { name: 'encoder: login', frame: encodeR16hLogin(example.imei) },
    { name: 'encoder: position', frame: encodeR16hPosition(example) },
    {
      name: 'encoder: position kept while there was no network',
      frame: encodeR16hPosition(example, { isStored: true }),
    },
    { name: 'encoder: strap opened', frame: encodeR16hPosition(example, { alarm: 'strap-open', isStrapClosed: false }) },
    { name: 'encoder: call for help', frame: encodeR16hPosition(example, { alarm: 'sos' }) },
    {
      name: 'encoder: towers seen, battery low',
      frame: encodeR16hNetworks({ ...example, levelPercent: 9 }, tower, { alarm: 'low-battery' }),
    },
  ]
  it.each(table)('the golden frame "$name" is what the encoder writes', ({ name, frame }) => {
    expect(goldenFrames.find((golden) => golden.name === name)).toMatchObject({ hex: Buffer.from(frame).toString('hex') })
  })
})

describe('cutting a stream into frames', () => {
  const framesOf = (chunks: readonly Uint8Array[]) => {
    const framer = r16hCodec.stream.createFramer()
    const outputs = [...chunks.flatMap((chunk) => [...framer.push(chunk)]), ...framer.flush()]
    return outputs.filter((output) => output.kind === 'frame').map((output) => Buffer.from(output.bytes).toString('latin1'))
  }
  const all = goldenFrames.map((golden) => Buffer.from(golden.hex, 'hex').toString('latin1'))

  it('gives the same frames wherever the bytes are cut, with line ends between them and without', () => {
    for (const stream of [all.join(''), all.join('\r\n')]) {
      fc.assert(
        fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (borders) => {
          const sorted = [0, ...borders.toSorted((a, b) => a - b), stream.length]
          const chunks = sorted.slice(1).map((until, index) => bytesOfText(stream.slice(sorted[index], until)))
          expect(framesOf(chunks)).toEqual(all)
        }),
      )
      expect(framesOf([...stream].map(bytesOfText))).toEqual(all)
    }
  })

  it('finds the next frame behind noise, and behind one cut short', () => {
    for (const text of all) {
      expect(framesOf([bytesOfText(`\x00noise @GPS $${text}`)])).toEqual([text])
      expect(framesOf([bytesOfText(`${all[1]!.slice(0, 50)}${text}`)])).toEqual([text])
    }
  })

  const recognised = [
    ...all.map((text) => ({ first: text, expected: 'yes' })),
    { first: '', expected: 'more' },
    { first: '@', expected: 'more' },
    { first: '@GPS', expected: 'more' },
    { first: '@ABCD,', expected: 'no' },
    { first: '\x78\x78\x0d', expected: 'no' },
    { first: '+RESP:GT', expected: 'no' },
    { first: '[3G*', expected: 'no' },
    { first: '$MGV002', expected: 'no' },
    { first: 'STX,', expected: 'no' },
    { first: 'BZ', expected: 'no' },
  ]
  it.each(recognised)('$first → $expected', ({ first, expected }) => {
    expect(r16hCodec.stream.recognise(bytesOfText(first))).toBe(expected)
  })
})

import { instant, type Reading } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FramerOutput } from '../codec.ts'
import { goldenFrames } from './golden-frames.ts'
import {
  encodeWatchAlarm,
  encodeWatchLink,
  encodeWatchPosition,
  encodeWatchVoice,
  watchCodec,
  type WatchPosition,
  type WatchSender,
} from './index.ts'
import { statusBit } from './status.ts'

const context = { receivedAt: instant(1_800_000_000_000) }

const sender: fc.Arbitrary<WatchSender> = fc
  .record({
    vendor: fc.constantFrom('3G', 'SG', 'CS', 'ZJ'),
    identifier: fc.stringMatching(/^\d{10}(\d{5})?$/),
    index: fc.option(fc.stringMatching(/^[0-9A-F]{4}$/), { nil: undefined }),
  })
  .map(({ index, ...rest }) => ({ ...rest, ...(index === undefined ? {} : { index }) }))

const mac = fc.uint8Array({ minLength: 6, maxLength: 6 }).map((bytes) =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/..(?=.)/g, '$&:'),
)

/** On the grid of the wire, so that nothing is rounded: speeds are whole multiples of 0.36 km/h. */
const position: fc.Arbitrary<WatchPosition> = fc.record({
  fixAt: fc.integer({ min: 946_684_800, max: 4_102_444_799 }).map((seconds) => instant(seconds * 1_000)),
  isValid: fc.boolean(),
  place: fc.record({
    lat: fc.integer({ min: -899_999_999, max: 899_999_999 }).map((units) => (units + (units === 0 ? 1 : 0)) / 1e7),
    lon: fc.integer({ min: -1_799_999_999, max: 1_799_999_999 }).map((units) => units / 1e7 + 0),
  }),
  speedMetresPerSecond: fc.nat(500).map((tenths) => tenths / 10),
  courseDegrees: fc.nat(3_600).map((tenths) => tenths / 10),
  altitudeMetres: fc.integer({ min: -100, max: 9_000 }),
  satellites: fc.nat(40),
  gsmSignal: fc.nat(100),
  batteryPercent: fc.nat(100),
  steps: fc.nat(500_000),
  rolls: fc.nat(9_999),
  status: fc.uniqueArray(fc.constantFrom(...(Object.keys(statusBit) as (keyof typeof statusBit)[]))),
  cells: fc.array(
    fc
      .record({ areaCode: fc.nat(65_535), cellId: fc.nat(268_435_455), signal: fc.nat(160) })
      .map((cell) => ({ mcc: 401, mnc: 77, ...cell })),
    { maxLength: 7 },
  ),
  wifi: fc.array(fc.record({ mac, signal: fc.integer({ min: -110, max: -20 }) }), { maxLength: 5 }),
  accuracyMetres: fc.nat(5_000).map((tenths) => tenths / 10),
})

function messageOf(frame: Uint8Array) {
  const decoded = watchCodec.stream.decode(frame, context)
  if (!decoded.ok) throw new Error(decoded.reason.detail)
  return decoded.value
}

function kindOf<Kind extends Reading['kind']>(readings: readonly Reading[], kind: Kind): Extract<Reading, { kind: Kind }>[] {
  return readings.filter((reading): reading is Extract<Reading, { kind: Kind }> => reading.kind === kind)
}

function expectSame(readings: readonly Reading[], p: WatchPosition): void {
  const { fixAt } = p
  const has = (...names: (keyof typeof statusBit)[]) => names.some((name) => p.status.includes(name))
  expect(kindOf(readings, 'fix')).toEqual([
    {
      kind: 'fix',
      fixAt,
      ...p.place,
      isValid: p.isValid,
      source: 'gnss',
      ...(p.accuracyMetres > 0 ? { accuracyMetres: p.accuracyMetres } : {}),
      speedMetresPerSecond: p.speedMetresPerSecond,
      courseDegrees: p.courseDegrees,
      altitudeMetres: p.altitudeMetres,
      satellites: p.satellites,
    },
  ])
  expect(kindOf(readings, 'sos')).toHaveLength(has('sosAlarm') ? 1 : 0)
  expect(kindOf(readings, 'wear')).toEqual(has('removedAlarm') ? [{ kind: 'wear', signal: 'removed', fixAt }] : [])
  expect(kindOf(readings, 'motion')).toEqual(has('still') ? [{ kind: 'motion', isMoving: false, fixAt }] : [])
  const isLow = has('lowBattery', 'lowBatteryAlarm')
  expect(kindOf(readings, 'power')).toEqual([
    { kind: 'power', fixAt, levelPercent: p.batteryPercent, ...(isLow ? { isLow } : {}) },
  ])
  const bits = p.status.reduce((word, name) => word + 2 ** statusBit[name], 0)
  expect(kindOf(readings, 'telemetry')[0]?.values).toMatchObject({
    statusBits: bits,
    watchState: has('watchState'),
    gsmSignal: p.gsmSignal,
    steps: p.steps,
    rolls: p.rolls,
  })
  const seen = p.cells.length + p.wifi.length
  expect(kindOf(readings, 'network')).toEqual(seen === 0 ? [] : [{ kind: 'network', fixAt, cells: p.cells, wifi: p.wifi }])
}

describe('what we encode, we decode', () => {
  it('a position, late or not, and an alarm', () => {
    fc.assert(
      fc.property(sender, position, (from, p) => {
        const messages = [
          encodeWatchPosition(from, p),
          encodeWatchPosition(from, p, { isLate: true }),
          encodeWatchAlarm(from, p),
        ].map(messageOf)
        for (const message of messages) {
          expect(message.identifier).toBe(from.identifier)
          expect(message).not.toHaveProperty('isUnverified')
          expectSame(message.records[0]!.readings, p)
        }
        expect(messages.map((message) => message.type)).toEqual(['position', 'position', 'alarm'])
        expect(messages[1]!.records).toEqual(messages[0]!.records)
      }),
      { numRuns: 500 },
    )
  })

  it('a watch without a place says that it looked', () => {
    fc.assert(
      fc.property(sender, position, (from, { place: _, ...p }) => {
        const { readings } = messageOf(encodeWatchPosition(from, { ...p, isValid: false })).records[0]!
        expect(kindOf(readings, 'fix')).toMatchObject([{ lat: 0, lon: 0, isValid: false }])
        expect(kindOf(readings, 'telemetry')[0]?.values).toMatchObject({ isPositioned: false })
      }),
    )
  })

  it('a heartbeat', () => {
    fc.assert(
      fc.property(sender, fc.nat(500_000), fc.nat(9_999), fc.nat(100), (from, steps, rolls, batteryPercent) => {
        expect(messageOf(encodeWatchLink(from))).toMatchObject({ type: 'heartbeat', records: [] })
        expect(messageOf(encodeWatchLink(from, { steps, rolls, batteryPercent })).records[0]!.readings).toEqual([
          { kind: 'power', levelPercent: batteryPercent },
          { kind: 'telemetry', values: { steps, rolls } },
        ])
      }),
    )
  })

  it('a voice message of any bytes is one frame, and as many bytes as went in', () => {
    fc.assert(
      fc.property(sender, fc.uint8Array({ minLength: 2, maxLength: 400 }), (from, voice) => {
        const framer = watchCodec.stream.createFramer()
        const outputs = framer.push(encodeWatchVoice(from, voice))
        expect(outputs.map((output) => output.kind)).toEqual(['frame'])
        expect(messageOf(outputs[0]!.bytes).records[0]!.readings).toEqual([
          { kind: 'telemetry', values: { voiceBytes: voice.length } },
        ])
      }),
    )
  })
})

function framed(chunks: readonly Uint8Array[]): FramerOutput[] {
  const framer = watchCodec.stream.createFramer()
  return [...chunks.flatMap((chunk) => [...framer.push(chunk)]), ...framer.flush()]
}

/** Frames in order, with the garbage between them as one piece: how garbage is portioned is nobody's promise. */
function essence(outputs: readonly FramerOutput[]): string[] {
  const told: string[] = []
  for (const output of outputs) {
    const text = Buffer.from(output.bytes).toString('latin1')
    if (output.kind === 'garbage' && told.at(-1)?.startsWith('garbage ')) told[told.length - 1] += text
    else told.push(`${output.kind} ${text}`)
  }
  return told
}

const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))

describe('cutting a stream into frames', () => {
  const golden = goldenFrames.map((frame) =>
    frame.over === 'stream' ? Uint8Array.from(Buffer.from(frame.hex, 'hex')) : latin(''),
  )

  it('every golden frame, cut at any byte', () => {
    const stream = Uint8Array.from(Buffer.concat(golden))
    const whole = essence(framed([stream]))
    expect(whole).toHaveLength(golden.length)
    expect(whole.every((piece) => piece.startsWith('frame '))).toBe(true)
    for (let border = 1; border < stream.length; border++)
      expect(essence(framed([stream.subarray(0, border), stream.subarray(border)]))).toEqual(whole)
  })

  const right = '[3G*8800000015*0002*LK]'
  const bracketed = 'UD,010224,030405,V,0.0,N,0.0,E,0,0,0,0,50,40,0,0,0,0,1,[3G*1234567890*0002*LK],01:02:03:04:05:06,-60,0.0'
  const stated = (length: number, content: string) => `[3G*8800000015*${length.toString(16).padStart(4, '0')}*${content}]`
  const table = [
    { given: 'two frames at once', stream: right + right, expected: [`frame ${right}`, `frame ${right}`] },
    { given: 'noise before a frame', stream: `\r\nGET / [x*${right}`, expected: ['garbage \r\nGET / [x*', `frame ${right}`] },
    {
      given: 'a length that is too small',
      stream: stated(7, 'LK,0,0,9') + right,
      expected: [`frame ${stated(7, 'LK,0,0,9')}`, `frame ${right}`],
    },
    {
      given: 'a length that is too great',
      stream: stated(90, 'LK,0,0,9') + right,
      expected: [`frame ${stated(90, 'LK,0,0,9')}`, `frame ${right}`],
    },
    {
      given: 'a frame that lost its end',
      stream: `[3G*8800000015*0002*LK${right}`,
      expected: ['garbage [3G*8800000015*0002*LK', `frame ${right}`],
    },
    {
      given: 'an access point that is called like a frame',
      stream: stated(bracketed.length, bracketed) + right,
      expected: [`frame ${stated(bracketed.length, bracketed)}`, `frame ${right}`],
    },
    {
      given: 'the same, of a watch that states too much',
      stream: stated(bracketed.length + 9, bracketed) + right,
      expected: [`frame ${stated(bracketed.length + 9, bracketed)}`, `frame ${right}`],
    },
    { given: 'half a frame at the end', stream: `${right}[3G*88000`, expected: [`frame ${right}`, 'garbage [3G*88000'] },
    {
      given: 'a picture with brackets',
      stream: stated(24, 'img,5,160429110950,]][x]') + right,
      expected: [`frame ${stated(24, 'img,5,160429110950,]][x]')}`, `frame ${right}`],
    },
  ]
  it.each(table)('$given', ({ stream, expected }) => {
    expect(essence(framed([latin(stream)]))).toEqual(expected)
    for (let border = 1; border < stream.length; border++)
      expect(essence(framed([latin(stream.slice(0, border)), latin(stream.slice(border))]))).toEqual(expected)
  })
})

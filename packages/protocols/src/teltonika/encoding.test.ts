import { instant } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FramerOutput, readingsOf } from '../codec.ts'
import { goldenFrames } from './golden-frames.ts'
import { maxFrameBytes } from './frame.ts'
import {
  encodeTeltonikaAlarm,
  encodeTeltonikaAnswer,
  encodeTeltonikaDatagram,
  encodeTeltonikaLogin,
  encodeTeltonikaPing,
  encodeTeltonikaRecords,
  teltonikaCodec,
  type TeltonikaRecord,
} from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const { stream, datagram } = teltonikaCodec
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))
const joined = (pieces: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(pieces))

const imei = fc.stringMatching(/^[1-9]\d{14}$/)
const codec = fc.constantFrom(0x08 as const, 0x8e as const, 0x10 as const)
/** Ids without a meaning of their own, so that what comes back is what was put in. */
const element = fc
  .record({ id: fc.integer({ min: 30, max: 60 }), bytes: fc.constantFrom(1 as const, 2 as const, 4 as const), raw: fc.nat() })
  .map(({ id, bytes, raw }) => ({ id, bytes, value: raw % 2 ** (8 * bytes) }))
/** On the grid of the wire, so that nothing is rounded. */
const record = fc.record({
  fixAt: fc.integer({ min: 1, max: 4_102_444_799_999 }).map((ms) => instant(ms)),
  lat: fc.integer({ min: -900_000_000, max: 900_000_000 }).map((units) => units / 1e7),
  lon: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }).map((units) => units / 1e7),
  altitudeMetres: fc.integer({ min: -500, max: 9_000 }),
  courseDegrees: fc.nat(359),
  satellites: fc.nat(30),
  speedMetresPerSecond: fc.nat(300).map((kmh) => Math.round((kmh / 3.6) * 1_000) / 1_000),
  priority: fc.nat(2),
  eventId: fc.nat(200),
  elements: fc.uniqueArray(element, { selector: ({ id }) => id, maxLength: 6 }),
})

function expectationOf(r: TeltonikaRecord, codecId: number) {
  // Codec 16 says of every record why it was made.
  const isOrdinary = r.priority === 0 && !r.eventId && (r.elements ?? []).length === 0 && codecId !== 0x10
  const telemetry = expect.objectContaining({
    kind: 'telemetry',
    fixAt: r.fixAt,
    values: expect.objectContaining({
      priority: r.priority,
      ...(r.eventId ? { event: r.eventId } : {}),
      ...Object.fromEntries((r.elements ?? []).map(({ id, value }) => [`io${id}`, value])),
    }),
  })
  return [
    {
      kind: 'fix',
      fixAt: r.fixAt,
      lat: r.lat,
      lon: r.lon,
      isValid: r.satellites > 0,
      source: 'gnss',
      speedMetresPerSecond: r.speedMetresPerSecond,
      courseDegrees: r.courseDegrees,
      altitudeMetres: r.altitudeMetres,
      satellites: r.satellites,
    },
    ...(isOrdinary ? [] : [telemetry]),
  ]
}

const isSomewhere = ({ lat, lon }: { lat: number; lon: number }) => lat !== 0 || lon !== 0

describe('what we encode, we decode', () => {
  it('a login', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{5,20}$/), (digits) => {
        expect(stream.decode(encodeTeltonikaLogin(digits), context)).toMatchObject({
          value: { type: 'login', identifier: digits, records: [], reply: Uint8Array.of(1) },
        })
      }),
    )
  })

  it('records, in order, each with the same payload wherever it is sent', () => {
    fc.assert(
      fc.property(fc.array(record.filter(isSomewhere), { maxLength: 5 }), codec, imei, (list, id, digits) => {
        const decoded = stream.decode(encodeTeltonikaRecords(list, id), context)
        const overUdp = datagram.decode(encodeTeltonikaDatagram(digits, { datagramId: 7, packetId: 9 }, list, id), context)
        if (!decoded.ok || !overUdp.ok) throw new Error('refused')
        expect(decoded.value.records.map(({ readings }) => readings)).toEqual(list.map((one) => expectationOf(one, id)))
        expect(overUdp.value).toMatchObject({ identifier: digits, records: decoded.value.records })
        expect(hex(decoded.value.reply!)).toBe(list.length.toString(16).padStart(8, '0'))
        expect(hex(overUdp.value.reply!)).toBe(`000500070109${list.length.toString(16).padStart(2, '0')}`)
        for (const [index, one] of list.entries()) {
          const alone = stream.decode(encodeTeltonikaRecords([one], id), context)
          expect(alone).toMatchObject({ value: { records: [decoded.value.records[index]] } })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('an alarm is a call for help', () => {
    fc.assert(
      fc.property(record.filter(isSomewhere), codec, (one, id) => {
        const decoded = stream.decode(encodeTeltonikaAlarm(one, id), context)
        expect(decoded.ok && readingsOf(decoded.value)).toContainEqual({ kind: 'sos', fixAt: one.fixAt })
      }),
    )
  })

  it('an answer', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,400}$/), (text) => {
        expect(stream.decode(encodeTeltonikaAnswer(`${text}\r\n`), context)).toMatchObject({ value: { answer: { text } } })
      }),
    )
  })
})

describe('the answer to getgps', () => {
  const readingsOfAnswer = (text: string) => {
    const decoded = stream.decode(encodeTeltonikaAnswer(text), context)
    if (!decoded.ok) throw new Error(decoded.reason.detail)
    return { readings: readingsOf(decoded.value), answer: decoded.value.answer }
  }

  it('is a position, current only with satellites', () => {
    const text = 'GPS:1 Sat:0 Lat:54.666042 Long:25.225031 Alt:0 Speed:0 Dir:0 Date: 2017/6/16 Time: 12:52:30'
    expect(readingsOfAnswer(text).readings[0]).toEqual({
      kind: 'fix',
      fixAt: Date.UTC(2017, 5, 16, 12, 52, 30),
      lat: 54.666042,
      lon: 25.225031,
      isValid: false,
      source: 'gnss',
      speedMetresPerSecond: 0,
      courseDegrees: 0,
      altitudeMetres: 0,
      satellites: 0,
    })
  })

  it('is one as newer firmware words it', () => {
    const text = 'GPS:1 Sat:10 LAT:9.9839 LON:-9.9839 ALT:9.9839 Speed:36 Dir:10 Date:2023-04-03 Time:12:32:06'
    expect(readingsOfAnswer(text).readings[0]).toMatchObject({
      lat: 9.9839,
      lon: -9.9839,
      isValid: true,
      speedMetresPerSecond: 10,
    })
  })

  it('says so when there is none', () => {
    const { readings, answer } = readingsOfAnswer('WARNING! GPS Data not Available. Clock not Synchronized')
    expect(readings.map(({ kind }) => kind)).toEqual(['telemetry'])
    expect(answer).toMatchObject({ isDone: false })
  })
})

describe('what elements mean', () => {
  const standing: TeltonikaRecord = {
    fixAt: instant(1_763_800_000_000),
    lat: 51.1282,
    lon: 71.4306,
    altitudeMetres: 347,
    courseDegrees: 0,
    satellites: 9,
    speedMetresPerSecond: 0,
  }
  const fix = expect.objectContaining({ kind: 'fix', isValid: true, satellites: 9 })
  const table = [
    { given: 'a receiver without a fix', id: 69, bytes: 1, value: 2, expected: { kind: 'fix', isValid: false } },
    { given: 'a receiver asleep after its fix', id: 69, bytes: 1, value: 3, expected: { kind: 'fix', isValid: true } },
    { given: 'a spent battery', id: 67, bytes: 2, value: 3_400, expected: { kind: 'power', volts: 3.4 } },
    { given: 'a jammer', id: 249, bytes: 1, value: 1, expected: { kind: 'interference', cause: 'jammed', isPresent: true } },
    { given: 'a charger', id: 116, bytes: 1, value: 1, expected: { kind: 'power', isCharging: true } },
    { given: 'an input', id: 2, bytes: 1, value: 1, expected: { kind: 'telemetry', values: { input2: true, io2: 1 } } },
    { given: 'a cold device', id: 70, bytes: 2, value: 0xffce, expected: { values: { temperatureCelsius: -5, io70: 0xffce } } },
  ] as const
  it.each(table)('$given', ({ id, bytes, value, expected }) => {
    const decoded = stream.decode(encodeTeltonikaRecords([{ ...standing, elements: [{ id, bytes, value }] }]), context)
    expect(decoded.ok && readingsOf(decoded.value)).toEqual(expect.arrayContaining([expect.objectContaining(nested(expected))]))
  })
  const nested = (expected: object) =>
    Object.fromEntries(
      Object.entries(expected).map(([key, value]) => [key, typeof value === 'object' ? expect.objectContaining(value) : value]),
    )

  const unsaid = [
    { given: 'a vehicle tracker without a battery of its own', id: 67, bytes: 2, value: 3 },
    { given: 'an acceleration under the number of the alarm', id: 236, bytes: 2, value: 1 },
    { given: 'a measurement under the number of an input', id: 1, bytes: 1, value: 100 },
    { given: 'more than a hundred per cent', id: 113, bytes: 1, value: 101 },
  ] as const
  it.each(unsaid)('$given is told raw and nothing else', ({ id, bytes, value }) => {
    const decoded = stream.decode(encodeTeltonikaRecords([{ ...standing, elements: [{ id, bytes, value }] }]), context)
    expect(decoded.ok && readingsOf(decoded.value)).toEqual([
      fix,
      { kind: 'telemetry', fixAt: standing.fixAt, values: { priority: 0, [`io${id}`]: value } },
    ])
  })

  it('an absurd number of satellites is not told, and a record without a clock has no time', () => {
    const decoded = stream.decode(encodeTeltonikaRecords([{ ...standing, fixAt: instant(0), satellites: 248 }]), context)
    const [first] = decoded.ok ? readingsOf(decoded.value) : []
    expect(first).toMatchObject({ kind: 'fix', isValid: true })
    expect(first).not.toHaveProperty('satellites')
    expect(first).not.toHaveProperty('fixAt')
  })
})

describe('cutting a stream', () => {
  function framed(chunks: readonly Uint8Array[]): string[] {
    const framer = stream.createFramer()
    const outputs: FramerOutput[] = [...chunks.flatMap((chunk) => [...framer.push(chunk)]), ...framer.flush()]
    const told: string[] = []
    for (const output of outputs) {
      // How garbage is portioned is nobody's promise.
      if (output.kind === 'garbage' && told.at(-1)?.startsWith('garbage ')) told[told.length - 1] += hex(output.bytes)
      else told.push(`${output.kind} ${hex(output.bytes)}`)
    }
    return told
  }

  const login = encodeTeltonikaLogin('356307042441013')
  const data = bytesOf('000000000000002808010000016B40D9AD80010000000000000000000000000000000103021503010101425E100000010000F22A')
  const ping = encodeTeltonikaPing()
  const table = [
    { given: 'pings between frames', pieces: [ping, login, ping, ping, data, ping], garbage: [] },
    { given: 'noise with a byte like a ping', pieces: [bytesOf('4142ff43'), login], garbage: [0] },
    { given: 'two zeros too many', pieces: [login, bytesOf('0000'), data], garbage: [1] },
    { given: 'a stated length beyond the limit', pieces: [bytesOf('0000000000002001'), data], garbage: [0] },
    { given: 'a login that is none', pieces: [bytesOf('000f3132333a'), data], garbage: [0] },
    { given: 'half a frame at the end', pieces: [data, data.slice(0, 30)], garbage: [1] },
    { given: 'zeros and a length without a codec behind noise', pieces: [bytesOf('77000000000000000a55'), data], garbage: [0] },
  ]
  it.each(table)('$given', ({ pieces, garbage }) => {
    const expected = pieces.map((piece, index) => `${garbage.includes(index) ? 'garbage' : 'frame'} ${hex(piece)}`)
    expect(framed([joined(pieces)])).toEqual(expected)
    expect(framed([...joined(pieces)].map((byte) => Uint8Array.of(byte)))).toEqual(expected)
  })

  const streamed = goldenFrames.flatMap((frame) => (frame.over === 'stream' ? [bytesOf(frame.hex)] : []))
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.array(fc.constantFrom(0x00, 0x05, 0x08, 0x0f, 0x31, 0xff), { maxLength: 24 }).map((list) => Uint8Array.from(list)),
  )
  const piece = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...streamed) }, { weight: 1, arbitrary: noise })

  it('split anywhere, a stream gives the same frames and the same garbage', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.array(fc.nat(2_000), { maxLength: 12 }), (pieces, borders) => {
        const all = joined(pieces)
        const cuts = [0, ...borders.map((border) => border % (all.length + 1)).toSorted((a, b) => a - b), all.length]
        const chunks = cuts.slice(1).map((until, index) => all.slice(cuts[index], until))
        expect(framed(chunks)).toEqual(framed([all]))
      }),
      { numRuns: 2_000 },
    )
  })

  it('sound frames come out as they went in', () => {
    expect(framed([...joined(streamed)].map((byte) => Uint8Array.of(byte)))).toEqual(
      streamed.map((frame) => `frame ${hex(frame)}`),
    )
  })

  it('noise without end never makes the framer hold more than the limit', () => {
    const framer = stream.createFramer()
    let [pushed, returned] = [0, 0]
    for (let count = 0; count < 2_000; count++) {
      const chunk = Uint8Array.from({ length: 64 }, (_, at) => (at % 11 === 7 ? (count * at) & 0x1f : 0))
      pushed += chunk.length
      for (const output of framer.push(chunk)) returned += output.bytes.length
      expect(pushed - returned).toBeLessThanOrEqual(maxFrameBytes + chunk.length)
    }
  })
})

describe('recognising', () => {
  const table = [
    ['a login', '000f333536333037303432343431303133', 'yes'],
    ['half a login', '000f3335', 'more'],
    ['a ping and a login', 'ff000f333536333037303432343431303133', 'yes'],
    ['a ping', 'ff', 'more'],
    ['data of codec 8', '00000000000000280801', 'yes'],
    ['data of a codec that nobody knows', '0000000000000028aa01', 'no'],
    ['half a head', '000000000000', 'more'],
    ['nothing', '', 'more'],
    ['GT06', '78780d01', 'no'],
    ['Queclink', '2b524553503a', 'no'],
    ['JT808', '7e0100', 'no'],
    ['a Watch', '5b33472a', 'no'],
    ['Bilezik', '425a', 'no'],
    ['sixty-four pings', 'ff'.repeat(64), 'no'],
  ] as const
  it.each(table)('%s → %s %s', (_, first, expected) => {
    expect(stream.recognise(bytesOf(first))).toBe(expected)
  })
})

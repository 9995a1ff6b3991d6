import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FramerOutput } from '../codec.ts'
import { alternative, escaped, standard, unescaped } from './alphabet.ts'
import { envelopeOf, plainFrame } from './frame.ts'
import { maxFrameBytes, recogniseJt808 } from './framing.ts'
import { phoneOf } from './identifier.ts'
import { createJt808Framer, encodeJt808, encodeJt808Heartbeat } from './index.ts'

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const joined = (pieces: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(pieces))
const textBytes = (text: string) => new TextEncoder().encode(text)

function cut(bytes: Uint8Array, borders: readonly number[]): Uint8Array[] {
  const sorted = [0, ...borders.map((border) => border % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return sorted.slice(1).map((until, index) => bytes.slice(sorted[index], until))
}

function framed(chunks: readonly Uint8Array[]): FramerOutput[] {
  const framer = createJt808Framer()
  return [...chunks.flatMap((chunk) => [...framer.push(chunk)]), ...framer.flush()]
}

/** Frames in order, with the garbage between them as one piece: how garbage is portioned is nobody's promise. */
function essence(outputs: readonly FramerOutput[]): string[] {
  const told: string[] = []
  for (const output of outputs) {
    const hex = hexOf(output.bytes)
    if (output.kind === 'garbage' && told.at(-1)?.startsWith('garbage ')) told[told.length - 1] += hex
    else told.push(`${output.kind} ${hex}`)
  }
  return told
}

const heartbeat = encodeJt808Heartbeat('13800138000', 1)
const body = [0x30, 0x7e, 0x08, 0x7d, 0x55, 0x7d, 0x01]
const tricky = { type: 0x0900, serial: 0x7e7d, body }
const plain = plainFrame(envelopeOf(phoneOf('13800138000')!), tricky)

describe('cutting a stream into frames', () => {
  const careless = plainFrame(envelopeOf(phoneOf('13800138000')!), { type: 0x0900, serial: 1, body: [1, 0x7e, 2] })
  const lying = bytesOf('7e 0002 03ff 013800138000 0001 aa 7e')
  const table = [
    {
      given: 'the standard’s example of escapes',
      stream: bytesOf('7e 30 7d02 08 7d01 55 7e'),
      expected: ['frame 7e307e087d557e'],
    },
    {
      given: 'two frames at once',
      stream: joined([heartbeat, heartbeat]),
      expected: [`frame ${hexOf(heartbeat)}`, `frame ${hexOf(heartbeat)}`],
    },
    {
      given: 'two dollars before a frame',
      stream: joined([textBytes('$$'), heartbeat]),
      expected: [`frame ${hexOf(heartbeat)}`],
    },
    {
      given: 'noise with half starts before a frame',
      stream: joined([bytesOf('00 ff 24 28'), heartbeat]),
      expected: ['garbage 00ff2428', `frame ${hexOf(heartbeat)}`],
    },
    {
      given: 'the end of a frame whose start was lost',
      stream: joined([heartbeat.slice(5), heartbeat]),
      expected: [`garbage ${hexOf(heartbeat.slice(5))}`, `frame ${hexOf(heartbeat)}`],
    },
    {
      given: 'a lone delimiter in noise',
      stream: joined([bytesOf('7e 01 02'), heartbeat, heartbeat]),
      expected: ['garbage 7e0102', `frame ${hexOf(heartbeat)}`, `frame ${hexOf(heartbeat)}`],
    },
    {
      given: 'a frame that states too much',
      stream: joined([lying, heartbeat]),
      expected: [`frame ${hexOf(lying)}`, `frame ${hexOf(heartbeat)}`],
    },
    {
      given: 'a delimiter inside that was not escaped',
      stream: joined([careless, heartbeat]),
      expected: [`frame ${hexOf(careless)}`, `frame ${hexOf(heartbeat)}`],
    },
    {
      given: 'texts of a lock around a frame',
      stream: joined([textBytes('(7941,BASE,2,TIME)'), heartbeat, textBytes('(7941,x)')]),
      expected: [
        `frame ${hexOf(textBytes('(7941,BASE,2,TIME)'))}`,
        `frame ${hexOf(heartbeat)}`,
        `frame ${hexOf(textBytes('(7941,x)'))}`,
      ],
    },
    {
      given: 'half a frame at the end',
      stream: joined([heartbeat, heartbeat.slice(0, 9)]),
      expected: [`frame ${hexOf(heartbeat)}`, `garbage ${hexOf(heartbeat.slice(0, 9))}`],
    },
    {
      given: 'an escaped frame of seven bytes of number behind E7',
      stream: encodeJt808('12345678901234', 0x0900, [0xe7, 0xe6, 0x3d, 0x3e, 0x7e], 1),
      expected: [
        `frame ${hexOf(plainFrame(envelopeOf(phoneOf('12345678901234')!), { type: 0x0900, serial: 1, body: [0xe7, 0xe6, 0x3d, 0x3e, 0x7e] }))}`,
      ],
    },
  ]
  it.each(table)('$given', ({ stream, expected }) => {
    expect(essence(framed([stream]))).toEqual(expected)
  })

  it('a wrong check code does not hold a frame back until the next one', () => {
    const wrong = heartbeat.slice()
    wrong[5]! ^= 1
    expect(essence([...createJt808Framer().push(wrong)])).toEqual([`frame ${hexOf(wrong)}`])
  })

  it('the next frame is never lost behind one that states too much', () => {
    const framer = createJt808Framer()
    framer.push(lying)
    expect(essence([...framer.push(heartbeat)])).toEqual([`frame ${hexOf(lying)}`, `frame ${hexOf(heartbeat)}`])
  })

  it('the longest frame passes, though every byte of it is escaped', () => {
    const longest = encodeJt808('99999999999999999999', 0x0900, Array<number>(1023).fill(0x7e), 0x7e7e)
    expect(longest.length).toBeLessThanOrEqual(maxFrameBytes)
    expect(framed([longest])).toEqual([{ kind: 'frame', bytes: unescaped(longest, standard) }])
  })

  it('noise without end never makes the framer hold or return more than was pushed', () => {
    const framer = createJt808Framer()
    let [pushed, returned] = [0, 0]
    for (let count = 0; count < 1_000; count++) {
      const chunk = Uint8Array.from({ length: 64 }, (_, at) => (at % 37 === 0 ? 0x7e : (count * at) & 0xff))
      pushed += chunk.length
      for (const output of framer.push(chunk)) returned += output.bytes.length
      // A pair comes out as one byte, so what was returned may be half of what was taken.
      expect(pushed - 2 * returned).toBeLessThanOrEqual(maxFrameBytes + chunk.length)
    }
  })
})

describe('escapes', () => {
  it('what was escaped is the same again, in both alphabets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(standard, alternative), (content, alphabet) => {
        const frame = new Uint8Array([alphabet.delimiter, ...content, alphabet.delimiter])
        const wire = escaped(frame, alphabet)
        expect(wire.subarray(1, -1)).not.toContain(alphabet.delimiter)
        expect(unescaped(wire, alphabet)).toEqual(frame)
      }),
      { numRuns: 500 },
    )
  })

  it('a frame full of them comes out plain', () => {
    expect(framed([escaped(plain, standard)])).toEqual([{ kind: 'frame', bytes: plain }])
  })
})

describe('borders of chunks', () => {
  const numbers = fc.constantFrom('1', '13800138000', '865478070102068', '00000000013912344329', '12345678901234')
  const sound = fc
    .record({ number: numbers, type: fc.constantFrom(2, 0x0200, 0x0900, 0x5501), body: fc.uint8Array({ maxLength: 40 }) })
    .map(({ number, type, body: content }) => encodeJt808(number, type, [...content], 0x7d7e))
  const piece = fc.oneof(
    { weight: 3, arbitrary: sound },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }) },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.constantFrom(0x7e, 0x7d, 0x24, 0x28, 0x29, 0xe7, 0x00, 0x01, 0x02), { maxLength: 14 })
        .map((list) => Uint8Array.from(list)),
    },
  )

  it('split anywhere, a stream gives the same frames and the same garbage', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(600), { maxLength: 20 }), (pieces, borders) => {
        const stream = joined(pieces)
        expect(essence(framed(cut(stream, borders)))).toEqual(essence(framed([stream])))
      }),
      { numRuns: 2_000 },
    )
  })

  it('byte by byte, every sound frame comes out at once', () => {
    fc.assert(
      fc.property(fc.array(sound, { maxLength: 5 }), (frames) => {
        const framer = createJt808Framer()
        const outputs = [...joined(frames)].flatMap((byte) => [...framer.push(Uint8Array.of(byte))])
        expect(outputs.map(({ kind, bytes }) => [kind, hexOf(bytes)])).toEqual(
          frames.map((frame) => ['frame', hexOf(unescaped(frame, frame[0] === 0x7e ? standard : alternative))]),
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('telling the protocol by its first bytes', () => {
  const table = [
    { first: heartbeat, expected: 'yes' },
    { first: heartbeat.slice(0, 2), expected: 'yes' },
    { first: bytesOf('7e'), expected: 'more' },
    { first: bytesOf('24 24 7e 02'), expected: 'yes' },
    { first: bytesOf('24 24'), expected: 'more' },
    { first: bytesOf('24 24 30'), expected: 'no' },
    { first: textBytes('$MGV002,'), expected: 'no' },
    { first: textBytes('(794104004140,1,'), expected: 'yes' },
    { first: textBytes('(794104'), expected: 'more' },
    { first: textBytes('(79410400414012345678999'), expected: 'no' },
    { first: textBytes('~A'), expected: 'no' },
    { first: bytesOf('78 78 0d 01'), expected: 'no' },
    { first: textBytes('[3G*'), expected: 'no' },
    { first: bytesOf('00 0f 33'), expected: 'no' },
    { first: bytesOf('e7 02 00'), expected: 'yes' },
    { first: new Uint8Array(), expected: 'more' },
  ]
  it.each(table)('$first → $expected', ({ first, expected }) => {
    expect(recogniseJt808(first)).toBe(expected)
  })
})

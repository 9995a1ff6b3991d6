import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FramerOutput } from '../codec.ts'
import { bilezikCodec, createBilezikFramer, encodeBilezikReport } from './index.ts'
import { maxFrameBytes } from './frame.ts'

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const joined = (pieces: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(pieces))
const key = new Uint8Array(32)

function reportOf(number: number, body: Uint8Array = new Uint8Array(0)): Uint8Array {
  return encodeBilezikReport({ identifier: 'AB-1', key, boot: 1, number }, body.length === 0 ? [] : [body])
}

function cut(bytes: Uint8Array, borders: readonly number[]): Uint8Array[] {
  const sorted = [0, ...borders.map((border) => border % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return sorted.slice(1).map((until, index) => bytes.slice(sorted[index], until))
}

function framed(chunks: readonly Uint8Array[]): FramerOutput[] {
  const framer = createBilezikFramer()
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

/** The frame with another length, as noise on a line makes it; its CRC no longer agrees. */
function withLength(frame: Uint8Array, length: number): Uint8Array {
  const copy = frame.slice()
  copy[4] = length >>> 8
  copy[5] = length & 0xff
  return copy
}

const [first, second, third] = [reportOf(1), reportOf(2), reportOf(3)]
const frame = (bytes: Uint8Array) => `frame ${hexOf(bytes)}`
const garbage = (bytes: Uint8Array) => `garbage ${hexOf(bytes)}`

describe('cutting a stream into frames', () => {
  const tooLong = withLength(first, maxFrameBytes + 1)
  const swallowing = withLength(first, first.length + second.length)
  const swallowingHalf = withLength(first, first.length + second.length + 5)
  const waiting = withLength(first, 4_000)
  const table = [
    { given: 'two frames at once', stream: [first, second], expected: [frame(first), frame(second)] },
    {
      given: 'noise that ends like a start, before a frame',
      stream: [bytesOf('00 FF 42'), first],
      expected: [garbage(bytesOf('00 FF 42')), frame(first)],
    },
    {
      given: 'text of another protocol',
      stream: [bytesOf('42 5A 44 41 54 41'), first],
      expected: [garbage(bytesOf('42 5A 44 41 54 41')), frame(first)],
    },
    { given: 'a stated length beyond the limit', stream: [tooLong, second], expected: [garbage(tooLong), frame(second)] },
    {
      given: 'a stated length below the least',
      stream: [withLength(first, 30), second],
      expected: [garbage(withLength(first, 30)), frame(second)],
    },
    {
      given: 'a damaged length that swallows the next frame',
      stream: [swallowing, second, third],
      expected: [garbage(swallowing), frame(second), frame(third)],
    },
    {
      given: 'a damaged length that swallows a frame and a part of the one behind',
      stream: [swallowingHalf, second, third],
      expected: [garbage(swallowingHalf), frame(second), frame(third)],
    },
    {
      given: 'a damaged length for which the stream ends too soon',
      stream: [waiting, second, third],
      expected: [garbage(waiting), frame(second), frame(third)],
    },
    {
      given: 'a part of a frame at the end',
      stream: [first, second.slice(0, 20)],
      expected: [frame(first), garbage(second.slice(0, 20))],
    },
  ]
  it.each(table)('$given', ({ stream, expected }) => {
    expect(essence(framed([joined(stream)]))).toEqual(expected)
    expect(essence(framed([...joined(stream)].map((byte) => Uint8Array.of(byte))))).toEqual(expected)
  })

  it('a sound frame that holds another whole frame is one frame', () => {
    const record = Uint8Array.from([0x60, first.length, 0, 1, 0, 0, 0, 1, ...first])
    const outer = reportOf(9, record)
    expect(essence(framed([joined([outer, second])]))).toEqual([frame(outer), frame(second)])
  })

  it('a frame of a later version is cut like any other, and refused by its version', () => {
    const later = first.slice()
    later[2] = 2
    expect(essence(framed([joined([later, second])]))).toEqual([frame(later), frame(second)])
  })

  it('the longest frame passes', () => {
    const room = maxFrameBytes - reportOf(1).length
    const records = Array.from({ length: 16 }, (_, at) => {
      const body = at < 15 ? 245 : room - 15 * 253 - 8
      return Uint8Array.from([0x60, body, 0, at, 0, 0, 0, 1, ...new Uint8Array(body)])
    })
    const longest = reportOf(1, joined(records))
    expect(longest.length).toBe(maxFrameBytes)
    expect(essence(framed([joined([longest, second])]))).toEqual([frame(longest), frame(second)])
    expect(bilezikCodec.stream.decode(longest, { receivedAt: 0 as never })).toMatchObject({ ok: true, value: { type: 'report' } })
  })

  it('noise without end, and starts nested in starts, are never held beyond the limit', () => {
    const nested = bytesOf('42 5A 01 01 0F A0 00 00 00 00 00 00 00 00 03 41')
    for (const noise of [nested, bytesOf('42 5A'), bytesOf('42'), bytesOf('42 5A 01 01 10 00')]) {
      const framer = createBilezikFramer()
      let pushed = 0
      let returned = 0
      for (let count = 0; count < 500; count++) {
        const chunk = joined(Array.from({ length: 8 }, () => noise))
        pushed += chunk.length
        for (const output of framer.push(chunk)) returned += output.bytes.length
        expect(pushed - returned).toBeLessThanOrEqual(maxFrameBytes + chunk.length)
      }
    }
  })
})

describe('borders of chunks', () => {
  const body = fc.uint8Array({ minLength: 1, maxLength: 60 })
  const sound = fc.record({ number: fc.nat(0xffff), body }).map((f) => reportOf(f.number, f.body))
  const piece = fc.oneof(
    { weight: 4, arbitrary: sound },
    { weight: 1, arbitrary: fc.tuple(sound, fc.nat(200)).map(([f, length]) => withLength(f, length)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.constantFrom(0x42, 0x5a, 0x01, 0x00, 0x28, 0x81), { maxLength: 16 })
        .map((list) => Uint8Array.from(list)),
    },
  )

  it('split anywhere, a stream gives the same frames and the same garbage', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(600), { maxLength: 20 }), (pieces, borders) => {
        const stream = joined(pieces)
        expect(essence(framed(cut(stream, borders)))).toEqual(essence(framed([stream])))
      }),
      { numRuns: 3_000 },
    )
  })

  it('byte by byte, sound frames come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(sound, { maxLength: 5 }), (frames) => {
        const single = [...joined(frames)].map((byte) => Uint8Array.of(byte))
        expect(essence(framed(single))).toEqual(frames.map(frame))
      }),
      { numRuns: 300 },
    )
  })
})

describe('recognising a connection by its first bytes', () => {
  const table = [
    { given: '', expected: 'more' },
    { given: '42', expected: 'more' },
    { given: '42 5A', expected: 'more' },
    { given: '42 5A 01', expected: 'yes' },
    { given: '42 5A 1F 00', expected: 'yes' },
    { given: '42 5A 00', expected: 'no' },
    { given: '42 5A 20', expected: 'no' },
    { given: '42 5B', expected: 'no' },
    { given: '78 78 0D 01', expected: 'no' },
    { given: '7E 01 00', expected: 'no' },
    { given: '24 4D 47 56', expected: 'no' },
    { given: '5B 33 47 2A', expected: 'no' },
    { given: '00 0F 33 35', expected: 'no' },
  ]
  it.each(table)('$given → $expected', ({ given, expected }) => {
    expect(bilezikCodec.stream.recognise(bytesOf(given))).toBe(expected)
  })
})

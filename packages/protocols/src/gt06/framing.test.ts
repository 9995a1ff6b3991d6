import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FramerOutput } from '../codec.ts'
import { buildGt06Frame, createGt06Framer, encodeGt06Login } from './index.ts'
import { maxFrameBytes } from './framing.ts'

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const login = encodeGt06Login('123456789012345', 1)

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces))
}

function cut(bytes: Uint8Array, borders: readonly number[]): Uint8Array[] {
  const sorted = [0, ...borders.map((border) => border % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return sorted.slice(1).map((until, index) => bytes.slice(sorted[index], until))
}

function framed(chunks: readonly Uint8Array[]): FramerOutput[] {
  const framer = createGt06Framer()
  return [...chunks.flatMap((chunk) => [...framer.push(chunk)]), ...framer.flush()]
}

/** Frames in order, with the garbage between them as one piece: how garbage is portioned is nobody's promise. */
function essence(outputs: readonly FramerOutput[]): string[] {
  const told: string[] = []
  for (const output of outputs) {
    const hex = Buffer.from(output.bytes).toString('hex')
    if (output.kind === 'garbage' && told.at(-1)?.startsWith('garbage ')) told[told.length - 1] += hex
    else told.push(`${output.kind} ${hex}`)
  }
  return told
}

describe('cutting a stream into frames', () => {
  const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const truncated = bytesOf('78 78 0D 01 03 56 31 40 41 41 98 58 3C 0D 0A')
  const table = [
    { given: 'two frames at once', stream: joined([login, login]), expected: [`frame ${hexOf(login)}`, `frame ${hexOf(login)}`] },
    {
      given: 'noise before a frame',
      stream: joined([bytesOf('00 FF 78'), login]),
      expected: ['garbage 00ff78', `frame ${hexOf(login)}`],
    },
    {
      given: 'a frame that states too much',
      stream: joined([truncated, login]),
      expected: [`frame ${hexOf(truncated)}`, `frame ${hexOf(login)}`],
    },
    {
      given: 'a false start before a frame',
      stream: joined([bytesOf('79 79 00 0C 01 02'), login]),
      expected: ['garbage 7979000c0102', `frame ${hexOf(login)}`],
    },
    {
      given: 'a stated length beyond the limit',
      stream: joined([bytesOf('79 79 F0 00'), login]),
      expected: ['garbage 7979f000', `frame ${hexOf(login)}`],
    },
    {
      given: 'half a frame at the end',
      stream: joined([login, login.slice(0, 9)]),
      expected: [`frame ${hexOf(login)}`, `garbage ${hexOf(login.slice(0, 9))}`],
    },
  ]
  it.each(table)('$given', ({ stream, expected }) => {
    expect(essence(framed([stream]))).toEqual(expected)
  })

  it('a content that holds a tail and a start is still one frame', () => {
    const tricky = buildGt06Frame(0x15, bytesOf('0D 0A 78 78 0D 01 0D 0A 79 79'), 7)
    expect(essence(framed([joined([tricky, login])]))).toEqual([`frame ${hexOf(tricky)}`, `frame ${hexOf(login)}`])
  })

  it('the longest frame passes and holds no more than the limit', () => {
    const longest = buildGt06Frame(0x21, new Uint8Array(maxFrameBytes - 11), 1, true)
    expect(longest.length).toBe(maxFrameBytes)
    expect(essence(framed([joined([longest, login])]))).toEqual([`frame ${hexOf(longest)}`, `frame ${hexOf(login)}`])
  })

  it('noise without end never makes the framer hold or return more than was pushed', () => {
    const framer = createGt06Framer()
    let pushed = 0
    let returned = 0
    for (let count = 0; count < 2_000; count++) {
      const chunk = Uint8Array.from({ length: 64 }, (_, at) => (at % 3 === 0 ? 0x78 : (count * at) & 0xff))
      pushed += chunk.length
      for (const output of framer.push(chunk)) returned += output.bytes.length
      expect(pushed - returned).toBeLessThanOrEqual(maxFrameBytes + chunk.length)
    }
  })
})

describe('borders of chunks', () => {
  const piece = fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .record({ type: fc.nat(255), content: fc.uint8Array({ maxLength: 60 }), serial: fc.nat(0xffff), isLong: fc.boolean() })
        .map((f) => buildGt06Frame(f.type, f.content, f.serial, f.isLong)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.constantFrom(0x78, 0x79, 0x0d, 0x0a, 0x00, 0x05), { maxLength: 12 })
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
    const sound = fc.record({ type: fc.nat(255), content: fc.uint8Array({ maxLength: 300 }), serial: fc.nat(0xffff) })
    fc.assert(
      fc.property(fc.array(sound, { maxLength: 5 }), (list) => {
        const frames = list.map((f) => buildGt06Frame(f.type, f.content, f.serial))
        const single = [...joined(frames)].map((byte) => Uint8Array.of(byte))
        expect(essence(framed(single))).toEqual(frames.map((frame) => `frame ${Buffer.from(frame).toString('hex')}`))
      }),
      { numRuns: 300 },
    )
  })
})

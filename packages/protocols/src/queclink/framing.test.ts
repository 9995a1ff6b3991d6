import { instant } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FramerOutput } from '../codec.ts'
import { maxFrameBytes } from './framing.ts'
import {
  createQueclinkFramer,
  encodeQueclinkHeartbeat,
  encodeQueclinkHexHeartbeat,
  encodeQueclinkProHeartbeat,
  queclinkCodec,
} from './index.ts'
import { goldenFrames } from './golden-frames.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const sending = { sentAt: instant(1_763_800_000_000), count: 7 }
const heartbeat = encodeQueclinkHeartbeat({ imei: '867962030001237' }, sending)
const binary = encodeQueclinkHexHeartbeat('867962030001237', sending)
const pro = encodeQueclinkProHeartbeat('867962030001237', sending)
const joined = (pieces: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(pieces))

function cut(bytes: Uint8Array, borders: readonly number[]): Uint8Array[] {
  const sorted = [0, ...borders.map((border) => border % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
  return sorted.slice(1).map((until, index) => bytes.slice(sorted[index], until))
}

function framed(chunks: readonly Uint8Array[]): FramerOutput[] {
  const framer = createQueclinkFramer()
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

const frame = (bytes: Uint8Array) => `frame ${hexOf(bytes)}`
const garbage = (bytes: Uint8Array) => `garbage ${hexOf(bytes)}`

describe('cutting a stream into frames', () => {
  const broken = binary.slice()
  broken[5] = 0x50
  const cutShort = bytesOf('+RESP:GTFRI,1A0102,8679')
  const zeroEnded = bytesOf('+RESP:GTTRI,135790246811220,11F0,0102070202\0')
  const table = [
    {
      given: 'the three forms in one stream',
      stream: [heartbeat, binary, pro, heartbeat],
      expected: [heartbeat, binary, pro, heartbeat].map(frame),
    },
    {
      given: 'the oldest dialect, ended by a zero byte',
      stream: [zeroEnded, heartbeat],
      expected: [zeroEnded, heartbeat].map(frame),
    },
    {
      given: 'noise before a message',
      stream: [bytesOf('\xff+RES+'), heartbeat],
      expected: [garbage(bytesOf('\xff+RES+')), frame(heartbeat)],
    },
    { given: 'a message cut short by the next', stream: [cutShort, heartbeat], expected: [garbage(cutShort), frame(heartbeat)] },
    {
      given: 'line ends between messages',
      stream: [heartbeat, bytesOf('\r\n'), heartbeat],
      expected: [frame(heartbeat), frame(joined([bytesOf('\r\n'), heartbeat]))],
    },
    {
      given: 'a binary frame that states too much',
      stream: [broken, binary, binary],
      expected: [broken, binary, binary].map(frame),
    },
    { given: 'half a message at the end', stream: [pro, cutShort], expected: [frame(pro), garbage(cutShort)] },
    {
      given: 'a stated length beyond the limit',
      stream: [Uint8Array.of(0x2b, 0, 0xff, 0xff), heartbeat],
      expected: [garbage(Uint8Array.of(0x2b, 0, 0xff, 0xff)), frame(heartbeat)],
    },
  ]
  it.each(table)('$given', ({ stream, expected }) => {
    expect(essence(framed([joined(stream)]))).toEqual(expected)
  })

  it('noise without end never makes the framer hold or return more than was pushed', () => {
    for (const start of ['+RESP:', '+RSP', '+ACC', '\x2b\x00\x0f\xff', '+']) {
      const framer = createQueclinkFramer()
      let [pushed, returned] = [0, 0]
      for (let count = 0; count < 200; count++) {
        const chunk = joined([bytesOf(start), Uint8Array.from({ length: 300 }, (_, at) => 0x41 + ((count * at) % 20))])
        pushed += chunk.length
        for (const output of framer.push(chunk)) returned += output.bytes.length
        expect(pushed - returned).toBeLessThanOrEqual(maxFrameBytes + chunk.length)
      }
    }
  })
})

describe('borders of chunks', () => {
  const golden = goldenFrames.map((each) => Uint8Array.from(Buffer.from(each.over === 'stream' ? each.hex : '', 'hex')))
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...golden, heartbeat, binary, pro) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...['+', '+R', '+RESP:', '+ACK', '+RSP', '-\0', '+\0\0', '$', '\r\n', '\0', '+HBD\xef'].map((text) =>
          Uint8Array.from(Buffer.from(text, 'latin1')),
        ),
      ),
    },
  )

  it('split anywhere, a stream gives the same frames and the same garbage', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(1_500), { maxLength: 20 }), (pieces, borders) => {
        const stream = joined(pieces)
        expect(essence(framed(cut(stream, borders)))).toEqual(essence(framed([stream])))
      }),
      { numRuns: 2_000 },
    )
  })

  it('byte by byte, every golden frame comes out as it went in', () => {
    const single = [...joined(golden)].map((byte) => Uint8Array.of(byte))
    expect(essence(framed(single))).toEqual(golden.map(frame))
  })
})

describe('recognition', () => {
  it('knows its three forms by their first bytes', () => {
    const recognise = (bytes: Uint8Array) => queclinkCodec.stream.recognise(bytes)
    for (const bytes of [heartbeat, binary, pro, bytesOf('+BUFF:GT'), bytesOf('+BSP\x07'), Uint8Array.of(0x2d, 0, 0)])
      expect(recognise(bytes)).toBe('yes')
    for (const text of ['', '+', '+R', '+RES', '+ACK', '+RS']) expect(recognise(bytesOf(text))).toBe('more')
    for (const text of ['xx', 'BZ', '$MGV', '[3G*', '@LINK', '+X', '-R', '~', '(']) expect(recognise(bytesOf(text))).toBe('no')
    expect(recognise(Uint8Array.of(0x78, 0x78))).toBe('no')
    expect(recognise(Uint8Array.of(0, 0x0f, 0x33))).toBe('no')
  })
})

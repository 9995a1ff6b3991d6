import { instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { randomFrom } from '../testing/random.ts'
import { readHeader } from './frame.ts'
import { maxFrameBytes } from './framing.ts'
import { goldenFrames } from './golden-frames.ts'
import { watchCodec } from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const golden = goldenFrames.flatMap((frame) =>
  frame.over === 'stream' ? [{ name: frame.name, bytes: Uint8Array.from(Buffer.from(frame.hex, 'hex')) }] : [],
)
const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))
const decode = (bytes: Uint8Array) => watchCodec.stream.decode(bytes, context)

/** A new one each run, or `SEED` to repeat a failure. */
function seedOfRun(title: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fff_ffff)
  console.info(`${title}: SEED=${seed}`)
  return seed
}

function withFlip(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = bytes.slice()
  flipped[bit >>> 3]! ^= 1 << (bit & 7)
  return flipped
}

describe('damaged frames', () => {
  // The format has no checksum: a digit of a coordinate that became another digit is seen by nobody. Its own bytes are checked.
  it.each(golden)('a flipped bit in what frames the content is refused, or marks the message: $name', ({ bytes }) => {
    const header = readHeader(bytes, 1)
    if (typeof header === 'string') throw new Error(header)
    const ownBytes = [
      0,
      bytes.length - 1,
      ...Array.from({ length: header.contentAt }, (_, at) => at).filter((at) => bytes[at] === 0x2a),
    ]
    const lengthBytes = [5, 4, 3, 2].map((back) => header.contentAt - back)
    for (const at of [...ownBytes, ...lengthBytes])
      for (let bit = at * 8; bit < at * 8 + 8; bit++) {
        const flipped = withFlip(bytes, bit)
        const result = decode(flipped)
        const again = readHeader(flipped, 1)
        const isSameLength = typeof again !== 'string' && again.statedLength === header.statedLength && lengthBytes.includes(at)
        const isRefused = !result.ok || result.value.isUnverified === true || result.value.identifier !== header.identifier
        expect(isRefused || isSameLength, `bit ${bit}`).toBe(true)
      }
  })

  it.each(golden)('a flipped bit anywhere never throws, and never gives a fix off the globe: $name', ({ bytes }) => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const result = decode(withFlip(bytes, bit))
      for (const reading of result.ok ? readingsOf(result.value) : [])
        if (reading.kind === 'fix') expect(Math.abs(reading.lat) <= 90 && Math.abs(reading.lon) <= 180).toBe(true)
    }
  })

  it.each(golden)('a truncated frame is refused: $name', ({ bytes }) => {
    for (let length = 0; length < bytes.length - 1; length++)
      expect(decode(bytes.subarray(0, length)).ok, `${length} bytes`).toBe(false)
  })
})

describe('what is refused', () => {
  const position = (rest: string) => `UD,010224,030405,A,1.0,N,2.0,E,0,0,0,0,50,40,0,0,${rest}`
  const framed = (content: string) => `[3G*1234567890*${content.length.toString(16).padStart(4, '0')}*${content}]`
  const table = [
    { given: 'nothing', frame: '', code: 'framing' },
    { given: 'no watch', frame: '*HQ,1234567890,V1,1,A#', code: 'framing' },
    { given: 'a frame that is neither closed nor as long as stated', frame: '[3G*1234567890*0009*LK,0,0', code: 'framing' },
    { given: 'a content without a word', frame: framed('1,2'), code: 'malformed' },
    { given: 'an empty content', frame: framed(''), code: 'malformed' },
    { given: 'an unknown word', frame: framed('WHAT,1'), code: 'unknown-type' },
    { given: 'a word that an object inherits', frame: framed('constructor'), code: 'unknown-type' },
    { given: 'too few fields', frame: framed('UD,010224,030405,A,1.0,N,2.0,E'), code: 'malformed' },
    { given: 'towers beyond measure', frame: framed(position('00000000,65535,1,460,0')), code: 'malformed' },
    { given: 'access points beyond measure', frame: framed(position('00000000,0,100000')), code: 'malformed' },
    { given: 'a status that is no word', frame: framed(position('0000000g,0,0')), code: 'malformed' },
    { given: 'a place off the globe', frame: framed(position('0').replace('1.0,N', '91.0,N')), code: 'malformed' },
    { given: 'a date of letters', frame: framed(position('0').replace('010224', '01FEB4')), code: 'malformed' },
    { given: 'a heart rate of letters', frame: framed('heart,fast'), code: 'malformed' },
    { given: 'a heartbeat of letters', frame: framed('LK,a,b,c'), code: 'malformed' },
  ]
  it.each(table)('$given → $code', ({ frame, code }) => {
    expect(decode(latin(frame))).toMatchObject({ ok: false, reason: { code } })
  })
})

describe('recognition', () => {
  const table = [
    { given: '', expected: 'more' },
    { given: '[', expected: 'more' },
    { given: '[3G*88000', expected: 'more' },
    { given: '[3G*8800000015*0002*LK]', expected: 'yes' },
    { given: '[ZJ*123456789012345*00FE*0002*LK]', expected: 'yes' },
    { given: '[GET / HTTP/1.1', expected: 'no' },
    { given: '[3G*8800000015*02*LK]', expected: 'no' },
    { given: `[3G*${'1'.repeat(60)}`, expected: 'no' },
    { given: '*HQ,', expected: 'no' },
    { given: '+RESP:GT', expected: 'no' },
    { given: 'xx\r', expected: 'no' },
  ] as const
  it.each(table)('$given → $expected', ({ given, expected }) => {
    expect(watchCodec.stream.recognise(latin(given))).toBe(expected)
  })

  it('never asks for more than 64 bytes', () => {
    const random = randomFrom(seedOfRun('watch recognition'))
    for (let count = 0; count < 5_000; count++) {
      const start = ['[', '[3G*', '[3G*1234567890*', '[3G*12345678901234567890*12345678*'][random.below(4)]!
      const first = latin(
        (
          start +
          Buffer.from(random.bytes(64))
            .toString('latin1')
            .replace(/[^0-9A-F*]/g, '0')
        ).slice(0, 64),
      )
      expect(watchCodec.stream.recognise(first)).not.toBe('more')
    }
  })
})

describe('streams nobody sent', () => {
  it('gives back every byte, holds no more than a frame, and decodes what it cuts without throwing', () => {
    const random = randomFrom(seedOfRun('watch streams'))
    const pieces = [
      '[',
      ']',
      '*',
      '[3G*8800000015*',
      '0002*LK]',
      'FFFF*img,5,',
      'UD,010224,',
      ',1,460,0,',
      '\u007d\u0003',
      '0004*',
    ]
    for (let round = 0; round < 300; round++) {
      const framer = watchCodec.stream.createFramer()
      let stream = ''
      for (let count = random.below(60); count >= 0; count--)
        stream +=
          random.below(3) === 0
            ? Buffer.from(random.bytes(random.below(20))).toString('latin1')
            : pieces[random.below(pieces.length)]!
      const outputs = []
      for (let at = 0; at < stream.length;) {
        const length = 1 + random.below(40)
        outputs.push(...framer.push(latin(stream.slice(at, at + length))))
        at += length
      }
      outputs.push(...framer.flush())
      for (const output of outputs) if (output.kind === 'frame') decode(output.bytes)
      const cutBytes = outputs.reduce((sum, output) => sum + output.bytes.length, 0)
      // Escapes that the length does not count are taken off a frame; nothing else disappears.
      expect(cutBytes).toBeLessThanOrEqual(stream.length)
      if (!stream.includes('\u007d')) expect(cutBytes).toBe(stream.length)
    }
  })

  it('a frame that never ends is given up at the limit', () => {
    const framer = watchCodec.stream.createFramer()
    const start = latin('[3G*8800000015*FFFF*img,5,160429110950,')
    const outputs = [...framer.push(start)]
    for (let sent = 0; sent < 3 * maxFrameBytes; sent += 8_192) outputs.push(...framer.push(new Uint8Array(8_192).fill(0x20)))
    expect(outputs.length).toBeGreaterThan(0)
    expect(outputs.every((output) => output.kind === 'garbage' && output.bytes.length <= maxFrameBytes)).toBe(true)
    const end = [...framer.push(latin('[3G*8800000015*0002*LK]'))]
    expect(end.at(-1)?.kind).toBe('frame')
  })
})

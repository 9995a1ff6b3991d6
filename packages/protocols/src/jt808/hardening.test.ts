import { instant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { type Random, randomFrom } from '../testing/random.ts'
import { envelopeOf, plainFrame } from './frame.ts'
import { goldenFrames } from './golden-frames.ts'
import { phoneOf } from './identifier.ts'
import { createJt808Framer, encodeJt808, jt808Codec } from './index.ts'

/** A new one each run, or `SEED` to repeat a failure. */
function seedOfRun(title: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fff_ffff)
  console.info(`${title}: SEED=${seed}`)
  return seed
}

const context = { receivedAt: instant(1_800_000_000_000) }
const frames = goldenFrames.flatMap((golden) =>
  golden.over === 'stream' ? [{ name: golden.name, bytes: Uint8Array.from(Buffer.from(golden.hex, 'hex')) }] : [],
)

function isHonest(reading: Reading): boolean {
  if (reading.kind === 'telemetry') return Object.keys(reading.values).length <= 400
  if (reading.kind !== 'fix') return true
  return Math.abs(reading.lat) <= 90 && Math.abs(reading.lon) <= 180 && !(reading.lat === 0 && reading.lon === 0)
}

const types = [
  [0x0001, 0x0002, 0x0004, 0x0100, 0x0102, 0x0104, 0x0107, 0x0109, 0x0120, 0x0200, 0x0201, 0x0210, 0x0301, 0x0500, 0x0701],
  [0x0702, 0x0704, 0x0900, 0x1300, 0x2070, 0x5501, 0x5502, 0x6006, 0x0bad],
].flat()
const numbers = ['13800138000', '00000000013912344329', '12345678901234']

/** Bodies that begin like a position, so that the items behind it are reached. */
function body(random: Random, type: number): Uint8Array {
  const bytes = random.bytes(random.below(180))
  if (type === 0x0200 && bytes.length > 28 && random.below(4) > 0) {
    bytes.set([0, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 4, 0, 0, 0], 0)
    for (let at = 28; at + 1 < bytes.length; at += 2 + bytes[at + 1]!) bytes[at + 1] = bytes[at + 1]! % 36
  }
  return bytes
}

describe('frames nobody sent', () => {
  it('contents of every type behind a right check code, arbitrary bytes and mutated frames never throw', () => {
    const seed = seedOfRun('jt808 hardening')
    const random = randomFrom(seed)
    const offered = 60_000
    const tally = { decoded: 0, refused: 0 }
    for (let count = 0; count < offered; count++) {
      const type = types[random.below(types.length)]!
      const envelope = envelopeOf(phoneOf(numbers[random.below(numbers.length)]!)!)
      const frame =
        count % 3 < 2
          ? plainFrame(envelope, { type, serial: random.below(0x10000), body: body(random, type) })
          : mutated(random, frames[random.below(frames.length)]!.bytes)
      const result = jt808Codec.stream.decode(frame, { ...context, isChecksumUntrusted: random.below(2) === 0 })
      if (!result.ok) tally.refused++
      else {
        tally.decoded++
        if (!readingsOf(result.value).every(isHonest)) throw new Error(`SEED=${seed} frame ${count}: a dishonest reading`)
      }
    }
    expect(tally.decoded + tally.refused).toBe(offered)
    // Were all refused, the readers behind the check code would not have run.
    expect(tally.decoded).toBeGreaterThan(offered / 10)
    expect(tally.refused).toBeGreaterThan(offered / 10)
  })

  it.each(frames)('one flipped bit is refused: $name', ({ bytes }) => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice()
      flipped[bit >>> 3]! ^= 1 << (bit & 7)
      expect(jt808Codec.stream.decode(flipped, context), `bit ${bit}`).toMatchObject({ ok: false })
      const framer = createJt808Framer()
      for (const output of [...framer.push(flipped), ...framer.flush()]) {
        if (output.kind === 'frame')
          expect(jt808Codec.stream.decode(output.bytes, context), `bit ${bit}`).toMatchObject({ ok: false })
      }
    }
  })

  it.each(frames)('what was cut off is refused: $name', ({ bytes }) => {
    for (let length = 0; length < bytes.length; length++) {
      expect(jt808Codec.stream.decode(bytes.slice(0, length), context)).toMatchObject({ ok: false })
      const closed = new Uint8Array([...bytes.slice(0, length), 0x7e])
      if (length < bytes.length - 1) expect(jt808Codec.stream.decode(closed, context)).toMatchObject({ ok: false })
    }
  })
})

function mutated(random: Random, frame: Uint8Array): Uint8Array {
  const copy = frame.slice(0, random.below(8) === 0 ? random.below(frame.length + 1) : frame.length)
  for (let changes = random.below(4); changes >= 0 && copy.length > 0; changes--)
    copy[random.below(copy.length)] = random.below(256)
  return copy
}

describe('what is refused', () => {
  const decoded = (wire: Uint8Array, isChecksumUntrusted = false) => {
    const [output] = createJt808Framer().push(wire)
    return jt808Codec.stream.decode(output?.bytes ?? new Uint8Array(), { ...context, isChecksumUntrusted })
  }
  const refusedAs = (code: string) => ({ ok: false, reason: { code } })

  it('a batch that states more positions than it holds, or one too short to be one', () => {
    expect(decoded(encodeJt808('1', 0x0704, [0, 2, 0], 1))).toMatchObject(refusedAs('malformed'))
    expect(decoded(encodeJt808('1', 0x0704, [0, 1, 0, 0, 27, ...Array<number>(27).fill(0)], 1))).toMatchObject(
      refusedAs('malformed'),
    )
    expect(decoded(encodeJt808('1', 0x0704, [0, 1, 0, 0xff, 0xff, 1, 2], 1))).toMatchObject(refusedAs('malformed'))
  })

  it('a position without its time, and a valid one outside the globe', () => {
    expect(decoded(encodeJt808('1', 0x0200, Array<number>(27).fill(0), 1))).toMatchObject(refusedAs('malformed'))
    const outside = [0, 0, 0, 0, 0, 0, 0, 2, 0x06, 0, 0, 0, 1, 0, 0, 0, ...Array<number>(12).fill(0)]
    expect(decoded(encodeJt808('1', 0x0200, outside, 1))).toMatchObject(refusedAs('malformed'))
  })

  it('an encrypted body, a part of a longer message, an unknown type', () => {
    const envelope = envelopeOf(phoneOf('1')!)
    const [encrypted, split] = [0x0400, 0x2000]
    const plain = (attributeBits: number, head: number[] = []) =>
      jt808Codec.stream.decode(
        withAttributes(plainFrame(envelope, { type: 0x0002, serial: 1, body: head }), attributeBits),
        context,
      )
    expect(plain(encrypted)).toMatchObject(refusedAs('malformed'))
    expect(plain(split, [0, 2, 0, 1])).toMatchObject(refusedAs('unknown-type'))
    // The only part of one is whole.
    expect(plain(split, [0, 1, 0, 1])).toMatchObject({ ok: true, value: { type: 'heartbeat' } })
    expect(decoded(encodeJt808('1', 0x0bad, [], 1))).toMatchObject(refusedAs('unknown-type'))
  })

  it('a wrong check code, unless the model is known for those', () => {
    const wire = encodeJt808('1', 0x0002, [], 1)
    wire[11]! ^= 1
    expect(decoded(wire)).toMatchObject(refusedAs('checksum'))
    expect(decoded(wire, true)).toMatchObject({ ok: true, value: { type: 'heartbeat', isUnverified: true } })
  })

  it('a datagram that is not one frame', () => {
    const wire = encodeJt808('1', 0x0002, [], 1)
    const two = new Uint8Array([...wire, ...wire])
    expect(jt808Codec.datagram.decode(two, context)).toMatchObject(refusedAs('framing'))
    expect(jt808Codec.datagram.decode(new Uint8Array(9_000).fill(0x7e), context)).toMatchObject(refusedAs('framing'))
    expect(jt808Codec.datagram.decode(new Uint8Array(), context)).toMatchObject(refusedAs('framing'))
  })

  it('the text of a lock without number, without end or with control characters', () => {
    for (const text of ['(BASE,2,TIME)', '(123456', '(123456,\u0007)', '(000000,1)']) {
      expect(jt808Codec.stream.decode(new TextEncoder().encode(text), context)).toMatchObject({ ok: false })
    }
  })
})

/** The head of the parts stands before the body and is not counted by the length. */
function withAttributes(frame: Uint8Array, bits: number): Uint8Array {
  const copy = frame.slice()
  const isSplit = (bits & 0x2000) !== 0
  const length = (((copy[3]! & 3) << 8) | copy[4]!) - (isSplit ? 4 : 0)
  copy[3] = (bits | length) >>> 8
  copy[4] = length & 0xff
  let xor = 0
  for (const byte of copy.subarray(1, -2)) xor ^= byte
  copy[copy.length - 2] = xor
  return copy
}

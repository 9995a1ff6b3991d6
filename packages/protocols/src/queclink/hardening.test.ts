import { instant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { type Random, randomFrom } from '../testing/random.ts'
import { maxFrameBytes } from './framing.ts'
import { buildQueclinkHex, queclinkCodec } from './index.ts'
import { goldenFrames } from './golden-frames.ts'
import { crc8 } from './pro/frame.ts'

/** A new one each run, or `SEED` to repeat a failure. */
function seedOfRun(title: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fff_ffff)
  console.info(`${title}: SEED=${seed}`)
  return seed
}

const context = { receivedAt: instant(1_800_000_000_000) }
const golden = goldenFrames.map((frame) => Uint8Array.from(Buffer.from(frame.over === 'stream' ? frame.hex : '', 'hex')))
const isText = (frame: Uint8Array) => frame[5] === 0x3a || frame[4] === 0x3a
const checked = golden.filter((frame) => !isText(frame))

function mutated(random: Random, frame: Uint8Array): Uint8Array {
  const copy = frame.slice(0, random.below(8) === 0 ? random.below(frame.length + 1) : frame.length)
  for (let changes = random.below(4); changes >= 0 && copy.length > 0; changes--)
    copy[random.below(copy.length)] = random.below(256)
  return copy
}

/** A damaged content behind a right checksum: what the decoders behind it meet. */
function resealed(frame: Uint8Array): Uint8Array {
  if (frame[1] === 0 || frame[1] === 0x10) {
    const copy = frame.slice()
    copy[copy.length - 2] = crc8(copy, copy.length - 2)
    return copy
  }
  const header = Buffer.from(frame.subarray(0, 4)).toString('latin1')
  return buildQueclinkHex(header, [...frame.subarray(4, frame.length - 4)])
}

function isHonest(reading: Reading): boolean {
  if (reading.kind !== 'fix') return true
  return Math.abs(reading.lat) <= 90 && Math.abs(reading.lon) <= 180 && (reading.lat !== 0 || reading.lon !== 0)
}

describe('frames nobody sent', () => {
  it('60,000 damaged frames, damaged contents behind a right checksum, and arbitrary bytes never throw', () => {
    const seed = seedOfRun('queclink hardening')
    const random = randomFrom(seed)
    const tally = { decoded: 0, refused: 0 }
    for (let count = 0; count < 60_000; count++) {
      const damaged = mutated(random, golden[random.below(golden.length)]!)
      const frame =
        count % 3 === 0
          ? damaged
          : count % 3 === 1 && damaged.length > 24 && !isText(damaged)
            ? resealed(damaged)
            : random.bytes(random.below(64))
      const result = queclinkCodec.stream.decode(frame, context)
      queclinkCodec.datagram.decode(frame, context)
      if (!result.ok) tally.refused++
      else {
        tally.decoded++
        if (!readingsOf(result.value).every(isHonest)) throw new Error(`SEED=${seed} frame ${count}: a fix off the globe`)
      }
    }
    expect(tally.decoded).toBeGreaterThan(1_000)
    expect(tally.refused).toBeGreaterThan(1_000)
  })

  it('absurd counts and lengths are refused', () => {
    const batch = [100, 0, 0, 0x1f, 0xbf, 0, 0, 0x45, 1, 2, 2, 9, 86, 50, 84, 3, 0, 3, 67, 5, 100, 1, 1, 0xff, 0xff]
    expect(queclinkCodec.stream.decode(buildQueclinkHex('+RSP', batch), context)).toMatchObject({
      ok: false,
      reason: { code: 'malformed' },
    })
    const many = golden.find((frame) => frame[0] === 0x2b && frame[1] === 0)!.slice()
    many[18] = 0x7f
    expect(queclinkCodec.stream.decode(resealed(many), context)).toMatchObject({ ok: false, reason: { code: 'malformed' } })
    expect(queclinkCodec.stream.decode(new Uint8Array(maxFrameBytes * 2).fill(0x2b), context)).toMatchObject({ ok: false })
    expect(queclinkCodec.stream.decode(buildQueclinkHex('+ACC', [1, 2, 3, 4]), context)).toMatchObject({
      ok: false,
      reason: { code: 'unknown-type' },
    })
  })

  it('truncated frames are refused, at every length', () => {
    for (const frame of checked) {
      for (let length = 0; length < frame.length; length++)
        expect(queclinkCodec.stream.decode(frame.subarray(0, length), context)).toMatchObject({ ok: false })
    }
  })
})

describe('one flipped bit', () => {
  /** The checksum does not cover the header: with this one bit `+RSP` becomes its buffered repeat `+BSP`. */
  const isBufferedMark = (frame: Uint8Array, bit: number) =>
    bit === 8 + 4 && ['+RSP', '+BSP'].includes(Buffer.from(frame.subarray(0, 4)).toString('latin1'))

  it('anywhere in a frame with a checksum is refused', () => {
    let flips = 0
    for (const frame of checked) {
      for (let bit = 0; bit < frame.length * 8; bit++, flips++) {
        const flipped = frame.slice()
        flipped[bit >>> 3]! ^= 1 << (bit & 7)
        const result = queclinkCodec.stream.decode(flipped, context)
        // Told as the same records: nothing is believed that was not sent.
        if (isBufferedMark(frame, bit)) expect(result).toEqual(queclinkCodec.stream.decode(frame, context))
        else expect(result).toMatchObject({ ok: false })
      }
    }
    expect(flips).toBeGreaterThan(7_000)
  })

  it('is taken and marked where the model is known to write wrong checksums', () => {
    for (const frame of checked) {
      const wrong = frame.slice()
      wrong[wrong.length - (frame[1] === 0 || frame[1] === 0x10 ? 2 : 3)]! ^= 1
      expect(queclinkCodec.stream.decode(wrong, { ...context, isChecksumUntrusted: true })).toMatchObject({
        ok: true,
        value: { isUnverified: true },
      })
    }
  })
})

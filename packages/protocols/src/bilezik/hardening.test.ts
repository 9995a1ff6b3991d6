import { instant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { randomFrom } from '../testing/random.ts'
import { buildUnsealed, kinds, maxFrameBytes } from './frame.ts'
import { goldenDownlink, goldenFrames } from './golden-frames.ts'
import { bilezikCodec, encodeBilezikReport, readBilezikDownlink } from './index.ts'
import { seal } from './signing.ts'

/** A new one each run, or `SEED` to repeat a failure. */
function seedOfRun(title: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fff_ffff)
  console.info(`${title}: SEED=${seed}`)
  return seed
}

const context = { receivedAt: instant(1_800_000_000_000) }
const key = Uint8Array.from({ length: 32 }, (_, at) => at)
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const golden = goldenFrames.flatMap((frame) => (frame.over === 'http' ? [] : [bytesOf(frame.hex)]))
const downlinks = Object.values(goldenDownlink).map(bytesOf)
const decode = (frame: Uint8Array) => bilezikCodec.stream.decode(frame, context)

function flipped(frame: Uint8Array, ...bits: readonly number[]): Uint8Array {
  const copy = frame.slice()
  for (const bit of bits) copy[bit >>> 3]! ^= 1 << (bit & 7)
  return copy
}

function isHonest(reading: Reading): boolean {
  if (reading.kind === 'fix') return Math.abs(reading.lat) <= 90 && Math.abs(reading.lon) <= 180
  if (reading.kind === 'telemetry')
    return Object.values(reading.values).every((value) => typeof value !== 'string' || /^[\x20-\x7e]{0,510}$/.test(value))
  return true
}

describe('damaged frames', () => {
  it('one flipped bit anywhere in a worked example is refused, by its CRC and by its signature', () => {
    for (const frame of golden) {
      expect(decode(frame).ok).toBe(true)
      for (let bit = 0; bit < frame.length * 8; bit++) {
        const damaged = flipped(frame, bit)
        expect(decode(damaged)).toMatchObject({ ok: false, reason: { code: expect.stringMatching(/^(framing|checksum)$/) } })
        // The CRC's own bits are the only ones that the signature does not cover.
        if (bit < (frame.length - 2) * 8) expect(bilezikCodec.authentication.isAuthentic(damaged, key)).toBe(false)
      }
    }
  })

  it('so is one in what the server says, on the device', () => {
    for (const frame of downlinks) {
      expect(readBilezikDownlink(frame, key).ok).toBe(true)
      for (let bit = 0; bit < frame.length * 8; bit++) expect(readBilezikDownlink(flipped(frame, bit), key).ok).toBe(false)
    }
  })

  it('two or three flipped bits in the longest frame are refused by the CRC: the reason for its length', () => {
    const random = randomFrom(seedOfRun('bilezik three bits'))
    const record = Uint8Array.from([0x60, 238, 0, 1, 0, 0, 0, 1, ...random.bytes(238)])
    const body = Uint8Array.from([
      ...Array.from({ length: 16 }, () => [...record]).flat(),
      0x60,
      110,
      0,
      1,
      0,
      0,
      0,
      1,
      ...random.bytes(110),
    ])
    const frame = buildUnsealed({ kind: kinds.report, identifier: 'AB-000123', boot: 1, number: 1 }, body)
    expect(frame.length).toBe(maxFrameBytes)
    expect(decode(frame).ok).toBe(true)
    for (let count = 0; count < 5_000; count++) {
      const [a, b, c] = [random.below(frame.length * 8), random.below(frame.length * 8), random.below(frame.length * 8)]
      if (a === b || b === c || a === c) continue
      expect(decode(flipped(frame, a, b)).ok).toBe(false)
      expect(decode(flipped(frame, a, b, c)).ok).toBe(false)
    }
  })

  it('a frame cut short, and one with a byte more, are refused', () => {
    for (const frame of golden) {
      for (let length = 0; length < frame.length; length++) expect(decode(frame.slice(0, length)).ok).toBe(false)
      expect(decode(Uint8Array.from([...frame, 0])).ok).toBe(false)
    }
  })
})

describe('frames nobody sent', () => {
  it('150,000 contents behind a right CRC, arbitrary bytes and mutated frames never throw', () => {
    const seed = seedOfRun('bilezik hardening')
    const random = randomFrom(seed)
    const tally = { decoded: 0, refused: 0 }
    const offered = 150_000
    const header = { identifier: 'AB-000123', boot: 1, number: 1 }
    /** A record of any type whose length agrees, so that the readers of bodies are reached. */
    const record = () => {
      const body = random.bytes(random.below(40))
      return [random.below(4) === 0 ? random.below(256) : 1 + random.below(12), body.length, ...random.bytes(6), ...body]
    }
    const mutated = () => {
      const frame = golden[random.below(golden.length)]!.slice()
      for (let changes = random.below(4); changes >= 0; changes--) frame[random.below(frame.length)] = random.below(256)
      // Signed and summed again: what a faulty but genuine device sends.
      return seal(frame, key)
    }
    for (let count = 0; count < offered; count++) {
      const choice = count % 4
      const frame =
        choice === 0
          ? buildUnsealed({ ...header, kind: 1 + random.below(2) }, random.bytes(random.below(90)))
          : choice === 1
            ? buildUnsealed({ ...header, kind: 1 }, Uint8Array.from(Array.from({ length: random.below(4) }, record).flat()))
            : choice === 2 && count % 16 === 2
              ? mutated()
              : random.bytes(random.below(64))
      const result = decode(frame)
      readBilezikDownlink(frame, key)
      if (!result.ok) tally.refused++
      else {
        tally.decoded++
        if (!readingsOf(result.value).every(isHonest)) throw new Error(`SEED=${seed} frame ${count}: a reading that cannot be`)
      }
    }
    expect(tally.decoded + tally.refused).toBe(offered)
    // Were all refused, the readers of bodies would not have run.
    expect(tally.decoded).toBeGreaterThan(offered / 5)
  })

  it('a frame full of the smallest records, and of the most values, stays bounded', () => {
    const sender = { identifier: 'AB-000123', key, boot: 1, number: 1 }
    const smallest = Uint8Array.from([0x84, 0, 0, 1, 0, 0, 0, 1])
    const most = Array.from({ length: Math.floor((maxFrameBytes - 42) / 8) }, () => smallest)
    const decoded = decode(encodeBilezikReport(sender, most))
    expect(decoded.ok && readingsOf(decoded.value).length).toBe(most.length * 2)
  })
})

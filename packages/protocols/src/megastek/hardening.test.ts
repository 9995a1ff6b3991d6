import { instant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { randomFrom } from '../testing/random.ts'
import { bytesOfText, textOf } from './ascii.ts'
import { maxFrameBytes } from './framing.ts'
import { goldenFrames } from './golden-frames.ts'
import { megastekCodec } from './index.ts'

/** A new one each run, or `SEED` to repeat a failure. */
function seedOfRun(title: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fff_ffff)
  console.info(`${title}: SEED=${seed}`)
  return seed
}

const context = { receivedAt: instant(1_800_000_000_000) }
const frames = goldenFrames.map((golden) => ({ name: golden.name, bytes: Uint8Array.from(Buffer.from(golden.hex, 'hex')) }))
const withChecksum = frames.filter(({ bytes }) => /^(?:LOG)?STX/.test(textOf(bytes)))

function isHonest(reading: Reading): boolean {
  return reading.kind !== 'fix' || (Math.abs(reading.lat) <= 90 && Math.abs(reading.lon) <= 180)
}

describe('frames nobody sent', () => {
  it.each(withChecksum)('one flipped bit anywhere in "$name" is refused', ({ bytes }) => {
    expect(megastekCodec.stream.decode(bytes, context).ok).toBe(true)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice()
      flipped[bit >>> 3]! ^= 1 << (bit & 7)
      expect(megastekCodec.stream.decode(flipped, context), `bit ${bit}`).toMatchObject({ ok: false })
    }
  })

  it.each(frames)('"$name" with a zero byte anywhere makes no text that no database holds', ({ bytes }) => {
    for (let at = 0; at < bytes.length; at++) {
      const holed = bytes.slice()
      holed[at] = 0
      const decoded = megastekCodec.stream.decode(holed, { ...context, isChecksumUntrusted: true })
      if (decoded.ok) expect(JSON.stringify([readingsOf(decoded.value), decoded.value.answer])).not.toContain('u0000')
    }
  })

  it.each(frames)('"$name" cut short is refused, or unverified where only its checksum is gone', ({ name, bytes }) => {
    for (let length = 0; length < bytes.length; length++) {
      const cut = megastekCodec.stream.decode(bytes.slice(0, length), context)
      if (!cut.ok) continue
      const lacks = textOf(bytes.slice(length))
      // A recorded line may lack its closing mark; an answer is text of any length.
      const isWhole = lacks === '!' || cut.value.type === 'answer' || cut.value.type === 'time-request'
      expect(isWhole || cut.value.isUnverified, `${name}: ${lacks}`).toBe(true)
    }
  })

  it('lengths, counts and numbers beyond reason are refused', () => {
    const report = textOf(frames[1]!.bytes)
    const absurd = [
      `9999${report}`,
      report.replace(';!', `${','.repeat(500)};!`),
      `$MGV002,${','.repeat(10)};!`,
      report.replace('869999012345675', '8'.repeat(60)),
      `STX${' '.repeat(16)}\x02\xff$GPRMC,;00`,
      `STX,${'9'.repeat(1_000)}`,
      '!'.repeat(maxFrameBytes + 1),
    ]
    for (const text of absurd) expect(megastekCodec.stream.decode(bytesOfText(text), context), text).toMatchObject({ ok: false })
  })

  it('60,000 mutated frames and arbitrary bytes never throw, and never lie off the globe', () => {
    const seed = seedOfRun('megastek hardening')
    const random = randomFrom(seed)
    let decoded = 0
    for (let count = 0; count < 60_000; count++) {
      const frame = frames[random.below(frames.length)]!.bytes.slice()
      for (let changes = random.below(4); changes >= 0; changes--) frame[random.below(frame.length)] = random.below(256)
      const offered = count % 5 === 0 ? random.bytes(random.below(300)) : frame
      const result = megastekCodec.stream.decode(offered, { ...context, isChecksumUntrusted: random.below(2) === 0 })
      if (!result.ok) continue
      decoded++
      if (!readingsOf(result.value).every(isHonest)) throw new Error(`SEED=${seed} frame ${count}: a fix off the globe`)
    }
    expect(decoded).toBeGreaterThan(1_000)
  })

  it('a stream of noise is bounded and loses no byte but line ends', () => {
    const random = randomFrom(seedOfRun('megastek noise'))
    const framer = megastekCodec.stream.createFramer()
    const letters = bytesOfText('STX,$MGV0!;LOG12c=')
    let [offered, given] = [0, 0]
    for (let count = 0; count < 400; count++) {
      const chunk = Uint8Array.from({ length: random.below(900) }, () => letters[random.below(letters.length)]!)
      offered += chunk.length
      for (const output of framer.push(chunk)) {
        expect(output.bytes.length).toBeLessThanOrEqual(maxFrameBytes)
        given += output.bytes.length
      }
      expect(offered - given).toBeLessThanOrEqual(maxFrameBytes + chunk.length)
    }
    for (const output of framer.flush()) given += output.bytes.length
    expect(given).toBe(offered)
  })

  it('an endless frame is given up at the limit', () => {
    const framer = megastekCodec.stream.createFramer()
    const outputs = [...framer.push(bytesOfText(`$MGV002,${'9'.repeat(3 * maxFrameBytes)}`))]
    expect(outputs.every((output) => output.kind === 'garbage')).toBe(true)
    expect(outputs.length).toBeGreaterThan(0)
  })
})

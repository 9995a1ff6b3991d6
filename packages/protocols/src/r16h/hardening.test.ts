import { instant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { randomFrom } from '../testing/random.ts'
import { bytesOfText, textOf } from './ascii.ts'
import { maxFrameBytes } from './framing.ts'
import { goldenFrames } from './golden-frames.ts'
import { r16hCodec } from './index.ts'

/** A new one each run, or `SEED` to repeat a failure. */
function seedOfRun(title: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fff_ffff)
  console.info(`${title}: SEED=${seed}`)
  return seed
}

const context = { receivedAt: instant(1_800_000_000_000) }
const frames = goldenFrames.map((golden) => ({ name: golden.name, bytes: Uint8Array.from(Buffer.from(golden.hex, 'hex')) }))

function isHonest(reading: Reading): boolean {
  return reading.kind !== 'fix' || (Math.abs(reading.lat) <= 90 && Math.abs(reading.lon) <= 180)
}

// The format has no checksum: a flipped bit is refused only where it breaks the grammar of a field.
describe('frames nobody sent', () => {
  it.each(frames)('"$name" cut short is refused unless only its last word is gone', ({ bytes }) => {
    const whole = r16hCodec.stream.decode(bytes, context)
    const wholeType = whole.ok ? whole.value.type : ''
    for (let length = 0; length < bytes.length; length++) {
      const cut = r16hCodec.stream.decode(bytes.slice(0, length), context)
      if (!cut.ok || wholeType === 'answer') continue
      const lacks = textOf(bytes.slice(length))
      expect(lacks).toMatch(/^,?[A-Z]*\$$/)
      const strapsOf = (readings: readonly Reading[]) => readings.filter((reading) => reading.kind === 'wear')
      expect(strapsOf(readingsOf(cut.value))).toEqual(whole.ok ? strapsOf(readingsOf(whole.value)) : [])
    }
  })

  it('lengths, counts and numbers beyond reason are refused', () => {
    const position = textOf(frames[1]!.bytes)
    const absurd = [
      position.replace('$', `${','.repeat(500)}$`),
      position.replace('869999012345675', '8'.repeat(60)),
      position.replace('51.12820', '9'.repeat(40)),
      `@LBSD,869999012345675,R,20261122,170000${','.repeat(300)}L,$`,
      `@LINK,${'1'.repeat(maxFrameBytes)}$`,
      '$',
      '@',
    ]
    for (const text of absurd) expect(r16hCodec.stream.decode(bytesOfText(text), context), text).toMatchObject({ ok: false })
  })

  it('60,000 mutated frames and arbitrary bytes never throw, and never lie off the globe', () => {
    const seed = seedOfRun('r16h hardening')
    const random = randomFrom(seed)
    let decoded = 0
    for (let count = 0; count < 60_000; count++) {
      const frame = frames[random.below(frames.length)]!.bytes.slice()
      for (let changes = random.below(4); changes >= 0; changes--) frame[random.below(frame.length)] = random.below(256)
      const result = r16hCodec.stream.decode(count % 5 === 0 ? random.bytes(random.below(300)) : frame, context)
      if (!result.ok) continue
      decoded++
      if (!readingsOf(result.value).every(isHonest)) throw new Error(`SEED=${seed} frame ${count}: a fix off the globe`)
    }
    expect(decoded).toBeGreaterThan(500)
  })

  it('a stream of noise is bounded and loses no byte', () => {
    const random = randomFrom(seedOfRun('r16h noise'))
    const framer = r16hCodec.stream.createFramer()
    const letters = bytesOfText('@GPSD,R1$')
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
    const framer = r16hCodec.stream.createFramer()
    const outputs = framer.push(bytesOfText(`@GPSD,${'9'.repeat(3 * maxFrameBytes)}`))
    expect(outputs.length).toBeGreaterThan(0)
    expect(outputs.every((output) => output.kind === 'garbage')).toBe(true)
  })
})

import { instant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { type Random, randomFrom } from '../testing/random.ts'
import { buildFrame, maxFrameBytes } from './frame.ts'
import { goldenFrames } from './golden-frames.ts'
import { teltonikaCodec } from './index.ts'

/** A new one each run, or `SEED` to repeat a failure. */
function seedOfRun(title: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fff_ffff)
  console.info(`${title}: SEED=${seed}`)
  return seed
}

const context = { receivedAt: instant(1_800_000_000_000) }
const { stream, datagram } = teltonikaCodec
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const framesOver = (over: 'stream' | 'datagram') =>
  goldenFrames.flatMap((frame) => (frame.over === over ? [{ name: frame.name, bytes: bytesOf(frame.hex) }] : []))
const checked = framesOver('stream').filter(({ bytes }) => bytes[0] === 0 && bytes[1] === 0)

function isHonest(reading: Reading): boolean {
  if (reading.kind !== 'fix') return true
  return Math.abs(reading.lat) <= 90 && Math.abs(reading.lon) <= 180
}

describe('integrity', () => {
  it.each(checked)('one flipped bit is refused: $name', ({ bytes }) => {
    expect(stream.decode(bytes, context).ok).toBe(true)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice()
      flipped[bit >>> 3]! ^= 1 << (bit & 7)
      if (stream.decode(flipped, context).ok) throw new Error(`bit ${bit} is unchecked`)
    }
  })

  it.each([...framesOver('stream'), ...framesOver('datagram')])(
    'shortened or lengthened anywhere is refused: $name',
    ({ bytes }) => {
      for (const format of [stream, datagram]) {
        for (let length = 0; length < bytes.length; length++)
          expect(format.decode(bytes.slice(0, length), context).ok).toBe(false)
        expect(format.decode(Uint8Array.from([...bytes, 0]), context).ok).toBe(false)
      }
    },
  )

  it('a device whose checksums are known to be wrong is marked, not believed', () => {
    const { bytes } = checked[0]!
    const wrong = bytes.slice()
    wrong[wrong.length - 1]! ^= 1
    expect(stream.decode(wrong, { ...context, isChecksumUntrusted: true })).toMatchObject({
      ok: true,
      value: { isUnverified: true },
    })
    expect(stream.decode(bytes, { ...context, isChecksumUntrusted: true })).not.toHaveProperty('value.isUnverified')
  })

  const empty = `0000016b40d57b4801${'00'.repeat(15)}`
  const table = [
    { given: 'more records than bytes', data: `08ff${empty}000000000000ff`, code: 'malformed' },
    { given: 'two numbers of records that differ', data: `0801${empty}00000000000002`, code: 'malformed' },
    { given: 'bytes behind the last record', data: `0801${empty}0000000000000101`, code: 'malformed' },
    { given: 'more elements than bytes', data: `8e01${empty}0000ffffffff0000000000000000000001`, code: 'malformed' },
    {
      given: 'an element longer than the message',
      data: `8e01${empty}00000001000000000000000000010001fffe01`,
      code: 'malformed',
    },
    { given: 'an answer longer than the message', data: '0c0106ffffffff414201', code: 'malformed' },
    { given: 'an answer from an IMEI that is none', data: '0e01060000000aff520930814522514f4b01', code: 'malformed' },
    { given: 'an unknown codec', data: '110101', code: 'unknown-type' },
    { given: 'parts of a personal record that nobody knows', data: '0701a38924c0ff0001', code: 'malformed' },
  ]
  it.each(table)('$given → $code', ({ data, code }) => {
    expect(stream.decode(buildFrame(bytesOf(data)), context)).toMatchObject({ ok: false, reason: { code } })
  })

  it('the empty record itself is sound, with and without the group of 16-byte values', () => {
    for (const elements of ['000000000000', '00000000000000']) {
      expect(stream.decode(buildFrame(bytesOf(`0802${empty}${elements}${empty}${elements}02`)), context)).toMatchObject({
        ok: true,
        value: { records: [{ readings: [{ kind: 'telemetry', values: { isPositioned: false } }] }, {}] },
      })
    }
  })

  it('a frame beyond the limit is refused whatever it holds', () => {
    const long = buildFrame(new Uint8Array(maxFrameBytes))
    expect(stream.decode(long, context)).toMatchObject({ ok: false, reason: { code: 'too-long' } })
    expect(datagram.decode(long, context)).toMatchObject({ ok: false, reason: { code: 'too-long' } })
  })
})

describe('frames nobody sent', () => {
  const codecs = [0x07, 0x08, 0x8e, 0x10, 0x0c, 0x0d, 0x0e, 0x0f]
  function mutated(random: Random, bytes: Uint8Array): Uint8Array {
    const copy = bytes.slice(0, random.below(6) === 0 ? random.below(bytes.length + 1) : bytes.length)
    for (let changes = random.below(4); changes >= 0 && copy.length > 0; changes--)
      copy[random.below(copy.length)] = random.below(256)
    return copy
  }

  it('mutated contents behind a right checksum, and arbitrary bytes, never throw', () => {
    const seed = seedOfRun('teltonika hardening')
    const random = randomFrom(seed)
    const all = [...framesOver('stream'), ...framesOver('datagram')]
    const tally = { decoded: 0, refused: 0 }
    for (let count = 0; count < 60_000; count++) {
      const source = all[random.below(all.length)]!.bytes
      const kind = count % 3
      const frame =
        kind === 0
          ? buildFrame(mutated(random, source.slice(8, -4)))
          : kind === 1
            ? mutated(random, source)
            : buildFrame(Uint8Array.from([codecs[random.below(codecs.length)]!, ...random.bytes(random.below(120))]))
      for (const format of [stream, datagram]) {
        const result = format.decode(frame, context)
        if (!result.ok) tally.refused++
        else {
          tally.decoded++
          if (!readingsOf(result.value).every(isHonest)) throw new Error(`SEED=${seed} frame ${count}: a fix off the globe`)
        }
      }
    }
    expect(tally.decoded).toBeGreaterThan(1_000)
    expect(tally.refused).toBeGreaterThan(10_000)
  })
})

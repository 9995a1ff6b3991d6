import { instant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { goldenFrames } from './golden-frames.ts'
import { type Random, randomFrom } from '../testing/random.ts'
import {
  alarmBytes,
  buildGt06Frame,
  encodeGt06Alarm,
  encodeGt06Heartbeat,
  encodeGt06Login,
  encodeGt06Position,
  type Gt06Alarm,
  gt06Codec,
} from './index.ts'

/** A new one each run, or `SEED` to repeat a failure. */
function seedOfRun(title: string): number {
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x7fff_ffff)
  console.info(`${title}: SEED=${seed}`)
  return seed
}

const context = { receivedAt: instant(1_800_000_000_000) }

const status = { batteryStep: 5, gsmSignal: 4, isCharging: false, isGpsTracking: true }
const position = {
  fixAt: instant(1_763_800_000_000),
  lat: 51.1282,
  lon: 71.4306,
  isValid: true,
  satellites: 9,
  speedMetresPerSecond: 1.4,
  courseDegrees: 270,
}

function soundFrame(random: Random): Uint8Array {
  const alarms = Object.keys(alarmBytes) as Gt06Alarm[]
  const serial = random.below(0x10000)
  const place = { ...position, lat: (random.below(180_000) - 90_000) / 1_000, lon: (random.below(360_000) - 180_000) / 1_000 }
  switch (random.below(4)) {
    case 0:
      return encodeGt06Login(String(100_000_000_000_000 + random.below(0x7fff_ffff)), serial)
    case 1:
      return encodeGt06Heartbeat(status, serial)
    case 2:
      return encodeGt06Alarm(alarms[random.below(alarms.length)]!, place, status, serial)
    default:
      return encodeGt06Position(place, serial)
  }
}

function mutated(random: Random, frame: Uint8Array): Uint8Array {
  const copy = frame.slice(0, random.below(8) === 0 ? random.below(frame.length + 1) : frame.length)
  for (let changes = random.below(4); changes >= 0 && copy.length > 0; changes--)
    copy[random.below(copy.length)] = random.below(256)
  return copy
}

function isHonest(reading: Reading): boolean {
  if (reading.kind !== 'fix') return true
  return (
    Math.abs(reading.lat) <= 90 && Math.abs(reading.lon) <= 180 && Number.isFinite(reading.lat) && Number.isFinite(reading.lon)
  )
}

describe('frames nobody sent', () => {
  it('150,000 contents of every type behind a right checksum, arbitrary bytes and mutated frames never throw', () => {
    const seed = seedOfRun('gt06 hardening')
    const random = randomFrom(seed)
    const tally = { decoded: 0, refused: 0 }
    const offered = 150_000
    for (let count = 0; count < offered; count++) {
      const kind = count % 3
      const frame =
        kind === 0
          ? buildGt06Frame(random.below(256), random.bytes(random.below(90)), random.below(0x10000), random.below(4) === 0)
          : kind === 1
            ? mutated(random, soundFrame(random))
            : random.bytes(random.below(64))
      const result = gt06Codec.stream.decode(frame, context)
      if (!result.ok) tally.refused++
      else {
        tally.decoded++
        if (!readingsOf(result.value).every(isHonest)) throw new Error(`SEED=${seed} frame ${count}: a fix off the globe`)
      }
    }
    expect(tally.decoded + tally.refused).toBe(offered)
    // Random contents are mostly malformed; were all refused, the decoders behind the checksum would not have run.
    expect(tally.decoded).toBeGreaterThan(offered / 50)
  })

  it.each(goldenFrames.flatMap((frame) => (frame.over === 'stream' ? [frame] : [])))(
    'one flipped bit anywhere is refused: $name',
    ({ hex }) => {
      const frame = Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
      expect(gt06Codec.stream.decode(frame, context).ok).toBe(true)
      for (let bit = 0; bit < frame.length * 8; bit++) {
        const flipped = frame.slice()
        flipped[bit >>> 3]! ^= 1 << (bit & 7)
        expect(gt06Codec.stream.decode(flipped, context).ok, `bit ${bit}`).toBe(false)
      }
    },
  )

  it('one flipped bit anywhere in a frame is always refused', () => {
    const random = randomFrom(seedOfRun('gt06 bit flips'))
    let flips = 0
    for (let count = 0; count < 100; count++) {
      const frame = soundFrame(random)
      expect(gt06Codec.stream.decode(frame, context).ok).toBe(true)
      for (let bit = 0; bit < frame.length * 8; bit++, flips++) {
        const flipped = frame.slice()
        flipped[bit >>> 3]! ^= 1 << (bit & 7)
        expect(gt06Codec.stream.decode(flipped, context)).toMatchObject({ ok: false })
      }
    }
    expect(flips).toBeGreaterThan(10_000)
  })
})

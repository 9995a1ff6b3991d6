import { instant, isoInstant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { buildQueclinkHex, queclinkCodec } from '../index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const u16 = (value: number) => [(value >>> 8) & 0xff, value & 0xff]
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value)]

/** Whole bytes out of numbers of so many bits each. */
function packed(...fields: readonly (readonly [value: number, bits: number])[]): number[] {
  const bits = fields.map(([value, count]) => (value & (2 ** count - 1)).toString(2).padStart(count, '0')).join('')
  return bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2))
}

const absolute = (tenthsKmh: number, course: number) => packed([1, 2], [1, 1], [tenthsKmh, 12], [course, 9])
const difference = (isFix: number, speed: number, course: number, lon: number, lat: number) =>
  packed([2, 2], [isFix, 1], [speed, 7], [course, 7], [lon, 12], [lat, 11])

const start = 1_763_800_000
const head = [0x45, ...u16(0x0102), ...u16(0x0209), 86, 79, 62, 3, 0, 1, 23, 7, 83, ...u16(14_206), 0x22, 9]
const tail = [
  ...u16(0x0401),
  ...u16(0x0077),
  ...u16(0x18d8),
  ...u16(0x6141),
  0,
  0,
  1,
  9,
  ...u32(530),
  7,
  0,
  0,
  0,
  ...u32(0),
  0,
  0,
]
const sentAt = [...u16(2025), 11, 22, 8, 30, 0]
const points = [
  ...absolute(227, 358),
  ...u32(71_430_564),
  ...u32(51_128_207),
  ...u32(start),
  ...difference(1, 3, 4, -100, 200),
  0,
  ...difference(0, -30, -1, 5, -7),
]

function frame(content: readonly number[], header = '+RSP'): Uint8Array {
  const whole = [100, ...u32(0x00fc1fbf), 0, 0, ...head, ...content, ...tail, ...sentAt, ...u16(0x19e6)]
  return buildQueclinkHex(header, whole, { at: 5, bytes: 2 })
}

function decoded(bytes: Uint8Array) {
  const result = queclinkCodec.stream.decode(bytes, context)
  if (!result.ok) throw new Error(result.reason.detail)
  return result.value
}

/** No paper describes this message; it is read as recorded frames of real devices close. */
describe('positions packed as differences, one a second', () => {
  it('each is a record of its own, and what the frame says besides is the last', () => {
    const { identifier, records, reply } = decoded(frame([...u16(4), ...points]))
    expect(identifier).toBe('867962030001237')
    expect(new TextDecoder().decode(reply)).toBe('+SACK:19E6$')
    const fixes = records.slice(0, -1).map(({ readings }) => {
      const [fix] = readings
      return fix?.kind === 'fix' && fix.fixAt !== undefined ? { ...fix, fixAt: isoInstant(fix.fixAt) } : undefined
    })
    const common = { kind: 'fix', source: 'gnss' }
    expect(fixes).toEqual([
      {
        ...common,
        fixAt: '2025-11-22T08:26:40.000Z',
        lat: 51.128207,
        lon: 71.430564,
        isValid: true,
        speedMetresPerSecond: 6.306,
        courseDegrees: 358,
      },
      {
        ...common,
        fixAt: '2025-11-22T08:26:41.000Z',
        lat: 51.128407,
        lon: 71.430464,
        isValid: true,
        speedMetresPerSecond: 6.389,
        courseDegrees: 2,
      },
      {
        ...common,
        fixAt: '2025-11-22T08:26:43.000Z',
        lat: 51.1284,
        lon: 71.430469,
        isValid: false,
        speedMetresPerSecond: 5.556,
        courseDegrees: 1,
      },
    ])
    expect(records.at(-1)?.readings.map((reading) => reading.kind)).toEqual(['network', 'power', 'motion', 'telemetry'])
    expect(records.at(-1)?.readings[3]).toMatchObject({
      values: { externalVolts: 14.206, odometerMetres: 530_700, ignition: true },
    })
  })

  it('a second is the same record in another grouping, and out of the memory', () => {
    const alone = [...absolute(230, 2), ...u32(71_430_464), ...u32(51_128_407), ...u32(start + 1)]
    const second = decoded(frame([...u16(4), ...points])).records[1]
    expect(decoded(frame([...u16(1), ...alone])).records[0]).toEqual(second)
    expect(decoded(frame([...u16(4), ...points], '+BSP'))).toEqual(decoded(frame([...u16(4), ...points])))
  })

  it.each([
    ['a difference before any place', [...u16(1), ...difference(1, 0, 0, 0, 0)]],
    ['more points than there are bytes', [...u16(900), ...points]],
    ['bytes left over', [...u16(1), ...points]],
    ['a place off the globe', [...u16(1), ...absolute(0, 0), ...u32(190_000_000), ...u32(0), ...u32(start)]],
  ])('%s is refused', (_, content) => {
    expect(queclinkCodec.stream.decode(frame(content), context)).toMatchObject({ ok: false, reason: { code: 'malformed' } })
  })
})

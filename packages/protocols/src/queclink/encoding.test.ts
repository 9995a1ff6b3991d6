import { instant, type Reading } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  encodeQueclinkCommandAnswer,
  encodeQueclinkEvent,
  encodeQueclinkHeartbeat,
  encodeQueclinkHexHeartbeat,
  encodeQueclinkHexPositions,
  encodeQueclinkPositions,
  encodeQueclinkProHeartbeat,
  encodeQueclinkProReport,
  type QueclinkPosition,
  queclinkCodec,
} from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const firstSecond = 946_684_800
const lastSecond = 4_102_444_799

function decoded(bytes: Uint8Array) {
  const result = queclinkCodec.stream.decode(bytes, context)
  if (!result.ok) throw new Error(result.reason.detail)
  expect(queclinkCodec.datagram.decode(bytes, context)).toEqual(result)
  return result.value
}

const recordsOf = (bytes: Uint8Array): (readonly Reading[])[] => decoded(bytes).records.map((record) => record.readings)

const imei = fc.stringMatching(/^[1-9]\d{14}$/)
const at = fc.integer({ min: firstSecond, max: lastSecond }).map((seconds) => instant(seconds * 1_000))
const count = fc.nat(0xffff)
const sending = fc.record({ sentAt: at, count, isBuffered: fc.boolean() })
const millionths = (limit: number) => fc.integer({ min: -limit, max: limit }).map((units) => units / 1_000_000 + 0)
/** On the grid of the wire, so that nothing is rounded. */
const position = fc.record({
  fixAt: at,
  lat: millionths(90_000_000),
  lon: millionths(180_000_000).filter((lon) => lon !== 0),
  hdop: fc.nat(25),
  speedMetresPerSecond: fc.nat(9_999).map((tenths) => Math.round((tenths / 36) * 1_000) / 1_000),
  courseDegrees: fc.nat(359),
  altitudeMetres: fc.integer({ min: -400, max: 9_000 }),
  cell: fc.record({
    mcc: fc.integer({ min: 200, max: 799 }),
    mnc: fc.nat(999),
    areaCode: fc.nat(0xffff),
    cellId: fc.integer({ min: 1, max: 0xffff }),
  }),
})
const positions = fc.array(position, { minLength: 1, maxLength: 15 })

function fixOf(p: QueclinkPosition): object {
  const { cell: _, hdop, ...rest } = p
  return { kind: 'fix', source: 'gnss', ...rest, isValid: hdop > 0, ...(hdop > 0 ? { hdop } : {}) }
}

describe('what we encode, we decode', () => {
  it('heartbeats of the three forms name the device and are answered', () => {
    fc.assert(
      fc.property(imei, sending, (who, s) => {
        const hex = s.count.toString(16).toUpperCase().padStart(4, '0')
        const replied = (bytes: Uint8Array) => {
          const { identifier, records, reply } = decoded(bytes)
          expect({ identifier, records }).toEqual({ identifier: who, records: [] })
          return Buffer.from(reply!).toString()
        }
        expect(replied(encodeQueclinkHeartbeat({ imei: who }, s))).toBe(`+SACK:GTHBD,1A0102,${hex}$`)
        expect(replied(encodeQueclinkHexHeartbeat(who, s))).toBe(`+SACK:GTHBD,1A0102,${hex}$`)
        expect(replied(encodeQueclinkProHeartbeat(who, s))).toBe(`+SACK:${hex}$`)
      }),
    )
  })

  it('text positions, in order and each a record of its own', () => {
    fc.assert(
      fc.property(imei, positions, fc.nat(100), sending, (who, list, levelPercent, s) => {
        const records = recordsOf(encodeQueclinkPositions('FRI', { imei: who, name: 'gl300' }, list, levelPercent, s))
        expect(records.map((readings) => readings[0])).toEqual(list.map(fixOf))
        expect(records.at(-1)).toContainEqual(expect.objectContaining({ kind: 'power', levelPercent }))
      }),
      { numRuns: 500 },
    )
  })

  it('binary positions', () => {
    const status = fc.record({ levelPercent: fc.nat(100), isMoving: fc.boolean(), satellites: fc.nat(15) })
    fc.assert(
      fc.property(imei, positions, status, sending, (who, list, st, s) => {
        const records = recordsOf(encodeQueclinkHexPositions('SOS', who, list, st, s))
        expect(records.map((readings) => readings[0])).toEqual(list.map((p) => ({ ...fixOf(p), satellites: st.satellites })))
        const last = records.at(-1)!
        expect(last).toContainEqual(expect.objectContaining({ kind: 'sos' }))
        expect(last).toContainEqual(expect.objectContaining({ kind: 'power', levelPercent: st.levelPercent }))
        expect(last).toContainEqual(expect.objectContaining({ kind: 'motion', isMoving: st.isMoving }))
      }),
      { numRuns: 500 },
    )
  })

  it('reports of the second generation, with the tamper contact', () => {
    const placed = position.chain((p) => fc.nat(30).map((satellites) => ({ ...p, satellites })))
    fc.assert(
      fc.property(imei, placed, at, fc.boolean(), fc.nat(100), sending, (who, p, when, isOpen, levelPercent, s) => {
        const bytes = encodeQueclinkProReport(
          who,
          [
            { kind: 'position', at: when, levelPercent, position: p },
            { kind: 'tamper', at: when, isOpen },
            { kind: 'low-battery', at: when, levelPercent },
          ],
          s,
        )
        const [first, second, third] = recordsOf(bytes)
        expect(first).toEqual([
          { ...fixOf(p), satellites: p.satellites, ...(p.hdop > 0 ? { dimensions: 3 } : {}) },
          { kind: 'power', fixAt: when, levelPercent },
        ])
        expect(second?.filter((reading) => reading.kind === 'wear')).toEqual(
          isOpen ? [{ kind: 'wear', fixAt: when, signal: 'removed' }] : [],
        )
        expect(third).toContainEqual({ kind: 'power', fixAt: when, isLow: true, levelPercent })
      }),
      { numRuns: 500 },
    )
  })

  it('events', () => {
    fc.assert(
      fc.property(imei, position, sending, fc.boolean(), (who, p, s, isOn) => {
        const told = (event: Parameters<typeof encodeQueclinkEvent>[0]) =>
          recordsOf(encodeQueclinkEvent(event, { imei: who }, p, s))[0]
        expect(told({ word: 'BPL', volts: 3.55 })).toContainEqual(
          expect.objectContaining({ kind: 'power', isLow: true, volts: 3.55 }),
        )
        expect(told({ word: 'JDS', isJammed: isOn })).toContainEqual(
          expect.objectContaining({ kind: 'interference', isPresent: isOn }),
        )
        expect(told({ word: 'STT', isMoving: isOn })).toContainEqual(expect.objectContaining({ kind: 'motion', isMoving: isOn }))
        expect(told({ word: 'EPF' })).toContainEqual(expect.objectContaining({ kind: 'power', isExternal: false }))
        expect(told({ word: 'BTC' })?.[0]).toEqual(fixOf(p))
      }),
    )
  })

  it('an answer to a command', () => {
    const bytes = encodeQueclinkCommandAnswer(
      'RTO',
      { imei: '867962030001237' },
      { sub: 'RTL', serial: 0xb },
      { sentAt: instant(0), count: 1 },
    )
    expect(decoded(bytes)).toMatchObject({
      identifier: '867962030001237',
      records: [],
      answer: { text: 'GTRTO RTL 000B', isDone: true },
    })
  })

  it('a repeat out of the memory is the same record', () => {
    fc.assert(
      fc.property(imei, positions, sending, (who, list, s) => {
        const status = { levelPercent: 50, isMoving: true, satellites: 9 }
        const text = (isBuffered: boolean) =>
          decoded(encodeQueclinkPositions('SOS', { imei: who }, list, 50, { ...s, isBuffered })).records
        const hex = (isBuffered: boolean) =>
          decoded(encodeQueclinkHexPositions('FRI', who, list, status, { ...s, isBuffered })).records
        expect(text(true)).toEqual(text(false))
        expect(hex(true)).toEqual(hex(false))
      }),
    )
  })
})

describe('datagrams', () => {
  const s = { sentAt: instant(1_763_800_000_000), count: 1 }
  const [one, other] = ['867962030001237', '867962030001245']
  const join = (...pieces: Uint8Array[]) => Uint8Array.from(Buffer.concat(pieces))
  const place = fc.sample(position, 1)[0]!
  const text = (who: string, n: number) =>
    encodeQueclinkPositions('FRI', { imei: who }, [{ ...place, fixAt: instant(n * 1_000_000) }], 50, { ...s, count: n })

  it('several messages of one device are stored together and each acknowledged', () => {
    const result = queclinkCodec.datagram.decode(join(text(one, 1), text(one, 2)), context)
    expect(result).toMatchObject({
      value: { identifier: one, records: [{}, {}], reply: new TextEncoder().encode('+SACK:0001$+SACK:0002$') },
    })
  })

  it('messages of several devices, or a part that is none, refuse the whole', () => {
    expect(queclinkCodec.datagram.decode(join(text(one, 1), text(other, 2)), context)).toMatchObject({ ok: false })
    expect(queclinkCodec.datagram.decode(join(text(one, 1), Uint8Array.of(1, 2, 3)), context)).toMatchObject({ ok: false })
  })

  it('a frame under a device name has no identity', () => {
    const named = encodeQueclinkHexHeartbeat(one, s)
    named.set([0x67, 0x62, 0x31, 0x30, 0x30, 0, 0, 0], 11)
    expect(queclinkCodec.datagram.decode(named, { ...context, isChecksumUntrusted: true })).toMatchObject({
      ok: false,
      reason: { code: 'no-identity' },
    })
  })
})

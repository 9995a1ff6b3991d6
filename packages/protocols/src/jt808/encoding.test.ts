import { instant, type Reading } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identifierOf, phoneOf } from './identifier.ts'
import {
  createJt808Framer,
  encodeJt808,
  encodeJt808Answer,
  encodeJt808Authentication,
  encodeJt808Batch,
  encodeJt808Heartbeat,
  encodeJt808Position,
  encodeJt808PositionAnswer,
  encodeJt808Register,
  jt808AlarmBits,
  jt808Codec,
  jt808PositionBody,
  type Jt808Position,
} from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const units = 1_000_000

/** From the wire through the framer, as the gateway does. */
function messageOf(wire: Uint8Array) {
  const [frame] = createJt808Framer().push(wire)
  const decoded = jt808Codec.stream.decode(frame!.bytes, context)
  if (!decoded.ok) throw new Error(decoded.reason.detail)
  return decoded.value
}
const readingsOf = (wire: Uint8Array): readonly Reading[] => messageOf(wire).records.flatMap((record) => record.readings)
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** On the grid of the wire, so that nothing is rounded. */
const position: fc.Arbitrary<Jt808Position> = fc
  .record({
    fixAt: fc.integer({ min: 946_684_800, max: 4_102_415_999 }).map((seconds) => instant(seconds * 1_000)),
    lat: fc.integer({ min: -90 * units, max: 90 * units }).map((value) => value / units),
    lon: fc.integer({ min: -180 * units, max: 180 * units }).map((value) => value / units),
    isValid: fc.boolean(),
    altitudeMetres: fc.integer({ min: -500, max: 9_000 }),
    speedMetresPerSecond: fc.nat(65_534).map((tenths) => Math.round((tenths / 36) * 1_000) / 1_000),
    courseDegrees: fc.nat(359),
    satellites: fc.nat(255),
  })
  .filter(({ lat, lon }) => lat !== 0 || lon !== 0)

const identifier = fc.oneof(
  fc.stringMatching(/^[1-9]\d{0,11}$/),
  fc.stringMatching(/^\d{14}$/).filter((digits) => !/^0+$/.test(digits)),
  fc.stringMatching(/^\d{20}$/).filter((digits) => !/^0+$/.test(digits)),
)
const serial = fc.nat(0xffff)

function fixOf(p: Jt808Position): object {
  return { kind: 'fix', source: 'gnss', ...p, lat: p.lat + 0, lon: p.lon + 0 }
}

describe('identifiers', () => {
  it('go into the header and come back', () => {
    fc.assert(
      fc.property(identifier, (number) => {
        expect(identifierOf(phoneOf(number)!)).toBe(number)
      }),
    )
  })

  it('an IMEI written as a binary number comes back with its check digit', () => {
    const imei = fc.stringMatching(/^8[6-9]\d{12}$/).filter((digits) => /[a-f]/.test(Number(digits).toString(16)))
    fc.assert(
      fc.property(imei, (digits) => {
        const phone = Uint8Array.from(Buffer.from(Number(digits).toString(16).padStart(12, '0'), 'hex'))
        const found = identifierOf(phone)
        expect(found).toMatch(new RegExp(`^${digits}\\d$`))
        expect(phoneOf(found!)).toEqual(phone)
      }),
    )
    expect(identifierOf(Uint8Array.from(Buffer.from(Number('49015420323751').toString(16).padStart(12, '0'), 'hex')))).toBe(
      '490154203237518',
    )
  })

  it('zeros are nobody', () => {
    expect(identifierOf(new Uint8Array(6))).toBeUndefined()
    expect(messageOf(encodeJt808('0', 0x0002, [], 1))).not.toHaveProperty('identifier')
  })
})

describe('what we encode, we decode', () => {
  it('registration, authentication and heartbeat of every edition', () => {
    fc.assert(
      fc.property(identifier, serial, (number, count) => {
        expect(messageOf(encodeJt808Register(number, count))).toMatchObject({ type: 'register', identifier: number, records: [] })
        expect(messageOf(encodeJt808Authentication(number, number, count))).toMatchObject({ type: 'authenticate', records: [] })
        expect(messageOf(encodeJt808Heartbeat(number, count))).toMatchObject({
          type: 'heartbeat',
          identifier: number,
          records: [],
        })
      }),
      { numRuns: 200 },
    )
  })

  it('the code of a registration’s reply is what the terminal authenticates with', () => {
    const reply = messageOf(encodeJt808Register('13800138000', 5)).reply!
    const code = new TextDecoder().decode(reply.subarray(16, -2))
    expect(code).toBe('13800138000')
  })

  it('a position', () => {
    fc.assert(
      fc.property(identifier, position, serial, (number, p, count) => {
        expect(readingsOf(encodeJt808Position(number, p, count))[0]).toEqual(fixOf(p))
      }),
      { numRuns: 1_000 },
    )
  })

  it('battery, signal, alarms and access points', () => {
    const p = fc.sample(position, 1)[0]!
    const wifi = [{ mac: '01:23:45:67:89:ab', signal: -90 }]
    const alarmBits = [jt808AlarmBits.powerLow, jt808AlarmBits.removed]
    const readings = readingsOf(encodeJt808Position('1', p, 1, { levelPercent: 12, gsmSignal: 3, alarmBits, wifi }))
    expect(readings.slice(1)).toEqual([
      { kind: 'wear', fixAt: p.fixAt, signal: 'removed' },
      { kind: 'power', fixAt: p.fixAt, isLow: true, levelPercent: 12 },
      { kind: 'network', fixAt: p.fixAt, cells: [], wifi },
      {
        kind: 'telemetry',
        fixAt: p.fixAt,
        values: expect.objectContaining({ alarmCode: 0x20080, alarmBit17: true, alarm: 'power-low removed', gsmSignal: 3 }),
      },
    ])
  })

  it('a position is the same record alone, answered and in any batch', () => {
    fc.assert(
      fc.property(fc.array(position, { minLength: 1, maxLength: 20 }), serial, (list, count) => {
        const alone = list.map((p) => messageOf(encodeJt808Position('7', p, count)).records[0]!)
        const bodies = list.map((p) => jt808PositionBody(p))
        expect(messageOf(encodeJt808Batch('7', bodies, count + 1)).records).toEqual(alone)
        const answered = messageOf(encodeJt808PositionAnswer('7', 9, list[0]!, count)).records
        expect(answered).toEqual([alone[0]])
        expect(alone.map(({ payload }) => hexOf(payload))).toEqual(bodies.map((body) => hexOf(new Uint8Array(body))))
      }),
      { numRuns: 200 },
    )
  })

  it('an answer to a command', () => {
    fc.assert(
      fc.property(serial, fc.nat(3), serial, (token, result, count) => {
        expect(messageOf(encodeJt808Answer('7', token, 0x8201, result, count)).answer).toMatchObject({
          token,
          isDone: result === 0,
        })
      }),
    )
  })

  it('a split after any byte gives the same frame', () => {
    fc.assert(
      fc.property(identifier, position, serial, (number, p, count) => {
        const wire = encodeJt808Position(number, p, count)
        const whole = createJt808Framer().push(wire)
        for (let border = 1; border < wire.length; border++) {
          const framer = createJt808Framer()
          expect([...framer.push(wire.subarray(0, border)), ...framer.push(wire.subarray(border))]).toEqual(whole)
        }
      }),
      { numRuns: 20 },
    )
  })
})

import { instant, type Reading } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  encodeGt06Alarm,
  encodeGt06Heartbeat,
  encodeGt06Login,
  encodeGt06Position,
  encodeGt06TimeRequest,
  gt06Codec,
} from './index.ts'
import { unitsPerDegree } from './gps-block.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const firstSecond = 946_684_800
const lastSecond = 4_102_444_799

function readingsOf(frame: Uint8Array): readonly Reading[] {
  const decoded = gt06Codec.stream.decode(frame, context)
  if (!decoded.ok) throw new Error(decoded.reason.detail)
  return decoded.value.records.flatMap((record) => record.readings)
}

/** On the grid of the wire, so that nothing is rounded. */
const position = fc.record({
  fixAt: fc.integer({ min: firstSecond, max: lastSecond }).map((seconds) => instant(seconds * 1_000)),
  lat: fc.integer({ min: -90 * unitsPerDegree, max: 90 * unitsPerDegree }).map((units) => units / unitsPerDegree),
  lon: fc.integer({ min: -180 * unitsPerDegree, max: 180 * unitsPerDegree }).map((units) => units / unitsPerDegree),
  isValid: fc.constant(true),
  satellites: fc.nat(15),
  speedMetresPerSecond: fc.nat(255).map((kmh) => Math.round((kmh / 3.6) * 1_000) / 1_000),
  courseDegrees: fc.nat(359),
})
const status = fc.record({ batteryStep: fc.nat(6), gsmSignal: fc.nat(4), isCharging: fc.boolean(), isGpsTracking: fc.boolean() })
const serial = fc.nat(0xffff)

function fixOf(p: { lat: number; lon: number }): object {
  return { kind: 'fix', source: 'gnss', ...p, lat: p.lat + 0, lon: p.lon + 0 }
}

describe('what we encode, we decode', () => {
  it('a login', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{14}$/), serial, (imei, number) => {
        expect(gt06Codec.stream.decode(encodeGt06Login(imei, number), context)).toMatchObject({
          value: { type: 'login', identifier: imei, records: [] },
        })
      }),
    )
  })

  it('a position', () => {
    fc.assert(
      fc.property(position, serial, (p, number) => {
        expect(readingsOf(encodeGt06Position(p, number))).toEqual([fixOf(p)])
      }),
      { numRuns: 1_000 },
    )
  })

  it('an invalid position keeps its place and says so', () => {
    fc.assert(
      fc.property(position, serial, (p, number) => {
        fc.pre(p.lat !== 0 || p.lon !== 0)
        expect(readingsOf(encodeGt06Position({ ...p, isValid: false }, number))).toEqual([{ ...fixOf(p), isValid: false }])
      }),
    )
  })

  it('a heartbeat', () => {
    fc.assert(
      fc.property(status, serial, (s, number) => {
        expect(readingsOf(encodeGt06Heartbeat(s, number))).toEqual([
          {
            kind: 'power',
            levelPercent: Math.round((s.batteryStep * 100) / 6),
            isCharging: s.isCharging,
            ...(s.batteryStep <= 2 ? { isLow: true } : {}),
          },
          { kind: 'telemetry', values: { gsmSignal: s.gsmSignal, isGpsTracking: s.isGpsTracking } },
        ])
      }),
    )
  })

  const wearing = fc.constantFrom('strap-cut', 'strap-open', 'case-open', 'removed')
  it('an alarm of wear, with its fix and the time of both', () => {
    fc.assert(
      fc.property(wearing, position, status, serial, (signal, p, s, number) => {
        const readings = readingsOf(encodeGt06Alarm(signal, p, s, number))
        expect(readings[0]).toEqual(fixOf(p))
        expect(readings[1]).toEqual({ kind: 'wear', signal, fixAt: p.fixAt })
      }),
    )
  })

  const example = fc.sample(position, 1)[0]!
  const full = { batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }
  it('a call for help, a low battery and no alarm', () => {
    expect(readingsOf(encodeGt06Alarm('sos', example, full, 1))).toContainEqual({ kind: 'sos', fixAt: example.fixAt })
    expect(readingsOf(encodeGt06Alarm('low-battery', example, full, 1))).toContainEqual(
      expect.objectContaining({ kind: 'power', isLow: true }),
    )
    expect(readingsOf(encodeGt06Alarm('none', example, full, 1)).map((reading) => reading.kind)).toEqual([
      'fix',
      'power',
      'telemetry',
    ])
  })

  it('the payload is the same whatever the serial number, and another for another place', () => {
    const payloadOf = (frame: Uint8Array) => {
      const decoded = gt06Codec.stream.decode(frame, context)
      return decoded.ok ? Buffer.from(decoded.value.records[0]!.payload).toString('hex') : decoded.reason.detail
    }
    expect(payloadOf(encodeGt06Position(example, 1))).toBe(payloadOf(encodeGt06Position(example, 2)))
    expect(payloadOf(encodeGt06Position(example, 1))).not.toBe(payloadOf(encodeGt06Position({ ...example, lat: 1 }, 1)))
  })

  it('a time request is answered with the time of receipt', () => {
    expect(gt06Codec.stream.decode(encodeGt06TimeRequest(6), context)).toMatchObject({
      value: { type: 'time-request', records: [] },
    })
  })
})

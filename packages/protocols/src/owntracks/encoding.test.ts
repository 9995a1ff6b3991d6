import { instant } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decoded, readingsOf } from '../codec.ts'
import { encodeOwnTracksPublication, encodeOwnTracksRequest, owntracksCodec, type OwnTracksMessage } from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }

const level = fc
  .stringMatching(/^[a-z][a-z0-9-]{2,20}$/)
  .filter((name) => !/^(event|waypoints?|step|beacon|status|dump|info)$/.test(name))
const sender = fc.record({ user: level, device: level })
const fixAt = fc.integer({ min: 1, max: 4_102_444_799 }).map((seconds) => instant(seconds * 1_000))
const place = {
  lat: fc.integer({ min: -9_000_000, max: 9_000_000 }).map((units) => units / 100_000 + 0),
  lon: fc.integer({ min: 1, max: 18_000_000 }).map((units) => units / 100_000),
}

/** Over both transports, which must agree. */
function both(from: { user: string; device: string }, message: OwnTracksMessage) {
  const results: Decoded[] = [
    owntracksCodec.http.decode(encodeOwnTracksRequest(from, message), context),
    owntracksCodec.mqtt.decode(encodeOwnTracksPublication(from, message), context),
  ]
  const [http, mqtt] = results.map((result) => {
    if (!result.ok) throw new Error(result.reason.detail)
    return result.value
  })
  expect(http!.identifier).toBe(`${from.user}:${from.device}`)
  expect({ ...http, reply: undefined }).toEqual({ ...mqtt, reply: undefined })
  expect(Buffer.from(http!.reply!).toString()).toBe('[]')
  expect(mqtt).not.toHaveProperty('reply')
  return http!
}

describe('what we encode, we decode, over either transport', () => {
  it('a location', () => {
    const location = fc.record({
      fixAt,
      ...place,
      accuracyMetres: fc.integer({ min: 1, max: 5_000 }),
      altitudeMetres: fc.integer({ min: -100, max: 9_000 }),
      courseDegrees: fc.nat(360),
      tenths: fc.nat(500),
      batteryPercent: fc.nat(100),
      battery: fc.constantFrom('unplugged', 'charging', 'full'),
      trigger: fc.constantFrom('u', 't', 'p', 'r'),
    })
    fc.assert(
      fc.property(sender, location, (from, { tenths, battery, batteryPercent, trigger, ...fix }) => {
        const speedKilometresPerHour = tenths * 0.36
        const message = both(from, { type: 'location', ...fix, speedKilometresPerHour, battery, batteryPercent, trigger })
        expect(readingsOf(message)).toEqual([
          { kind: 'fix', ...fix, isValid: true, source: 'unknown', speedMetresPerSecond: tenths / 10 },
          {
            kind: 'power',
            fixAt: fix.fixAt,
            levelPercent: batteryPercent,
            isCharging: battery === 'charging',
            ...(battery === 'unplugged' ? {} : { isExternal: true }),
          },
          { kind: 'telemetry', fixAt: fix.fixAt, values: { event: trigger } },
        ])
        expect(message.answer?.isDone).toBe(trigger === 'r' ? true : undefined)
      }),
    )
  })

  it('a transition, a beacon and a last will', () => {
    const event = fc.constantFrom('enter', 'leave')
    fc.assert(
      fc.property(
        sender,
        fixAt,
        place.lat,
        place.lon,
        event,
        fc.string({ minLength: 1, maxLength: 50 }),
        (from, at, lat, lon, how, region) => {
          fc.pre(region.isWellFormed() && !region.includes('\0'))
          const transition = both(from, { type: 'transition', fixAt: at, lat, lon, accuracyMetres: 65, event: how, region })
          expect(readingsOf(transition)).toEqual([
            { kind: 'fix', fixAt: at, lat, lon, isValid: true, source: 'unknown', accuracyMetres: 65 },
            { kind: 'telemetry', fixAt: at, values: { event: how, region } },
          ])
          expect(readingsOf(both(from, { type: 'lwt', fixAt: at }))).toEqual([
            { kind: 'telemetry', values: { event: 'connection-lost' } },
          ])
        },
      ),
    )
    fc.assert(
      fc.property(
        sender,
        fixAt,
        fc.uuid(),
        fc.nat(65_535),
        fc.nat(65_535),
        fc.integer({ min: -110, max: -1 }),
        (from, at, uuid, major, minor, signal) => {
          expect(readingsOf(both(from, { type: 'beacon', fixAt: at, uuid: uuid.toUpperCase(), major, minor, signal }))).toEqual([
            { kind: 'proximity', fixAt: at, peer: `${uuid}:${major}:${minor}`, isNear: true, signal },
          ])
        },
      ),
    )
  })
})

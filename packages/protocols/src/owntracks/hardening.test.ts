import { instant } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decoded, readingsOf } from '../codec.ts'
import { goldenFrames } from './golden-frames.ts'
import { owntracksCodec } from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const topic = 'owntracks/jane/phone'
const publish = (payload: string | Uint8Array) =>
  owntracksCodec.mqtt.decode(
    { topic, payload: typeof payload === 'string' ? new TextEncoder().encode(payload) : payload },
    context,
  )
const post = (body: string) => owntracksCodec.http.decode({ method: 'POST', url: '/?u=jane&d=phone', headers: {}, body }, context)

function expectHonest(decoded: Decoded): void {
  for (const reading of decoded.ok ? readingsOf(decoded.value) : []) {
    if (reading.kind === 'fix') {
      expect(Math.abs(reading.lat)).toBeLessThanOrEqual(90)
      expect(Math.abs(reading.lon)).toBeLessThanOrEqual(180)
      expect(reading.lat !== 0 || reading.lon !== 0).toBe(true)
    }
    if (reading.kind !== 'telemetry') continue
    for (const value of Object.values(reading.values)) {
      expect(['number', 'string', 'boolean']).toContain(typeof value)
      if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(200)
      if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
    }
  }
}

describe('what is refused', () => {
  const table = [
    { given: 'no JSON', text: 'C2,561ebac3,v,50123456,65987654,0,0,11,0,5232', code: 'malformed' },
    { given: 'nothing', text: '', code: 'malformed' },
    { given: 'half a message', text: '{"_type":"location","lat":1', code: 'malformed' },
    { given: 'an array', text: '[{"_type":"location","lat":1,"lon":2}]', code: 'malformed' },
    { given: 'no object', text: 'null', code: 'malformed' },
    { given: 'no type', text: '{"lat":1,"lon":2}', code: 'malformed' },
    { given: 'a type that is no word', text: '{"_type":["location"]}', code: 'malformed' },
    { given: 'one coordinate', text: '{"_type":"location","lat":1}', code: 'malformed' },
    { given: 'a coordinate of letters', text: '{"_type":"location","lat":"north","lon":2}', code: 'malformed' },
    { given: 'a place off the globe', text: '{"_type":"location","lat":90.1,"lon":2}', code: 'malformed' },
    { given: 'a number beyond all', text: '{"_type":"location","lat":1e999,"lon":2}', code: 'malformed' },
    { given: 'a time in milliseconds', text: '{"_type":"location","lat":1,"lon":2,"tst":1767261600000}', code: 'malformed' },
    { given: 'a time of letters', text: '{"_type":"location","lat":1,"lon":2,"tst":"now"}', code: 'malformed' },
    { given: 'a transition to nowhere', text: '{"_type":"transition","event":"fly"}', code: 'malformed' },
    { given: 'a beacon without a number', text: '{"_type":"beacon","major":1,"minor":2}', code: 'malformed' },
    { given: 'too deep', text: `{"_type":"card","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, code: 'malformed' },
    { given: 'too long', text: `{"_type":"card","x":"${'a'.repeat(131_072)}"}`, code: 'too-long' },
    {
      given: 'an encrypted message',
      text: '{"_type":"encrypted","data":"1Vu7Owp ... W4lMnh28FB+el22GsCrlnggvEcp4H8GR9iKJdi1qfwkejYpzrQ+491Mwunjg="}',
      code: 'unknown-type',
    },
  ]
  it.each(table)('$given → $code', ({ given, text, code }) => {
    expect(publish(text)).toMatchObject({ ok: false, reason: { code } })
    // Over HTTP an empty body is a friend forgotten, not this message.
    if (given !== 'nothing') expect(post(text)).toMatchObject({ ok: false, reason: { code } })
  })

  it('no text, and other methods', () => {
    expect(publish(Uint8Array.from([0xff, 0xfe]))).toMatchObject({ ok: false, reason: { code: 'malformed' } })
    const get = owntracksCodec.http.decode({ method: 'GET', url: '/?u=a&d=b', headers: {} }, context)
    expect(get).toMatchObject({ ok: false, reason: { code: 'malformed' } })
  })
})

describe('messages nobody sent', () => {
  it('any JSON under any known type never throws and tells nothing absurd', () => {
    const names = fc.constantFrom(
      ...'_type tst lat lon acc alt vel cog batt bs t conn m p BSSID SSID inregions motionactivities event desc uuid major minor prox'.split(
        ' ',
      ),
      ...'rssi steps from to android iOS mcc mnc lac cid odometer din1 uext __proto__ constructor topic tid source'.split(' '),
    )
    const value = fc.oneof(fc.jsonValue(), fc.double(), fc.constantFrom('1', 'enter', 'r', -1, 0, 91, 1e15))
    const type = fc.constantFrom('location', 'transition', 'beacon', 'steps', 'status', 'lwt', 'waypoint', 'toString')
    fc.assert(
      fc.property(type, fc.array(fc.tuple(names, value)), (word, entries) => {
        const text = JSON.stringify({ ...Object.fromEntries(entries), _type: word })
        expectHonest(publish(text))
        expectHonest(post(text))
      }),
      { numRuns: 3_000 },
    )
  })

  it('a field called __proto__ changes nobody else', () => {
    expectHonest(publish('{"_type":"location","__proto__":{"lat":5,"lon":5,"batt":50},"constructor":1}'))
    expect(publish('{"_type":"status","android":{"__proto__":{"loc":4}}}')).toMatchObject({ ok: true, value: { records: [] } })
    expect(({} as Record<string, unknown>)['batt']).toBeUndefined()
  })

  // JSON has no checksum: TLS guards the way.
  it.each(goldenFrames)('every flipped bit and every truncation of: $name', (frame) => {
    const bytes = Uint8Array.from(
      Buffer.from(frame.over === 'http' ? (frame.request.body ?? '') : frame.hex, frame.over === 'http' ? 'utf8' : 'hex'),
    )
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice()
      flipped[bit >>> 3]! ^= 1 << (bit & 7)
      expectHonest(publish(flipped))
      expectHonest(post(Buffer.from(flipped).toString('utf8')))
    }
    for (let length = 0; length < bytes.length; length++) expect(publish(bytes.subarray(0, length)).ok).toBe(false)
  })
})

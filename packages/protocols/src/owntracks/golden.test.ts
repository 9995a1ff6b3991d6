import { instant, isoInstant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { type Decoded, readingsOf } from '../codec.ts'
import { goldenFrames } from './golden-frames.ts'
import { owntracksCodec } from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }

function told(decoded: Decoded) {
  if (!decoded.ok) throw new Error(`${decoded.reason.code}: ${decoded.reason.detail}`)
  const { type, identifier, reply, answer } = decoded.value
  const readings = readingsOf(decoded.value).map(({ fixAt, ...rest }) => ({
    ...rest,
    ...(fixAt === undefined ? {} : { fixAt: isoInstant(fixAt) }),
  }))
  return { type, identifier, readings, reply: reply && Buffer.from(reply).toString(), ...(answer ? { answer } : {}) }
}

function golden(part: string) {
  const found = goldenFrames.filter((frame) => frame.name.includes(part))
  const [frame] = found
  if (found.length !== 1 || !frame) throw new Error(`${found.length} golden frames are called ${part}`)
  if (frame.over === 'http') return told(owntracksCodec.http.decode(frame.request, context))
  if (frame.over !== 'mqtt') throw new Error(frame.over)
  return told(
    owntracksCodec.mqtt.decode({ topic: frame.topic, payload: Uint8Array.from(Buffer.from(frame.hex, 'hex')) }, context),
  )
}

const post = (body: unknown, headers: Record<string, string> = {}, url = '/') =>
  owntracksCodec.http.decode(
    { method: 'POST', url, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
    context,
  )
const publish = (topic: string, payload: unknown) =>
  owntracksCodec.mqtt.decode(
    { topic, payload: new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload)) },
    context,
  )

describe('messages printed in the booklet and its issues', () => {
  it('the least location, by the two letters of its tracker, is answered with an empty array', () => {
    expect(golden('least location')).toEqual({
      type: 'location',
      identifier: ':JJ',
      readings: [
        { kind: 'fix', fixAt: '2017-06-14T21:40:56.000Z', lat: 48.85833, lon: 2.29513, isValid: true, source: 'unknown' },
      ],
      reply: '[]',
    })
  })

  it('a location without a time has none', () => {
    const { identifier, readings } = golden('without a time')
    expect(identifier).toBe('jane:phone')
    expect(readings).toEqual([{ kind: 'fix', lat: 48.85833, lon: 2.29513, isValid: true, source: 'unknown' }])
  })

  it('a location of an app tells speed in m/s, accuracy, battery and what made it', () => {
    const fixAt = '2017-06-15T06:37:31.000Z'
    expect(golden('location of an app')).toEqual({
      type: 'location',
      identifier: 'jane:iphone',
      readings: [
        {
          kind: 'fix',
          fixAt,
          lat: 48.85833,
          lon: 2.29513,
          isValid: true,
          source: 'unknown',
          accuracyMetres: 5,
          speedMetresPerSecond: 16.944,
          courseDegrees: 271,
          altitudeMetres: 167,
        },
        { kind: 'power', fixAt, levelPercent: 41 },
        { kind: 'telemetry', fixAt, values: { event: 'u', pressureKilopascals: 71, verticalAccuracyMetres: 21 } },
      ],
      reply: '[]',
    })
  })

  it('a transition tells the region, and over MQTT the acknowledgement is the answer', () => {
    expect(golden('transition')).toEqual({
      type: 'transition',
      identifier: 'jane:phone',
      readings: [
        {
          kind: 'fix',
          fixAt: '2015-06-03T14:42:00.000Z',
          lat: 2.2222,
          lon: 1.1111,
          isValid: true,
          source: 'unknown',
          accuracyMetres: 65,
        },
        { kind: 'telemetry', fixAt: '2015-06-03T14:42:00.000Z', values: { event: 'enter', region: 'Main@WestWing' } },
      ],
      reply: undefined,
    })
  })

  it('a waypoint is no place of the phone', () => {
    expect(golden('waypoint')).toEqual({ type: 'waypoint', identifier: 'jane:phone', readings: [], reply: undefined })
  })

  it('steps and what the system allows', () => {
    expect(golden('steps').readings).toEqual([
      {
        kind: 'telemetry',
        fixAt: '2014-05-18T23:18:50.000Z',
        values: { steps: 1234, stepsFrom: 1_400_455_130, stepsTo: 1_400_458_000 },
      },
    ])
    expect(golden('status of Android').readings).toEqual([
      {
        kind: 'telemetry',
        values: { locationPermission: 0, isPowerSaving: false, isBatteryOptimised: false, mayHibernate: true, isWifiOn: true },
      },
    ])
  })
})

describe('messages of the encoder', () => {
  it('a location that was asked for is the answer to the command', () => {
    expect(golden('in answer to a command')).toMatchObject({
      identifier: 'jane:phone',
      answer: { text: 'reportLocation', isDone: true },
      readings: [
        { lat: 51.1282, speedMetresPerSecond: 10 },
        { kind: 'power', levelPercent: 81, isCharging: true, isExternal: true },
        {},
      ],
    })
  })

  it('a beacon in sight is contact with the other device', () => {
    expect(golden('encoder here: beacon')).toMatchObject({
      type: 'beacon',
      readings: [{ kind: 'proximity', peer: 'ca271eae-5fa8-4e80-8f08-2a302a95a959:1:33000', isNear: true, signal: -67 }],
    })
    const unclear = { _type: 'beacon', uuid: 'CA271EAE-5FA8-4E80-8F08-2A302A95A959', major: 1, minor: 2, rssi: 0, prox: 0 }
    expect(told(publish('owntracks/jane/phone/beacon', unclear)).readings).toEqual([
      { kind: 'telemetry', values: { event: 'beacon' } },
    ])
  })
})

describe('who speaks', () => {
  const body = { _type: 'location', lat: 1, lon: 2, tst: 1, tid: 'JJ', topic: 'owntracks/jane/phone' }
  const { topic: _, ...without } = body
  const table = [
    { given: 'headers', decoded: post(body, { 'X-Limit-U': 'kate', 'x-limit-d': 'watch' }), expected: 'kate:watch' },
    { given: 'half of the headers', decoded: post(body, { 'x-limit-u': 'kate' }), expected: 'jane:phone' },
    { given: 'the topic', decoded: post(body, {}, '/pub?u=kate&d=watch'), expected: 'jane:phone' },
    { given: 'a topic with a suffix', decoded: post({ ...body, topic: 'owntracks/jane/phone/event' }), expected: 'jane:phone' },
    {
      given: 'a topic of another root',
      decoded: post({ ...body, topic: 'peters/locations/jane/phone' }),
      expected: 'jane:phone',
    },
    { given: 'the query', decoded: post(without, {}, '/pub?u=kate&d=watch'), expected: 'kate:watch' },
    { given: 'the tracker', decoded: post(without), expected: ':JJ' },
    { given: 'a published topic', decoded: publish('owntracks/jane/phone', without), expected: 'jane:phone' },
    { given: 'a device that is called like a suffix', decoded: publish('owntracks/jane/event', without), expected: 'jane:event' },
  ]
  it.each(table)('$given → $expected', ({ decoded, expected }) => {
    expect(told(decoded).identifier).toBe(expected)
  })

  const nobody = [
    { given: 'nothing', decoded: post({ _type: 'location', lat: 1, lon: 2 }) },
    { given: 'a user with a colon', decoded: post(without, { 'x-limit-u': 'a:b', 'x-limit-d': 'c' }) },
    { given: 'a device without end', decoded: post(without, { 'x-limit-u': 'a', 'x-limit-d': 'c'.repeat(63) }) },
    { given: 'a zero byte', decoded: post({ ...without, topic: 'owntracks/jane/a\0' }) },
    { given: 'a topic too short', decoded: publish('owntracks/jane', without) },
    { given: 'a topic too long', decoded: publish('owntracks/jane/phone/other', without) },
  ]
  it.each(nobody)('$given → no-identity', ({ decoded }) => {
    expect(decoded).toMatchObject({ ok: false, reason: { code: 'no-identity' } })
  })
})

describe('readings', () => {
  const base = { _type: 'location', lat: 51.5, lon: 71.5, tst: 1_767_261_600, topic: 'owntracks/jane/phone' }
  const readings = (fields: object) => told(post({ ...base, ...fields })).readings
  const table = [
    { given: { t: '9', batt: 8 }, expected: { kind: 'power', levelPercent: 8, isLow: true } },
    { given: { t: 'e', uext: 11.9 }, expected: { kind: 'power', isExternal: false } },
    { given: { ubatt: 3.9, bs: 1 }, expected: { kind: 'power', volts: 3.9, isCharging: false } },
    { given: { bs: 3 }, expected: { kind: 'power', isCharging: false, isExternal: true } },
    { given: { motionactivities: ['stationary'] }, expected: { kind: 'motion', isMoving: false } },
    { given: { motionactivities: ['walking'] }, expected: { kind: 'motion', isMoving: true } },
    { given: { motion: true, t: 'a' }, expected: { kind: 'motion', isMoving: true } },
    { given: { BSSID: 'e0:28:6d:a4:4e:3' }, expected: { kind: 'network', cells: [], wifi: [{ mac: 'e0:28:6d:a4:4e:03' }] } },
    {
      given: { mcc: 401, mnc: 1, lac: '1F4D', cid: '673A' },
      expected: { kind: 'network', cells: [{ mcc: 401, mnc: 1, areaCode: 0x1f4d, cellId: 0x673a }], wifi: [] },
    },
  ]
  it.each(table)('$given', ({ given, expected }) => {
    expect(readings(given)).toContainEqual({ ...expected, fixAt: '2026-01-01T10:00:00.000Z' })
  })

  it('telemetry of phones and of trackers', () => {
    const values = (fields: object) =>
      Object.assign({}, ...readings(fields).map((reading) => ('values' in reading ? reading.values : {})))
    expect(values({ conn: 'w', m: 2, inregions: ['Home', 'Garage'], SSID: 'attic', source: 'fused' })).toEqual({
      connection: 'wifi',
      monitoringMode: 2,
      regions: 'Home, Garage',
      ssid: 'attic',
      provider: 'fused',
    })
    expect(values({ t: '!', din1: true, din2: 0, odometer: 12.5, uext: 12.1, aiv: 1.5 })).toEqual({
      event: '!',
      alarmCode: '!',
      alarm: 'tow',
      input1: true,
      input2: false,
      odometerMetres: 12_500,
      externalVolts: 12.1,
      analog1: 1.5,
    })
  })

  it.each([
    { given: { source: 'gps' }, expected: { source: 'gnss', isValid: true } },
    { given: { source: 'network' }, expected: { source: 'cell', isValid: true } },
    { given: { t: 'l' }, expected: { source: 'unknown', isValid: false } },
    { given: { acc: -1 }, expected: { source: 'unknown', isValid: false } },
    { given: { lat: '51.25', lon: '-71.25' }, expected: { lat: 51.25, lon: -71.25 } },
  ])('$given', ({ given, expected }) => {
    expect(readings(given)[0]).toMatchObject({ kind: 'fix', ...expected })
  })

  it('unknown speed, course and battery are not told', () => {
    expect(readings({ vel: -1, cog: -1, batt: -1, acc: 0 })).toEqual([
      { kind: 'fix', fixAt: '2026-01-01T10:00:00.000Z', lat: 51.5, lon: 71.5, isValid: true, source: 'unknown' },
    ])
  })

  it.each([
    { lat: 0, lon: 0 },
    { lat: undefined, lon: undefined },
  ])('no place: $lat, $lon', (place) => {
    expect(readings(place)).toEqual([{ kind: 'telemetry', values: { isPositioned: false }, fixAt: '2026-01-01T10:00:00.000Z' }])
  })

  it('a last will has no moment; what the apps keep to themselves tells nothing and is answered', () => {
    expect(told(publish('owntracks/jane/phone', { _type: 'lwt', tst: 1 })).readings).toEqual([
      { kind: 'telemetry', values: { event: 'connection-lost' } },
    ])
    for (const type of ['card', 'cmd', 'configuration', 'dump', 'waypoints', 'request', 'constructor', '__proto__'])
      expect(told(post(`{"_type":"${type}","topic":"owntracks/jane/phone","__proto__":{"x":1}}`))).toEqual({
        type,
        identifier: 'jane:phone',
        readings: [],
        reply: '[]',
      })
    expect(told(post('', { 'x-limit-u': 'jane', 'x-limit-d': 'phone' }))).toMatchObject({
      type: 'empty',
      readings: [],
      reply: '[]',
    })
  })

  it('the same message over either transport, its fields in any order, is the same record', () => {
    const { topic, ...fields } = base
    const reversed = Object.fromEntries(Object.entries(fields).toReversed())
    const payloads = [post(base), publish(topic, reversed), publish(topic, { ...fields, lat: 1 })].map((decoded) =>
      decoded.ok ? Buffer.from(decoded.value.records[0]!.payload).toString() : decoded.reason.detail,
    )
    expect(payloads[0]).toBe(payloads[1])
    expect(payloads[0]).not.toBe(payloads[2])
  })
})

describe('commands', () => {
  it('a place can be asked for, as the booklet writes it, and nothing else', () => {
    const encode = (command: Parameters<typeof owntracksCodec.commands.encode>[0]) =>
      owntracksCodec.commands.encode(command, { token: 1, identifier: 'jane:phone', at: instant(0) })
    expect(Buffer.from(encode({ kind: 'locate' })!).toString()).toBe('{"_type":"cmd","action":"reportLocation"}')
    expect(encode({ kind: 'restart' })).toBeUndefined()
    expect(encode({ kind: 'interval', seconds: 60 })).toBeUndefined()
  })

  it.each([
    { topic: 'owntracks/jane/phone', expected: 'owntracks/jane/phone/cmd' },
    { topic: 'owntracks/jane/phone/event', expected: 'owntracks/jane/phone/cmd' },
    { topic: 'owntracks/jane/event', expected: 'owntracks/jane/event/cmd' },
  ])('$topic → $expected', ({ topic, expected }) => {
    expect(owntracksCodec.mqtt.commandTopic(topic)).toBe(expected)
  })
})

import { type Instant, instant, isoInstant, parseIsoInstant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { buildFrame, envelopeOf } from './frame.ts'
import { goldenFrames } from './golden-frames.ts'
import { phoneOf } from './identifier.ts'
import { createJt808Framer, encodeJt808, jt808Codec } from './index.ts'

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hexOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex')
const instantOf = (text: string): Instant => {
  const parsed = parseIsoInstant(text)
  return parsed.ok ? parsed.value : instant(0)
}
const context = { receivedAt: instantOf('2024-10-03T15:51:06Z') }

function framed(wire: Uint8Array): Uint8Array {
  const [first, ...others] = createJt808Framer().push(wire)
  if (first?.kind !== 'frame' || others.length > 0) throw new Error('not one frame')
  return first.bytes
}

function wireOf(start: string): Uint8Array {
  const golden = goldenFrames.find(({ name }) => name.startsWith(start))
  if (golden?.over !== 'stream') throw new Error(`no golden frame ${start}`)
  return bytesOf(golden.hex)
}

/** Each record's readings without the time that they share. */
function told(wire: Uint8Array) {
  const decoded = jt808Codec.stream.decode(framed(wire), context)
  if (!decoded.ok) throw new Error(`${decoded.reason.code}: ${decoded.reason.detail}`)
  const { records, reply, ...rest } = decoded.value
  const shown = records.map(({ readings }) => ({
    at: readings[0]?.fixAt === undefined ? undefined : isoInstant(readings[0].fixAt),
    readings: readings.map(({ fixAt: _, ...reading }: Reading) => reading),
  }))
  return { ...rest, records: shown, reply: hexOf(reply) }
}

it('all golden frames are understood, as they stand and from the stream', () => {
  for (const golden of goldenFrames) {
    if (golden.over !== 'stream') continue
    const wire = bytesOf(golden.hex)
    expect(framed(wire), golden.name).toEqual(wire)
    expect(jt808Codec.stream.decode(wire, context), golden.name).toMatchObject({ ok: true })
    expect(jt808Codec.datagram.decode(wire, context), golden.name).toMatchObject({ ok: true })
  }
})

describe('worked examples of HUABAO', () => {
  it('a position with two chained locks', () => {
    expect(told(wireOf('position with two chained'))).toEqual({
      type: 'position',
      identifier: '2002604323',
      records: [
        {
          at: '2021-09-22T08:37:58.000Z',
          readings: [
            {
              kind: 'fix',
              lat: 22.591771,
              lon: 113.995873,
              isValid: true,
              altitudeMetres: 70,
              speedMetresPerSecond: 0,
              courseDegrees: 89,
              source: 'gnss',
              satellites: 16,
            },
            { kind: 'wear', signal: 'removed' },
            {
              kind: 'telemetry',
              values: {
                alarm: 'removed',
                alarmCode: 0x20000,
                alarmBit17: true,
                statusBits: 0xc0002,
                ignition: false,
                odometerMetres: 100,
                recorderKilometresPerHour: 0,
                vehicleSignals: 1,
                gsmSignal: 17,
                io227: 0,
                lock1Id: '2002604323',
                lock1Card: '2795937861',
                lock1Battery: 0x60,
                lock1IsLocked: true,
                lock2Id: '2000001234',
                lock2Card: '2795937861',
                lock2Battery: 0x58,
                lock2IsLocked: true,
              },
            },
          ],
        },
      ],
      reply: '7e80010005002002604323000000a4020000007e',
    })
  })

  it('an authentication, and the general answer as the paper prints it', () => {
    expect(told(wireOf('authentication: HUABAO'))).toEqual({
      type: 'authenticate',
      identifier: '2002604325',
      records: [],
      reply: '7e8001000500200260432500000001010200a27e',
    })
    const paper = { type: 0x8001, serial: 9, body: [0x00, 0xee, 0x02, 0x00, 0x00] }
    expect(hexOf(buildFrame(envelopeOf(phoneOf('2002604323')!), paper))).toBe('7e80010005002002604323000900ee020000437e')
  })
})

describe('worked examples of others', () => {
  it('a registration is answered with success and the number as its code', () => {
    expect(told(wireOf('registration: jt-808'))).toEqual({
      type: 'register',
      identifier: '20000000015',
      records: [],
      reply: '7e8100000e020000000015000000250032303030303030303031358b7e',
    })
    expect(told(wireOf('registration of a C003F'))).toMatchObject({ type: 'register', identifier: '19172785620' })
    expect(told(wireOf('authentication: jt-808'))).toMatchObject({ type: 'authenticate', identifier: '20000000015' })
  })

  it('a position of the edition of 2013 with cameras and an extension', () => {
    const { records, identifier } = told(wireOf('position with extension'))
    expect({ identifier, records }).toEqual({
      identifier: '13306139197',
      records: [
        {
          at: '2023-04-30T16:00:34.000Z',
          readings: [
            {
              kind: 'fix',
              lat: 36.789316,
              lon: 116.751316,
              isValid: true,
              altitudeMetres: 32,
              speedMetresPerSecond: 0,
              courseDegrees: 198,
              source: 'gnss',
              satellites: 23,
            },
            {
              kind: 'telemetry',
              values: {
                statusBits: 0xc0003,
                ignition: true,
                odometerMetres: 531_100,
                fuelLitres: 0,
                recorderKilometresPerHour: 0,
                videoAlarm: 0x8000_0000,
                videoLost: 0,
                videoCovered: 0,
                memoryFault: 0,
                vehicleSignals: 0,
                analog1: 0,
                analog2: 0,
                gsmSignal: 28,
                fuel2: 79.3,
              },
            },
          ],
        },
      ],
    })
  })
})

describe('samples of the edition of 2019', () => {
  const number = '00000000013912344329'

  it('a position in the south, and alarms of every kind', () => {
    const { identifier, records } = told(wireOf('position: xtream'))
    expect({ identifier, records }).toEqual({
      identifier: number,
      records: [
        {
          at: '2025-01-29T14:33:44.000Z',
          readings: [
            {
              kind: 'fix',
              lat: -31.234567,
              lon: 121.987654,
              isValid: true,
              altitudeMetres: 123,
              speedMetresPerSecond: 1.833,
              courseDegrees: 3,
              source: 'gnss',
            },
            { kind: 'sos' },
            {
              kind: 'telemetry',
              values: {
                alarm: 'sos over-speed fatigue danger gnss-antenna-cut gnss-antenna-short',
                alarmCode: 0x6f,
                ...Object.fromEntries([0, 1, 2, 3, 5, 6].map((bit) => [`alarmBit${bit}`, true])),
                statusBits: 0x16,
                ignition: false,
                fuelLitres: 10,
                odometerMetres: 1_200,
              },
            },
          ],
        },
      ],
    })
  })

  it('a batch is as many records, each its own bytes and no more', () => {
    const decoded = jt808Codec.stream.decode(wireOf('batch of two'), context)
    expect(decoded).toMatchObject({ ok: true, value: { type: 'batch', identifier: number } })
    const records = decoded.ok ? decoded.value.records : []
    expect(records.map(({ payload }) => hexOf(payload))).toEqual([
      '000000010000000101d907f2073d336c029a00210059241029213903',
      '000000010000000101d907f3073d336d03090043005a241029213903',
    ])
    expect(records.map(({ readings }) => readings.map((reading) => reading.kind))).toEqual([
      ['fix', 'sos', 'telemetry'],
      ['fix', 'sos', 'telemetry'],
    ])
    const alone = jt808Codec.stream.decode(framed(encodeJt808('7', 0x0200, [...records[0]!.payload], 1)), context)
    expect(alone).toMatchObject({ ok: true, value: { records: [records[0]] } })
  })

  it('answers and commands are those printed', () => {
    const sentWith = (serial: number, type: number, body: readonly number[] = []) =>
      told(encodeJt808(number, type, body, serial)).reply
    const position = jt808Codec.stream.decode(wireOf('position: xtream'), context)
    const body = position.ok ? [...position.value.records[0]!.payload] : []
    expect(sentWith(0x6f, 0x0200, body)).toBe('7e8001400501000000000139123443290000006f020000dc7e')
    expect(sentWith(1, 0x0004)).toBe('7e8004400601000000000139123443290000241003155106c27e')
    const locate = jt808Codec.commands?.encode(
      { kind: 'locate' },
      { token: 0x1_0000, identifier: number, at: context.receivedAt },
    )
    expect(hexOf(locate)).toBe('7e8201400001000000000139123443290000b67e')
  })
})

describe('frames that no paper prints', () => {
  it('a call for help with a lost supply and access points', () => {
    const [record] = told(wireOf('position with a call for help')).records
    expect(record).toEqual({
      at: '2026-11-22T12:00:00.000Z',
      readings: [
        {
          kind: 'fix',
          lat: 51.1282,
          lon: 71.4306,
          isValid: true,
          altitudeMetres: 347,
          speedMetresPerSecond: 1.5,
          courseDegrees: 270,
          source: 'gnss',
          satellites: 9,
        },
        { kind: 'sos' },
        { kind: 'power', isExternal: false, levelPercent: 64 },
        { kind: 'network', cells: [], wifi: [{ mac: '54:b1:21:66:c9:e2', signal: -50 }] },
        {
          kind: 'telemetry',
          values: {
            alarm: 'sos power-cut',
            alarmCode: 0x101,
            alarmBit0: true,
            alarmBit8: true,
            statusBits: 2,
            ignition: false,
            gsmSignal: 21,
          },
        },
      ],
    })
  })

  it('answers of the device carry the serial of the command and wait for nothing', () => {
    expect(told(wireOf('general answer'))).toEqual({
      type: 'answer',
      identifier: '13800138000',
      records: [],
      answer: { token: 0x1235, text: '0x8105: done', isDone: true },
      reply: undefined,
    })
    const query = told(wireOf('answer to a position query'))
    expect(query).toMatchObject({ answer: { token: 0x1234, isDone: true }, records: [{ at: '2026-11-22T12:00:00.000Z' }] })
    expect(query.reply).toBeUndefined()
    expect(told(encodeJt808('1', 0x0001, [0, 7, 0x82, 0x01, 3], 1)).answer).toEqual({
      token: 7,
      text: '0x8201: not supported',
      isDone: false,
    })
  })

  it('a position of a lock is in UTC and knots; it is answered only where it asks for that', () => {
    const { records, reply } = told(wireOf('position of an electronic lock'))
    expect(records).toEqual([
      {
        at: '2026-11-22T12:00:00.000Z',
        readings: [
          {
            kind: 'fix',
            lat: 51.1282,
            lon: 71.4306,
            isValid: true,
            courseDegrees: 270,
            speedMetresPerSecond: 2.572,
            source: 'gnss',
            satellites: 10,
          },
          { kind: 'power', isLow: true, levelPercent: 12 },
          { kind: 'network', cells: [{ mcc: 401, mnc: 2, areaCode: 0x05e2, cellId: 0x5ded }], wifi: [] },
          {
            kind: 'telemetry',
            values: {
              alarm: 'battery-low',
              alarmCode: 2,
              alarmBit1: true,
              gsmSignal: 23,
              odometerMetres: 1_000,
              product: 3,
              statusBits: 0,
              lockCommand: 13,
              wakeSource: 0,
            },
          },
        ],
      },
    ])
    expect(reply).toBeUndefined()
    const phone = phoneOf('740190311185')!
    const body = jt808Codec.stream.decode(wireOf('position of an electronic lock'), context)
    const payload = body.ok ? body.value.records[0]!.payload : new Uint8Array()
    const late = { type: 0x5502, serial: 9, body: payload.subarray(2), attributeBits: 0x8000 }
    const repeated = jt808Codec.stream.decode(framed(buildFrame(envelopeOf(phone), late)), context)
    // Live or late it is the same record.
    expect(repeated).toMatchObject({ value: { records: body.ok ? body.value.records : [] } })
    expect(hexOf(repeated.ok ? repeated.value.reply : undefined)).toBe('7e4401000374019031118509550200587e')
  })
})

describe('the text of locks', () => {
  const textMessage = (text: string) => told(new TextEncoder().encode(text))

  it('asks for the time and gets it in UTC', () => {
    expect(textMessage('(0123456789,1,001,BASE,2,TIME)')).toEqual({
      type: 'time-request',
      identifier: '123456789',
      records: [],
      reply: hexOf(new TextEncoder().encode('(0123456789,1,001,BASE,2,20241003155106)')),
    })
  })

  it('is told as it stands otherwise', () => {
    expect(textMessage('(123456789,1,001,ELOCK,3)')).toMatchObject({
      type: 'text',
      records: [{ readings: [{ kind: 'telemetry', values: { data: '1,001,ELOCK,3' } }] }],
    })
  })
})

describe('commands', () => {
  const encode = (command: Parameters<NonNullable<typeof jt808Codec.commands>['encode']>[0], identifier = '13800138000') =>
    hexOf(jt808Codec.commands?.encode(command, { token: 0x2_1234, identifier, at: context.receivedAt }))

  it('carry the token modulo 65536 as their serial', () => {
    expect(encode({ kind: 'locate' })).toBe('7e8201000001380013800012340f7e')
    expect(encode({ kind: 'restart' })).toBe('7e810500010138001380001234040d7e')
    expect(encode({ kind: 'interval', seconds: 300 })).toBe('7e8103000a01380013800012340100000029040000012c057e')
  })

  it('find the header of the device by the length of its identifier', () => {
    expect(encode({ kind: 'locate' }, '865478070102068')).toContain('4eb6fb4afd9e')
    expect(encode({ kind: 'locate' }, '12345678901234')?.slice(0, 2)).toBe('e7')
    expect(encode({ kind: 'locate' }, 'no number')).toBeUndefined()
  })

  it('are none for what the standard cannot ask, nor for an interval of no seconds', () => {
    expect(encode({ kind: 'vibrate', seconds: 3 })).toBeUndefined()
    expect(encode({ kind: 'sound', seconds: 3 })).toBeUndefined()
    expect(encode({ kind: 'interval', seconds: 0 })).toBeUndefined()
  })
})

import { instant, isoInstant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { hexOf } from '../cursor.ts'
import { goldenFrames } from './golden-frames.ts'
import { buildCommand } from './commands.ts'
import { encodeTeltonikaRefusal, teltonikaCodec } from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

function golden(part: string) {
  const found = goldenFrames.filter(({ name }) => name.startsWith(part))
  if (found.length !== 1 || !found[0] || !('hex' in found[0])) throw new Error(`${found.length} golden frames begin with ${part}`)
  return { over: found[0].over, bytes: bytesOf(found[0].hex) }
}

function messageOf(part: string) {
  const { over, bytes } = golden(part)
  const result = (over === 'datagram' ? teltonikaCodec.datagram : teltonikaCodec.stream).decode(bytes, context)
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.detail}`)
  return result.value
}

const plain = ({ fixAt, ...rest }: Reading) => (fixAt === undefined ? rest : { ...rest, fixAt: isoInstant(fixAt) })

function decoded(part: string) {
  const message = messageOf(part)
  const { type, identifier, reply, answer } = message
  return { type, identifier, readings: readingsOf(message).map(plain), reply: reply && hexOf(reply), answer }
}

describe('login and ping', () => {
  it('a login names the IMEI and is accepted with one byte', () => {
    expect(decoded('login')).toEqual({
      type: 'login',
      identifier: '356307042441013',
      readings: [],
      reply: '01',
      answer: undefined,
    })
  })

  it('a ping is a frame of its own that nobody answers', () => {
    expect(decoded('ping')).toEqual({ type: 'ping', identifier: undefined, readings: [], reply: undefined, answer: undefined })
  })
})

describe('records over TCP', () => {
  it('codec 8: the elements of every width, no place, and the count as reply', () => {
    expect(decoded('codec 8, one record with elements of 1, 2, 4')).toEqual({
      type: 'records',
      identifier: undefined,
      readings: [
        {
          kind: 'telemetry',
          fixAt: '2019-06-10T10:04:46.000Z',
          values: {
            isPositioned: false,
            priority: 1,
            event: 1,
            io21: 3,
            gsmSignal: 3,
            io1: 1,
            input1: true,
            io66: 24_079,
            externalVolts: 24.079,
            io241: 24_602,
            io78: 0,
          },
        },
      ],
      reply: '00000001',
      answer: undefined,
    })
  })

  it('codec 8: a record with fewer elements', () => {
    const { readings, reply } = decoded('codec 8, one record with elements of 1 and 2')
    expect(readings).toMatchObject([{ fixAt: '2019-06-10T10:05:36.000Z', values: { io66: 24_080, externalVolts: 24.08 } }])
    expect(reply).toBe('00000001')
  })

  it('codec 8: two records are two records, each with bytes of its own', () => {
    const message = messageOf('codec 8, two records')
    expect(message.records.map(({ payload }) => hexOf(payload))).toEqual([
      '0000016b40d57b48010000000000000000000000000000000101010100000000',
      '0000016b40d5c198010000000000000000000000000000000101010101000000',
    ])
    expect(readingsOf(message).map(plain)).toMatchObject([
      { fixAt: '2019-06-10T10:01:01.000Z', values: { input1: false } },
      { fixAt: '2019-06-10T10:01:19.000Z', values: { input1: true } },
    ])
    expect(hexOf(message.reply!)).toBe('00000002')
  })

  it('codec 8 extended: two-byte ids and counts', () => {
    const { readings, reply } = decoded('codec 8 extended (')
    expect(readings).toEqual([
      {
        kind: 'telemetry',
        fixAt: '2019-06-10T11:36:32.000Z',
        values: {
          isPositioned: false,
          priority: 1,
          event: 1,
          io1: 1,
          input1: true,
          io17: 29,
          io16: 22_949_000,
          odometerMetres: 22_949_000,
          io11: 893_700_218,
          io14: 500_686_954,
        },
      },
    ])
    expect(reply).toBe('00000001')
  })

  it('codec 16: why each record was made', () => {
    const { readings, reply } = decoded('codec 16, two')
    const common = {
      isPositioned: false,
      priority: 0,
      event: 11,
      generationType: 5,
      io1: 0,
      input1: false,
      io3: 0,
      input3: false,
    }
    expect(readings).toEqual([
      {
        kind: 'telemetry',
        fixAt: '2019-07-10T12:06:54.000Z',
        values: { ...common, io11: 39, analog3: 0.039, io66: 22_074, externalVolts: 22.074 },
      },
      {
        kind: 'telemetry',
        fixAt: '2019-07-10T12:06:55.000Z',
        values: { ...common, io11: 38, analog3: 0.038, io66: 22_074, externalVolts: 22.074 },
      },
    ])
    expect(reply).toBe('00000002')
  })
})

describe('records over UDP', () => {
  it('codec 8: the IMEI of the datagram, and the reply that the paper prints', () => {
    const { identifier, readings, reply } = decoded('codec 8 over UDP')
    expect(identifier).toBe('352093086403655')
    expect(readings).toMatchObject([{ fixAt: '2019-06-13T06:23:26.000Z', values: { io66: 23_996, io21: 3, input1: true } }])
    expect(reply).toBe('0005cafe010501')
  })

  it('codec 8 extended', () => {
    const { identifier, readings, reply } = decoded('codec 8 extended over UDP')
    expect(identifier).toBe('352093086403655')
    expect(readings).toMatchObject([{ fixAt: '2019-06-13T06:25:21.000Z', values: { io17: 157 } }])
    expect(reply).toBe('0005cafe010701')
  })

  it('codec 16', () => {
    const { identifier, readings, reply } = decoded('codec 16 over UDP')
    expect(identifier).toBe('352094085231592')
    expect(readings).toMatchObject([
      { fixAt: '2015-11-18T00:00:01.000Z', values: { event: 239, generationType: 5, ignition: true, output2: false } },
    ])
    expect(reply).toBe('0005cafe010101')
  })
})

describe('answers and texts', () => {
  const info =
    'INI:2019/7/22 7:22 RTC:2019/7/22 7:53 RST:2 ERR:1 SR:0 BR:0 CF:0 FG:0 FL:0 TU:0/0 UT:0 SMS:0 NOGPS:0:30 GPS:1 SAT:0 RS:3 RF:65 SF:1 MD:0'

  it('codec 12: the answer of the oldest command under way', () => {
    expect(decoded('codec 12, answer to getinfo')).toEqual({
      type: 'command-answer',
      identifier: undefined,
      readings: [{ kind: 'telemetry', values: { text: info } }],
      reply: undefined,
      answer: { text: info, isDone: true },
    })
    expect(decoded('codec 12, answer to getio').answer).toEqual({
      text: 'DI1:1 DI2:0 DI3:0 AIN1:0 AIN2:16924 DO1:0 DO2:1',
      isDone: true,
    })
  })

  it('codec 13: a time before the text', () => {
    expect(decoded('codec 13')).toMatchObject({
      type: 'command-answer',
      readings: [{ kind: 'telemetry', fixAt: '2023-08-25T04:48:01.000Z', values: { text: 'hello lets test' } }],
      answer: { text: 'hello lets test', isDone: true },
    })
  })

  it('codec 14: the answer names its device', () => {
    const { identifier, answer } = decoded('codec 14, answer')
    expect(identifier).toBe('352093081452251')
    expect(answer).toEqual({ text: expect.stringMatching(/^Ver:03\.18\.14_04 GPS:AXN_.* BT:4$/), isDone: true })
  })

  it('codec 14: a device that is another one will not', () => {
    expect(decoded('codec 14, refusal')).toEqual({
      type: 'command-refusal',
      identifier: '352093081452468',
      readings: [],
      reply: undefined,
      answer: { text: '', isDone: false },
    })
    expect(golden('codec 14, refusal').bytes).toEqual(encodeTeltonikaRefusal('352093081452468'))
  })

  it('codec 15: time and IMEI before the text of a serial port', () => {
    expect(decoded('codec 15')).toMatchObject({
      type: 'serial-data',
      identifier: '123456789123456',
      readings: [{ kind: 'telemetry', fixAt: '2023-11-08T10:40:36.000Z', values: { text: 'Hello!' } }],
      answer: undefined,
    })
  })
})

describe('beacons', () => {
  it('element 385: both kinds of ids with their signals', () => {
    const { readings } = decoded('codec 8 extended, beacons seen')
    const near = readings.filter(({ kind }) => kind === 'proximity')
    expect(near).toHaveLength(8)
    expect(near[0]).toMatchObject({ peer: '4b5c049f515341fca950d2c264414e1000050006', isNear: true, signal: -70 })
    expect(near[3]).toMatchObject({ peer: '00112233445566778899abcde0810047', signal: -82 })
    expect(readings[0]).toMatchObject({ kind: 'fix', fixAt: '2020-02-07T12:23:53.001Z', isValid: true, satellites: 4 })
    expect(readings.at(-1)).toMatchObject({ values: { event: 385, beacon4BatteryVolts: 3.048, beacon4TemperatureCelsius: 21 } })
  })

  it('elements 10828, 10829 and 10831: near, neither, lost', () => {
    const message = messageOf('codec 8 extended, beacons near')
    expect(message.records.map(({ readings }) => readings.filter(({ kind }) => kind === 'proximity'))).toMatchObject([
      [{ peer: '7cd9f401ef77', isNear: true, signal: -27 }],
      [],
      [{ peer: '7cd9f4004b49', isNear: false, signal: -71 }],
    ])
    const telemetry = readingsOf(message).filter(({ kind }) => kind === 'telemetry')
    expect(telemetry[1]).toMatchObject({
      values: { beacon1: '7cd9f40255be', beacon1Signal: -56, beacon1BatteryVolts: 3.06, beacon1IsBatteryLow: false },
    })
  })
})

describe('personal trackers', () => {
  it('the alarm button of a TMT250 is a call for help with everything that the record tells', () => {
    const fixAt = '2025-11-22T08:26:40.000Z'
    expect(decoded('codec 8 extended, alarm').readings).toEqual([
      {
        kind: 'fix',
        fixAt,
        lat: 51.1282,
        lon: 71.4306,
        isValid: true,
        source: 'gnss',
        speedMetresPerSecond: 1.389,
        courseDegrees: 270,
        altitudeMetres: 347,
        satellites: 9,
        hdop: 0.8,
      },
      { kind: 'sos', fixAt },
      { kind: 'interference', fixAt, cause: 'jammed', isPresent: false },
      { kind: 'motion', fixAt, isMoving: true },
      { kind: 'power', fixAt, levelPercent: 64, volts: 3.912, isCharging: false },
      { kind: 'network', fixAt, cells: [{ mcc: 401, mnc: 1, areaCode: 1_025, cellId: 10_552 }], wifi: [] },
      {
        kind: 'telemetry',
        fixAt,
        values: {
          priority: 2,
          event: 236,
          alarmCode: 236,
          alarm: 'sos',
          io113: 64,
          io116: 0,
          io240: 1,
          io249: 0,
          io21: 4,
          gsmSignal: 4,
          io236: 1,
          io67: 3_912,
          io182: 8,
          io205: 10_552,
          io206: 1_025,
          io241: 40_101,
        },
      },
    ])
  })

  it('codec 7: a GH3000 with its alarm button pressed', () => {
    const fixAt = '2025-11-22T08:26:40.000Z'
    expect(decoded('codec 7')).toMatchObject({
      type: 'records',
      reply: '00000001',
      readings: [
        { kind: 'fix', fixAt, lat: 51.125, lon: 71.4375, altitudeMetres: 347, courseDegrees: 270, satellites: 9, isValid: true },
        { kind: 'sos', fixAt },
        { kind: 'motion', fixAt, isMoving: true },
        { kind: 'power', fixAt, levelPercent: 64, volts: 3.912 },
        { kind: 'network', cells: [{ mcc: 401, mnc: 1, areaCode: 1_025, cellId: 10_552, signal: 20 }] },
        { kind: 'telemetry', values: { priority: 2, alarmCode: 222, alarm: 'sos', gsmSignal: 20, io222: 1 } },
      ],
    })
  })
})

describe('commands', () => {
  it.each([
    ['getinfo', '000000000000000F0C010500000007676574696E666F0100004312'],
    ['getio', '000000000000000D0C010500000005676574696F01000000CB'],
  ])('%s is built as the paper prints it', (text, printed) => {
    expect(hexOf(buildCommand(text)).toUpperCase()).toBe(printed)
  })

  const commandContext = { token: 1, identifier: '356307042441013', at: context.receivedAt }
  const textOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes.slice(15, -5)).toString('latin1')
  const table = [
    { command: { kind: 'locate' } as const, expected: 'getgps' },
    { command: { kind: 'restart' } as const, expected: 'cpureset' },
    {
      command: { kind: 'interval', seconds: 60 } as const,
      expected:
        'setparam 10000:60;10005:60;10050:60;10055:60;10100:60;10105:60;10150:60;10155:60;10200:60;10205:60;10250:60;10255:60',
    },
    { command: { kind: 'interval', seconds: 0 } as const, expected: undefined },
    { command: { kind: 'interval', seconds: 65_536 } as const, expected: undefined },
    { command: { kind: 'vibrate', seconds: 3 } as const, expected: undefined },
    { command: { kind: 'sound', seconds: 3 } as const, expected: undefined },
  ]
  it.each(table)('$command → $expected', ({ command, expected }) => {
    expect(textOf(teltonikaCodec.commands?.encode(command, commandContext))).toBe(expected)
  })
})

describe('printed bytes that contradict themselves are refused', () => {
  const table = [
    {
      given: 'the codec 14 refusal with its printed checksum',
      over: 'stream' as const,
      frame: '00000000000000100E011100000008035209308145246801000032AC',
      code: 'checksum',
    },
    {
      given: 'the codec 16 datagram with its printed length',
      over: 'datagram' as const,
      frame:
        '015BCAFE0101000F33353230393430383532333135393210010000015117E40FE80000000000000000000000000000000000EF050504000100' +
        '00030000B40000EF01010042111A000001',
      code: 'framing',
    },
    {
      given: 'the codec 13 example of older editions, whose length is not its own',
      over: 'stream' as const,
      frame: '00000000000000170D0105000000070A81C320676574696E666F0100006855',
      code: 'checksum',
    },
  ]
  it.each(table)('$given → $code', ({ over, frame, code }) => {
    expect(teltonikaCodec[over].decode(bytesOf(frame), context)).toMatchObject({ ok: false, reason: { code } })
  })
})

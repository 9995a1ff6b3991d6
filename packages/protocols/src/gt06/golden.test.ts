import { instant, isoInstant, parseIsoInstant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { buildGt06Frame, createGt06Codec, defaultAlarms, gt06Codec } from './index.ts'

const received = parseIsoInstant('2015-12-29T00:00:21Z')
const context = { receivedAt: received.ok ? received.value : instant(0) }

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hexOf = (bytes: Uint8Array | undefined) =>
  bytes &&
  Buffer.from(bytes)
    .toString('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$& ')

function decoded(hex: string, codec = gt06Codec) {
  const result = codec.stream.decode(bytesOf(hex), context)
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.detail}`)
  const { type, identifier, reply } = result.value
  const readings = readingsOf(result.value)
  const timed = readings.map(({ fixAt, ...rest }: Reading) =>
    fixAt === undefined ? rest : { ...rest, fixAt: isoInstant(fixAt) },
  )
  return { type, identifier, readings: timed, reply: hexOf(reply) }
}

/** Frames printed as worked examples in the makers' papers: GT06 V1.8.1, Concox V3.1 (2021), JM-VL03 V1.1.2. */
describe('worked examples of the makers', () => {
  it('a login states its terminal number and is answered byte for byte as the paper answers it', () => {
    expect(decoded('78 78 0D 01 01 23 45 67 89 01 23 45 00 01 8C DD 0D 0A')).toEqual({
      type: 'login',
      identifier: '123456789012345',
      readings: [],
      reply: '78 78 05 01 00 01 D9 DC 0D 0A',
    })
  })

  it('a login with model code and time zone is answered as the newer paper answers it', () => {
    const { identifier, reply } = decoded('78 78 11 01 07 52 53 36 78 90 02 42 70 00 32 01 00 05 12 79 0D 0A')
    expect({ identifier, reply }).toEqual({ identifier: '752533678900242', reply: '78 78 05 01 00 05 9F F8 0D 0A' })
  })

  it('a heartbeat tells battery step 4 of 6 and is echoed', () => {
    expect(decoded('78 78 0A 13 40 04 04 00 01 00 0F DC EE 0D 0A')).toEqual({
      type: 'heartbeat',
      identifier: undefined,
      readings: [
        { kind: 'power', levelPercent: 67, isCharging: false },
        { kind: 'telemetry', values: { gsmSignal: 4, isGpsTracking: true } },
      ],
      reply: '78 78 05 13 00 0F 00 8F 0D 0A',
    })
  })

  it('a heartbeat of a model with external supply tells volts and is answered as the paper answers it', () => {
    const { readings, reply } = decoded('78 78 0B 23 05 0F 92 04 00 02 00 08 8A 37 0D 0A')
    expect(readings).toEqual([
      { kind: 'power', isCharging: true },
      { kind: 'telemetry', values: { externalVolts: 39.86, gsmSignal: 4, isGpsTracking: false } },
    ])
    expect(reply).toBe('78 78 05 23 00 08 F2 9E 0D 0A')
  })

  it('a position of the first paper (0x12) is a fix in UTC and waits for no reply', () => {
    expect(
      decoded('78 78 1F 12 0B 08 1D 11 2E 10 CF 02 7A C7 EB 0C 46 58 49 00 14 8F 01 CC 00 28 7D 00 1F B8 00 03 80 81 0D 0A'),
    ).toEqual({
      type: 'position',
      identifier: undefined,
      readings: [
        {
          kind: 'fix',
          fixAt: '2011-08-29T17:46:16.000Z',
          lat: 41601003 / 1_800_000,
          lon: 205936713 / 1_800_000,
          isValid: true,
          source: 'gnss',
          speedMetresPerSecond: 0,
          courseDegrees: 143,
          satellites: 15,
        },
      ],
      reply: undefined,
    })
  })

  it('a position of the newer paper (0x22) is the same fix', () => {
    const { readings } = decoded(
      '78 78 22 22 0F 0C 1D 02 33 05 C9 02 7A C8 18 0C 46 58 60 00 14 00 01 CC 00 28 7D 00 1F 71 00 00 01 00 08 20 86 0D 0A',
    )
    expect(readings).toMatchObject([
      { kind: 'fix', lat: 23.111693333333335, lon: 114.40929777777778, fixAt: '2015-12-29T02:51:05.000Z' },
    ])
  })

  it('a dismantling alarm (0x26, alarm 0x13) is a wear reading and an invalid fix with the serving cell', () => {
    expect(
      decoded(
        '78 78 25 26 0F 0C 1D 03 0B 26 C9 02 7A C8 18 0C 46 58 60 00 04 00 09 01 CC 00 28 7D 00 1F 71 80 04 04 13 02 00 0C 47 2A 0D 0A',
      ),
    ).toEqual({
      type: 'alarm',
      identifier: undefined,
      readings: [
        {
          kind: 'fix',
          fixAt: '2015-12-29T03:11:38.000Z',
          lat: 23.111693333333335,
          lon: 114.40929777777778,
          isValid: false,
          source: 'gnss',
          speedMetresPerSecond: 0,
          courseDegrees: 0,
          satellites: 9,
        },
        { kind: 'wear', signal: 'removed', fixAt: '2015-12-29T03:11:38.000Z' },
        { kind: 'power', levelPercent: 67, isCharging: false, fixAt: '2015-12-29T03:11:38.000Z' },
        { kind: 'telemetry', values: { alarmCode: 19, gsmSignal: 4, isGpsTracking: false }, fixAt: '2015-12-29T03:11:38.000Z' },
        {
          kind: 'network',
          cells: [{ mcc: 460, mnc: 0, areaCode: 10_365, cellId: 8_049 }],
          wifi: [],
          fixAt: '2015-12-29T03:11:38.000Z',
        },
      ],
      reply: '78 78 05 26 00 0C 8D 07 0D 0A',
    })
  })

  it('an alarm over cells alone (0x19, alarm 0x01) is a call for help without a time', () => {
    const { readings } = decoded('78 78 12 19 01 CC 00 28 7D 00 1F 71 20 04 04 01 01 00 94 6C 89 0D 0A')
    expect(readings).toContainEqual({ kind: 'sos' })
    expect(readings).toContainEqual({ kind: 'network', cells: [{ mcc: 460, mnc: 0, areaCode: 10_365, cellId: 8_049 }], wifi: [] })
  })

  it('a time check is answered with our clock, as in the paper', () => {
    expect(decoded('78 78 05 8A 00 06 88 29 0D 0A').reply).toBe('78 78 0B 8A 0F 0C 1D 00 00 15 00 06 F0 86 0D 0A')
  })

  it('cells seen (0x28) are a network reading with the cells that were seen', () => {
    const { readings } = decoded(
      '78 78 3B 28 10 01 0D 02 02 02 01 CC 00 28 7D 00 1F 71 3E 28 7D 00 1F 72 31 28 7D 00 1E 23 2D 28 7D 00 1F 40 18 ' +
        '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 00 02 00 05 B1 4B 0D 0A',
    )
    expect(readings).toMatchObject([{ kind: 'network', fixAt: '2016-01-13T02:02:02.000Z', wifi: [] }])
    expect(readings[0]).toHaveProperty('cells.length', 4)
  })

  it('access points seen (0x2C) keep their addresses and signals', () => {
    const { readings } = decoded(
      '78 78 48 2C 10 06 0E 02 2D 35 01 CC 00 28 7D 00 1F 71 2D 28 7D 00 1E 17 25 28 7D 00 1E 23 1E 28 7D 00 1F 72 1C 28 7D 00 1F 40 12 ' +
        '00 00 00 00 00 00 00 00 00 00 00 00 FF 02 80 89 17 44 98 B4 5C CC 7B 35 36 61 A6 5B 00 1F A0 04 0D 0A',
    )
    expect(readings).toMatchObject([
      {
        wifi: [
          { mac: '80:89:17:44:98:b4', signal: 0x5c },
          { mac: 'cc:7b:35:36:61:a6', signal: 0x5b },
        ],
      },
    ])
  })

  it('the answer to a command (0x15) is kept as text', () => {
    const { readings } = decoded(
      '78 78 28 15 20 00 00 00 00 53 4F 53 31 3A 31 33 34 32 31 36 33 32 36 39 39 20 53 4F 53 32 3A 20 53 4F 53 33 3A 00 01 00 2A C3 9C 0D 0A',
    )
    expect(readings).toEqual([{ kind: 'telemetry', values: { text: 'SOS1:13421632699 SOS2: SOS3:' } }])
  })

  it('a state report (0x94, kind 4) is kept as text', () => {
    const { readings } = decoded(
      '79 79 00 7F 94 04 41 4C 4D 31 3D 43 34 3B 41 4C 4D 32 3D 43 43 3B 41 4C 4D 33 3D 34 43 3B 53 54 41 31 3D 43 30 3B 44 59 44 3D 30 31 3B ' +
        '53 4F 53 3D 2C 2C 3B 43 45 4E 54 45 52 3D 3B 46 45 4E 43 45 3D 46 65 6E 63 65 2C 4F 4E 2C 30 2C 32 33 2E 31 31 31 38 30 39 2C 31 31 34 2E ' +
        '34 30 39 32 36 34 2C 34 30 30 2C 49 4E 20 6F 72 20 4F 55 54 2C 30 3B 4D 49 46 49 3D 4D 49 46 49 2C 4F 46 46 00 0A 06 1E 0D 0A',
    )
    expect(readings).toEqual([
      {
        kind: 'telemetry',
        values: { information: 4, text: expect.stringMatching(/^ALM1=C4;ALM2=CC;ALM3=4C;STA1=C0;DYD=01;.*MIFI,OFF$/) },
      },
    ])
  })

  it('a request for an address gives no reading and an answer that names no place', () => {
    const { readings, reply } = decoded(
      '78 78 2E 2A 0F 0C 1D 07 11 39 CA 02 7A C8 00 0C 46 58 00 00 14 D8 31 32 35 32 30 31 33 35 33 32 31 37 37 30 37 39 00 00 00 00 00 00 01 00 2A 6E CE 0D 0A',
    )
    expect(readings).toEqual([])
    expect(Buffer.from(reply!.replaceAll(' ', ''), 'hex').toString('latin1')).toContain('ADDRESS&&NA&&12520135321770')
  })
})

describe('what is refused', () => {
  const login = '78 78 0D 01 01 23 45 67 89 01 23 45 00 01 8C DD 0D 0A'
  const table = [
    { given: 'a wrong checksum', frame: login.replace('8C DD', '8C DE'), code: 'checksum' },
    { given: 'a wrong tail', frame: login.replace(/0D 0A$/, '0D 0B'), code: 'framing' },
    { given: 'no start', frame: login.replace('78 78', '78 79'), code: 'framing' },
    { given: 'nothing', frame: '', code: 'framing' },
    { given: 'a frame too short for a checksum', frame: '78 78 01 08 0D 0A', code: 'framing' },
    { given: 'an unknown type', frame: '78 78 05 EE 00 01 9A BA 0D 0A', code: 'unknown-type' },
    { given: 'a login without a number', frame: '78 78 05 01 00 01 D9 DC 0D 0A', code: 'malformed' },
  ]
  it.each(table)('$given → $code', ({ frame, code }) => {
    expect(gt06Codec.stream.decode(bytesOf(frame), context)).toMatchObject({ ok: false, reason: { code } })
  })
})

describe('alarm tables', () => {
  it('a model whose door byte means its strap reads it so, and the default table does not', () => {
    const doorAlarm =
      '78 78 25 26 0F 0C 1D 03 0B 26 C9 02 7A C8 18 0C 46 58 60 00 04 00 09 01 CC 00 28 7D 00 1F 71 80 04 04 14 02 00 0C 10 0B 0D 0A'
    const model = createGt06Codec({ alarms: { ...defaultAlarms, 0x14: { kind: 'wear', signal: 'strap-cut' } } })
    expect(decoded(doorAlarm, model).readings).toContainEqual({
      kind: 'wear',
      signal: 'strap-cut',
      fixAt: '2015-12-29T03:11:38.000Z',
    })
    expect(decoded(doorAlarm).readings.filter((reading) => reading.kind === 'wear')).toEqual([])
  })
})

describe('replies printed in the papers', () => {
  it.each(['78 78 05 13 01 00 E1 A0 0D 0A', '78 78 05 26 00 1C 9D 86 0D 0A', '78 78 05 01 00 05 9F F8 0D 0A'])(
    '%s is built as printed',
    (printed) => {
      const bytes = bytesOf(printed)
      expect(hexOf(buildGt06Frame(bytes[3]!, new Uint8Array(0), bytes[4]! * 256 + bytes[5]!))).toBe(printed)
    },
  )
})

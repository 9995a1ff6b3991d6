import { instant, isoInstant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { queclinkCodec } from './index.ts'
import { goldenFrames } from './golden-frames.ts'

const context = { receivedAt: instant(1_800_000_000_000) }

function golden(part: string): Uint8Array {
  const found = goldenFrames.filter((frame) => frame.name.includes(part))
  expect(found.map((frame) => frame.name)).toHaveLength(1)
  return Uint8Array.from(Buffer.from(found[0]!.over === 'stream' ? found[0]!.hex : '', 'hex'))
}

function printed({ fixAt, ...rest }: Reading): object {
  return fixAt === undefined ? rest : { ...rest, fixAt: isoInstant(fixAt) }
}

/** Records, each as its readings in order. */
function decoded(bytes: Uint8Array) {
  const result = queclinkCodec.stream.decode(bytes, context)
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.detail}`)
  const { type, identifier, records, reply, answer } = result.value
  const told = records.map((record) => record.readings.map(printed))
  return { type, identifier, records: told, reply: reply && Buffer.from(reply).toString('latin1'), answer }
}

const fix = {
  kind: 'fix',
  fixAt: '2009-02-14T01:32:54.000Z',
  lat: 31.222073,
  lon: 121.354335,
  isValid: true,
  source: 'gnss',
  speedMetresPerSecond: 1.194,
  courseDegrees: 92,
  altitudeMetres: 70,
  hdop: 1,
}
const lastKnown = { ...fix, isValid: false, hdop: undefined }
const network = (fixAt: string) => ({
  kind: 'network',
  fixAt,
  cells: [{ mcc: 460, mnc: 0, areaCode: 0x18d8, cellId: 0x6141 }],
  wifi: [],
})
const telemetry = (fixAt: string, values: object) => ({ kind: 'telemetry', fixAt, values })
const sent2009 = '2009-02-14T09:32:54.000Z'
const sent2010 = '2010-02-14T09:32:54.000Z'

describe('every frame that a paper prints', () => {
  it.each(goldenFrames.map((frame) => [frame.name, frame] as const))(
    '%s comes whole out of the framer and is understood',
    (_, frame) => {
      const bytes = Uint8Array.from(Buffer.from(frame.over === 'stream' ? frame.hex : '', 'hex'))
      const framer = queclinkCodec.stream.createFramer()
      expect([...framer.push(bytes), ...framer.flush()]).toEqual([{ kind: 'frame', bytes }])
      expect(queclinkCodec.stream.recognise(bytes)).toBe('yes')
      expect(queclinkCodec.stream.decode(bytes, context)).toMatchObject({ ok: true })
    },
  )
})

describe('text reports of the GL300', () => {
  it('GTFRI is one fix with its cell, and is acknowledged by its count number', () => {
    expect(decoded(golden('GL300 @Track Air Interface Protocol V1.02 (TRACGL300AN001), p. 52, GTRTL'))).toEqual({
      type: 'GTRTL',
      identifier: '135790246811220',
      records: [[fix, network(fix.fixAt)]],
      reply: '+SACK:11F0$',
      answer: undefined,
    })
  })

  it('GTFRI of two positions is two records, the second of which repeats a last known place', () => {
    expect(decoded(golden('GTFRI of two positions')).records).toEqual([
      [fix, network(fix.fixAt)],
      [{ ...lastKnown, fixAt: '2009-01-01T00:00:00.000Z' }, network(sent2009)],
    ])
  })

  it('a call for help is told as one, and its word stays readable', () => {
    expect(decoded(golden('p. 52, GTSOS')).records).toEqual([
      [
        fix,
        network(fix.fixAt),
        { kind: 'sos', fixAt: fix.fixAt },
        telemetry(fix.fixAt, { alarmCode: 'SOS', alarm: 'sos', alarmType: '00' }),
      ],
    ])
  })

  const alarms = [
    ['p. 52, GTGEO', { alarmCode: 'GEO', alarm: 'fence', alarmType: '00' }],
    ['p. 52, GTSPD', { alarmCode: 'SPD', alarm: 'over-speed', alarmType: '00' }],
    ['p. 52, GTDIS', { alarmCode: 'DIS', alarm: 'digital-input', alarmType: '00' }],
    ['p. 52, GTPNL', { event: 'PNL', eventType: '00' }],
    ['p. 53, GTDOG', { alarmCode: 'DOG', alarm: 'watchdog-restart', alarmType: '00', odometerMetres: 2_000_000 }],
    ['p. 63, GTDIS', { alarmCode: 'DIS', alarm: 'digital-input', alarmType: '10', input1: false, odometerMetres: 2_000_000 }],
  ] as const
  it.each(alarms)('%s is told by its word', (part, values) => {
    expect(decoded(golden(part)).records).toEqual([[fix, network(fix.fixAt), telemetry(fix.fixAt, values)]])
  })

  it('GTNMR of type 0 says that the device rests', () => {
    expect(decoded(golden('GTNMR')).records[0]).toContainEqual({ kind: 'motion', fixAt: fix.fixAt, isMoving: false })
  })

  it('GTIGL without speed and cell is still a fix', () => {
    expect(decoded(golden('GTIGL')).records).toEqual([
      [
        {
          kind: 'fix',
          fixAt: '2012-08-21T03:20:37.000Z',
          lat: 31.832724,
          lon: 117.201362,
          isValid: true,
          source: 'gnss',
          hdop: 5,
        },
        telemetry('2012-08-21T03:20:37.000Z', { event: 'IGL', eventType: '00' }),
      ],
    ])
  })

  const informations = [
    ['GTCID', [telemetry(sent2010, { iccid: '898600810906F8048812' })]],
    ['GTCSQ', [telemetry(sent2010, { gsmSignal: 16 })]],
    ['GTVER', [telemetry(sent2010, { model: 'GL300', firmware: '0100', hardware: '0101' })]],
    [
      'p. 68, GTBAT',
      [{ kind: 'power', fixAt: sent2010, volts: 4.1, isCharging: false }, telemetry(sent2010, { externalSupply: '0' })],
    ],
    ['GTPNA', [telemetry(sent2010, { alarmCode: 'PNA', alarm: 'switched-on' })]],
    ['GTPFA', [telemetry(sent2010, { alarmCode: 'PFA', alarm: 'switched-off' })]],
  ] as const
  it.each(informations)('%s tells of the device', (part, readings) => {
    expect(decoded(golden(part)).records).toEqual([readings])
  })

  it.each(['GTGPS', 'GTTMZ', 'GTUPC'])('%s holds nothing that is watched, and is acknowledged', (part) => {
    expect(decoded(golden(part))).toMatchObject({ records: [], reply: '+SACK:11F0$' })
  })

  it('an outside supply that came is told with the last known place, which is no fix of that moment', () => {
    expect(decoded(golden('GTEPN')).records).toEqual([
      [
        lastKnown,
        network(sent2010),
        { kind: 'power', fixAt: sent2010, isExternal: true },
        telemetry(sent2010, { alarmCode: 'EPN', alarm: 'power-restored' }),
      ],
    ])
  })

  it('jamming is interference', () => {
    expect(decoded(golden('GTJDR')).records[0]).toContainEqual({
      kind: 'interference',
      fixAt: sent2009,
      cause: 'jammed',
      isPresent: true,
    })
  })

  it('the light switch of the battery kit is an input', () => {
    expect(decoded(golden('GTLSW')).records[0]).toContainEqual(
      telemetry(sent2010, { alarmCode: 'LSW', alarm: 'light-switch', input1: true }),
    )
  })

  it('a heartbeat is answered as the papers answer it', () => {
    expect(decoded(golden('p. 85, heartbeat'))).toMatchObject({
      type: 'heartbeat',
      records: [],
      reply: '+SACK:GTHBD,1A0102,11F0$',
    })
    expect(decoded(golden('p. 106, heartbeat')).reply).toBe('+SACK:GTHBD,080100,11F0$')
  })

  it('an acknowledged command is an answer', () => {
    expect(decoded(golden('p. 33'))).toMatchObject({
      type: 'ACK GTRTO',
      records: [],
      reply: '+SACK:11F0$',
      answer: { text: 'GTRTO GPS 000B', isDone: true },
    })
    expect(decoded(golden('p. 14')).answer).toEqual({ text: 'GTQSS 0001', isDone: true })
  })
})

describe('text reports of vehicles', () => {
  it('GTERI of the GV200 is a fix with mileage', () => {
    expect(decoded(golden('p. 110, GTERI')).records).toEqual([
      [
        {
          kind: 'fix',
          fixAt: '2012-08-18T04:15:19.000Z',
          lat: 31.832871,
          lon: 117.200986,
          isValid: true,
          source: 'gnss',
          speedMetresPerSecond: 0.139,
          courseDegrees: 55,
          altitudeMetres: 71.8,
          hdop: 1,
        },
        {
          kind: 'network',
          fixAt: '2012-08-18T04:15:19.000Z',
          cells: [{ mcc: 460, mnc: 0, areaCode: 0x5663, cellId: 0x5a02 }],
          wifi: [],
        },
        telemetry('2012-08-18T04:15:19.000Z', { odometerMetres: 0 }),
      ],
    ])
  })

  it('the backup battery of a GV200 tells volts, and whether it is on is no percentage', () => {
    expect(decoded(golden('p. 173, GTBAT')).records[0]).toContainEqual({
      kind: 'power',
      fixAt: sent2009,
      volts: 4.4,
      isCharging: false,
    })
  })
})

describe('binary frames of the first generation', () => {
  it('+RSP is a fix with satellites, its mask telling what is there', () => {
    expect(decoded(golden('+RSP of GTFRI'))).toEqual({
      type: 'GTFRI',
      identifier: '867995030082104',
      reply: '+SACK:BBCD$',
      answer: undefined,
      records: [
        [
          {
            kind: 'fix',
            fixAt: '2019-04-24T02:09:57.000Z',
            lat: 31.839176,
            lon: 117.129182,
            isValid: true,
            source: 'gnss',
            speedMetresPerSecond: 0,
            courseDegrees: 175,
            altitudeMetres: 67,
            satellites: 8,
            hdop: 1,
          },
          {
            kind: 'network',
            fixAt: '2019-04-24T02:09:57.000Z',
            cells: [{ mcc: 460, mnc: 0, areaCode: 0x550b, cellId: 0xb969 }],
            wifi: [],
          },
          { kind: 'power', fixAt: '2019-04-24T02:09:57.000Z', levelPercent: 0 },
          { kind: 'motion', fixAt: '2019-04-24T02:09:57.000Z', isMoving: false },
          telemetry('2019-04-24T02:09:57.000Z', {
            ignition: true,
            firmware: '0318',
            input1: false,
            input2: false,
            odometerMetres: 0,
          }),
        ],
      ],
    })
  })

  it('+EVT of GTIGN has four bytes of its own before the place', () => {
    const { type, records } = decoded(golden('+EVT of GTIGN'))
    expect(type).toBe('GTIGN')
    expect(records[0]?.[0]).toMatchObject({
      lat: 31.839291,
      lon: 117.129289,
      isValid: false,
      courseDegrees: 248,
      altitudeMetres: 105,
    })
    expect(records[0]).toContainEqual({ kind: 'power', fixAt: '2019-04-24T05:17:02.000Z', levelPercent: 85 })
    expect(records[0]?.at(-1)).toMatchObject({ values: { event: 'IGN', ignition: true } })
  })

  it('+HBD is answered with what it says of its versions', () => {
    expect(decoded(golden('section 4.9, +HBD'))).toMatchObject({
      type: 'heartbeat',
      identifier: '867995030082104',
      records: [],
      reply: '+SACK:GTHBD,4B0306,0455$',
    })
    expect(decoded(golden('p. 252, +HBD'))).toMatchObject({ identifier: '359231036735270', reply: '+SACK:GTHBD,,000D$' })
  })

  it('+ACK is the answer to a command', () => {
    expect(decoded(golden('section 4.2, +ACK'))).toMatchObject({
      identifier: '867995030082104',
      reply: '+SACK:BBCA$',
      answer: { text: 'GTQSS 0 0028', isDone: true },
    })
  })

  it('+INF under a device name says its firmware, and nobody’s identifier', () => {
    expect(decoded(golden('+INF'))).toEqual({
      type: 'GTINF',
      identifier: undefined,
      records: [[telemetry('2012-01-30T09:37:35.000Z', { firmware: '0C01' })]],
      reply: '+SACK:0010$',
      answer: undefined,
    })
  })
})

describe('the second generation', () => {
  const generated = '2024-07-10T08:36:07.000Z'
  const place = {
    kind: 'fix',
    fixAt: '2020-07-22T02:00:00.000Z',
    lat: -13.778794,
    lon: -115.300127,
    isValid: true,
    source: 'gnss',
    speedMetresPerSecond: 10.583,
    courseDegrees: 37,
    altitudeMetres: 43.5,
    satellites: 12,
    hdop: 1,
    dimensions: 3,
  }

  it('the tamper contact released is told with the place, and not taken for being worn', () => {
    expect(decoded(golden('81H'))).toEqual({
      type: 'report',
      identifier: '123456789012345',
      records: [[place, telemetry(generated, { alarmCode: '81/00', alarm: 'tamper-released', data125: '00010000012c' })]],
      reply: '+SACK:0123$',
      answer: undefined,
    })
  })

  it('the battery begins to charge at 31 %', () => {
    expect(decoded(golden('20H')).records[0]?.slice(1)).toEqual([
      { kind: 'power', fixAt: generated, isCharging: true, levelPercent: 31 },
      telemetry(generated, { alarmCode: '20/00', alarm: 'battery' }),
    ])
  })

  it('a startup tells the card, and a record of more than 127 bytes is whole', () => {
    const { records } = decoded(golden('01H'))
    expect(records[0]?.[0]).toEqual(place)
    expect(records[0]?.at(-1)).toMatchObject({
      values: { alarmCode: '01/00', deviceName: 'MyIoTdevice', iccid: '01234567890123456789' },
    })
  })

  it('the short place has neither height nor satellites', () => {
    expect(decoded(golden('05H')).records[0]?.[0]).toEqual({
      kind: 'fix',
      fixAt: '2020-07-22T02:00:00.000Z',
      lat: 31.164503,
      lon: 121.390847,
      isValid: true,
      source: 'gnss',
      speedMetresPerSecond: 10.583,
      dimensions: 3,
    })
  })

  it('a heartbeat is acknowledged', () => {
    expect(decoded(golden('Heartbeat Data'))).toMatchObject({
      type: 'heartbeat',
      identifier: '123456789012345',
      records: [],
      reply: '+SACK:10F2$',
    })
  })
})

describe('commands', () => {
  const told = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('latin1')
  const sending = { token: 0x1_000b, identifier: '135790246811220', at: instant(0) }
  it('are those of the papers, with sixteen bits of the token as serial number', () => {
    expect(told(queclinkCodec.commands.encode({ kind: 'locate' }, sending))).toBe('AT+GTRTO=gl300,1,,,,,,000B$')
    expect(told(queclinkCodec.commands.encode({ kind: 'restart' }, sending))).toBe('AT+GTRTO=gl300,3,,,,,,000B$')
    expect(told(queclinkCodec.commands.encode({ kind: 'interval', seconds: 300 }, sending))).toBe(
      'AT+GTFRI=gl300,1,,,,,,300,300,,,,,,,,,,,,000B$',
    )
  })

  it('are none for what the papers do not know or the device would refuse', () => {
    expect(queclinkCodec.commands.encode({ kind: 'vibrate', seconds: 3 }, sending)).toBeUndefined()
    expect(queclinkCodec.commands.encode({ kind: 'sound', seconds: 3 }, sending)).toBeUndefined()
    expect([4, 86_401, 7.5].map((seconds) => queclinkCodec.commands.encode({ kind: 'interval', seconds }, sending))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

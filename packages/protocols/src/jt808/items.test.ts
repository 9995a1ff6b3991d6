import { instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { encodeJt808, createJt808Framer, jt808Codec } from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const bytesOf = (hex: string) => [...Buffer.from(hex.replaceAll(' ', ''), 'hex')]
const hexOfText = (text: string) => Buffer.from(text, 'latin1').toString('hex')

function readingsOf(type: number, body: readonly number[]): readonly Record<string, unknown>[] {
  const [frame] = createJt808Framer().push(encodeJt808('1', type, body, 1))
  const decoded = jt808Codec.stream.decode(frame!.bytes, context)
  if (!decoded.ok) throw new Error(decoded.reason.detail)
  return decoded.value.records.flatMap((record) =>
    record.readings.map(({ fixAt: _, ...rest }) => rest as Record<string, unknown>),
  )
}

/** Alarm, status, place, height, speed, course: zeros; a time. */
const basic = [...Array<number>(22).fill(0), 0x26, 0x11, 0x22, 0x20, 0x00, 0x00]

/** What items add to a position without a place. */
function told(hex: string) {
  const readings = readingsOf(0x0200, [...basic, ...bytesOf(hex)])
  const one = (kind: string) => {
    const found = readings.find((reading) => reading['kind'] === kind)
    if (!found) return undefined
    const { kind: _, ...rest } = found
    return rest
  }
  const { isPositioned, statusBits, ignition, ...values } = (one('telemetry')?.['values'] ?? {}) as Record<string, unknown>
  expect({ isPositioned, statusBits, ignition }).toEqual({ isPositioned: false, statusBits: 0, ignition: false })
  const shown = { power: one('power'), motion: one('motion'), network: one('network'), sos: one('sos') }
  const present = Object.fromEntries(Object.entries(shown).filter(([, reading]) => reading !== undefined))
  return Object.keys(values).length === 0 ? present : { ...present, values }
}

const cell = (mcc: number, mnc: number, areaCode: number, cellId: number, signal: number) => ({
  mcc,
  mnc,
  areaCode,
  cellId,
  signal,
})
const mac = '01:23:45:67:89:ab'

describe('items of a position', () => {
  const table = [
    { item: '01 04 0000000a', means: { values: { odometerMetres: 1_000 } } },
    { item: '2a 02 0002', means: { values: { isInDeepSleep: false, isAsleep: true } } },
    { item: '2b 04 00010002', means: { values: { analog1: 2, analog2: 1 } } },
    { item: '06 01 32', means: { power: { levelPercent: 50 } } },
    { item: '06 02 8005', means: { values: { temperatureCelsius: -5 } } },
    { item: '51 06 0123 ffff 8019', means: { values: { temperatureCelsius: 29.1, temperature3Celsius: -2.5 } } },
    { item: '53 09 01 0191 02 1234 5678 20', means: { network: { cells: [cell(401, 2, 0x1234, 0x5678, 0x20)], wifi: [] } } },
    { item: '53 09 01 0000 00 0000 0000 00', means: {} },
    { item: '54 08 01 0123456789ab c4', means: { network: { cells: [], wifi: [{ mac, signal: -60 }] } } },
    { item: 'ec 07 0123456789ab 3c', means: { network: { cells: [], wifi: [{ mac, signal: 60 }] } } },
    { item: 'f4 07 000000000000 00', means: {} },
    {
      item: '5d 0b 01 0191 02 1234 01234567 20',
      means: { network: { cells: [cell(401, 2, 0x1234, 0x1234567, 0x20)], wifi: [] } },
    },
    {
      item: 'f0 0d 0191 0002 01234567 00001234 20',
      means: { network: { cells: [cell(401, 2, 0x1234, 0x1234567, 0x20)], wifi: [] } },
    },
    {
      item: 'e1 0c 0191 0002 001234 01234567 20',
      means: { network: { cells: [cell(401, 2, 0x1234, 0x1234567, 0x20)], wifi: [] } },
    },
    { item: 'eb 08 0191 02 1234 5678 20', means: { network: { cells: [cell(401, 2, 0x1234, 0x5678, 0x20)], wifi: [] } } },
    { item: '56 02 07 00', means: { power: { levelPercent: 70 } } },
    { item: '56 02 07 4c', means: { power: { levelPercent: 76 } } },
    { item: '61 02 04b0', means: { values: { externalVolts: 12 } } },
    { item: '69 02 019a', means: { power: { volts: 4.1 } } },
    { item: 'd5 02 05dc', means: { values: { externalVolts: 15 } } },
    { item: 'd4 01 ff', means: { power: { isCharging: true } } },
    { item: 'd4 04 0000002a', means: { values: { cardId: '42' } } },
    { item: 'e1 01 2d', means: { power: { levelPercent: 45 } } },
    { item: 'e1 02 0072', means: { values: { externalVolts: 11.4 } } },
    { item: 'e4 02 00 63', means: { power: { isCharging: true, levelPercent: 99 } } },
    { item: 'e4 02 01 63', means: { power: { isCharging: false, levelPercent: 99 } } },
    { item: 'e5 01 01', means: { motion: { isMoving: true } } },
    {
      item: 'e7 08 0002 000000000000',
      means: { sos: {}, values: { alarm: 'sos', extendedAlarm: 2, extendedAlarmBit1: true } },
    },
    {
      item: '57 08 0100 0001 00000000',
      means: { values: { alarm: 'harsh-acceleration', extendedAlarm: 0x100, extendedAlarmBit8: true, extendedSwitches: 1 } },
    },
    { item: `eb 09 ${hexOfText('UTC+05:00')}`, means: { values: { timeZone: 'UTC+05:00' } } },
    { item: 'eb 06 0004 002d 0f0c', means: { power: { volts: 3.852 } } },
    { item: 'eb 08 0006 002d 00002db4', means: { values: { externalVolts: 11.7 } } },
    { item: 'eb 05 0003 00a8 3c', means: { power: { levelPercent: 60 } } },
    { item: 'eb 0e 000c 00b2 8901234567890123456f', means: { values: { iccid: '8901234567890123456' } } },
    { item: 'eb 08 0006 0089 ffffefff', means: { values: { alarm89: 0x1000, alarm89Bit12: true } } },
    {
      item: 'eb 08 0006 00c5 feffffbf',
      means: { motion: { isMoving: false }, values: { alarm: 'vibration', statusC5: 0x1000040 } },
    },
    {
      item: `eb 1a 0018 00b9 01 ${hexOfText(`${mac.toUpperCase()},-50`)}`,
      means: { network: { cells: [], wifi: [{ mac, signal: -50 }] } },
    },
    { item: 'e8 03 010203', means: { values: { lockStatus: 0x010203 } } },
    { item: 'e8 03 0c01 00', means: { sos: {}, values: { event: 0x0c01, alarm: 'sos' } } },
    {
      item: 'e8 0a 2003 07 01 03 019f 14 04b0',
      means: { power: { isCharging: true, levelPercent: 50, volts: 4.15 }, values: { gsmSignal: 20, externalVolts: 12 } },
    },
    {
      item: 'e8 0c 2005 09 0003 01 32 0007 02 0009 aa',
      means: { power: { levelPercent: 50 }, values: { hdop: 0.9, extraBytes: 1 } },
    },
    {
      item: 'ee 06 14 2ee0 0f0c 09',
      means: { power: { volts: 3.852 }, values: { gsmSignal: 20, externalVolts: 12, satellites: 9 } },
    },
    { item: `f1 14 ${hexOfText('89012345678901234567')}`, means: { values: { iccid: '89012345678901234567' } } },
    { item: 'f1 04 00002ee0', means: { values: { externalVolts: 12 } } },
    { item: 'f5 06 0001 fffe 0003', means: { values: { acceleration: '1 -2 3' } } },
    { item: 'f6 04 01 02 00 01', means: { power: { isCharging: true }, values: { workingMode: 1, positioningMode: 2 } } },
    {
      item: 'f6 09 02 06 ff94 0261 000000',
      means: { motion: { isMoving: true }, values: { event: 2, temperatureCelsius: -10.8, humidityPercent: 60.9 } },
    },
    { item: 'f7 06 00000f48 02 4e', means: { power: { volts: 3.912, isCharging: true, levelPercent: 78 } } },
    { item: 'f9 06 0004 0018 0000', means: { values: { hdop: 2.4 } } },
    { item: 'fe 01 5a', means: { power: { levelPercent: 90 } } },
    { item: 'fe 07 7c 01 04 00000010', means: { values: { alarm: 'tamper', extendedAlarm: 16, extendedAlarmBit4: true } } },
    {
      item: 'da 03 0002 09',
      means: { motion: { isMoving: false }, values: { cordCuts: 2, isCordClosed: true, isCoverClosed: true } },
    },
    {
      item: '63 0b 010203040506 0fc6 31 00 00',
      means: { values: { lock1Id: '010203040506', lock1Volts: 4.038, lock1IsSealed: true } },
    },
    {
      item: `33 11 ${hexOfText('*M00,45,113690B80')}`,
      means: { power: { volts: 3.69 }, values: { lockStatus: '*M00,45,113690B80' } },
    },
    { item: `0b 08 03 ${hexOfText('secret')} 65`, means: { values: { lockCommand: 3, unlockResult: 0x65 } } },
    { item: `67 08 ${hexOfText('12345678')}`, means: {} },
    { item: '99 02 0102', means: { values: { io153: 0x0102 } } },
    { item: '99 03 010203', means: {} },
    { item: '30 01 14 aa', means: { values: { gsmSignal: 20, extraBytes: 1 } } },
    { item: '30 01 14 31 05 01', means: { values: { gsmSignal: 20, extraBytes: 3 } } },
    {
      item: '00000000 0000000a 002a 00000000 14 000000',
      means: { power: { volts: 4.2 }, values: { odometerMetres: 10_000, gsmSignal: 20 } },
    },
  ]
  it.each(table)('$item', ({ item, means }) => {
    expect(told(item)).toEqual(means)
  })
})

describe('messages besides positions', () => {
  const date = '261122200000'
  const place = '00000002 03000000 04000000'
  const table = [
    {
      what: 'a heartbeat with figures',
      type: 0x0002,
      hex: '50 14 01',
      means: [
        { kind: 'power', levelPercent: 80 },
        { kind: 'telemetry', values: { gsmSignal: 20, deviceState: 1 } },
      ],
    },
    { what: 'battery and time', type: 0x0210, hex: `4f ${date}`, means: [{ kind: 'power', levelPercent: 79 }] },
    { what: 'a text', type: 0x6006, hex: `00 ${hexOfText('DONE')}`, means: [{ kind: 'telemetry', values: { data: 'DONE' } }] },
    {
      what: 'a long text',
      type: 0x0701,
      hex: `00000004 ${hexOfText('DONE')}`,
      means: [{ kind: 'telemetry', values: { data: 'DONE' } }],
    },
    { what: 'a waybill', type: 0x0701, hex: '00000002 8001', means: [] },
    { what: 'a wide text', type: 0x1300, hex: '0007 0044 004f 4e00', means: [{ kind: 'telemetry', values: { data: 'DO.' } }] },
    { what: 'a card taken out', type: 0x0702, hex: `02 ${date}`, means: [{ kind: 'telemetry', values: { cardStatus: 2 } }] },
    {
      what: 'settings',
      type: 0x0104,
      hex: '0009 02 00000029 04 0000003c 00000013 02 6162',
      means: [{ kind: 'telemetry', values: { reportSeconds: 60 } }],
    },
    {
      what: 'attributes',
      type: 0x0107,
      hex: `0000 ${'00'.repeat(5)} ${hexOfText('TAG'.padEnd(20, '\0'))} ${'00'.repeat(7)} 89012345678901234567 02 ${hexOfText('H1')} 02 ${hexOfText('F2')} 0000`,
      means: [{ kind: 'telemetry', values: { model: 'TAG', iccid: '89012345678901234567', hardware: 'H1', firmware: 'F2' } }],
    },
    {
      what: 'a text on the serial port',
      type: 0x0900,
      hex: `41 ${hexOfText('hello\r\n')}`,
      means: [{ kind: 'telemetry', values: { data: 'hello' } }],
    },
    {
      what: 'figures of a vehicle',
      type: 0x0900,
      hex: `41 ${hexOfText('$OBD-RT,12.3,800,20')}`,
      means: [{ kind: 'telemetry', values: { externalVolts: 12.3, rpm: 800, obdKilometresPerHour: 20 } }],
    },
    { what: 'an unknown pass-through', type: 0x0900, hex: '99 0102', means: [] },
    {
      what: 'an alarm of a vehicle, live or late',
      type: 0x0900,
      hex: `f0 ${date} 01 02 03 01 02 00 ${place}`,
      means: [
        { kind: 'fix', lat: 50.331648, lon: 67.108864, isValid: true, source: 'gnss' },
        { kind: 'power', isExternal: false },
        { kind: 'telemetry', values: { alarm: 'power-cut', alarmCode: 2, statusBits: 2, ignition: false } },
      ],
    },
    {
      what: 'a plain position',
      type: 0x0900,
      hex: `ff ${date} fd000000 04000000 0010 0024 005a`,
      means: [
        {
          kind: 'fix',
          lat: -50.331648,
          lon: 67.108864,
          isValid: true,
          altitudeMetres: 16,
          speedMetresPerSecond: 1,
          courseDegrees: 90,
          source: 'gnss',
        },
      ],
    },
    {
      what: 'acceleration',
      type: 0x2070,
      hex: `${date} 0001 8002 0003`,
      means: [{ kind: 'telemetry', values: { acceleration: '1 -2 3', accelerationSamples: 1 } }],
    },
  ]
  it.each(table)('$what', ({ type, hex, means }) => {
    expect(readingsOf(type, bytesOf(hex))).toEqual(means)
  })

  it('a vehicle’s alarm is the same record live and late', () => {
    const [live, late] = ['00', '01'].map((flag) => {
      const body = bytesOf(`f0 ${date} ${flag} 02 03 01 02 00 ${place}`)
      const decoded = jt808Codec.stream.decode(createJt808Framer().push(encodeJt808('1', 0x0900, body, 1))[0]!.bytes, context)
      return decoded.ok ? decoded.value.records : []
    })
    expect(live).toEqual(late)
    expect(live).toHaveLength(1)
  })
})

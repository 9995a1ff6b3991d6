import { instant, isoInstant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode.ts'

const place = '1,2.5,180,50.5,71.430564,51.128207,20251122082640,0401,0077,18D8,0A0B6141'

function readings(text: string): { readonly kind: string }[] {
  const decoded = decodeText(new TextEncoder().encode(text))
  if (!decoded.ok) throw new Error(decoded.reason.detail)
  return decoded.value.records.flatMap((record) =>
    record.readings.map(({ fixAt, ...rest }) => (fixAt === undefined ? rest : { ...rest, fixAt: isoInstant(fixAt) })),
  )
}

const report = (word: string, fields: string, version = '1A0102') =>
  readings(`+RESP:GT${word},${version},867962030001237,,${fields},20251122082642,11F0$`)

/** Fields of models whose papers print no example, by their field tables. */
describe('variants of the layout', () => {
  it('an asset tracker tells signal, battery, movement and temperature behind the place', () => {
    const told = report('FRI', `0,0,1,${place},24,0,,85,1,1,21.5`, 'DE0114')
    expect(told).toContainEqual(expect.objectContaining({ kind: 'power', levelPercent: 85 }))
    expect(told).toContainEqual(expect.objectContaining({ kind: 'motion', isMoving: true }))
    expect(told).toContainEqual(expect.objectContaining({ values: { gsmSignal: 24, temperatureCelsius: 21.5 } }))
  })

  it('access points stand between place and cell', () => {
    const told = report(
      'FRI',
      '0,0,1,0,0.0,0,50.5,71.430564,51.128207,20251122082640,1,a0b1c2d3e4f5,-61,,,,0401,0077,18D8,6141,24,0,,85,1,1,',
      'DE0114',
    )
    expect(told).toContainEqual({
      kind: 'network',
      fixAt: '2025-11-22T08:26:42.000Z',
      cells: [{ mcc: 401, mnc: 77, areaCode: 0x18d8, cellId: 0x6141 }],
      wifi: [{ mac: 'a0:b1:c2:d3:e4:f5', signal: -61 }],
    })
  })

  it('an append mask tells satellites', () => {
    const [fix, , power] = report('FRI', `12665,10,1,${place},03,12,0,0.0,,,,,100,1A0201,,,`, '6E0A03')
    expect(fix).toMatchObject({ satellites: 12 })
    expect(power).toMatchObject({ levelPercent: 100 })
  })

  it('a vehicle tells supply, state and inputs, with or without its number before the name', () => {
    for (const [fields, version] of [
      [`,12665,10,1,${place},00,0.0,,,,83,220201,,,`, '1F0301'],
      [`12665,10,1,${place},00,0.0,,,,83,220201,,,`, '4F0D06'],
    ] as const) {
      const told = report('FRI', fields, version)
      expect(told).toContainEqual(expect.objectContaining({ kind: 'power', levelPercent: 83 }))
      expect(told).toContainEqual(expect.objectContaining({ kind: 'motion', isMoving: true }))
      expect(told.at(-1)).toMatchObject({
        values: { externalVolts: 12.665, ignition: true, statusBits: 0x220201, input1: true, input2: false },
      })
    }
  })

  it('no place, but a cell', () => {
    const told = report('SOS', '0,0,1,0,,,,,,,0401,0077,18D8,6141,,40')
    expect(told.map((reading) => reading.kind)).toEqual(['network', 'sos', 'power', 'telemetry'])
    expect(told.at(-1)).toMatchObject({ values: { alarmCode: 'SOS', isPositioned: false } })
  })

  it('0/0 is no place', () => {
    const told = report('FRI', '0,0,1,0,0.0,0,0.0,0.000000,0.000000,20251122082640,0401,0077,18D8,6141,,40')
    expect(told.some((reading) => reading.kind === 'fix')).toBe(false)
  })

  it('a send time before the place it speaks of is in another zone, and no time of the event', () => {
    const told = readings(`+RESP:GTSOS,1A0102,867962030001237,,0,0,1,0${place.slice(1)},,40,20251122032642,11F0$`)
    expect(told.filter((reading) => 'fixAt' in reading).map((reading) => reading.kind)).toEqual(['fix'])
  })

  it('an information report tells its zone, and its time is put into UTC', () => {
    const fields = '16,898600810906F8048812,16,0,1,11870,,4.1,0,0,0,,20251122080000,,12340,,00,00,+0500,0'
    const told = readings(`+RESP:GTINF,080100,867962030001237,,${fields},20251122132642,11F0$`)
    expect(told[0]).toMatchObject({ kind: 'power', volts: 4.1, isExternal: true, fixAt: '2025-11-22T08:26:42.000Z' })
  })

  const events = [
    ['JDS', `1,${place},`, { kind: 'interference', cause: 'jammed', isPresent: false }],
    ['JDS', `2,${place},`, { kind: 'interference', cause: 'jammed', isPresent: true }],
    ['GPJ', `13,3,${place},00,0.0`, { kind: 'interference', cause: 'jammed', isPresent: true }],
    ['STT', `42,${place},`, { kind: 'motion', isMoving: true }],
    ['BPL', `3.55,${place},`, { kind: 'power', isLow: true, volts: 3.55 }],
    ['BTC', `${place},`, { kind: 'power', isCharging: true }],
    ['STC', `${place},`, { kind: 'power', isCharging: false }],
    ['EPF', `${place},`, { kind: 'power', isExternal: false }],
    ['MPF', `${place},`, { kind: 'power', isExternal: false }],
    ['BID', `1,0,000A,B80EA11FF800,2934,${place},,`, { kind: 'proximity', peer: 'B80EA11FF800', isNear: true }],
  ] as const
  it.each(events)('GT%s,%s', (word, fields, reading) => {
    expect(report(word, fields)).toContainEqual({ ...reading, fixAt: '2025-11-22T08:26:40.000Z' })
  })

  it('cells and access points of list reports', () => {
    const cells = '0401,0077,18D8,6141,18,,0401,0077,18D8,6142,15,'
    expect(readings(`+RESP:GTGSM,400201,867962030001237,FRI,${cells},20251122082642,11F0$`)).toEqual([
      {
        kind: 'network',
        fixAt: '2025-11-22T08:26:42.000Z',
        cells: [
          { mcc: 401, mnc: 77, areaCode: 0x18d8, cellId: 0x6141, signal: 18 },
          { mcc: 401, mnc: 77, areaCode: 0x18d8, cellId: 0x6142, signal: 15 },
        ],
        wifi: [],
      },
    ])
    const points = 'a0b1c2d3e4f5,-61,,,,0102030405ff,-80,,,,,,,77'
    expect(report('WIF', `2,${points}`, 'DE0114')).toMatchObject([
      { wifi: [{ signal: -61 }, { signal: -80 }] },
      { levelPercent: 77 },
    ])
  })
})

describe('what is not read', () => {
  const decode = (text: string) => decodeText(new TextEncoder().encode(text))

  it('the oldest dialect is heard', () => {
    expect(
      decode(
        '+RESP:GTTRI,135790246811220,1,0,0,1,4.3,92,70.0,1,121.354335,31.222073,20090101000000,0460,0000,18d8,6141,00,11F0,0102070202\0',
      ),
    ).toMatchObject({
      value: { type: 'GTTRI', identifier: '135790246811220', records: [] },
    })
  })

  it('a dump of the configuration holds fences, not places', () => {
    expect(decode(`+RESP:GTALL,1A0102,867962030001237,,GEO,0,3,${place},20251122082642,11F0$`)).toMatchObject({
      value: { records: [] },
    })
  })

  it('an answer of the second generation, and a refusal', () => {
    expect(decode('+ACK:RTO,123456789012345,C031,10,0,14,1718,20210407101530,1234$')).toMatchObject({
      value: { identifier: '123456789012345', answer: { text: 'RTO 14 1718', isDone: true } },
    })
    expect(decode('+NACK:APN,123456789012345,C031,10,0,,0,012F,20210407101530,1234$')).toMatchObject({
      value: { answer: { isDone: false } },
    })
  })

  const refusals = [
    ['neither tail nor count number', `+RESP:GTFRI,1A0102,867962030001237,,0,0,1,${place.slice(0, 40)}`, 'framing'],
    ['no header', 'RESP:GTFRI,1A0102,867962030001237,,20251122082642,11F0$', 'framing'],
    ['no identifier', '+RESP:GTFRI,1A0102,86796203000123,,20251122082642,11F0G$', 'malformed'],
    ['no version', '+RESP:GTFRI,1A0102030405,867962030001237,,20251122082642,11F0$', 'malformed'],
    ['more fields than any report', `+RESP:GTFRI,1A0102,867962030001237${','.repeat(1_300)}11F0$`, 'malformed'],
  ] as const
  it.each(refusals)('%s is refused', (_, text, code) => {
    expect(decode(text)).toMatchObject({ ok: false, reason: { code } })
  })

  it('records do not depend on whether they come at once or out of the memory', () => {
    const live = decode(`+RESP:GTSOS,1A0102,867962030001237,,0,0,2,${place},,${place},,40,20251122082642,11F0$`)
    const late = decode(`+BUFF:GTSOS,1A0102,867962030001237,,0,0,2,${place},,${place},,40,20251122082642,11F0$`)
    expect(live).toEqual(late)
    expect(live).toMatchObject({ value: { records: [{}, {}] } })
  })

  it('the count number is echoed and no part of the record', () => {
    const [first, second] = ['11F0', '11f1'].map((count) =>
      decode(`+RESP:GTRTL,1A0102,867962030001237,,0,0,1,${place},,40,20251122082642,${count}$`),
    )
    expect(second).toMatchObject({ value: { reply: new TextEncoder().encode('+SACK:11f1$') } })
    expect(first?.ok && first.value.records).toEqual(second?.ok && second.value.records)
  })

  it('never takes the clock of the platform', () => {
    expect(
      readings(`+RESP:GTSOS,1A0102,867962030001237,,0,0,1,0,,,,,,,,,,,,,40,,11F0$`).some((reading) => 'fixAt' in reading),
    ).toBe(false)
    expect(instant(0)).toBe(0)
  })
})

import { instant, isoInstant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { bytesOfText, textOf } from './ascii.ts'
import { goldenFrames } from './golden-frames.ts'
import { r16hCodec } from './index.ts'

const context = { receivedAt: instant(Date.UTC(2026, 10, 22, 17, 0, 5)) }
const at = '2026-11-22T17:00:00.000Z'
type Name = (typeof goldenFrames)[number]['name']

function golden(name: Name): string {
  return Buffer.from(goldenFrames.find((frame) => frame.name === name)?.hex ?? '', 'hex').toString('latin1')
}

function decode(text: string) {
  return r16hCodec.stream.decode(bytesOfText(text), context)
}

function told(text: string) {
  const result = decode(text)
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.detail}`)
  const readings = readingsOf(result.value).map(({ fixAt, ...rest }: Reading) => ({
    ...rest,
    ...(fixAt === undefined ? {} : { fixAt: isoInstant(fixAt) }),
  }))
  return { ...result.value, readings }
}

const fix = {
  kind: 'fix',
  fixAt: at,
  lat: 51.1282,
  lon: 71.4306,
  isValid: true,
  source: 'gnss',
  speedMetresPerSecond: 1.389,
  courseDegrees: 270,
  altitudeMetres: 347,
}

describe('what each message means', () => {
  it('a login names its device and waits for nothing', () => {
    expect(told(golden('encoder: login'))).toEqual({ type: 'login', identifier: '869999012345675', records: [], readings: [] })
  })

  it('a position tells fix, strap and battery, and waits for nothing', () => {
    const { type, identifier, readings, reply } = told(golden('encoder: position'))
    expect({ type, identifier, reply }).toEqual({ type: 'position', identifier: '869999012345675', reply: undefined })
    expect(readings).toEqual([
      fix,
      { kind: 'wear', signal: 'strap-closed', fixAt: at },
      { kind: 'power', levelPercent: 81, fixAt: at },
      { kind: 'telemetry', values: { strapStatus: 'L' }, fixAt: at },
    ])
  })

  it('one that was kept is the same record', () => {
    expect(told(golden('encoder: position kept while there was no network')).records).toEqual(
      told(golden('encoder: position')).records,
    )
  })

  it('an opened strap is told once, with the raw word', () => {
    expect(told(golden('encoder: strap opened'))).toMatchObject({
      type: 'alarm',
      readings: [
        fix,
        { kind: 'wear', signal: 'strap-open', fixAt: at },
        { kind: 'power' },
        { kind: 'telemetry', values: { alarmCode: 'ULK', alarm: 'strap-open', strapStatus: 'R' } },
      ],
    })
    // The letter alone says it too, in every message until the strap is closed again.
    expect(told(golden('encoder: strap opened').replace('ULK', '')).readings).toContainEqual({
      kind: 'wear',
      signal: 'strap-open',
      fixAt: at,
    })
  })

  it('a call for help is one', () => {
    const { readings } = told(golden('encoder: call for help'))
    expect(readings).toContainEqual({ kind: 'sos', fixAt: at })
    expect(readings.at(-1)).toMatchObject({ values: { alarmCode: 'SOS', alarm: 'sos' } })
  })

  it('towers seen are a network reading; a low battery is low', () => {
    expect(told(golden('encoder: towers seen, battery low')).readings).toEqual([
      { kind: 'wear', signal: 'strap-closed', fixAt: at },
      { kind: 'power', levelPercent: 9, isLow: true, fixAt: at },
      { kind: 'network', cells: [{ mcc: 401, mnc: 1, areaCode: 0x2f4a, cellId: 0xc81d, signal: -87 }], wifi: [], fixAt: at },
      {
        kind: 'telemetry',
        values: { alarmCode: 'LBT', alarm: 'low-battery', strapStatus: 'L', isPositioned: false },
        fixAt: at,
      },
    ])
  })

  it('without a clock there is no time, and access points are read where they stand', () => {
    const { readings } = told(golden('by hand: towers and access points seen, no clock'))
    expect(readings.every((reading) => !('fixAt' in reading))).toBe(true)
    expect(readings).toContainEqual({
      kind: 'network',
      cells: [
        { mcc: 401, mnc: 1, areaCode: 0x2f4a, cellId: 0xc81d, signal: -87 },
        { mcc: 401, mnc: 1, areaCode: 0x2f4a, cellId: 0xc81e, signal: -95 },
      ],
      wifi: [
        { mac: '02:aa:00:00:00:01', signal: -38 },
        { mac: '02:aa:00:00:00:02', signal: -74 },
      ],
    })
  })

  it('a recorded line may lack its closing mark, and its last word', () => {
    for (const name of ['encoder: position', 'encoder: towers seen, battery low'] as const) {
      expect(told(golden(name).slice(0, -1))).toEqual(told(golden(name)))
    }
    expect(told(golden('encoder: position').slice(0, -2)).readings).toEqual(told(golden('encoder: position')).readings)
  })

  it('zeros are no place', () => {
    const readings = told(golden('encoder: position').replace('51.12820', '00.00000').replace('071.43060', '000.00000')).readings
    expect(readings.some((reading) => reading.kind === 'fix')).toBe(false)
    expect(readings.at(-1)).toMatchObject({ values: { isPositioned: false } })
  })

  it('an unknown alarm word and an unknown letter are shown and not interpreted', () => {
    const { type, readings } = told(golden('encoder: position').replace(',L,$', ',X,QQQ$'))
    expect(type).toBe('alarm')
    expect(readings.map((reading) => reading.kind)).toEqual(['fix', 'power', 'telemetry'])
    expect(readings.at(-1)).toMatchObject({ values: { alarmCode: 'QQQ', alarm: 'unknown', strapStatus: 'X' } })
  })

  it('an answer to a command is kept as text', () => {
    expect(told(golden('by hand: answer to a command'))).toMatchObject({
      type: 'answer',
      records: [],
      answer: { text: 'RPLY,ROLL,OK', isDone: true },
    })
    expect(told('@RPLY,869999012345675,STIN,FAIL$')).toMatchObject({ answer: { isDone: false } })
  })

  it('only the request for a place has a command, for devices known by their IMEI', () => {
    const encoded = (identifier: string, command: Parameters<typeof r16hCodec.commands.encode>[0]) => {
      const bytes = r16hCodec.commands.encode(command, { token: 1, identifier, at: context.receivedAt })
      return bytes && textOf(bytes)
    }
    expect(encoded('869999012345675', { kind: 'locate' })).toBe('@ROLL,869999012345675$')
    expect(encoded('869999012345675', { kind: 'interval', seconds: 60 })).toBeUndefined()
    expect(encoded('bracelet', { kind: 'locate' })).toBeUndefined()
  })
})

describe('what is refused', () => {
  const position = golden('encoder: position')
  const table = [
    { given: 'another number than an IMEI', text: position.replace('869999012345675', '8699990'), code: 'malformed' },
    { given: 'neither live nor kept', text: position.replace(',R,', ',Q,'), code: 'malformed' },
    { given: 'beyond the pole', text: position.replace('51.12820', '91.12820'), code: 'malformed' },
    { given: 'no hemisphere', text: position.replace(',N,', ',,'), code: 'malformed' },
    { given: 'half a position', text: position.slice(0, 70), code: 'malformed' },
    { given: 'towers without a status', text: '@LBSD,869999012345675,R,20261122,170000,$', code: 'malformed' },
    { given: 'an unknown type', text: '@ABCD,869999012345675,1$', code: 'unknown-type' },
    { given: 'no start', text: position.slice(1), code: 'framing' },
    { given: 'bytes that are no text', text: position.replace('N', '\x07'), code: 'framing' },
    { given: 'nothing', text: '', code: 'framing' },
  ]
  it.each(table)('$given → $code', ({ text, code }) => {
    expect(decode(text)).toMatchObject({ ok: false, reason: { code } })
  })
})

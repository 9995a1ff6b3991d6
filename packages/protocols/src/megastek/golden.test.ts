import { instant, isoInstant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { bytesOfText, hexPair, sumOf, textOf, xorOf } from './ascii.ts'
import { goldenFrames } from './golden-frames.ts'
import { meaningOf } from './alarms.ts'
import { megastekCodec } from './index.ts'

const context = { receivedAt: instant(Date.UTC(2026, 10, 22, 17, 0, 5)) }
const at = '2026-11-22T17:00:00.000Z'
type Name = (typeof goldenFrames)[number]['name']

function decode(text: string, more: { isChecksumUntrusted?: boolean } = {}) {
  return megastekCodec.stream.decode(bytesOfText(text), { ...context, ...more })
}

function told(text: string, more: { isChecksumUntrusted?: boolean } = {}) {
  const result = decode(text, more)
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.detail}`)
  const readings = readingsOf(result.value).map(({ fixAt, ...rest }: Reading) => ({
    ...rest,
    ...(fixAt === undefined ? {} : { fixAt: isoInstant(fixAt) }),
  }))
  return { ...result.value, readings }
}

function golden(name: Name): string {
  const found = goldenFrames.find((frame) => frame.name === name)
  return Buffer.from(found?.hex ?? '', 'hex').toString('latin1')
}

const fix = {
  kind: 'fix',
  fixAt: at,
  lat: 51 + 7.692 / 60,
  lon: 71 + 25.836 / 60,
  isValid: true,
  source: 'gnss',
  speedMetresPerSecond: 1.5,
  courseDegrees: 270,
  altitudeMetres: 347.2,
  satellites: 9,
}
const cell = { mcc: 401, mnc: 1, areaCode: 0x2f4a, cellId: 0xc81d }
const off = {
  input1: false,
  input2: false,
  input3: false,
  input4: false,
  output1: false,
  output2: false,
  output3: false,
  output4: false,
}

describe('the newer format', () => {
  it('tells an opened belt once, with fix, battery and the raw word', () => {
    expect(told(golden('encoder: live report, belt opened'))).toMatchObject({
      type: 'alarm',
      identifier: '869999012345675',
      readings: [
        { ...fix, hdop: 0.9 },
        { kind: 'wear', signal: 'strap-open', fixAt: at },
        { kind: 'power', levelPercent: 81, isCharging: false, fixAt: at },
        {
          kind: 'telemetry',
          fixAt: at,
          values: { alarmCode: 'BeltOff', alarm: 'strap-open', belt: 0, statusBits: '00', gsmSignal: 21, ...off, analog1: 0 },
        },
      ],
    })
  })

  it('tells a closed belt, and of a stored message the same payload and readings as of a live one', () => {
    const stored = golden('encoder: stored report, belt closed')
    const { readings, records, reply } = told(stored)
    expect(readings[1]).toEqual({ kind: 'wear', signal: 'strap-closed', fixAt: at })
    expect(reply).toBeUndefined()
    const live = told(`0158${stored.replace(',S,', ',R,')}`)
    expect(live.records).toEqual(records)
  })

  it('tells the state of the belt in every message, from the second digit of the accessories', () => {
    const byClock = golden('encoder: report by the clock, belt open')
    expect(told(byClock)).toMatchObject({ type: 'position' })
    const wears = (text: string) => told(text).readings.filter((reading) => reading.kind === 'wear')
    expect(wears(byClock)).toEqual([{ kind: 'wear', signal: 'strap-open', fixAt: at }])
    expect(wears(byClock.replace(',00,081,', ',01,081,'))).toEqual([{ kind: 'wear', signal: 'strap-closed', fixAt: at }])
    expect(wears(byClock.replace('0157', '0160').replace(',00,081,', ',01000,081,'))).toHaveLength(1)
    expect(wears(byClock.replace(',00,081,', ',02,081,'))).toEqual([])
    expect(wears(byClock.replace('0157', '0158').replace(',00,081,', ',1-0,081,'))).toEqual([])
  })

  it('tells a call for help without a place as such, with cell and clock', () => {
    expect(told(golden('encoder: call for help without a place')).readings).toEqual([
      { kind: 'sos', fixAt: at },
      { kind: 'wear', signal: 'strap-closed', fixAt: at },
      { kind: 'power', levelPercent: 81, isCharging: false, fixAt: at },
      { kind: 'network', cells: [cell], wifi: [], fixAt: at },
      {
        kind: 'telemetry',
        fixAt: at,
        values: {
          alarmCode: 'SOS',
          alarm: 'sos',
          isPositioned: false,
          satellites: 0,
          belt: 1,
          statusBits: '01',
          gsmSignal: 21,
          ...off,
          analog1: 0,
        },
      },
    ])
  })

  it('tells a repeated place as not valid, with cells and access points', () => {
    const { readings } = told(golden('by hand: last place repeated, with access points'))
    expect(readings[0]).toEqual({
      kind: 'fix',
      fixAt: at,
      lat: fix.lat,
      lon: fix.lon,
      isValid: false,
      source: 'gnss',
      satellites: 0,
    })
    expect(readings).toContainEqual({
      kind: 'network',
      fixAt: at,
      cells: [cell],
      wifi: [
        { mac: '02:aa:00:00:00:01', signal: -38 },
        { mac: '02:aa:00:00:00:02', signal: -74 },
      ],
    })
  })

  it('tells the body figures of a watch', () => {
    const values = told(golden('by hand: a watch with its pulse and steps')).readings.at(-1)
    expect(values).toMatchObject({
      values: {
        heartRate: 72,
        steps: 1055,
        activityTime: 3,
        lightSleepTime: 40,
        deepSleepTime: 600,
        temperatureCelsius: 36.6,
        oxygenPercent: 97,
        belt: 1,
      },
    })
  })

  it('a greeting is a heartbeat', () => {
    expect(told(golden('encoder: greeting'))).toEqual({
      type: 'heartbeat',
      identifier: '869999012345675',
      records: [],
      readings: [],
    })
  })

  const refusals = [
    { given: 'a length that is not its own', change: ['0157', '0158'], code: 'framing' },
    { given: 'no closing mark', change: [';!', ''], code: 'framing' },
    { given: 'a mark neither live nor stored', change: [',R,', ',X,'], code: 'malformed' },
    { given: 'a latitude beyond the pole', change: ['5107.69200', '9107.69200'], code: 'malformed' },
    { given: 'sixty minutes', change: ['5107.69200', '5160.00000'], code: 'malformed' },
    { given: 'no hemisphere', change: [',N,', ',n,'], code: 'malformed' },
    { given: 'a field too few', change: [',0,,,,,,00', ',00,,,,,00'], code: 'malformed' },
  ] as const
  it.each(refusals)('$given → $code', ({ change, code }) => {
    const frame = golden('encoder: report by the clock, belt open')
    const [from, to] = change
    expect(decode(frame.replace(from, to))).toMatchObject({ ok: false, reason: { code } })
  })

  it('a message without device number names nobody', () => {
    const frame = golden('encoder: stored report, belt closed').replace('869999012345675', '')
    expect(decode(frame)).toMatchObject({ ok: false, reason: { code: 'no-identity' } })
  })

  it('a checksum, where there is one, must be right', () => {
    const body = golden('encoder: stored report, belt closed').slice(0, -2)
    const right = hexPair(xorOf(body.slice(1)))
    const wrong = hexPair(xorOf(body.slice(1)) ^ 1)
    expect(told(`${body};${right}!`)).not.toHaveProperty('isUnverified')
    expect(decode(`${body};${wrong}!`)).toMatchObject({ ok: false, reason: { code: 'checksum' } })
    expect(told(`${body};${wrong}!`, { isChecksumUntrusted: true })).toMatchObject({ isUnverified: true })
  })
})

describe('the older formats', () => {
  it('a report with commas is a fix with the altitude and satellites behind the sentence', () => {
    expect(told(golden('encoder: older report'))).toMatchObject({
      type: 'position',
      identifier: '869999012345675',
      readings: [
        fix,
        { kind: 'power', levelPercent: 81, isCharging: false, fixAt: at },
        { kind: 'telemetry', values: { alarmCode: 'Timer', gpsSignal: 'F' } },
      ],
    })
  })

  it('an opened belt is wear; a place repeated under L is not valid', () => {
    expect(told(golden('encoder: older report, belt opened, reception lost')).readings).toMatchObject([
      { kind: 'fix', isValid: false },
      { kind: 'wear', signal: 'strap-open', fixAt: at },
      { kind: 'power', isCharging: true },
      { kind: 'network', cells: [cell] },
      { kind: 'telemetry', values: { alarmCode: 'BeltOff', alarm: 'strap-open', gpsSignal: 'L' } },
    ])
  })

  it('a stored one names its device by the IMEI and not by its nickname, and has the payload of a live one', () => {
    const text = golden('by hand: older report, stored')
    const stored = told(text)
    expect(stored).toMatchObject({
      identifier: '869999012345675',
      readings: [
        { kind: 'fix', satellites: 4 },
        { kind: 'power', isLow: true, levelPercent: 9 },
        { values: { satellitesInView: 11 } },
      ],
    })
    const live = text.slice(3, -2)
    expect(told(live + hexPair(sumOf(live))).records).toEqual(stored.records)
  })

  it('the oldest carries its length and a checksum over it', () => {
    expect(told(golden('encoder: oldest report'))).toMatchObject({
      identifier: 'BRACELET7',
      readings: [
        { kind: 'fix', lat: fix.lat, lon: fix.lon, isValid: true },
        { kind: 'power', levelPercent: 81 },
        { values: { alarmCode: 'Timer', gsmSignal: 21, statusBits: '0000', input6: false, output4: false, analog2: 0.02 } },
      ],
    })
  })

  it('recorded as text, with blanks for its length, it is the same record', () => {
    const frame = golden('encoder: oldest report')
    const withMarks = (marks: string) => frame.slice(0, 19) + marks + frame.slice(21)
    expect(told(withMarks('  '))).toEqual(told(frame))
    expect(decode(withMarks('\x02 '))).toMatchObject({ ok: false })
  })

  it('without its checksum it is unverified, and so is a bare sentence', () => {
    expect(told(golden('encoder: oldest report').slice(0, -2))).toMatchObject({ isUnverified: true })
    const bare = golden('encoder: older report').replace(/\*57.*$/, '')
    expect(told(bare)).toMatchObject({ identifier: '869999012345675', isUnverified: true })
    expect(decode(golden('encoder: older report').slice(0, -2))).toMatchObject({ ok: false, reason: { code: 'checksum' } })
  })

  it('a wrong checksum is refused, or marked where the model is known for it', () => {
    for (const name of ['encoder: older report', 'encoder: oldest report'] as const) {
      const wrong = `${golden(name).slice(0, -2)}00`
      expect(decode(wrong)).toMatchObject({ ok: false, reason: { code: 'checksum' } })
      expect(told(wrong, { isChecksumUntrusted: true })).toMatchObject({ isUnverified: true })
    }
  })

  it('a sentence without its own checksum is read by its count of fields, one comma less behind the battery', () => {
    const text = golden('encoder: older report').slice(0, -2).replace('*57', '').replace('%,,0', '%,0')
    expect(told(text + hexPair(sumOf(text)))).toMatchObject({
      readings: [{ kind: 'fix' }, { kind: 'power', levelPercent: 81, isCharging: false }, { values: { alarmCode: 'Timer' } }],
    })
  })
})

describe('alert words', () => {
  const table = [
    { words: ['BeltOn', 'Belt On', 'belt on', 'Belt Close'], means: { kind: 'wear', signal: 'strap-closed' } },
    { words: ['BeltOff', 'Belt Off', 'BELT OFF', 'Belt Open'], means: { kind: 'wear', signal: 'strap-open' } },
    { words: ['Belt Cut', 'BeltCutOff', 'Strap Cut', 'Belt Broken'], means: { kind: 'wear', signal: 'strap-cut' } },
    { words: ['Take Off', 'Removed'], means: { kind: 'wear', signal: 'removed' } },
    { words: ['Case Open'], means: { kind: 'wear', signal: 'case-open' } },
    { words: ['SOS', 'Sos', 'Help'], means: { kind: 'sos' } },
    { words: ['LowBattery', 'Low Battery'], means: { kind: 'low-battery' } },
    { words: ['PSD'], means: { kind: 'external-power', isPresent: false } },
    { words: ['VIB', 'Vib'], means: { kind: 'named', name: 'vibration' } },
    { words: ['Belt Up'], means: { kind: 'named', name: 'belt-up' } },
    { words: ['Geo1 Out', 'Geo out'], means: { kind: 'named', name: 'fence-left' } },
    { words: ['PW ON', 'PowerOn'], means: { kind: 'named', name: 'power-on' } },
    { words: ['Timer', 'Nil-Alarms', 'Dist', 'Store'], means: { kind: 'reason' } },
    { words: ['constructor', 'Alien'], means: { kind: 'named', name: 'unknown' } },
  ]
  it.each(table)('$words → $means', ({ words, means }) => {
    for (const word of words) expect(meaningOf(word)).toEqual(means)
  })

  it.each(table.flatMap(({ words }) => words))('the raw word %s is always told', (word) => {
    const frame = golden('encoder: stored report, belt closed').replace('BeltOn', word)
    expect(told(frame).readings.at(-1)).toMatchObject({ values: { alarmCode: word } })
  })
})

describe('answers and replies', () => {
  it('an answer to a command is kept as text', () => {
    expect(told(golden('by hand: answer to a command'))).toMatchObject({
      type: 'answer',
      identifier: '869999012345675',
      records: [],
      answer: { text: 'W005,2', isDone: true },
    })
    expect(told('$CMV001,869999012345675;W005,Error;!')).toMatchObject({ answer: { isDone: false } })
  })

  it('a request for the time is answered with our clock in UTC', () => {
    const { reply } = told(golden('by hand: request for the time'))
    expect(textOf(reply!)).toBe('$GPRS,869999012345675;W051,2026-11-22 17:00:05;!')
  })

  it("the receiver's request for orbit data says nothing, and over UDP names nobody", () => {
    const request = bytesOfText('cmd=aid;user=x;pwd=y;lat=51.1;lon=71.4;pacc=1000')
    expect(megastekCodec.stream.decode(request, context)).toMatchObject({ ok: true, value: { records: [] } })
    expect(megastekCodec.datagram.decode(request, context)).toMatchObject({ ok: false, reason: { code: 'no-identity' } })
  })

  it('commands of worn devices and of those with a name of their own', () => {
    const encoded = (identifier: string, command: Parameters<typeof megastekCodec.commands.encode>[0]) => {
      const bytes = megastekCodec.commands.encode(command, { token: 1, identifier, at: context.receivedAt })
      return bytes && textOf(bytes)
    }
    const imei = '869999012345675'
    expect(encoded(imei, { kind: 'locate' })).toBe(`$GPRS,${imei};W052;!`)
    expect(encoded(imei, { kind: 'interval', seconds: 75 })).toBe(`$GPRS,${imei};W005,2;!`)
    expect(encoded(imei, { kind: 'interval', seconds: 5 })).toBe(`$GPRS,${imei};W005,1;!`)
    expect(encoded(imei, { kind: 'vibrate', seconds: 10 })).toBe(`$GPRS,${imei};W036,10;!`)
    expect(encoded(imei, { kind: 'restart' })).toBe(`$GPRS,${imei};W100;!`)
    expect(encoded(imei, { kind: 'sound', seconds: 10 })).toBeUndefined()
    const summed = ',BRACELET7,0013,75'
    expect(encoded('BRACELET7', { kind: 'interval', seconds: 75 })).toBe(`$${summed};${hexPair(xorOf(summed))}\r\n`)
    expect(encoded('BRACELET7', { kind: 'restart' })).toBeUndefined()
    expect(encoded('two words', { kind: 'locate' })).toBeUndefined()
  })
})

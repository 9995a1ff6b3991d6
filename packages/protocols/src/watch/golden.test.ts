import { instant, isoInstant, parseIsoInstant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { readingsOf } from '../codec.ts'
import { goldenFrames } from './golden-frames.ts'
import { watchCodec } from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const at = (iso: string) => {
  const parsed = parseIsoInstant(iso)
  if (!parsed.ok) throw new Error(iso)
  return parsed.value
}

function frameNamed(part: string): Uint8Array {
  const found = goldenFrames.filter((golden) => golden.name.includes(part))
  if (found.length !== 1 || found[0]!.over !== 'stream') throw new Error(`${found.length} golden frames are called ${part}`)
  return Uint8Array.from(Buffer.from(found[0]!.hex, 'hex'))
}

function decoded(frame: Uint8Array | string) {
  const bytes = typeof frame === 'string' ? Uint8Array.from(Buffer.from(frame, 'latin1')) : frame
  const result = watchCodec.stream.decode(bytes, context)
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.detail}`)
  const { type, identifier, reply, answer, isUnverified } = result.value
  return {
    type,
    identifier,
    readings: readingsOf(result.value),
    reply: reply && Buffer.from(reply).toString('latin1'),
    ...(answer ? { answer } : {}),
    ...(isUnverified ? { isUnverified } : {}),
  }
}

describe('worked examples of the paper', () => {
  it('a heartbeat says nothing and is answered as the paper answers it', () => {
    expect(decoded(frameNamed('I.1 (1)'))).toEqual({
      type: 'heartbeat',
      identifier: '8800000015',
      readings: [],
      reply: '[3G*8800000015*0002*LK]',
    })
  })

  it('a heartbeat with figures tells battery, steps and rolls', () => {
    expect(decoded(frameNamed('I.1 (2)'))).toEqual({
      type: 'heartbeat',
      identifier: '8800000015',
      readings: [
        { kind: 'power', levelPercent: 100 },
        { kind: 'telemetry', values: { steps: 50, rolls: 100 } },
      ],
      reply: '[3G*8800000015*0002*LK]',
    })
  })

  it('a position is a satellite fix with its accuracy, seven towers of one network, and waits for no answer', () => {
    const fixAt = at('2016-09-18T02:57:23Z')
    const { readings, ...rest } = decoded(frameNamed('I.2, position'))
    expect(rest).toEqual({ type: 'position', identifier: '8800000015', reply: undefined })
    expect(readings).toEqual([
      {
        kind: 'fix',
        fixAt,
        lat: 22.570733,
        lon: 113.8626083,
        isValid: true,
        source: 'gnss',
        accuracyMetres: 40.7,
        speedMetresPerSecond: 0,
        courseDegrees: 249.5,
        altitudeMetres: 0,
        satellites: 6,
      },
      { kind: 'motion', isMoving: false, fixAt },
      { kind: 'power', levelPercent: 60, fixAt },
      { kind: 'telemetry', values: { statusBits: 0x10, watchState: false, gsmSignal: 100, steps: 0, rolls: 0 }, fixAt },
      { kind: 'network', cells: expect.anything(), wifi: [], fixAt },
    ])
    expect(readings[4]).toHaveProperty('cells.length', 7)
    expect(readings[4]).toHaveProperty('cells.6', { mcc: 460, mnc: 1, areaCode: 9_529, cellId: 63_556, signal: 119 })
  })

  it('a position of a blind spot is the record that it would have been', () => {
    const late = frameNamed('blind spot')
    const punctual = Buffer.from(late).toString('latin1').replace('00D0*UD2', '00CF*UD')
    expect(decoded(late)).toEqual(decoded(punctual))
    const payloads = [late, Uint8Array.from(Buffer.from(punctual))].map((frame) => {
      const result = watchCodec.stream.decode(frame, context)
      return result.ok && Buffer.from(result.value.records[0]!.payload).toString()
    })
    expect(payloads[0]).toBe(payloads[1])
    expect(payloads[0]).toMatch(/^180916,064032,A,.*,12\.2$/)
  })

  it('an alarm of a watch taken off is a wear reading and is answered as the paper answers it', () => {
    const { type, readings, reply } = decoded(frameNamed('taken off'))
    expect({ type, reply }).toEqual({ type: 'alarm', reply: '[3G*8800000015*0002*AL]' })
    expect(readings).toContainEqual({ kind: 'wear', signal: 'removed', fixAt: at('2016-09-18T06:41:53Z') })
    expect(readings).toContainEqual(
      expect.objectContaining({
        values: expect.objectContaining({ statusBits: 0x100018, watchState: true, alarmCode: 0x10, alarm: 'removed' }),
      }),
    )
  })

  it('a fall over LTE without a place tells the access points', () => {
    const { identifier, readings, reply } = decoded(frameNamed('fall'))
    expect({ identifier, reply }).toEqual({ identifier: '4504816162', reply: '[3G*4504816162*0002*AL]' })
    expect(readings.map((reading) => reading.kind)).toEqual(['fix', 'power', 'telemetry', 'network'])
    expect(readings[0]).toMatchObject({ lat: 0, lon: 0, isValid: false })
    expect(readings[2]).toMatchObject({ values: { isPositioned: false, alarmCode: 0x20, alarm: 'fall' } })
    expect(readings[3]).toMatchObject({
      cells: [{ mcc: 460, mnc: 11, areaCode: 30_602, cellId: 125_639_728, signal: 100 }],
      wifi: [{ mac: 'bc:5f:f6:1e:07:be', signal: -55 }, {}, {}, {}, { mac: '50:bd:5f:80:27:4e', signal: -63 }],
    })
  })

  it.each([
    { part: 'answer to UPLOAD', text: 'UPLOAD' },
    { part: 'answer to RESET', text: 'RESET' },
    { part: 'answer to CR', text: 'CR' },
    { part: 'answer to FIND', text: 'FIND' },
  ])('$part is the answer to a command', ({ part, text }) => {
    expect(decoded(frameNamed(part))).toMatchObject({ type: 'answer', readings: [], answer: { text, isDone: true } })
  })

  it('the answer to a command that we never send answers none of ours', () => {
    expect(decoded(frameNamed('answer to CALL'))).toEqual({
      type: 'acknowledgement',
      identifier: '8800000015',
      readings: [],
      reply: undefined,
    })
  })

  it('a version, a touch and measurements', () => {
    expect(decoded(frameNamed('version')).readings).toEqual([
      { kind: 'telemetry', values: { firmware: 'G29_BASE_V1.00_2014.04.23_17.46.49' } },
    ])
    const touch = decoded(frameNamed('two watches touch'))
    expect(isoInstant(touch.readings[0]!.fixAt!)).toBe('2016-09-18T08:50:33.000Z')
    expect(touch.readings[0]).toMatchObject({ lat: 22.570193, lon: 113.862195, speedMetresPerSecond: 0.133 })
    expect(decoded(frameNamed('blood pressure'))).toMatchObject({
      readings: [{ kind: 'telemetry', values: { pressureHigh: 112, pressureLow: 73, heartRate: 67 } }],
      reply: '[3G*8800000015*0005*bphrt]',
    })
  })
})

describe('commands printed in the paper', () => {
  const encoded = (command: Parameters<typeof watchCodec.commands.encode>[0], identifier: string) => {
    const bytes = watchCodec.commands.encode(command, { token: 1, identifier, at: instant(0) })
    return bytes && Buffer.from(bytes).toString('latin1')
  }
  it.each([
    { command: { kind: 'interval', seconds: 600 }, identifier: '8800000015', expected: '[3G*8800000015*000A*UPLOAD,600]' },
    { command: { kind: 'locate' }, identifier: '5678901234', expected: '[3G*5678901234*0002*CR]' },
    { command: { kind: 'restart' }, identifier: '5678901234', expected: '[3G*5678901234*0005*RESET]' },
    { command: { kind: 'sound', seconds: 5 }, identifier: '5678901234', expected: '[3G*5678901234*0004*FIND]' },
    { command: { kind: 'interval', seconds: 59 }, identifier: '1', expected: undefined },
    { command: { kind: 'interval', seconds: 65_536 }, identifier: '1', expected: undefined },
    { command: { kind: 'vibrate', seconds: 5 }, identifier: '1', expected: undefined },
  ] as const)('$command.kind → $expected', ({ command, identifier, expected }) => {
    expect(encoded(command, identifier)).toBe(expected)
  })
})

describe('variants', () => {
  const tail = '1.5,90,200,8,70,55,10,2,'
  const position = (place: string, rest: string) => {
    const content = `UD,010224,030405,${place},${tail}${rest}`
    return decoded(`[SG*1234567890*${content.length.toString(16).padStart(4, '0')}*${content}]`)
  }

  it.each([
    { given: 'a minus under N and E', place: 'A,-33.4803,N,-70.7630,E', lat: -33.4803, lon: -70.763, isValid: true },
    { given: 'a minus under W', place: 'A,38.5,N,-9.25,W', lat: 38.5, lon: -9.25, isValid: true },
    { given: 'south and west', place: 'A,38.5,S, 9.25,W', lat: -38.5, lon: -9.25, isValid: true },
    { given: 'no hemisphere', place: 'A,16.5,S,68.125,', lat: -16.5, lon: 68.125, isValid: false },
    { given: 'an old place', place: 'V,16.5,S,68.125,W', lat: -16.5, lon: -68.125, isValid: false },
  ])('$given → $lat, $lon', ({ place, lat, lon, isValid }) => {
    expect(position(place, '00000000,0,0,0.0').readings[0]).toMatchObject({ kind: 'fix', lat, lon, isValid })
  })

  it('access points without towers; a name may hold a comma', () => {
    const { readings } = position('V,0.0,N,0.0,E', '0,0,2,Cafe, left,AA-BB-CC-DD-EE-FF,-50,,01:02:03:04:05:06,-60,12.5')
    expect(readings.at(-1)).toMatchObject({
      cells: [],
      wifi: [
        { mac: 'aa:bb:cc:dd:ee:ff', signal: -50 },
        { mac: '01:02:03:04:05:06', signal: -60 },
      ],
    })
  })

  it('a short status word, an absent count, a date that is none', () => {
    const { readings } = position('A,1.0,N,2.0,E', '0001,1,1,310,260,1091,30082,139,,00')
    expect(readings).toContainEqual(expect.objectContaining({ kind: 'power', levelPercent: 55, isLow: true }))
    expect(decoded('[SG*1*003E*UD,000000,000000,V,0.0,N,0.0,E,0,0,0,0,50,40,0,0,00000000,0,0,0.0]').readings.slice(1)).toEqual([
      { kind: 'power', levelPercent: 40 },
      {
        kind: 'telemetry',
        values: { isPositioned: false, statusBits: 0, watchState: false, gsmSignal: 50, steps: 0, rolls: 0 },
      },
    ])
  })

  it('every alarm bit by its name', () => {
    const { readings } = position('A,1.0,N,2.0,E', '007F0003,0,0,0.0')
    expect(readings.map((reading) => reading.kind)).toEqual(['fix', 'sos', 'wear', 'power', 'telemetry'])
    expect(readings.at(-1)).toMatchObject({
      values: { alarm: 'sos low-battery fence-left fence-entered removed fall heart-rate', alarmCode: 0x7f },
    })
  })

  it('a model that numbers its messages is answered under the number', () => {
    expect(decoded('[ZJ*123456789012345*00Fe*0003*TKQ]').reply).toBe('[ZJ*123456789012345*00Fe*0003*TKQ]')
    expect(decoded('[ZJ*123456789012345*00Fe*0006*CONFIG]').reply).toBe('[ZJ*123456789012345*00Fe*0008*CONFIG,1]')
    expect(decoded('[ZJ*123456789012345*00Fe*0004*INIT]').reply).toBe('[ZJ*123456789012345*00Fe*0006*INIT,1]')
  })

  it.each([
    { given: 'heart,71', values: { heartRate: 71 }, reply: undefined },
    { given: 'PULSE,72', values: { heartRate: 72 }, reply: undefined },
    { given: 'oxygen,0,97', values: { oxygenPercent: 97 }, reply: 'oxygen,1' },
    { given: 'btemp2,1,36.6', values: { temperatureMode: 1, temperatureCelsius: 36.6 }, reply: 'btemp2' },
    { given: 'CCID,89860112345678901234', values: { iccid: '89860112345678901234' }, reply: undefined },
    { given: 'img,5,160429110950,abcde', values: { imageBytes: 5, imageOrigin: 5, imageTime: '160429110950' }, reply: undefined },
    { given: 'TK,#!AMR', values: { voiceBytes: 5 }, reply: 'TK,1' },
  ])('$given', ({ given, values, reply }) => {
    const hex = (text: string) => text.length.toString(16).toUpperCase().padStart(4, '0')
    const message = decoded(`[CS*1234567890*${hex(given)}*${given}]`)
    expect(message.readings).toEqual([{ kind: 'telemetry', values }])
    expect(message.reply).toBe(reply && `[CS*1234567890*${hex(reply)}*${reply}]`)
  })

  it('a watch that states a wrong length is heard, and marked for ever', () => {
    expect(decoded('[SG*1234567890*0008*LK,0,0,9]')).not.toHaveProperty('isUnverified')
    expect(decoded('[SG*1234567890*000A*LK,0,0,9]')).toMatchObject({ type: 'heartbeat', isUnverified: true })
  })

  it('a recorded frame may lack its brackets where its length is right', () => {
    expect(decoded('SG*1234567890*0002*LK').type).toBe('heartbeat')
    expect(decoded('[SG*1234567890*0002*LK').type).toBe('heartbeat')
  })
})

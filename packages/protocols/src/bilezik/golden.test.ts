import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { instant, isoInstant, type Reading } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { crcX25 } from '../crc-x25.ts'
import type { Decoded } from '../codec.ts'
import { goldenDownlink, goldenFrames } from './golden-frames.ts'
import { bilezikCodec, readBilezikDownlink } from './index.ts'

const at = '2026-11-22T17:00:00.000Z'
const context = { receivedAt: instant(Date.parse(at)) }
/** The key of the guide's examples. */
const key = Uint8Array.from({ length: 32 }, (_, index) => index)

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hexOf = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$& ')

function example(number: number) {
  const found = goldenFrames.find(({ name }) => name.startsWith(`guide, example ${number}:`))
  if (!found || found.over === 'http') throw new Error(`no example ${number}`)
  return found
}

function decodedOf(number: number): Decoded {
  const frame = example(number)
  const bytes = bytesOf(frame.hex)
  return frame.over === 'mqtt'
    ? bilezikCodec.mqtt.decode({ topic: frame.topic, payload: bytes }, context)
    : bilezikCodec.stream.decode(bytes, context)
}

function meaning(number: number) {
  const result = decodedOf(number)
  if (!result.ok) throw new Error(`${result.reason.code}: ${result.reason.detail}`)
  const { type, identifier, records, answer } = result.value
  const printed = records.map(({ readings }) =>
    readings.map(({ fixAt, ...rest }: Reading) => (fixAt === undefined ? rest : { ...rest, fixAt: isoInstant(fixAt) })),
  )
  return { type, identifier, records: printed, ...(answer ? { answer } : {}) }
}

describe('what the worked examples of the guide mean', () => {
  it('1: a device that has nothing to report says that it is there', () => {
    expect(meaning(1)).toEqual({ type: 'heartbeat', identifier: 'AB-000123', records: [] })
  })

  it('2: it is answered, once stored, byte for byte as the guide prints it', () => {
    const result = decodedOf(1)
    const reply = result.ok ? result.value.reply : undefined
    expect(hexOf(bilezikCodec.authentication.seal(reply!, key))).toBe(goldenDownlink.stored)
  })

  it('3: a short position', () => {
    expect(meaning(3).records).toEqual([
      [{ kind: 'fix', fixAt: at, lat: 51.1282, lon: 71.4306, isValid: true, source: 'gnss', accuracyMetres: 6 }],
    ])
  })

  it('4: a cut strap, then a full position, then the battery, each a record of its own', () => {
    expect(meaning(4).records).toEqual([
      [{ kind: 'wear', fixAt: '2026-11-22T17:00:40.000Z', signal: 'strap-cut', strap: 'left' }],
      [
        {
          kind: 'fix',
          fixAt: '2026-11-22T17:00:41.000Z',
          lat: 51.12825,
          lon: 71.43069,
          isValid: true,
          source: 'gnss',
          accuracyMetres: 4,
          speedMetresPerSecond: 1.4,
          courseDegrees: 270,
          altitudeMetres: 347,
          satellites: 11,
          hdop: 0.9,
          dimensions: 3,
        },
      ],
      [
        {
          kind: 'power',
          fixAt: '2026-11-22T17:00:41.000Z',
          levelPercent: 78,
          volts: 3.912,
          isCharging: false,
          isLow: false,
        },
      ],
    ])
  })

  it('5: without a clock there is no time, and none is made from the receipt', () => {
    expect(meaning(5).records).toEqual([
      [{ kind: 'sos' }, { kind: 'telemetry', values: { recordNumber: 45, uptimeSeconds: 12 } }],
    ])
  })

  it('6: what the device feels', () => {
    expect(meaning(6).records).toEqual([
      [{ kind: 'motion', fixAt: at, isMoving: true }],
      [{ kind: 'telemetry', fixAt: at, values: { temperatureCelsius: -12.5 } }],
      [{ kind: 'telemetry', fixAt: at, values: { skinTemperatureCelsius: 33.1 } }],
      [{ kind: 'interference', fixAt: at, cause: 'jammed', isPresent: true }],
      [{ kind: 'telemetry', fixAt: at, values: { isPositioned: false } }],
      [{ kind: 'telemetry', fixAt: at, values: { uptimeSeconds: 86_465, recordsWaiting: 3, gsmSignal: -95 } }],
    ])
  })

  it('7: networks around it', () => {
    const cells = [{ mcc: 401, mnc: 1, areaCode: 0x1234, cellId: 0x0abc_def1, signal: -101 }]
    const wifi = [{ mac: '00:11:22:33:44:55', signal: -67 }, { mac: 'a0:b1:c2:d3:e4:f5' }]
    expect(meaning(7).records).toEqual([
      [{ kind: 'network', fixAt: at, cells, wifi: [] }],
      [{ kind: 'network', fixAt: at, cells: [], wifi }],
    ])
  })

  it('8: named values, and what nobody here knows, kept as it is', () => {
    const values = {
      firmware: '1.4.2',
      resetCause: 'watchdog',
      droppedRecords: 0,
      externalVolts: 12.25,
      isMemoryFaulty: false,
    }
    expect(meaning(8).records).toEqual([
      [{ kind: 'telemetry', fixAt: at, values }],
      [{ kind: 'telemetry', fixAt: at, values: { record96: 'cafe' } }],
    ])
  })

  it('9: a home unit hears the bracelet', () => {
    expect(meaning(9)).toEqual({
      type: 'report',
      identifier: 'HU-000045',
      records: [
        [{ kind: 'proximity', fixAt: at, peer: 'AB-000123', isNear: true, signal: -58 }],
        [{ kind: 'power', fixAt: at, levelPercent: 100, isCharging: true, isExternal: true }],
      ],
    })
  })

  const sent = { token: 0x0102_0304, identifier: 'AB-000123', at: instant(Date.parse('2026-11-22T17:01:00Z')) }
  it('10 and 11: commands as they are sent, and as the device reads them', () => {
    const locate = bilezikCodec.commands.encode({ kind: 'locate' }, sent)!
    const interval = bilezikCodec.commands.encode({ kind: 'interval', seconds: 300 }, { ...sent, token: sent.token + 1 })!
    expect(hexOf(bilezikCodec.authentication.seal(locate, key))).toBe(goldenDownlink.locate)
    expect(hexOf(bilezikCodec.authentication.seal(interval, key))).toBe(goldenDownlink.interval)
    expect(readBilezikDownlink(bytesOf(goldenDownlink.interval), key)).toEqual({
      ok: true,
      value: {
        kind: 'command',
        identifier: 'AB-000123',
        token: sent.token + 1,
        sentAt: sent.at,
        command: { kind: 'interval', seconds: 300 },
      },
    })
  })

  it('12: the answer names the command by its token', () => {
    expect(meaning(12)).toEqual({
      type: 'answer',
      identifier: 'AB-000123',
      records: [],
      answer: { token: sent.token, isDone: true, text: 'done' },
    })
  })

  it('what the device reads in the acknowledgements of example 2', () => {
    const common = { kind: 'ack', identifier: 'AB-000123', boot: 7, serverAt: context.receivedAt }
    expect(readBilezikDownlink(bytesOf(goldenDownlink.stored), key)).toEqual({
      ok: true,
      value: { ...common, number: 1, result: 'stored', waitSeconds: 0 },
    })
    expect(readBilezikDownlink(bytesOf(goldenDownlink.later), key)).toEqual({
      ok: true,
      value: { ...common, number: 2, result: 'later', waitSeconds: 120 },
    })
  })
})

describe('the bytes of the examples', () => {
  const all = [
    ...goldenFrames.map((frame) => ({ name: frame.name, hex: frame.over === 'http' ? '' : frame.hex })),
    ...Object.entries(goldenDownlink).map(([name, hex]) => ({ name: `server: ${name}`, hex })),
  ]
  const guide = readFileSync(resolve(import.meta.dirname, '../../../../docs/guides/make-a-device.md'), 'utf8').replaceAll(
    /\s+/g,
    ' ',
  )

  it.each(all)('$name: printed in the guide, signed and summed as another implementation does it', ({ hex }) => {
    expect(guide).toContain(hex)
    const bytes = bytesOf(hex)
    const signature = createHmac('sha256', key).update(bytes.subarray(0, -18)).digest().subarray(0, 16)
    expect(hexOf(bytes.subarray(-18, -2))).toBe(hexOf(signature))
    expect(Buffer.from(bytes.subarray(-2)).readUInt16BE()).toBe(crcX25(bytes, 2, bytes.length - 2))
    expect(bilezikCodec.authentication.isAuthentic(bytes, key)).toBe(true)
  })

  it('the guide prints no frame that is not checked here', () => {
    const printed = guide.match(/42 5A 01(?: [0-9A-F]{2}){30,}/g) ?? []
    expect(printed.toSorted()).toEqual(all.map(({ hex }) => hex).toSorted())
  })
})

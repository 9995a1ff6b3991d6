import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ProtocolName, protocolNames } from '@bilezik/domain'
import { type Codec, codecs } from '@bilezik/protocols'
import { describe, expect, it } from 'vitest'
import { decodeLine, type PrintedReading } from './decode-line.ts'

/** Frames of real devices, kept beside the repository and never in it. */
const folder = resolve(import.meta.dirname, '../../../../../shared/vectors')

interface Recorded {
  readonly session: string
  readonly seq: number
  readonly payload: unknown
  readonly ctx?: unknown
  readonly expect: 'position' | 'positions' | 'attribute' | 'attributes' | 'nothing' | 'notnull' | 'frame'
  readonly expected?: {
    key?: string
    value?: unknown
    frame?: string
    latitude?: number
    longitude?: number
    lat?: number
    lon?: number
  }
  readonly checksum?: 'ok' | 'bad'
}

type Loose = Readonly<Record<string, unknown>>
const kindOf = (kind: string) => (readings: readonly PrintedReading[]) =>
  readings.filter((reading) => reading.kind === kind) as readonly Loose[]
const telemetry = (readings: readonly PrintedReading[]): Loose =>
  Object.assign({}, ...kindOf('telemetry')(readings).map((reading) => reading['values']))

const alarms: Readonly<Record<string, (readings: readonly PrintedReading[]) => boolean>> = {
  sos: (readings) => kindOf('sos')(readings).length === 1,
  lowBattery: (readings) => kindOf('power')(readings).some((power) => power['isLow'] === true),
  tampering: (readings) => kindOf('wear')(readings).length === 1,
  general: (readings) => telemetry(readings)['alarm'] === 'general',
}

/** What the word of the recorded expectation is called here. Temperatures and analogue inputs of vehicles are not decoded. */
const counterparts: Readonly<Record<string, (readings: readonly PrintedReading[], value: unknown) => boolean>> = {
  alarm: (readings, value) => alarms[String(value)]?.(readings) ?? readings.length > 0,
  batteryLevel: (readings, value) => kindOf('power')(readings).some((power) => power['levelPercent'] === value),
  battery: (readings, value) => kindOf('power')(readings).some((power) => power['volts'] === value),
  power: (readings, value) => telemetry(readings)['externalVolts'] === value,
  iccid: (readings, value) => telemetry(readings)['iccid'] === value,
  driverUniqueId: (readings, value) =>
    [value, Number(value).toString(16).padStart(12, '0')].includes(telemetry(readings)['cardId']),
  event: (readings, value) => [telemetry(readings)['eventCode'], telemetry(readings)['event']].includes(value),
  eventFiles: (readings, value) => telemetry(readings)['eventFiles'] === value,
  networkTechnology: (readings, value) => telemetry(readings)['networkTechnology'] === value,
  result: (readings, value) => telemetry(readings)['data'] === value,
}

function recordedOf(protocol: string): { line: string; recorded: Recorded; title: string }[] {
  const path = resolve(folder, `${protocol}.jsonl`)
  if (!existsSync(path)) {
    console.warn(`SKIPPED: ${path} is absent, so no recorded frame of ${protocol} was decoded.`)
    return []
  }
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ line, recorded: JSON.parse(line) as Recorded }))
    .map(({ line, recorded }) => ({
      line,
      recorded,
      title: `${recorded.session} ${recorded.seq} → ${recorded.expect}${recorded.checksum === 'bad' ? ', bad checksum' : ''}`,
    }))
}

function checkFrame(protocol: ProtocolName, { payload, expected }: Recorded): void {
  const { stream }: Codec = codecs[protocol]
  const framer = stream!.createFramer()
  const outputs = [...framer.push(Uint8Array.from(Buffer.from(String(payload), 'hex'))), ...framer.flush()]
  expect(outputs.map((output) => [output.kind, Buffer.from(output.bytes).toString('hex')])).toContainEqual([
    'frame',
    expected?.frame,
  ])
}

function checkContent(recorded: Recorded, readings: readonly PrintedReading[]): void {
  const { expected, expect: expectation } = recorded
  if (expectation === 'nothing') return expect(readings).toEqual([])
  expect(readings.length).toBeGreaterThan(0)
  if (expectation === 'position' || expectation === 'positions') {
    const [fix] = kindOf('fix')(readings)
    expect(Number.isFinite(fix?.['lat']) && Number.isFinite(fix?.['lon'])).toBe(true)
    const [lat, lon] = [expected?.latitude ?? expected?.lat, expected?.longitude ?? expected?.lon]
    if (lat !== undefined) expect(Math.abs(Number(fix?.['lat']) - lat)).toBeLessThanOrEqual(1e-5)
    if (lon !== undefined) expect(Math.abs(Number(fix?.['lon']) - lon)).toBeLessThanOrEqual(1e-5)
  }
  // A setting of that test chose another model's numbering, which a frame does not tell.
  const counterpart =
    recorded.ctx === undefined && expected?.value !== null && expected?.key !== undefined ? counterparts[expected.key] : undefined
  if (counterpart) expect(counterpart(readings, expected?.value), JSON.stringify(readings)).toBe(true)
}

/** The recorded files of a protocol; Queclink's text and binary stand in two, of our own protocol there are none. */
const filesOf: Partial<Record<ProtocolName, readonly string[]>> = { queclink: ['gl200text', 'gl200binary'], bilezik: [] }

/** Where we decide otherwise than the recording, and why. */
const exceptions: Readonly<Record<string, { readonly because: string; readonly error?: string }>> = {
  'MegastekProtocolDecoder/testDecode 38': { because: 'both of its checksums are wrong', error: 'checksum' },
  'Jt808FrameDecoder/testDecode 1': {
    because: 'a text of a lock, which has no check code: what was computed over it means nothing',
  },
  'Gl200TextProtocolDecoder/testDecode 110': { because: 'a report of a cell: it holds no coordinates' },
  'Gl200TextProtocolDecoder/testDecode 11': { because: 'its level is said to be null, which is told by telling none' },
  'TeltonikaProtocolDecoder/testDecode 18': { because: 'the answer to a command, with figures of a vehicle and no place' },
}

for (const protocol of protocolNames.filter((name) => filesOf[name]?.length !== 0)) {
  const all = (filesOf[protocol] ?? [protocol]).flatMap(recordedOf)
  describe(`recorded frames of ${protocol}`, () => {
    if (all.length === 0) it.skip('recorded frames (skipped: ../shared/vectors is absent)', () => {})
    it.each(all)('$title', ({ line, recorded }) => {
      const decoded = decodeLine(protocol, line, 1)
      const exception = exceptions[`${recorded.session} ${recorded.seq}`]
      expect(decoded.seq).toBe(recorded.seq)
      if (recorded.expect === 'frame') checkFrame(protocol, recorded)
      if (recorded.checksum === 'bad' && !exception) {
        expect(decoded).toMatchObject({ error: expect.stringMatching(/^(checksum|framing|malformed)$/) })
        expect(decoded).not.toHaveProperty('readings')
      } else if (exception?.error !== undefined) {
        expect(decoded).toMatchObject({ error: exception.error })
      } else if ('error' in decoded) {
        // Without an identity there is nothing to attribute a reading to: the request is refused.
        expect(decoded.error === 'no-identity' && recorded.expect === 'nothing', decoded.detail).toBe(true)
      } else if (recorded.expect !== 'frame')
        checkContent(exception ? { ...recorded, expect: 'notnull' } : recorded, decoded.readings)
    })
  })
}

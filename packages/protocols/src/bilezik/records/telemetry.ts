import { invariant, type TelemetryReading } from '@bilezik/domain'
import type { ByteWriter } from '../byte-writer.ts'
import { type Cursor, printableOf } from '../../cursor.ts'
import { byteOfSignal, type ReadBody, telemetry } from './record-type.ts'

type Value = TelemetryReading['values'][string]

const nameForm = /^[a-z][A-Za-z0-9]{0,31}$/
const valueKinds = { no: 0, yes: 1, integer: 2, thousandths: 3, text: 4 } as const

const signed32 = (value: number) => (value >= 0x8000_0000 ? value - 0x1_0000_0000 : value)

function readValue(cursor: Cursor): Value {
  const kind = cursor.u8()
  switch (kind) {
    case valueKinds.no:
    case valueKinds.yes:
      return kind === valueKinds.yes
    case valueKinds.integer:
      return signed32(cursor.u32())
    case valueKinds.thousandths:
      return signed32(cursor.u32()) / 1_000
    case valueKinds.text:
      return printableOf(cursor.take(cursor.u8()))
    default:
      cursor.reject('A kind of value that is not known.')
      return false
  }
}

/** Named values, as many as the 255 bytes of a body hold. */
export const readValues: ReadBody = (cursor, timed) => {
  const values: [string, Value][] = []
  while (cursor.remaining > 0 && !cursor.problem) {
    const name = printableOf(cursor.take(cursor.u8()))
    if (!nameForm.test(name)) cursor.reject('A name is not a small letter and up to 31 letters and digits.')
    values.push([name, readValue(cursor)])
  }
  return values.length === 0 ? [] : [telemetry(timed, Object.fromEntries(values))]
}

function writeValue(writer: ByteWriter, value: Value): ByteWriter {
  if (typeof value === 'boolean') return writer.uint(value ? valueKinds.yes : valueKinds.no, 1)
  if (typeof value === 'string') return writer.uint(valueKinds.text, 1).text(value)
  if (Number.isInteger(value)) return writer.uint(valueKinds.integer, 1).int(value, 4)
  return writer.uint(valueKinds.thousandths, 1).int(Math.round(value * 1_000), 4)
}

export function writeValues(writer: ByteWriter, values: TelemetryReading['values']): ByteWriter {
  for (const [name, value] of Object.entries(values)) {
    invariant(nameForm.test(name), 'a name is a small letter and up to 31 letters and digits')
    writeValue(writer.text(name), value)
  }
  return writer
}

const temperatureNames = ['temperatureCelsius', 'skinTemperatureCelsius'] as const
export type TemperaturePlace = 'inside' | 'skin'

export const readTemperature: ReadBody = (cursor, timed) => {
  const word = cursor.u16()
  const name = temperatureNames[cursor.remaining > 0 ? cursor.u8() : 0]
  return name && [telemetry(timed, { [name]: (word >= 0x8000 ? word - 0x1_0000 : word) / 100 })]
}

export function writeTemperature(writer: ByteWriter, celsius: number, place: TemperaturePlace): ByteWriter {
  writer.int(Math.round(celsius * 100), 2)
  return place === 'skin' ? writer.uint(1, 1) : writer
}

export interface HeartbeatContent {
  /** Seconds since the last start. */
  readonly uptimeSeconds: number
  /** Records that wait to be acknowledged, this one not counted. */
  readonly recordsWaiting: number
  /** dBm of the mobile network. */
  readonly signal?: number
}

export const readHeartbeat: ReadBody = (cursor, timed) => {
  const uptimeSeconds = cursor.u32()
  const recordsWaiting = cursor.u16()
  const strength = cursor.remaining > 0 ? cursor.u8() : 0
  return [telemetry(timed, { uptimeSeconds, recordsWaiting, ...(strength === 0 ? {} : { gsmSignal: -strength }) })]
}

export function writeHeartbeat(writer: ByteWriter, { uptimeSeconds, recordsWaiting, signal }: HeartbeatContent): ByteWriter {
  writer.uint(uptimeSeconds, 4).uint(Math.min(0xffff, recordsWaiting), 2)
  return signal === undefined ? writer : writer.uint(byteOfSignal(signal), 1)
}

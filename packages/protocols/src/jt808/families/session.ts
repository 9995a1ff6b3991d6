import type { Reading } from '@bilezik/domain'
import { hexOf } from '../../cursor.ts'
import { textOf } from '../items/text.ts'
import { type Family, nothingTold, typedRecord } from './family.ts'

/** 0x0002: empty by the standard; some makers put battery, signal and a state into it. */
export const readHeartbeat: Family = (cursor, frame) => {
  const makersBytes = 3
  if (cursor.remaining < makersBytes) return nothingTold
  const [levelPercent, gsmSignal, deviceState] = [cursor.u8(), cursor.u8(), cursor.u8()]
  const power: Reading[] = levelPercent <= 100 ? [{ kind: 'power', levelPercent }] : []
  return {
    records: typedRecord(frame.type, frame.body, [...power, { kind: 'telemetry', values: { gsmSignal, deviceState } }]),
  }
}

const results: Readonly<Record<number, string>> = { 0: 'done', 1: 'failed', 2: 'not understood', 3: 'not supported' }

/** 0x0001: serial and type of what it answers, and a result. */
export const readGeneralAnswer: Family = (cursor) => {
  const [token, type, result] = [cursor.u16(), cursor.u16(), cursor.u8()]
  const text = `0x${type.toString(16).padStart(4, '0')}: ${results[result] ?? `result ${result}`}`
  return { records: [], answer: { token, text, isDone: result === 0 } }
}

/** 0x0107: kind, maker (5), model (20, in 2019 30), number (7, in 2019 30), ICCID (10), then versions behind their lengths. */
export const readAttributes: Family = (cursor, frame) => {
  const [modelBytes, numberBytes] = frame.version === undefined ? [20, 7] : [30, 30]
  cursor.skip(2 + 5)
  const model = textOf(cursor.take(modelBytes))
  cursor.skip(numberBytes)
  const iccid = hexOf(cursor.take(10)).replace(/f+$/, '')
  const versions = ['hardware', 'firmware'].map((key) => {
    const text = cursor.remaining > 0 && cursor.peek()! < cursor.remaining ? textOf(cursor.take(cursor.u8())) : ''
    return [key, text] as const
  })
  const told = [['model', model] as const, ['iccid', /^0*$/.test(iccid) ? '' : iccid] as const, ...versions]
  const values = Object.fromEntries(told.filter(([, text]) => text !== ''))
  return { records: typedRecord(frame.type, frame.body, Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry', values }]) }
}

/** Settings that staff may want to see; addresses and numbers of operators stay in the raw bytes. */
const settings: Readonly<Record<number, string>> = {
  0x0001: 'heartbeatSeconds',
  0x0020: 'reportStrategy',
  0x0027: 'sleepReportSeconds',
  0x0028: 'emergencyReportSeconds',
  0x0029: 'reportSeconds',
  0x002c: 'reportMetres',
  0x0055: 'overSpeedKilometresPerHour',
  0x0056: 'overSpeedSeconds',
}

/** 0x0104: serial of our question, count, then number (4), length (1) and value of each. */
export const readSettings: Family = (cursor, frame) => {
  const token = cursor.u16()
  const count = cursor.u8()
  const values: Record<string, number> = {}
  for (let left = count; left > 0 && cursor.problem === undefined; left--) {
    const key = settings[cursor.u32()]
    const value = cursor.take(cursor.u8())
    if (key !== undefined && value.length === 4) values[key] = Number.parseInt(hexOf(value), 16)
  }
  const readings: Reading[] = Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry', values }]
  // Without the serial of the question: the same settings asked for twice are the same.
  return { records: typedRecord(frame.type, frame.body.subarray(2), readings), answer: { token, text: 'settings', isDone: true } }
}

/** 0x0108 and 0x0301: what kind (and with what result). */
export const readEvent: Family = (cursor, frame) => {
  const event = cursor.u8()
  return { records: typedRecord(frame.type, frame.body, [{ kind: 'telemetry', values: { event } }]) }
}

import type { DeviceModel, Instant, ModelSignal, PowerReading, Reading, SignalMeaning, TelemetryReading } from '@bilezik/domain'
import type { DeviceRecord, Message } from '../codec.ts'

type Timed = { readonly fixAt?: Instant }

function readingOf(means: SignalMeaning, timed: Timed): readonly Reading[] {
  switch (means.kind) {
    case 'wear':
      return [{ ...timed, kind: 'wear', signal: means.signal, ...(means.strap ? { strap: means.strap } : {}) }]
    case 'sos':
      return [{ ...timed, kind: 'sos' }]
    case 'low-battery':
      return [{ ...timed, kind: 'power', isLow: true }]
    case 'charging':
      return [{ ...timed, kind: 'power', isCharging: means.isCharging }]
    case 'external-power':
      return [{ ...timed, kind: 'power', isExternal: means.isPresent }]
    case 'motion':
      return [{ ...timed, kind: 'motion', isMoving: means.isMoving }]
    case 'interference':
      return [{ ...timed, kind: 'interference', cause: means.cause, isPresent: means.isPresent }]
    case 'fault':
      return [{ ...timed, kind: 'fault', isPresent: means.isPresent }]
    case 'powering-off':
      return [{ ...timed, kind: 'power', isPoweringOff: true }]
    case 'ignored':
      return []
    default:
      return means satisfies never
  }
}

function signalsIn(reading: TelemetryReading, model: DeviceModel): readonly ModelSignal[] {
  return model.signals.filter((signal) => reading.values[signal.key] === signal.equals)
}

/** Per cent of a voltage by the model's curve; outside it the nearest end. */
export function levelOfVolts(volts: number, curve: DeviceModel['batteryCurve']): number | undefined {
  const [first] = curve
  const last = curve.at(-1)
  if (!first || !last) return undefined
  if (volts <= first[0]) return first[1]
  if (volts >= last[0]) return last[1]
  const above = curve.findIndex(([v]) => v >= volts)
  const [low, high] = [curve[above - 1]!, curve[above]!]
  return Math.round(low[1] + ((volts - low[0]) / (high[0] - low[0])) * (high[1] - low[1]))
}

function withLevel(reading: PowerReading, model: DeviceModel): Reading {
  if (reading.levelPercent !== undefined || reading.volts === undefined) return reading
  const levelPercent = levelOfVolts(reading.volts, model.batteryCurve)
  return levelPercent === undefined ? reading : { ...reading, levelPercent }
}

/** What the protocol's own alarm table made of an alarm that the model's table speaks of as well: the model's word stands. */
function isProtocolsGuess(reading: Reading): boolean {
  return reading.kind === 'wear' || reading.kind === 'sos' || (reading.kind === 'power' && reading.isLow === true)
}

function interpretRecord(record: DeviceRecord, model: DeviceModel): DeviceRecord {
  const told = record.readings.flatMap((reading) =>
    reading.kind === 'telemetry' ? signalsIn(reading, model).map((signal) => ({ reading, signal })) : [],
  )
  const isAlarmTold = told.some(({ signal }) => /^alarm(?:Code|Bit\d+)$/.test(signal.key))
  const kept = isAlarmTold ? record.readings.filter((reading) => !isProtocolsGuess(reading)) : record.readings
  const meant = told.flatMap(({ reading, signal }) =>
    readingOf(signal.means, reading.fixAt === undefined ? {} : { fixAt: reading.fixAt }),
  )
  return {
    ...record,
    readings: [...kept.map((reading) => (reading.kind === 'power' ? withLevel(reading, model) : reading)), ...meant],
  }
}

/** Zeros stand for no place in every format; the point itself lies in the sea off Ghana. What is left says that the device looked. */
function withoutEmptyPlaces(record: DeviceRecord): DeviceRecord {
  const isEmpty = (reading: Reading) => reading.kind === 'fix' && reading.lat === 0 && reading.lon === 0
  if (!record.readings.some(isEmpty)) return record
  const readings = record.readings.map((reading): Reading => {
    if (!isEmpty(reading)) return reading
    const timed = reading.fixAt === undefined ? {} : { fixAt: reading.fixAt }
    return { kind: 'telemetry', ...timed, values: { isPositioned: false } }
  })
  return { ...record, readings }
}

/**
 * What a message says once the device's model is known: wired inputs become wear, volts become per cent; and, of any model, that a
 * place of zeros is none.
 */
export function interpret(message: Message, model: DeviceModel | undefined): Message {
  const records = message.records.map(withoutEmptyPlaces)
  if (!model || (model.signals.length === 0 && model.batteryCurve.length === 0)) return { ...message, records }
  return { ...message, records: records.map((record) => interpretRecord(record, model)) }
}

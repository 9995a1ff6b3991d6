import { ok, type Reading, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'

type Values = Record<string, number>

/** What each word of the health messages names, in order; an empty field is not told. */
const fieldsOfWord: Readonly<Record<string, readonly (string | undefined)[]>> = {
  HEART: ['heartRate'],
  PULSE: ['heartRate'],
  // Height, sex, age and weight follow in BPHRT; they are settings, not measurements.
  BPHRT: ['pressureHigh', 'pressureLow', 'heartRate'],
  BLOOD: ['pressureHigh', 'pressureLow', 'heartRate'],
  OXYGEN: [undefined, 'oxygenPercent'],
  BTEMP2: ['temperatureMode', 'temperatureCelsius'],
  BTEMP: ['temperatureCelsius'],
  TEMP: ['temperatureCelsius'],
}

export function isHealthWord(word: string): boolean {
  return Object.hasOwn(fieldsOfWord, word)
}

/** Nought stays nought: a watch off the arm measures it. None of these messages carries a time. */
export function healthReadings(word: string, text: string): Result<readonly Reading[], DecodeFailure> {
  const values: Values = {}
  const texts = text.split(',')
  for (const [at, name] of (fieldsOfWord[word] ?? []).entries()) {
    const field = texts[at]?.trim() ?? ''
    if (name === undefined || field === '') continue
    if (!/^-?\d{1,6}(?:\.\d{1,6})?$/.test(field)) return refused({ code: 'malformed', detail: 'A measurement is no number.' })
    values[name] = Number(field)
  }
  return ok(Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry', values }])
}

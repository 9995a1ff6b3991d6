import type { Findings } from '../findings.ts'
import type { Family } from './models.ts'

const mileage = /^\d{1,7}\.\d{1,2}$/
const hourMeter = /^(\d{5,6}):(\d\d):(\d\d)$/
/** State, inputs and outputs, two hexadecimal digits each, and those of an extension before them. */
const deviceStatus = /^(?:[0-9A-F]{4})?[0-9A-F]{6}$/i
const wholeNumber = /^\d{1,3}$/
const decimal = /^-?\d{1,3}\.\d+$/

export function wholeNumberOf(field: string | undefined): number | undefined {
  return field !== undefined && wholeNumber.test(field) ? Number(field) : undefined
}

export function decimalOf(field: string | undefined): number | undefined {
  return field !== undefined && decimal.test(field) ? Number(field) : undefined
}

/** `state, inputs, outputs` from the left, or with an extension's before them: the last six digits are always these. */
function noteStatus(status: string, findings: Findings): void {
  const bits = Number.parseInt(status.slice(-6), 16)
  findings.values['statusBits'] = bits
  findings.noteState(bits >>> 16)
  // Bit 8 is the ignition line itself, the inputs follow it.
  for (const input of [1, 2]) findings.values[`input${input}`] = ((bits >>> (8 + input)) & 1) === 1
}

function noteCounters(rest: readonly string[], findings: Findings): void {
  const kilometres = rest.slice(0, 3).find((field) => mileage.test(field))
  if (kilometres !== undefined) findings.values['odometerMetres'] = Math.round(Number(kilometres) * 1_000)
  const [, hours, minutes, seconds] = rest.map((field) => hourMeter.exec(field)).find((match) => match !== null) ?? []
  if (hours !== undefined) findings.values['engineSeconds'] = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
}

/** Signal, errors, mileage, battery, mode, movement, temperature: the GL50 and GL500 lines. */
function noteAssetTail(rest: readonly string[], word: string, findings: Findings): void {
  const signal = wholeNumberOf(rest[0])
  if (signal !== undefined) findings.values['gsmSignal'] = signal
  const light = word === 'LSA' ? wholeNumberOf(rest[2]) : undefined
  if (light !== undefined) findings.values['lightLevel'] = light
  findings.noteLevel(wholeNumberOf(rest[3]))
  if (rest[5] === '0' || rest[5] === '1') findings.isMoving = rest[5] === '1'
  const temperature = decimalOf(rest[6])
  if (temperature !== undefined) findings.values['temperatureCelsius'] = temperature
}

/**
 * What stands behind the last position block. The papers of a hundred models differ; the shapes of these fields do not, so that a
 * field is believed by its shape and by what stands beside it, never by its place alone.
 */
export function noteTail(rest: readonly string[], word: string, family: Family, findings: Findings): void {
  noteCounters(rest, findings)
  const statusAt = rest.findIndex((field, index) => index > 0 && deviceStatus.test(field))
  if (statusAt > 0) {
    noteStatus(rest[statusAt]!, findings)
    findings.noteLevel(wholeNumberOf(rest[statusAt - 1]))
  } else if (family === 'gl5' && rest.length > 4) {
    noteAssetTail(rest, word, findings)
  } else if (family === 'gt' && rest.length === 3) {
    const signal = wholeNumberOf(rest[0])
    if (signal !== undefined) findings.values['gsmSignal'] = signal
    findings.noteLevel(wholeNumberOf(rest[2]))
  } else if (family !== 'vin' && (rest.length === 2 || family === 'gl')) {
    findings.noteLevel(wholeNumberOf(rest[1]))
  }
}

import type { Findings } from '../findings.ts'
import { familyOf } from './models.ts'
import { decimalOf, wholeNumberOf } from './tail.ts'
import type { TextMessage } from './message.ts'

const vehicleNumber = /^[A-HJ-NPR-Z0-9]{17}$/
const stamp = /^\d{14}$/
const iccid = /^[0-9A-F]{18,20}$/i

function noteText(findings: Findings, key: string, field: string | undefined): void {
  if (field) findings.values[key] = field
}

function noteSignal(findings: Findings, field: string | undefined): void {
  const signal = wholeNumberOf(field)
  // 99: not known.
  if (signal !== undefined && signal !== 99) findings.values['gsmSignal'] = signal
}

/** Millivolts without a point; with one it is the mileage of a personal model. */
function noteSupply(findings: Findings, field: string): void {
  if (/^\d{2,5}$/.test(field)) findings.values['externalVolts'] = Number(field) / 1_000
  else if (/^\d+\.\d$/.test(field)) findings.values['odometerMetres'] = Math.round(Number(field) * 1_000)
}

/** Behind the time of the last fix, personal models tell battery, flash type and temperature. */
function notePersonal(fields: readonly string[], findings: Findings): void {
  const lastFixAt = fields.findIndex((field) => stamp.test(field))
  if (lastFixAt < 0) return
  findings.noteLevel(wholeNumberOf(fields[lastFixAt + 1]))
  const celsius = /^-?\d{1,2}(?:\.\d)?$/.test(fields[lastFixAt + 3] ?? '') ? Number(fields[lastFixAt + 3]) : undefined
  if (celsius !== undefined) findings.values['temperatureCelsius'] = celsius
}

/** State, SIM card, signal, supply and battery: GTINF. */
function noteDevice(message: TextMessage, findings: Findings): void {
  const { fields, until, version } = message
  const family = familyOf(version)
  const hasVehicleNumber = family === 'vin' && (vehicleNumber.test(fields[3] ?? '') || !/^[0-9A-F]{2}$/i.test(fields[4] ?? ''))
  const own = fields.slice(hasVehicleNumber ? 5 : 4, until)
  const [state = '', card = '', signal, , supply = '', first = '', second = '', volts, charging] = own
  if (/^[0-9A-F]{2}$/i.test(state)) {
    findings.values['state'] = state.toUpperCase()
    findings.noteState(Number.parseInt(state, 16))
  }
  if (iccid.test(card)) findings.values['iccid'] = card
  noteSignal(findings, signal)
  noteSupply(findings, first)
  if (supply !== '0' && supply !== '1' && /^\d{2,5}$/.test(second)) findings.values['backupVolts'] = Number(second) / 1_000
  if (supply !== '') findings.values['externalSupply'] = supply
  // That a bracelet stands in no charger is no loss of supply: only events tell that.
  if (supply === '1') findings.power.isExternal = true
  const battery = /^\d(?:\.\d{1,2})?$/.test(volts ?? '') ? Number(volts) : 0
  if (battery > 0) findings.power.volts = battery
  if (charging === '0' || charging === '1') findings.power.isCharging = charging === '1'
  if (family === 'gl') notePersonal(own.slice(9), findings)
}

/** Supply, percentage, volts and charging: GTBAT. Vehicles tell in the percentage's field only whether the battery is on. */
function noteBattery(message: TextMessage, findings: Findings): void {
  const [supply, , level, volts, charging] = message.fields.slice(4, message.until)
  if (supply) findings.values['externalSupply'] = supply
  if (familyOf(message.version).startsWith('g')) findings.noteLevel(wholeNumberOf(level))
  const battery = decimalOf(volts)
  if (battery !== undefined) findings.power.volts = battery
  if (charging === '0' || charging === '1') findings.power.isCharging = charging === '1'
}

/** GTCAN and GTOBD tell a vehicle's figures, masked; only what stands before the first doubtful field is read. */
function noteVehicle({ fields, word }: TextMessage, findings: Findings): void {
  findings.values['event'] = word
  if (word !== 'CAN') return
  const mask = /^[0-9A-F]{1,8}$/i.test(fields[6] ?? '') ? Number.parseInt(fields[6]!, 16) : 0
  const [, key = '', distance = ''] = (mask & 7) === 7 ? fields.slice(7, 10) : []
  if (/^[012]$/.test(key)) findings.values['ignition'] = key !== '0'
  // H: hectometres. I would be impulses.
  if (/^H\d{1,8}$/.test(distance)) findings.values['odometerMetres'] = Number(distance.slice(1)) * 100
}

const notes: Readonly<Record<string, (message: TextMessage, findings: Findings) => void>> = {
  BAT: noteBattery,
  CAN: noteVehicle,
  CID: ({ fields }, findings) => noteText(findings, 'iccid', fields[4]),
  CSQ: ({ fields }, findings) => noteSignal(findings, fields[4]),
  INF: noteDevice,
  LBS: ({ fields }, findings) => findings.noteLevel(wholeNumberOf(fields[6])),
  OBD: noteVehicle,
  VER: ({ fields }, findings) => {
    noteText(findings, 'model', fields[4])
    noteText(findings, 'firmware', fields[5])
    noteText(findings, 'hardware', fields[6])
  },
  WIF: ({ fields, until }, findings) => findings.noteLevel(wholeNumberOf(fields[until - 1])),
}

/** Reports about the device itself, or of its surroundings without a place. */
export function noteInformation(message: TextMessage, findings: Findings): void {
  notes[message.word]?.(message, findings)
}

/** Minutes that the device's clock is ahead of UTC, where the report tells its zone (GTINF): `±HHMM` and summer time. */
export function zoneMinutesOf({ fields, until, word }: TextMessage): number {
  if (word !== 'INF') return 0
  const at = fields.findIndex((field, index) => index > 4 && index < until && /^[+-]\d{4}$/.test(field))
  if (at < 0) return 0
  const zone = fields[at]!
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))
  return (zone.startsWith('-') ? -minutes : minutes) + (fields[at + 1] === '1' ? 60 : 0)
}

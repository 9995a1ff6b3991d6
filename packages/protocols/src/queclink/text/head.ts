import type { Findings } from '../findings.ts'
import { alarmNames, eventWords, harshName, numberedWords } from '../words.ts'
import type { Family } from './models.ts'
import { decimalOf, wholeNumberOf } from './tail.ts'

/** The fields from the device name to the first position block, or to the end where there is none. */
export type Head = readonly string[]

/** Millivolts of an outside supply; smaller numbers in the field are another model's report type. */
const millivolts = /^\d{3,5}$/
const maxDataCharacters = 500

/** `ID, type` as two hexadecimal digits; some personal models write them as two fields. */
function reportTypeOf(head: Head, family: Family): string | undefined {
  const [third, second] = [head.at(-3) ?? '', head.at(-2) ?? '']
  if (/^[0-9A-F]{2}$/i.test(second)) return second.toUpperCase()
  const isSplit = family !== 'vin' && family !== 'vehicle' && /^[0-9A-F]$/i.test(third) && /^[0-9A-F]$/i.test(second)
  return isSplit ? `${third}${second}`.toUpperCase() : undefined
}

function noteNumbered(word: string, head: Head, family: Family, findings: Findings): void {
  const volts = head.at(-3) ?? ''
  if (millivolts.test(volts)) findings.values['externalVolts'] = Number(volts) / 1_000
  const reportType = reportTypeOf(head, family)
  if (reportType === undefined) return
  const [id, type] = [Number.parseInt(reportType[0]!, 16), Number.parseInt(reportType[1]!, 16)]
  if (word in alarmNames) findings.values['alarmType'] = reportType
  else if (word !== 'FRI' && word !== 'ERI' && word !== 'RTL') findings.values['eventType'] = reportType
  if (word === 'DIS' && id > 0) findings.values[`input${id}`] = type === 1
  if (word === 'NMR') findings.isMoving = type === 1
  if (word === 'HBM') findings.values['alarm'] = harshName(type)
}

/** Fields of a Bluetooth accessory, as far as its append mask says that they are there. */
function noteAccessory(mask: string | undefined, fields: Head, findings: Findings): void {
  const bits = /^[0-9A-F]{1,4}$/i.test(mask ?? '') ? Number.parseInt(mask!, 16) : 0
  const names = ['accessoryName', 'accessoryMac', 'accessoryStatus', 'accessoryVolts', 'accessoryCelsius', 'accessoryHumidity']
  const told = names.filter((_, bit) => (bits >>> bit) & 1)
  told.forEach((name, index) => {
    const field = fields[index] ?? ''
    if (field === '') return
    const number = Number(field)
    if (name === 'accessoryName' || name === 'accessoryMac') findings.values[name] = field
    else if (Number.isFinite(number)) findings.values[name] = name === 'accessoryVolts' ? number / 1_000 : number
  })
}

function noteTemperature(head: Head, findings: Findings): void {
  const type = head[1] ?? ''
  if (/^\d$/.test(type)) findings.values['alarmType'] = type
  const celsius = /^-?\d{1,3}(?:\.\d+)?$/.test(head[2] ?? '') ? Number(head[2]) : undefined
  if (celsius !== undefined) findings.values['temperatureCelsius'] = celsius
}

/** A jamming state of 1 says that it is over, 2 that it began (GTJDS); GNSS counts 1 fine, 2 warning, 3 critical (GTGPJ). */
export function noteJamming(word: string, state: number, findings: Findings): void {
  if (state !== 0) findings.interference = { cause: 'jammed', isPresent: state >= 2 }
  findings.values['alarmType'] = String(state)
}

type Note = (head: Head, findings: Findings) => void

const noteVolts: Note = (head, findings) => {
  const volts = decimalOf(head[1])
  if (volts !== undefined) findings.power.volts = volts
}

/** GL500 and GL530 tell mode, temperature and battery before the place. */
const noteStage: Note = (head, findings) => {
  if (head.length < 6) return
  const celsius = decimalOf(head[4])
  if (celsius !== undefined) findings.values['temperatureCelsius'] = celsius
  findings.noteLevel(wholeNumberOf(head[5]))
}

const ignition =
  (isOn: boolean): Note =>
  (_, findings) => {
    findings.values['ignition'] = isOn
  }
const external =
  (isExternal: boolean): Note =>
  (_, findings) => {
    findings.power.isExternal = isExternal
  }
const charging =
  (isCharging: boolean): Note =>
  (head, findings) => {
    findings.power.isCharging = isCharging
    noteVolts(head, findings)
  }
const switched =
  (input: number): Note =>
  (head, findings) => {
    if (head[2] === '0' || head[2] === '1') findings.values[`input${input}`] = head[2] === '1'
  }
const data =
  (at: number): Note =>
  (head, findings) => {
    if (head[at]) findings.values['data'] = head[at].slice(0, maxDataCharacters)
  }

const notes: Readonly<Record<string, Note>> = {
  BAA: (head, findings) => noteAccessory(head[5], head.slice(6), findings),
  BID: (head, findings) => {
    noteAccessory(head[3], head.slice(4), findings)
    const mac = findings.values['accessoryMac']
    if (typeof mac === 'string') findings.peer = mac.toUpperCase()
  },
  BPL: (head, findings) => {
    findings.power.isLow = true
    noteVolts(head, findings)
  },
  BTC: charging(true),
  CTN: noteStage,
  DAT: data(4),
  DTT: data(5),
  EPF: external(false),
  EPN: external(true),
  GPJ: (head, findings) => {
    if (/^\d{1,3}$/.test(head[1] ?? '')) findings.values['jammingLevel'] = Number(head[1])
    if (/^[0-3]$/.test(head[2] ?? '')) noteJamming('GPJ', Number(head[2]), findings)
  },
  IDA: (head, findings) => {
    if (head[2]) findings.values['cardId'] = head[2]
  },
  IGF: ignition(false),
  IGN: ignition(true),
  JDR: (_, findings) => {
    findings.interference = { cause: 'jammed', isPresent: true }
  },
  JDS: (head, findings) => {
    if (/^[0-2]$/.test(head[1] ?? '')) noteJamming('JDS', Number(head[1]), findings)
  },
  LSW: switched(1),
  MPF: external(false),
  MPN: external(true),
  SOS: (_, findings) => {
    findings.isSos = true
  },
  STC: charging(false),
  STR: noteStage,
  STT: (head, findings) => {
    // Some models have an empty field more before it.
    const state = head.at(-1) ?? ''
    if (!/^[0-9A-F]{2}$/i.test(state)) return
    findings.noteState(Number.parseInt(state, 16))
    findings.values['eventType'] = state.toUpperCase()
  },
  TEM: noteTemperature,
  TMP: noteTemperature,
  TSW: switched(2),
  VGF: ignition(false),
  VGN: ignition(true),
}

/** What the report word itself says, with the fields that explain it. */
export function noteHead(word: string, head: Head, family: Family, findings: Findings): void {
  const alarm = alarmNames[word]
  if (alarm !== undefined) {
    findings.values['alarmCode'] = word
    findings.values['alarm'] = alarm
  } else if (eventWords.has(word)) findings.values['event'] = word
  if (numberedWords.has(word)) noteNumbered(word, head, family, findings)
  notes[word]?.(head, findings)
}

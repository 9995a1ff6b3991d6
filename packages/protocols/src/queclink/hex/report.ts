import type { Instant, Reading } from '@bilezik/domain'
import type { DeviceRecord } from '../../codec.ts'
import { Cursor } from '../../cursor.ts'
import { Findings } from '../findings.ts'
import { noteJamming } from '../text/head.ts'
import { timed } from '../values.ts'
import { alarmNames, harshName } from '../words.ts'
import { type HexBlock, readBlock, readInstant, withFraction } from './block.ts'
import type { HexFrame } from './frame.ts'
import { blockBytes, has, readHead, type ReportHead, tailBytes, type Variant, variants } from './layout.ts'
import { eventWordOf, reportWordOf } from './words.ts'

/** More than any message type has of its own between head and number. */
const maxInsertBytes = 32
const maxPositions = 15

export interface Report {
  readonly type: string
  readonly identifier: string | undefined
  readonly count: number | undefined
  readonly records: readonly DeviceRecord[]
}

/** How the content was found to be laid out. */
interface Layout {
  readonly mask: number
  readonly head: ReportHead
  readonly reportType: number | undefined
  readonly insert: Uint8Array
  readonly blocks: readonly HexBlock[]
  readonly blocksAt: number
  readonly blockBytes: number
  readonly totalMetres: number | undefined
  readonly sentAt: Instant | undefined
  readonly count: number | undefined
}

function readTail(cursor: Cursor, mask: number, variant: Variant) {
  const hasMileage = variant.isMileageForced || has(mask, 'mileage')
  if (hasMileage) cursor.skip(3)
  const hasTotal = variant.isMileageForced || has(mask, 'totalMileage')
  const totalMetres = hasTotal ? Math.round(withFraction(cursor.u32(), cursor.u8()) * 1_000) : undefined
  if (has(mask, 'hourMeter')) cursor.skip(3)
  if (has(mask, 'totalHourMeter')) cursor.skip(6)
  if (has(mask, 'rfid')) cursor.skip(4)
  const sent = has(mask, 'sendTime') ? readInstant(cursor) : { at: undefined, isPlausible: true }
  const count = has(mask, 'count') ? cursor.u16() : undefined
  return { totalMetres, sentAt: sent.at, isPlausible: sent.isPlausible, count }
}

/** Reads the content under one variant with so many bytes of the message type's own, or says that this cannot be its layout. */
function readAs(content: Uint8Array, isReport: boolean, variant: Variant, insertBytes: number): Layout | undefined {
  const cursor = new Cursor(content)
  cursor.skip(1)
  const mask = cursor.u32()
  const head = readHead(cursor, mask, variant)
  const reportType = isReport ? cursor.u8() : undefined
  const insert = cursor.take(insertBytes)
  const number = cursor.u8()
  const eachBytes = blockBytes(mask, variant)
  const closes = number <= maxPositions && cursor.remaining === number * eachBytes + tailBytes(mask, variant)
  if (cursor.problem !== undefined || !closes) return undefined
  const blocksAt = content.length - cursor.remaining
  const blocks = Array.from({ length: number }, () => readBlock(cursor, mask, variant, head.satellites))
  const tail = readTail(cursor, mask, variant)
  const isPlausible = tail.isPlausible && blocks.every((block) => block.isPlausible)
  if (cursor.problem !== undefined || !isPlausible) return undefined
  return { mask, head, reportType, insert, blocks, blocksAt, blockBytes: eachBytes, ...tail }
}

/** The first layout under which the content closes exactly and makes sense; the fewest bytes of the type's own first. */
function layoutOf(content: Uint8Array, isReport: boolean): Layout | undefined {
  for (const variant of variants) {
    for (let insertBytes = 0; insertBytes <= maxInsertBytes; insertBytes++) {
      const found = readAs(content, isReport, variant, insertBytes)
      if (found && found.blocks.length > 0) return found
    }
  }
  // A report of no position at all.
  return variants.map((variant) => readAs(content, isReport, variant, 0)).find((found) => found !== undefined)
}

function noteInsert(word: string, insert: Uint8Array, findings: Findings): void {
  const [first, second] = insert
  if (word === 'BPL' && insert.length === 2) findings.power.volts = (first! * 256 + second!) / 1_000
  if (word === 'JDS' && insert.length === 1) noteJamming('JDS', first!, findings)
  if (word === 'GPJ' && insert.length === 2) {
    findings.values['jammingLevel'] = first!
    noteJamming('GPJ', second!, findings)
  }
}

function noteWord(word: string, found: Layout, findings: Findings): void {
  const alarm = alarmNames[word]
  if (alarm !== undefined) {
    findings.values['alarmCode'] = word
    findings.values['alarm'] = alarm
    if (found.reportType !== undefined)
      findings.values['alarmType'] = found.reportType.toString(16).toUpperCase().padStart(2, '0')
  } else if (!['FRI', 'ERI', 'RTL'].includes(word)) findings.values['event'] = word
  if (word === 'SOS') findings.isSos = true
  if (word === 'BPL') findings.power.isLow = true
  if (word === 'IGN' || word === 'VGN') findings.values['ignition'] = true
  if (word === 'IGF' || word === 'VGF') findings.values['ignition'] = false
  if (word === 'HBM' && found.reportType !== undefined) findings.values['alarm'] = harshName(found.reportType & 0x0f)
  noteInsert(word, found.insert, findings)
}

export function noteReportHead(head: ReportHead, findings: Findings): void {
  findings.noteLevel(head.levelPercent)
  if (head.externalVolts !== undefined) findings.values['externalVolts'] = head.externalVolts
  if (head.state !== undefined) findings.noteState(head.state)
  if (head.firmware !== undefined) findings.values['firmware'] = head.firmware
  if (head.digitalInputs === undefined) return
  // Bit 0 is the ignition line, the inputs follow it.
  for (const input of [1, 2]) findings.values[`input${input}`] = ((head.digitalInputs >>> input) & 1) === 1
}

function readingsOfBlock(block: HexBlock, eventAt: Instant | undefined): Reading[] {
  const seenAt = block.fix?.isValid ? block.fix.fixAt : eventAt
  const network: Reading[] = block.cells.length === 0 ? [] : [{ kind: 'network', ...timed(seenAt), cells: block.cells, wifi: [] }]
  return [...(block.fix ? [block.fix] : []), ...network]
}

/** A valid fix is of the moment of the event; a repeated place is older, and the send time stands, which is UTC by the factory's setting. */
export function eventTimeOf(last: HexBlock | undefined, sentAt: Instant | undefined): Instant | undefined {
  return last?.fix?.isValid && last.fix.fixAt !== undefined ? last.fix.fixAt : sentAt
}

export function payloadOf(kind: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from([...new TextEncoder().encode(kind), ...parts.flatMap((part) => [...part])])
}

function recordsOf(frame: HexFrame, found: Layout, word: string): readonly DeviceRecord[] {
  const { blocks, blocksAt, blockBytes: size } = found
  const last = blocks.at(-1)
  const eventAt = eventTimeOf(last, found.sentAt)
  const findings = new Findings()
  noteWord(word, found, findings)
  noteReportHead(found.head, findings)
  if (found.totalMetres !== undefined) findings.values['odometerMetres'] = found.totalMetres
  if (!blocks.some((block) => block.fix)) findings.values['isPositioned'] = false
  const blockAt = (index: number) => frame.content.subarray(blocksAt + index * size, blocksAt + (index + 1) * size)
  const earlier = blocks.slice(0, -1).map((block, index) => ({
    payload: payloadOf(`${frame.kind} ${word}`, blockAt(index)),
    readings: readingsOfBlock(block, undefined),
  }))
  const content = frame.content.subarray(0, frame.content.length - (found.count === undefined ? 0 : 2))
  const lastAt = blocksAt + Math.max(0, blocks.length - 1) * size
  return [
    ...earlier.filter(({ readings }) => readings.length > 0),
    {
      payload: payloadOf(frame.kind, content.subarray(0, blocksAt), content.subarray(lastAt)),
      readings: [...(last ? readingsOfBlock(last, eventAt) : []), ...findings.readings(eventAt)],
    },
  ]
}

/** `+RSP` and `+EVT`; undefined where the content closes under no layout that we know. */
export function decodeReport(frame: HexFrame): Report | undefined {
  const isReport = frame.kind === '+RSP'
  const found = layoutOf(frame.content, isReport)
  if (!found) return undefined
  const number = frame.content[0] ?? 0
  const known = isReport ? reportWordOf(number) : eventWordOf(number, found.insert.length)
  // A number of its own, so that a device model can speak of it.
  const word = known ?? `${isReport ? 'RSP' : 'EVT'}${number}`
  return {
    type: known ? `GT${known}` : word,
    identifier: found.head.identifier,
    count: found.count,
    records: recordsOf(frame, found, word),
  }
}

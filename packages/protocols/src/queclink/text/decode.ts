import { instant, type Instant, minute, type NetworkReading, ok, type Reading, type SeenCell } from '@bilezik/domain'
import type { Decoded, DeviceRecord, Message } from '../../codec.ts'
import { Findings } from '../findings.ts'
import { sackOf, sackOfHeartbeat } from '../replies.ts'
import { timed } from '../values.ts'
import { placedWords } from '../words.ts'
import { accessPointsIn, type Block, blocksIn, cellAt } from './blocks.ts'
import { noteHead } from './head.ts'
import { noteInformation, zoneMinutesOf } from './information.ts'
import { parseText, type TextMessage } from './message.ts'
import { type Family, familyOf } from './models.ts'
import { noteSensors } from './sensors.ts'
import { noteTail } from './tail.ts'

const maxCells = 32
/** Reports that hold nothing but cells or access points, and dumps of the configuration, which hold fences. */
const listWords: ReadonlySet<string> = new Set(['GSM', 'LBS', 'WIF'])
const silentWords: ReadonlySet<string> = new Set(['ALC', 'ALL', 'ALM', 'ALS'])
const nameAt = 3

function networkOf(cells: readonly SeenCell[], wifi: NetworkReading['wifi'], fixAt: Instant | undefined): Reading[] {
  return cells.length + wifi.length === 0 ? [] : [{ kind: 'network', ...timed(fixAt), cells, wifi }]
}

function readingsOfBlock(block: Block, eventAt: Instant | undefined): Reading[] {
  const seenAt = block.fix?.isValid ? block.fix.fixAt : eventAt
  return [...(block.fix ? [block.fix] : []), ...networkOf(block.cells, block.wifi, seenAt)]
}

/**
 * When the event was. A valid fix is of that moment. A repeated place is older: then it is the send time, which is UTC unless the
 * device was set to a zone of its own; a send time before the place it speaks of cannot be.
 */
function eventTimeOf(message: TextMessage, last: Block | undefined): Instant | undefined {
  const fix = last?.fix
  if (fix?.isValid && fix.fixAt !== undefined) return fix.fixAt
  if (message.sentAt === undefined) return undefined
  const sentAt = instant(message.sentAt - zoneMinutesOf(message) * minute)
  return fix?.fixAt !== undefined && sentAt + minute < fix.fixAt ? undefined : sentAt
}

/** Cells with their signal, wherever in the report they stand. */
function listedCells({ fields, until }: TextMessage): SeenCell[] {
  const cells: SeenCell[] = []
  for (let at = nameAt; at + 3 < until && cells.length < maxCells; at++) {
    const cell = cellAt(fields, at, true)
    if (!cell) continue
    const signal = fields[at + 4] ?? ''
    cells.push(/^\d{1,2}$/.test(signal) ? { ...cell, signal: Number(signal) } : cell)
    at += 3
  }
  return cells
}

/** Everything but the places: the word, the fields before the first block and those behind the last. */
function findingsOf(message: TextMessage, blocks: readonly Block[], family: Family): Findings {
  const { fields, until, word } = message
  const findings = new Findings()
  const [first, last] = [blocks[0], blocks.at(-1)]
  const head = fields.slice(family === 'vin' ? nameAt + 1 : nameAt, first?.start ?? until)
  noteHead(word, head, family, findings)
  noteInformation(message, findings)
  if (last && word !== 'CAN' && word !== 'OBD') noteTail(fields.slice(last.end, until), word, family, findings)
  if (word === 'ERI') noteSensors(head[1], fields.slice(last?.end ?? until, until), findings)
  if (placedWords.has(word) && !blocks.some((block) => block.fix)) findings.values['isPositioned'] = false
  return findings
}

/** One record per position; the last one carries what the report says besides, as the papers define it of the last position. */
function recordsOf(message: TextMessage): readonly DeviceRecord[] {
  const { fields, until, word } = message
  if (silentWords.has(word)) return []
  const family = familyOf(message.version)
  const isList = listWords.has(word)
  const blocks = isList ? [] : blocksIn(fields, nameAt, until, family)
  const last = blocks.at(-1)
  const eventAt = eventTimeOf(message, last)
  const encoder = new TextEncoder()
  const earlier = blocks.slice(0, -1).map((block, index): DeviceRecord => {
    const own = fields.slice(block.start, blocks[index + 1]!.start)
    return { payload: encoder.encode([`GT${word}`, ...own].join()), readings: readingsOfBlock(block, undefined) }
  })
  const listed = isList ? networkOf(listedCells(message), accessPointsIn(fields.slice(nameAt, until)), eventAt) : []
  const findings = findingsOf(message, blocks, family).readings(eventAt)
  const readings = [...(last ? readingsOfBlock(last, eventAt) : []), ...listed, ...findings]
  if (readings.length === 0) return earlier
  // Positions before the last are records of their own: theirs are not repeated here.
  const beforeCount = fields.length - (message.count === undefined ? 0 : 1)
  const rest = [`GT${word}`, ...fields.slice(1, blocks[0]?.start), ...fields.slice(last?.start, beforeCount)]
  const payload = blocks.length > 1 ? encoder.encode(rest.join()) : message.payload
  return [...earlier, { payload, readings }]
}

const maxAnswerCharacters = 500

/** An acknowledgement of a command of ours; a heartbeat comes as one as well and waits for its own reply. */
function decodeAcknowledgement(message: TextMessage): Message {
  const { identifier, version, word, count, lead, dialect, fields, until } = message
  if (dialect === 'track' && word === 'HBD') {
    const reply = count === undefined ? {} : { reply: sackOfHeartbeat(version, count) }
    return { type: 'heartbeat', identifier, records: [], ...reply }
  }
  const said = fields.slice(dialect === 'track' ? 4 : 5, until).filter((field) => field !== '')
  const name = dialect === 'pro' ? word : `GT${word}`
  const text = [name, ...said].join(' ').slice(0, maxAnswerCharacters)
  return {
    type: `${lead} ${name}`,
    identifier,
    records: [],
    ...(count === undefined || dialect !== 'track' ? {} : { reply: sackOf(count) }),
    answer: { text, isDone: lead !== 'NACK' },
  }
}

/** One text message, with or without its tail character. */
export function decodeText(bytes: Uint8Array): Decoded {
  const parsed = parseText(bytes)
  if (!parsed.ok) return parsed
  const message = parsed.value
  if (message.lead !== 'RESP' && message.lead !== 'BUFF') return ok(decodeAcknowledgement(message))
  const { identifier, word, count, dialect } = message
  // The dialect of the GT300 and GL100 orders its fields otherwise: it is heard, not read.
  const records = dialect === 'track' ? recordsOf(message) : []
  const reply = count === undefined || dialect !== 'track' ? {} : { reply: sackOf(count) }
  return ok({ type: `GT${word}`, identifier, records, ...reply })
}

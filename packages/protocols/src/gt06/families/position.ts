import type { FixSource, Reading } from '@bilezik/domain'
import { hexOf, type Cursor } from '../../cursor.ts'
import { isCountryWord, networksOf, operatorBytes, type Radio, readCell, readOperator } from '../cells.ts'
import { dateAt, dateBytes } from '../date.ts'
import { fixesOf, type GpsBlock, readGpsBlock } from '../gps-block.ts'
import { telemetryOf } from '../status.ts'
import { type Family, told } from './family.ts'
import { readIdentifier } from './login.ts'

/** Upload mode of messages 0x22 and 0xA0: the coordinates were worked out from access points. */
const fromWifiMode = 0x0b

/** Area code and id of one cell in bytes, by how the message writes it. */
const cellBytes: Readonly<Record<Radio, number>> = { '2g': 5, '4g': 12 }

/** The serving cell, told only when there is no fix: with one it adds nothing. */
function servingCell(cursor: Cursor, block: GpsBlock, radio: Radio): Reading[] {
  if (!isCountryWord(cursor.peekU16()) || cursor.remaining < operatorBytes(cursor) + cellBytes[radio]) return []
  const cell = readCell(cursor, readOperator(cursor), radio)
  return block.place?.isValid || !cell ? [] : networksOf(block.fixAt, [cell], [])
}

function sourceOf(cursor: Cursor, type: number): FixSource {
  const hasMode = type === 0x22 || type === 0x2d || type === 0xa0
  return hasMode && cursor.remaining >= 3 && cursor.peek(1) === fromWifiMode ? 'wifi' : 'gnss'
}

/** A message without any place still says that the device looked for one. */
function orSearching(readings: readonly Reading[], block: GpsBlock): readonly Reading[] {
  return readings.length > 0 ? readings : [telemetryOf({ isPositioned: false, satellites: block.satellites }, block.fixAt)]
}

/**
 * Model families NT20 and XT40 put a flag, their IMEI and the sending time before the usual block.
 * No length tells it, but then the usual place holds no date and two later ones do.
 */
function hasLongPrefix(content: Uint8Array): boolean {
  const imeiEnd = 9
  if (dateAt(content, 0) !== undefined) return false
  return dateAt(content, imeiEnd) !== undefined && dateAt(content, imeiEnd + dateBytes) !== undefined
}

function positionWith(radio: Radio, prefixBytes = 0): Family {
  return (cursor, frame) => {
    cursor.skip(prefixBytes)
    if (prefixBytes === 0 && hasLongPrefix(frame.content)) {
      cursor.skip(1)
      const identifier = readIdentifier(cursor)
      cursor.skip(dateBytes)
      const block = readGpsBlock(cursor)
      return { identifier, readings: orSearching(fixesOf(block), block) }
    }
    const block = readGpsBlock(cursor)
    const cells = servingCell(cursor, block, radio)
    return told(orSearching([...fixesOf(block, sourceOf(cursor, frame.type)), ...cells], block))
  }
}

export const decodePosition = positionWith('2g')
export const decodePosition4g = positionWith('4g')
/** 0x34: four bytes of counters stand before the block. */
export const decodePositionAfterCounters = positionWith('2g', 4)

/** 0x11 of newer devices: the network code takes two bytes and the cell four. */
export const decodePositionWideCell: Family = (cursor, frame, alarms) => {
  const wideCellBytes = 10
  if (cursor.remaining !== 18 + wideCellBytes) return decodePosition(cursor, frame, alarms)
  const block = readGpsBlock(cursor)
  const cell = { mcc: cursor.u16(), mnc: cursor.u16(), areaCode: cursor.u16(), cellId: cursor.u32() }
  const cells = block.place?.isValid ? [] : networksOf(block.fixAt, [cell], [])
  return told(orSearching([...fixesOf(block), ...cells], block))
}

/** 0x17: position, cell and the number of a card held to the device. */
export const decodePositionWithCard: Family = (cursor) => {
  const block = readGpsBlock(cursor)
  const cells = servingCell(cursor, block, '2g')
  const card = cursor.remaining >= 8 ? [telemetryOf({ cardId: hexOf(cursor.take(8)) }, block.fixAt)] : []
  return told(orSearching([...fixesOf(block), ...cells, ...card], block))
}

/** 0x61: IMEI, position, cell, length of a card number and the number. */
export const decodeIdentifiedPosition: Family = (cursor) => {
  const identifier = readIdentifier(cursor)
  const block = readGpsBlock(cursor)
  const cells = servingCell(cursor, block, '2g')
  cursor.skip(1)
  const cardId = hexOf(cursor.rest())
  return { identifier, readings: orSearching([...fixesOf(block), ...cells, telemetryOf({ cardId }, block.fixAt)], block) }
}

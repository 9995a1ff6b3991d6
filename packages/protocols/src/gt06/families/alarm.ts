import type { Reading, SeenCell } from '@bilezik/domain'
import { Cursor, hexOf, printableOf } from '../../cursor.ts'
import { networksOf, readCell, readOperator, type Radio } from '../cells.ts'
import { readDate, timed } from '../date.ts'
import { fixesOf, placeFrom, readGpsBlock } from '../gps-block.ts'
import { readingsOfStatus, readStatus, statusBytes, telemetryOf } from '../status.ts'
import { type Family, told } from './family.ts'

/** Status alone, with a fence number, with mileage, with both. */
const statusTails: readonly number[] = [statusBytes, statusBytes + 1, statusBytes + 4, statusBytes + 5]
const emptyCellBytes = 8

interface AlarmTail {
  readonly statusAt: number
  readonly hasCell: boolean
}

/**
 * Finds the status behind the cell block, whose length byte means two things: by the paper it counts itself;
 * some makers leave it out, others send zeros. The fields that have a known range decide.
 */
export function locateStatus(bytes: Uint8Array): AlarmTail | undefined {
  const at = (index: number) => bytes[index] ?? 0xff
  const stated = at(0)
  const fits = (statusAt: number) => statusTails.includes(bytes.length - statusAt)
  const isLanguage = (statusAt: number) => at(statusAt + 4) <= 2
  const byPaper = stated
  if (stated > emptyCellBytes && fits(byPaper) && at(byPaper + 1) <= 6 && at(byPaper + 2) <= 100 && isLanguage(byPaper)) {
    return { statusAt: byPaper, hasCell: true }
  }
  const withoutItself = 1 + stated
  const isPerCent = at(withoutItself + 1) <= 100 && at(withoutItself + 2) <= 100
  if (stated >= emptyCellBytes && fits(withoutItself) && isPerCent && isLanguage(withoutItself)) {
    return { statusAt: withoutItself, hasCell: false }
  }
  return bytes.length < statusBytes ? undefined : { statusAt: bytes.length - statusBytes, hasCell: false }
}

function alarmWith(radio: Radio): Family {
  return (cursor, _frame, alarms) => {
    const block = readGpsBlock(cursor)
    const bytes = cursor.rest()
    const found = locateStatus(bytes)
    if (!found) cursor.reject('The alarm ends before its status.')
    if (cursor.problem || !found) return told()
    const status = readingsOfStatus(readStatus(new Cursor(bytes.subarray(found.statusAt))), alarms, block.fixAt)
    const cells: SeenCell[] = []
    if (found.hasCell) {
      const inside = new Cursor(bytes.subarray(1, found.statusAt))
      const cell = readCell(inside, readOperator(inside), radio)
      if (cell && !inside.problem && inside.remaining === 0) cells.push(cell)
    }
    return told(fixesOf(block), status, block.place?.isValid ? [] : networksOf(block.fixAt, cells, []))
  }
}

export const decodeAlarm = alarmWith('2g')
export const decodeAlarm4g = alarmWith('4g')

/** 0x19 and 0xA5: cell and status without date and position. */
function cellAlarmWith(radio: Radio): Family {
  return (cursor, frame, alarms) => {
    const operator = readOperator(cursor)
    const cell = readCell(cursor, operator, radio)
    // A longer, dated variant of 0x19 exists whose last bytes no paper explains: we say nothing rather than guess.
    if (frame.type === 0x19 && cursor.remaining > statusBytes) return told()
    return told(readingsOfStatus(readStatus(cursor), alarms, undefined), networksOf(undefined, cell ? [cell] : [], []))
  }
}

export const decodeCellAlarm = cellAlarmWith('2g')
export const decodeCellAlarm4g = cellAlarmWith('4g')

/** Codes of the camera family, whose numbering is its own. 0x01 is the help button only where a place comes with it. */
const cameraAlarms: Readonly<Record<number, string>> = {
  0x80: 'vibration',
  0x87: 'over-speed',
  0x90: 'harsh-acceleration',
  0x91: 'harsh-braking',
  0x92: 'sharp-turn',
  0x93: 'collision',
}

function cameraAlarm(code: number, hasPlace: boolean): Reading {
  if (code === 0x01 && hasPlace) return { kind: 'sos' }
  return telemetryOf({ alarm: cameraAlarms[code] ?? 'general', alarmCode: code })
}

/** Satellites are absent and there is no speed: date, coordinates, course and status. */
function cameraPlace(cursor: Cursor) {
  const latUnits = cursor.u32()
  const lonUnits = cursor.u32()
  return placeFrom(cursor, latUnits, lonUnits, cursor.u16())
}

/** 0x95: date and alarm; or with a place and the names of recorded files; or, behind FF FF, with satellites too. */
export const decodeCameraAlarm: Family = (cursor) => {
  const isExtended = cursor.peekU16() === 0xffff
  if (isExtended) cursor.skip(3)
  const fixAt = readDate(cursor)
  if (cursor.remaining === 1) return told([{ ...cameraAlarm(cursor.u8(), false), ...timed(fixAt) }])
  const satellites = isExtended ? cursor.u8() & 0x0f : 0
  const place = cameraPlace(cursor)
  if (isExtended) cursor.skip(4)
  const code = cursor.u8()
  const alarm = isExtended ? telemetryOf({ eventCode: code }) : cameraAlarm(code, true)
  cursor.skip(2)
  const files = printableOf(cursor.rest())
  return told(
    fixesOf({ fixAt, satellites, place }),
    [{ ...alarm, ...timed(fixAt) }],
    files === '' ? [] : [telemetryOf({ eventFiles: files }, fixAt)],
  )
}

/** 0x33 behind 79 79 closes with the alarm code of a lock, whose table no paper publishes. */
export function lockAlarm(cursor: Cursor): Record<string, number | string> {
  return { alarmCode: cursor.u8(), alarmData: hexOf(cursor.rest()) }
}

import type { Reading } from '@bilezik/domain'
import { Cursor } from '../../cursor.ts'
import { isCountryWord, networksOf, type Radio, readCells, readOperator, readWifi } from '../cells.ts'
import { dateBytes, readDate } from '../date.ts'
import { fixesOf, readPlace } from '../gps-block.ts'
import { telemetryOf } from '../status.ts'
import { lockAlarm } from './alarm.ts'
import { type Family, told } from './family.ts'
import { decodePosition4g } from './position.ts'

/** The serving cell and six neighbours, whether or not they were seen. */
const cellCount = 7

/** An empty list is an observation as well: the device looked and saw nothing (a shielded one does). */
function seenOrNothing(networks: readonly Reading[], fixAt: ReturnType<typeof readDate>): readonly Reading[] {
  return networks.length > 0 ? networks : [telemetryOf({ cellsSeen: 0, wifiSeen: 0 }, fixAt)]
}

/** 0x18, 0x24, 0x28, 0x2E and 0xA1: cells, timing advance, language. */
function cellsWith(radio: Radio): Family {
  return (cursor) => {
    const fixAt = readDate(cursor)
    const operator = readOperator(cursor)
    // Some devices send only the cells they saw.
    const sent = Math.min(cellCount, Math.floor(cursor.remaining / (radio === '4g' ? 13 : 6)))
    return told(seenOrNothing(networksOf(fixAt, readCells(cursor, operator, radio, sent), []), fixAt))
  }
}

export const decodeCells = cellsWith('2g')
export const decodeCells4g = cellsWith('4g')

/** 0x2C and 0xA2: cells, timing advance, then each access point with its signal. Some devices send positions as 0xA2. */
function wifiWith(radio: Radio): Family {
  return (cursor, frame, alarms) => {
    if (!isCountryWord(cursor.peekU16(dateBytes))) {
      if (radio === '4g') return decodePosition4g(cursor, frame, alarms)
      cursor.reject('The country code of the cells is none.')
    }
    const fixAt = readDate(cursor)
    const cells = readCells(cursor, readOperator(cursor), radio, cellCount)
    cursor.skip(1)
    const wifi = readWifi(cursor, cursor.u8())
    return told(seenOrNothing(networksOf(fixAt, cells, wifi), fixAt))
  }
}

export const decodeWifi = wifiWith('2g')
export const decodeWifi4g = wifiWith('4g')

/** 0xF3: date, number of access points, then each with its signal (2) and address (6). */
export const decodeWifiList: Family = (cursor) => {
  const fixAt = readDate(cursor)
  const wifi = []
  for (let left = cursor.u8(); left > 0 && !cursor.problem; left--) {
    const signal = cursor.u16()
    const [seen] = readWifi(new Cursor(new Uint8Array([...cursor.take(6), 0])), 1)
    if (seen) wifi.push(signal === 0 ? { mac: seen.mac } : { mac: seen.mac, signal })
  }
  return told(seenOrNothing(networksOf(fixAt, [], wifi), fixAt))
}

/** 0x32 and 0x33 behind 79 79: place, serving cell, neighbours and access points, each behind its length in bytes. */
export const decodeBlocks: Family = (cursor, frame) => {
  const fixAt = readDate(cursor)
  const placeBlock = new Cursor(cursor.take(cursor.u8()))
  const cellBlock = new Cursor(cursor.take(cursor.u8()))
  const neighbourBlock = new Cursor(cursor.take(cursor.u8()))
  const wifiBlock = cursor.take(cursor.u8())
  const fixes = placeBlock.remaining === 0 ? [] : fixesOf({ fixAt, ...readPlace(placeBlock) })
  if (placeBlock.problem) cursor.reject(placeBlock.problem)
  const cells = []
  if (cellBlock.remaining > 0) {
    const operator = readOperator(cellBlock)
    cells.push(...readCells(cellBlock, operator, '2g', 1))
    cells.push(...readCells(neighbourBlock, operator, '2g', Math.floor(neighbourBlock.remaining / 6)))
  }
  if (cellBlock.problem) cursor.reject(cellBlock.problem)
  const wifi = readWifi(new Cursor(wifiBlock), Math.floor(wifiBlock.length / 7))
  const alarm = frame.type === 0x33 && cursor.remaining > 0 ? [telemetryOf(lockAlarm(cursor), fixAt)] : []
  const rest = [...networksOf(fixAt, cells, wifi), ...alarm]
  return fixes.length > 0 ? told(fixes, rest) : told(seenOrNothing(rest, fixAt))
}

import type { Instant, NetworkReading, SeenCell, SeenWifi } from '@bilezik/domain'
import { type Cursor, hexOf } from '../cursor.ts'
import { timed } from './date.ts'

/** How a cell is written: 2G area code and id take 2 and 3 bytes, 4G ones 4 and 8. */
export type Radio = '2g' | '4g'

export interface Operator {
  readonly mcc: number
  readonly mnc: number
}

const mccMask = 0x7fff

/** Country codes of the ITU lie between 200 and 799; bit 15 only says that the network code takes two bytes. */
export function isCountryWord(word: number | undefined): boolean {
  return word !== undefined && (word & mccMask) >= 200 && (word & mccMask) <= 799
}

export function readOperator(cursor: Cursor): Operator {
  const word = cursor.u16()
  return { mcc: word & mccMask, mnc: word > mccMask ? cursor.u16() : cursor.u8() }
}

export function operatorBytes(cursor: Cursor): number {
  return (cursor.peekU16() ?? 0) > mccMask ? 4 : 3
}

export function readCell(cursor: Cursor, operator: Operator, radio: Radio): SeenCell | undefined {
  const areaCode = radio === '4g' ? cursor.u32() : cursor.u16()
  const cellId = radio === '4g' ? cursor.u64() : cursor.u24()
  // Unused places are zeros; a cell beyond 2^53 is noise of a device that fills the field otherwise.
  if ((areaCode === 0 && cellId === 0) || !Number.isSafeInteger(cellId)) return undefined
  return { ...operator, areaCode, cellId }
}

/** The serving cell and its neighbours, each with the maker's own signal figure (0 weakest). */
export function readCells(cursor: Cursor, operator: Operator, radio: Radio, count: number): SeenCell[] {
  const cells: SeenCell[] = []
  for (let left = count; left > 0 && !cursor.problem; left--) {
    const cell = readCell(cursor, operator, radio)
    const signal = cursor.u8()
    if (cell) cells.push({ ...cell, signal })
  }
  return cells
}

export function readWifi(cursor: Cursor, count: number): SeenWifi[] {
  const seen: SeenWifi[] = []
  for (let left = count; left > 0 && !cursor.problem; left--) {
    const mac = hexOf(cursor.take(6)).replace(/..(?=.)/g, '$&:')
    const signal = cursor.u8()
    if (mac !== '00:00:00:00:00:00') seen.push({ mac, signal })
  }
  return seen
}

export function networksOf(fixAt: Instant | undefined, cells: readonly SeenCell[], wifi: readonly SeenWifi[]): NetworkReading[] {
  return cells.length + wifi.length === 0 ? [] : [{ kind: 'network', ...timed(fixAt), cells, wifi }]
}

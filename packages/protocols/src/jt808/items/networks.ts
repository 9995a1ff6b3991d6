import { hexOf, type Cursor } from '../../cursor.ts'
import type { Noted } from '../noted.ts'
import { type Item, type ItemReader, listItem } from './item.ts'

/** Country codes of the ITU lie between 200 and 799; unused entries are zeros. */
export function noteCell(
  noted: Noted,
  cell: { mcc: number; mnc: number; areaCode: number; cellId: number; signal?: number },
): void {
  const isCountry = cell.mcc >= 200 && cell.mcc <= 799
  if (isCountry && (cell.areaCode !== 0 || cell.cellId !== 0)) noted.cells.push(cell)
}

/** dBm as a signed byte, or the maker's own figure. */
export function signedByte(byte: number): number {
  return byte >= 0x80 ? byte - 0x100 : byte
}

function readAccessPoint(value: Cursor, noted: Noted): void {
  const mac = hexOf(value.take(6)).replace(/..(?=.)/g, '$&:')
  const signal = signedByte(value.u8())
  if (mac !== '00:00:00:00:00:00') noted.wifi.push({ mac, signal })
}

/** Address (6) and signal (1) of each. */
const readAccessPoints: ItemReader = (value, noted) => {
  while (value.remaining >= 7) readAccessPoint(value, noted)
}

/** 0x53 and 0x5D: a count, then MCC (2), MNC (1), area (2), cell (2 or 4), signal (1) of each. */
const countedCells =
  (cellBytes: 2 | 4): ItemReader =>
  (value, noted) => {
    value.skip(1)
    while (value.remaining >= 6 + cellBytes) {
      const [mcc, mnc, areaCode] = [value.u16(), value.u8(), value.u16()]
      const cellId = cellBytes === 2 ? value.u16() : value.u32()
      noteCell(noted, { mcc, mnc, areaCode, cellId, signal: value.u8() })
    }
  }

/** 0xE1 of 4 + 8·n bytes: MCC and MNC once, then area (3), cell (4), signal (1) of each. */
const sharedOperatorCells: ItemReader = (value, noted) => {
  const [mcc, mnc] = [value.u16(), value.u16()]
  while (value.remaining >= 8) noteCell(noted, { mcc, mnc, areaCode: value.u24(), cellId: value.u32(), signal: value.u8() })
}

/** 0xF0: MCC (2), MNC (2), cell (4), area (4), signal (1) of each. */
const wideCells: ItemReader = (value, noted) => {
  while (value.remaining >= 13) {
    const [mcc, mnc, cellId, areaCode] = [value.u16(), value.u16(), value.u32(), value.u32()]
    noteCell(noted, { mcc, mnc, areaCode, cellId, signal: value.u8() })
  }
}

/** 0xEB of 3 + 5·n bytes: MCC (2), MNC (1), then area (2), cell (2), signal (1) of each. */
const sharedOperatorShortCells: ItemReader = (value, noted) => {
  const [mcc, mnc] = [value.u16(), value.u8()]
  while (value.remaining >= 5) noteCell(noted, { mcc, mnc, areaCode: value.u16(), cellId: value.u16(), signal: value.u8() })
}

export const networkItems: readonly Item[] = [
  listItem(0x53, 8, countedCells(2), 1),
  listItem(0x54, 7, (value, noted, id) => (value.skip(1), readAccessPoints(value, noted, id)), 1),
  listItem(0x5d, 10, countedCells(4), 1),
  listItem(0xe1, 8, sharedOperatorCells, 4),
  {
    id: 0xeb,
    fits: (length, bytes) => length > 3 && (length - 3) % 5 === 0 && bytes[0]! * 256 + bytes[1]! > 200,
    read: sharedOperatorShortCells,
  },
  listItem(0xec, 7, readAccessPoints),
  listItem(0xf0, 13, wideCells),
  listItem(0xf4, 7, readAccessPoints),
]

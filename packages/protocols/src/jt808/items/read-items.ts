import { Cursor } from '../../cursor.ts'
import type { Noted } from '../noted.ts'
import { aovxItems } from './aovx.ts'
import { jimiItems } from './jimi.ts'
import type { Item, ItemReader } from './item.ts'
import { lockItems } from './locks.ts'
import { networkItems } from './networks.ts'
import { standardItems } from './standard.ts'
import { trackerItems } from './trackers.ts'
import { wiringItems } from './wiring.ts'

/** By id, in order of preference: makers give one number several meanings, and the length tells which. */
const readers: ReadonlyMap<number, readonly Item[]> = Map.groupBy(
  [...standardItems, ...networkItems, ...trackerItems, ...jimiItems, ...lockItems, ...aovxItems, ...wiringItems],
  (item) => item.id,
)

/** A number nobody told us the meaning of is kept as it is; longer ones are in the raw bytes. */
const readNumber: ItemReader = (value, noted, id) => {
  const length = value.remaining
  if (length === 1) noted.values[`io${id}`] = value.u8()
  if (length === 2) noted.values[`io${id}`] = value.u16()
  if (length === 4) noted.values[`io${id}`] = value.u32()
}

/** The form before the edition of 2011: battery and distance left, odometer, volts, area, signal. It has no items. */
const oldFormBytes = 18

/** Ids run from 1 to 255. */
function areItems(bytes: Uint8Array): boolean {
  let at = 0
  while (at + 1 < bytes.length && bytes[at] !== 0) at += 2 + bytes[at + 1]!
  return at === bytes.length
}

function readOldForm(cursor: Cursor, noted: Noted): void {
  cursor.skip(4)
  noted.values['odometerMetres'] = cursor.u32() * 1_000
  noted.power.volts = cursor.u16() / 10
  cursor.skip(4)
  noted.values['gsmSignal'] = cursor.u8()
}

/**
 * Id, length and value, over and over. The place before them is whole and the check code right: bytes that make no item
 * (some devices append a few) do not take it away, but are told.
 */
export function readItems(cursor: Cursor, noted: Noted): void {
  if (cursor.remaining === oldFormBytes && !areItems(cursor.bytes)) return readOldForm(cursor, noted)
  while (cursor.remaining >= 2 && cursor.remaining >= 2 + cursor.peek(1)!) {
    const id = cursor.u8()
    const bytes = cursor.take(cursor.u8())
    const item = readers.get(id)?.find((candidate) => candidate.fits(bytes.length, bytes))
    ;(item?.read ?? readNumber)(new Cursor(bytes), noted, id)
  }
  if (cursor.remaining > 0) noted.values['extraBytes'] = cursor.remaining
}

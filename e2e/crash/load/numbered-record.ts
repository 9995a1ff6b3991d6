import type { Instant } from '@bilezik/domain'

/** What a device noted: its number is written in its place, so that the database can be asked for exactly this record. */
export interface NumberedRecord {
  readonly number: number
  /** At the precision of the device's protocol. */
  readonly fixAt: Instant
}

const south = 511_000_000
const west = 714_000_000
/** A hundred-thousandth of a degree, about a metre: all protocols carry it exactly. */
const step = 100
const perRow = 1_000
/** One device stays within 1.2 kilometres to the north and 700 metres to the east. */
const mostRecords = 1_000_000

/** The middle of where all devices are, and how far any of them is from it at most. */
export const whereTheyAre = { centre: { lat: 51.105, lon: 71.405 }, radiusMetres: 1_000 }

/** In ten-millionths of a degree, as the database keeps them. */
function placeE7(number: number): { readonly latE7: number; readonly lonE7: number } {
  return { latE7: south + Math.floor(number / perRow) * step, lonE7: west + (number % perRow) * step }
}

export function placeOf({ number }: NumberedRecord): { readonly lat: number; readonly lon: number } {
  const { latE7, lonE7 } = placeE7(number)
  return { lat: latE7 / 1e7, lon: lonE7 / 1e7 }
}

/** Undefined: no record of ours is there. */
export function numberAt(latE7: number, lonE7: number): number | undefined {
  const number = ((latE7 - south) / step) * perRow + (lonE7 - west) / step
  if (!Number.isInteger(number) || number < 0 || number >= mostRecords) return undefined
  const place = placeE7(number)
  return place.latE7 === latE7 && place.lonE7 === lonE7 ? number : undefined
}

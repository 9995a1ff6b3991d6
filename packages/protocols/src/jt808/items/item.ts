import type { Cursor } from '../../cursor.ts'
import type { Noted } from '../noted.ts'

/** Reads one value of the length that `fits` allowed. Reading beyond it gives zeros, so every reader keeps within. */
export type ItemReader = (value: Cursor, noted: Noted, id: number) => void

/** One meaning of one additional item of a position. */
export interface Item {
  readonly id: number
  fits(length: number, bytes: Uint8Array): boolean
  readonly read: ItemReader
}

/** An item of one length. */
export function item(id: number, length: number, read: ItemReader): Item {
  return { id, fits: (given) => given === length, read }
}

/** An item of whole entries of so many bytes behind a head of `headBytes`. */
export function listItem(id: number, entryBytes: number, read: ItemReader, headBytes = 0): Item {
  return { id, fits: (given) => given > headBytes && (given - headBytes) % entryBytes === 0, read }
}

/** An item whose length varies for no reason that we could check. */
export function looseItem(id: number, leastBytes: number, read: ItemReader): Item {
  return { id, fits: (given) => given >= leastBytes, read }
}

type NumberReader = (value: Cursor) => number

export const u8: NumberReader = (value) => value.u8()
export const u16: NumberReader = (value) => value.u16()
export const u32: NumberReader = (value) => value.u32()

/** Two's complement. */
export const i16: NumberReader = (value) => {
  const word = value.u16()
  return word >= 0x8000 ? word - 0x1_0000 : word
}

/** The highest bit is the sign of the other fifteen. */
export const signedMagnitude: NumberReader = (value) => {
  const word = value.u16()
  return word >= 0x8000 ? 0 - (word - 0x8000) : word
}

const bytesOf = new Map<NumberReader, number>([
  [u8, 1],
  [u16, 2],
  [i16, 2],
  [signedMagnitude, 2],
  [u32, 4],
])

/** An item that is one number: a telemetry key, and what to divide by. */
export function numberItem(id: number, key: string, read: NumberReader, divisor = 1): Item {
  return item(id, bytesOf.get(read)!, (value, noted) => {
    noted.values[key] = read(value) / divisor
  })
}

const noSignal = 0xff
/** An item that is the battery in per cent; FF while it charges. */
export function levelItem(id: number): Item {
  return item(id, 1, (value, noted) => {
    const level = value.u8()
    if (level === noSignal) noted.power.isCharging = true
    else if (level <= 100) noted.power.levelPercent = level
  })
}

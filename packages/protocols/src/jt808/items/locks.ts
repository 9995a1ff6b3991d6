import { hexOf, type Cursor } from '../../cursor.ts'
import { type Noted, noteVolts } from '../noted.ts'
import { type Item, item, listItem, numberItem, u8 } from './item.ts'
import { isPrintable, textOf } from './text.ts'

/**
 * 0x0B, in positions and in lock messages: command, then a card (4) or a password (6), then the result where the length is even.
 * Passwords are told to nobody.
 */
export function readLockEvent(value: Cursor, noted: Noted): void {
  const length = value.remaining
  noted.values['lockCommand'] = value.u8()
  if (length === 5 || length === 6) noted.values['lockCard'] = value.u32()
  else if (length >= 7) value.skip(6)
  if (length % 2 === 0 && value.remaining > 0) noted.values['unlockResult'] = value.u8()
}

const bitOf = (word: number, bit: number) => ((word >>> bit) & 1) === 1

/** 0x33 as text: `*M00,45,…` whose third to fifth figure behind the second comma are the volts. */
const statusText: Item = {
  id: 0x33,
  fits: (length, bytes) => length > 14 && isPrintable(bytes) && textOf(bytes).startsWith('*M00,'),
  read: (value, noted) => {
    const text = textOf(value.rest())
    const volts = /^\*M00,\d+,\d\d(\d{3})/.exec(text)?.[1]
    if (volts !== undefined) noteVolts(Number(volts) / 100, noted)
    noted.values['lockStatus'] = text
  },
}

/** 0x60: an event; behind those of a card the lock's number (6) and the card in characters (8). */
const lockEvent: Item = {
  id: 0x60,
  fits: (length) => length >= 2,
  read: (value, noted) => {
    const event = value.u16()
    noted.values['event'] = event
    if (event < 0x61 || event > 0x66 || value.remaining < 14) return
    value.skip(6)
    noted.values['cardId'] = textOf(value.take(8))
  },
}

/** 0x63: number (6), volts (2), seal (1: the character 1 when closed), state, signal of each lock. */
const sealedLocks = listItem(0x63, 11, (value, noted) => {
  for (let lock = 1; value.remaining >= 11; lock++) {
    noted.values[`lock${lock}Id`] = hexOf(value.take(6))
    noted.values[`lock${lock}Volts`] = value.u16() / 1_000
    noted.values[`lock${lock}IsSealed`] = value.u8() === 0x31
    value.skip(2)
  }
})

/** 0xD5: count, then number (5), card (5), battery (1), state (2) of each lock, the master first. The battery is BCD-like per cent. */
const chainedLocks = listItem(
  0xd5,
  13,
  (value, noted) => {
    value.skip(1)
    for (let lock = 1; value.remaining >= 13; lock++) {
      noted.values[`lock${lock}Id`] = hexOf(value.take(5))
      noted.values[`lock${lock}Card`] = hexOf(value.take(5))
      noted.values[`lock${lock}Battery`] = value.u8()
      noted.values[`lock${lock}IsLocked`] = !bitOf(value.u16(), 5)
    }
  },
  1,
)

/** 0xDA: how often the cord was cut (2), and the state of cord, motion and cover. Whether a cord is a strap is the model's. */
const cord = item(0xda, 3, (value, noted) => {
  noted.values['cordCuts'] = value.u16()
  const state = value.u8()
  noted.values['isCordClosed'] = bitOf(state, 0)
  noted.isMoving = bitOf(state, 2)
  noted.values['isCoverClosed'] = bitOf(state, 3)
})

export const lockItems: readonly Item[] = [
  { id: 0x0b, fits: (length) => length >= 1 && length <= 16, read: (value, noted) => readLockEvent(value, noted) },
  numberItem(0x33, 'workingMode', u8),
  statusText,
  lockEvent,
  sealedLocks,
  // A password.
  item(0x67, 8, () => undefined),
  chainedLocks,
  cord,
  item(0xe8, 3, (value, noted) => {
    noted.values['lockStatus'] = value.u24()
  }),
  numberItem(0xfc, 'fence', u8),
]

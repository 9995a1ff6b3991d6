import type { InterferenceReading, MotionReading, PowerReading, ProximityReading, WearReading, WearSignal } from '@bilezik/domain'
import type { ByteWriter } from '../byte-writer.ts'
import { isIdentifier } from '../frame.ts'
import { printableOf } from '../../cursor.ts'
import { byteOfSignal, type ReadBody, signalOf } from './record-type.ts'

/** What the device feels of its strap, case, battery, movement, reception and neighbours. The code is the place in the list. */
const wearSignals: readonly (WearSignal | undefined)[] = [
  undefined,
  'strap-cut',
  'strap-open',
  'strap-closed',
  'case-open',
  'case-closed',
  'removed',
  'worn',
]
const straps = [undefined, 'left', 'right'] as const
const causes = [undefined, 'jammed', 'shielded'] as const

export const readWear: ReadBody = (cursor, timed) => {
  const signal = wearSignals[cursor.u8()]
  const strap = straps[cursor.remaining > 0 ? cursor.u8() : 0]
  return signal && [{ kind: 'wear', ...timed, signal, ...(strap ? { strap } : {}) }]
}

export function writeWear(writer: ByteWriter, { signal, strap }: Omit<WearReading, 'fixAt'>): ByteWriter {
  writer.uint(wearSignals.indexOf(signal), 1)
  return strap ? writer.uint(straps.indexOf(strap), 1) : writer
}

/** Two bits: 1 no, 2 yes, anything else not known. */
function told(bits: number): boolean | undefined {
  return bits === 1 ? false : bits === 2 ? true : undefined
}
const bitsOf = (is: boolean | undefined) => (is === undefined ? 0 : is ? 2 : 1)
const noLevel = 0xff
const noVolts = 0xffff

export const readPower: ReadBody = (cursor, timed) => {
  const state = cursor.u8()
  const level = cursor.remaining > 0 ? cursor.u8() : noLevel
  const millivolts = cursor.remaining > 0 ? cursor.u16() : noVolts
  const [isCharging, isLow, isExternal] = [told(state & 3), told((state >>> 2) & 3), told((state >>> 4) & 3)]
  const power: PowerReading = {
    kind: 'power',
    ...timed,
    ...(level > 100 ? {} : { levelPercent: level }),
    ...(millivolts === noVolts ? {} : { volts: millivolts / 1_000 }),
    ...(isCharging === undefined ? {} : { isCharging }),
    ...(isLow === undefined ? {} : { isLow }),
    ...(isExternal === undefined ? {} : { isExternal }),
  }
  return [power]
}

export function writePower(writer: ByteWriter, power: Omit<PowerReading, 'fixAt'>): ByteWriter {
  const { levelPercent, volts } = power
  writer.uint(bitsOf(power.isCharging) | (bitsOf(power.isLow) << 2) | (bitsOf(power.isExternal) << 4), 1)
  if (levelPercent === undefined && volts === undefined) return writer
  writer.uint(levelPercent === undefined ? noLevel : Math.max(0, Math.min(100, Math.round(levelPercent))), 1)
  return volts === undefined ? writer : writer.uint(Math.max(0, Math.min(noVolts - 1, Math.round(volts * 1_000))), 2)
}

export const readSos: ReadBody = (_cursor, timed) => [{ kind: 'sos', ...timed }]

export const readMotion: ReadBody = (cursor, timed) => {
  const code = cursor.u8()
  return code > 1 ? undefined : [{ kind: 'motion', ...timed, isMoving: code === 1 }]
}

export function writeMotion(writer: ByteWriter, { isMoving }: Omit<MotionReading, 'fixAt'>): ByteWriter {
  return writer.uint(isMoving ? 1 : 0, 1)
}

export const readInterference: ReadBody = (cursor, timed) => {
  const cause = causes[cursor.u8()]
  const state = cursor.u8()
  return cause && state <= 1 ? [{ kind: 'interference', ...timed, cause, isPresent: state === 1 }] : undefined
}

export function writeInterference(writer: ByteWriter, reading: Omit<InterferenceReading, 'fixAt'>): ByteWriter {
  return writer.uint(causes.indexOf(reading.cause), 1).uint(reading.isPresent ? 1 : 0, 1)
}

export const readProximity: ReadBody = (cursor, timed) => {
  const state = cursor.u8()
  const signal = signalOf(cursor.u8())
  const peer = printableOf(cursor.take(cursor.u8()))
  if (!isIdentifier(peer)) cursor.reject('The other device is not named by an identifier.')
  return state > 1 ? undefined : [{ kind: 'proximity', ...timed, peer, isNear: state === 1, ...signal }]
}

export function writeProximity(writer: ByteWriter, { peer, isNear, signal }: Omit<ProximityReading, 'fixAt'>): ByteWriter {
  return writer
    .uint(isNear ? 1 : 0, 1)
    .uint(byteOfSignal(signal), 1)
    .text(peer)
}

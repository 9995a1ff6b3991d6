import type { Instant, Reading } from '@bilezik/domain'

type Timed = { readonly fixAt?: Instant }

/** Bits of the status word, as Appendix I of the paper numbers them: from 16 on alarms, below states. */
export const statusBit = {
  lowBattery: 0,
  outOfFence: 1,
  inFence: 2,
  watchState: 3,
  still: 4,
  sosAlarm: 16,
  lowBatteryAlarm: 17,
  fenceLeftAlarm: 18,
  fenceEnteredAlarm: 19,
  removedAlarm: 20,
  fallAlarm: 21,
  heartRateAlarm: 22,
} as const

const alarmNames: readonly (readonly [bit: number, name: string])[] = [
  [statusBit.sosAlarm, 'sos'],
  [statusBit.lowBatteryAlarm, 'low-battery'],
  [statusBit.fenceLeftAlarm, 'fence-left'],
  [statusBit.fenceEnteredAlarm, 'fence-entered'],
  [statusBit.removedAlarm, 'removed'],
  [statusBit.fallAlarm, 'fall'],
  [statusBit.heartRateAlarm, 'heart-rate'],
]

export function hasBit(word: number, bit: number): boolean {
  // Division, not a shift: bit 31 would make a shifted word negative.
  return Math.floor(word / 2 ** bit) % 2 === 1
}

/** The alarm half of the word. */
export function alarmCodeOf(word: number): number {
  return Math.floor(word / 0x1_0000)
}

function namesOf(word: number): string {
  const names = alarmNames.filter(([bit]) => hasBit(word, bit)).map(([, name]) => name)
  return names.length > 0 ? names.join(' ') : alarmCodeOf(word) === 0 ? 'unspecified' : 'unknown'
}

export function isLowBattery(word: number): boolean {
  return hasBit(word, statusBit.lowBattery) || hasBit(word, statusBit.lowBatteryAlarm)
}

/** Calls for help and wear come first: they are why the message was sent. */
export function eventsOf(word: number, timed: Timed): Reading[] {
  return [
    ...(hasBit(word, statusBit.sosAlarm) ? [{ ...timed, kind: 'sos' } as const] : []),
    ...(hasBit(word, statusBit.removedAlarm) ? [{ ...timed, kind: 'wear', signal: 'removed' } as const] : []),
    // Older papers know no bit 4, so its absence does not say that the watch moves.
    ...(hasBit(word, statusBit.still) ? [{ ...timed, kind: 'motion', isMoving: false } as const] : []),
  ]
}

/** Bit 3 is told by its name only: no paper says which of its two values is "on the arm". A device model may. */
export function statusValues(word: number, isAlarm: boolean): Record<string, number | string | boolean> {
  return {
    statusBits: word,
    watchState: hasBit(word, statusBit.watchState),
    ...(isAlarm || alarmCodeOf(word) !== 0 ? { alarmCode: alarmCodeOf(word), alarm: namesOf(word) } : {}),
  }
}

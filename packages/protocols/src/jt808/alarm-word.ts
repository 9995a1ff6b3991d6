import type { Noted } from './noted.ts'

/**
 * Bits of the alarm word by the editions of 2013 and 2019. Bits 15 to 17 are the makers' (vibration, weak battery …). The last of them
 * is what portable devices say when their light sensor finds them taken off: our default reading, which a model may overrule.
 */
const names: Readonly<Record<number, string>> = {
  0: 'sos',
  1: 'over-speed',
  2: 'fatigue',
  3: 'danger',
  4: 'gnss-fault',
  5: 'gnss-antenna-cut',
  6: 'gnss-antenna-short',
  7: 'power-low',
  8: 'power-cut',
  9: 'display-fault',
  10: 'speech-fault',
  11: 'camera-fault',
  12: 'card-reader-fault',
  13: 'over-speed-warning',
  14: 'fatigue-warning',
  17: 'removed',
  18: 'driving-too-long',
  19: 'parking-too-long',
  20: 'fence',
  21: 'route',
  22: 'route-time',
  23: 'route-left',
  24: 'speed-sensor-fault',
  25: 'fuel',
  26: 'theft',
  27: 'illegal-start',
  28: 'moved',
  29: 'collision',
  30: 'roll-over',
  31: 'door',
}

const [sosBit, lowPowerBit, powerCutBit, removedBit] = [0, 7, 8, 17]

/** Numbers of the set bits, lowest first. */
export function bitsOf(word: number, width = 32): number[] {
  return Array.from({ length: width }, (_, bit) => bit).filter((bit) => Math.floor(word / 2 ** bit) % 2 === 1)
}

/** A word with alarms is told whole and bit by bit, so that the table of a model can speak of one bit. */
export function noteAlarmWord(word: number, noted: Noted): void {
  if (word === 0) return
  noted.values['alarmCode'] = word
  for (const bit of bitsOf(word)) {
    noted.values[`alarmBit${bit}`] = true
    noted.alarms.push(names[bit] ?? `bit-${bit}`)
    if (bit === sosBit) noted.isSos = true
    if (bit === lowPowerBit) noted.power.isLow = true
    if (bit === removedBit) noted.isRemoved = true
    if (bit === powerCutBit) noted.power.isExternal = false
  }
}

/** Alarms of a maker's own word, under a key of their own. */
export function noteMakersWord(key: string, word: number, named: Readonly<Record<number, string>>, noted: Noted): void {
  if (word === 0) return
  noted.values[key] = word
  for (const bit of bitsOf(word)) {
    noted.values[`${key}Bit${bit}`] = true
    const name = named[bit]
    if (name !== undefined) noted.alarms.push(name)
  }
}

import type { WearSignal } from '@bilezik/domain'

/** What an alarm byte means. `named` alarms are told as telemetry: nothing watches them yet. */
export type AlarmMeaning =
  | { readonly kind: 'none' }
  | { readonly kind: 'sos' }
  | { readonly kind: 'low-battery' }
  | { readonly kind: 'wear'; readonly signal: WearSignal }
  | { readonly kind: 'named'; readonly name: string }

export type AlarmTable = Readonly<Record<number, AlarmMeaning>>

const named = (name: string): AlarmMeaning => ({ kind: 'named', name })
const wear = (signal: WearSignal): AlarmMeaning => ({ kind: 'wear', signal })

/**
 * The alarm bytes of the maker's paper (Concox, V3.1 of 2021). The wear lines are our default reading of it:
 * 0x5E is the cut of a signal loop, which in a bracelet is the strap; 0x32 a pulled plug, the clasp;
 * 0x13 the device taken from what it was fastened to. A model that uses another byte gets its own table:
 * `createGt06Codec({ alarms: { ...defaultAlarms, 0x14: … } })`.
 */
export const defaultAlarms: AlarmTable = {
  0x00: { kind: 'none' },
  0x01: { kind: 'sos' },
  0x02: named('power-cut'),
  0x03: named('vibration'),
  0x04: named('fence-entered'),
  0x05: named('fence-left'),
  0x06: named('over-speed'),
  0x09: named('moved'),
  0x0a: named('gps-blind-entered'),
  0x0b: named('gps-blind-left'),
  0x0c: named('switched-on'),
  0x0d: named('first-fix'),
  // Both say "external battery": on a wearable that is the cell it runs on.
  0x0e: { kind: 'low-battery' },
  0x0f: { kind: 'low-battery' },
  0x10: named('sim-changed'),
  0x11: named('switched-off'),
  0x12: named('airplane-mode'),
  0x13: wear('removed'),
  0x14: named('door'),
  0x15: { kind: 'low-battery' },
  0x16: named('sound'),
  0x17: named('rogue-base-station'),
  0x18: wear('case-open'),
  0x19: { kind: 'low-battery' },
  0x20: named('sleep'),
  0x23: named('fall'),
  0x24: named('charger-connected'),
  // Not in that paper; older devices of the family send it when their tamper switch opens.
  0x25: wear('removed'),
  0x29: named('harsh-acceleration'),
  0x2a: named('sharp-left'),
  0x2b: named('sharp-right'),
  0x2c: named('collision'),
  0x2d: named('roll-over'),
  0x30: named('harsh-braking'),
  0x32: wear('strap-open'),
  0x3c: named('theft'),
  0x3d: named('illegal-start'),
  0x3e: named('button'),
  0x4b: named('tilt'),
  0x4c: named('sharp-turn'),
  0x4d: named('lane-change'),
  0x4e: named('stability'),
  0x4f: named('angle'),
  0x5e: wear('strap-cut'),
  0xfe: named('ignition-on'),
  0xff: named('ignition-off'),
}

/** Where the alarm byte is 0, bits 3-5 of the terminal information tell the alarm. */
export const alarmOfTerminalBits = [0x00, 0x03, 0x02, 0x19, 0x01, 0x00, 0x00, 0x00] as const

import type { Instant, Reading, WearReading } from '@bilezik/domain'
import { printable } from './ascii.ts'

/** What an alert word means whatever the model. `reason`: it only says why the message was sent. */
export type WordMeaning =
  | { readonly kind: 'wear'; readonly signal: WearReading['signal'] }
  | { readonly kind: 'sos' }
  | { readonly kind: 'low-battery' }
  | { readonly kind: 'external-power'; readonly isPresent: boolean }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'reason' }

const named = (name: string): WordMeaning => ({ kind: 'named', name })
const wear = (signal: WearReading['signal']): WordMeaning => ({ kind: 'wear', signal })
const reason: WordMeaning = { kind: 'reason' }

/**
 * Firmware spells the same word as `Belt Off`, `BeltOff` and `beltoff`: the key is its letters and digits in lower case.
 * README.md says which words are known from the maker or from real devices and which only by their plain meaning.
 */
const words: Readonly<Record<string, WordMeaning>> = {
  belton: wear('strap-closed'),
  beltclose: wear('strap-closed'),
  beltclosed: wear('strap-closed'),
  beltlock: wear('strap-closed'),
  beltlocked: wear('strap-closed'),
  strapon: wear('strap-closed'),
  strapclosed: wear('strap-closed'),
  beltoff: wear('strap-open'),
  beltopen: wear('strap-open'),
  beltopened: wear('strap-open'),
  beltloose: wear('strap-open'),
  beltunlock: wear('strap-open'),
  beltunlocked: wear('strap-open'),
  strapoff: wear('strap-open'),
  strapopen: wear('strap-open'),
  beltcut: wear('strap-cut'),
  beltcutoff: wear('strap-cut'),
  beltbroken: wear('strap-cut'),
  cutbelt: wear('strap-cut'),
  strapcut: wear('strap-cut'),
  strapcutoff: wear('strap-cut'),
  strapbroken: wear('strap-cut'),
  takeoff: wear('removed'),
  removed: wear('removed'),
  caseopen: wear('case-open'),
  coveropen: wear('case-open'),
  // Fastened or pulled up from the leg: no paper says it, so it is shown to staff and left to the model's table.
  beltup: named('belt-up'),
  beltdown: named('belt-down'),
  belterror: named('belt-fault'),
  beltfault: named('belt-fault'),
  tamper: named('tamper'),
  sos: { kind: 'sos' },
  help: { kind: 'sos' },
  lowbattery: { kind: 'low-battery' },
  lowbat: { kind: 'low-battery' },
  psd: { kind: 'external-power', isPresent: false },
  psr: { kind: 'external-power', isPresent: true },
  pwon: named('power-on'),
  poweron: named('power-on'),
  pwoff: named('power-off'),
  poweroff: named('power-off'),
  restart: named('restart'),
  vib: named('vibration'),
  vibration: named('vibration'),
  hit: named('impact'),
  overspeed: named('over-speed'),
  lowspeed: named('low-speed'),
  lowexternvoltage: named('low-external-voltage'),
  lowextvol: named('low-external-voltage'),
  gpscut: named('gps-antenna-cut'),
  movein: named('fence-entered'),
  moveout: named('fence-left'),
  fatigue: named('fatigue'),
  error: named('fault'),
  detectwater: named('water'),
  mandown: named('fall'),
  falldown: named('fall'),
  timer: reason,
  store: reason,
  dist: reason,
  distance: reason,
  angle: reason,
  corner: reason,
  track: reason,
  nilalarms: reason,
}

export function meaningOf(word: string): WordMeaning {
  const key = word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  // Numbered fences: `Geo1 In`, `Geo out`.
  const fence = /^geo\w*?(in|out)$/.exec(key)
  if (fence) return named(fence[1] === 'in' ? 'fence-entered' : 'fence-left')
  return (Object.hasOwn(words, key) ? words[key] : undefined) ?? named('unknown')
}

export interface WordTold {
  /** `alarm` where the device reports something, `position` where it only reports in. */
  readonly type: 'alarm' | 'position'
  readonly readings: readonly Reading[]
  readonly isLow: boolean
  readonly isBelt: boolean
  readonly values: Readonly<Record<string, string>>
}

const longestWord = 40

/** `word` as it stands in the message, blank where there is none. */
export function readWord(word: string, timed: { readonly fixAt?: Instant }): WordTold {
  const nothing = { type: 'position', readings: [], isLow: false, isBelt: false } as const
  if (word.trim() === '') return { ...nothing, values: {} }
  const alarmCode = printable(word.trim().slice(0, longestWord))
  const meaning = meaningOf(alarmCode)
  switch (meaning.kind) {
    case 'reason':
      return { ...nothing, values: { alarmCode } }
    case 'wear':
      return {
        ...nothing,
        type: 'alarm',
        readings: [{ kind: 'wear', ...timed, signal: meaning.signal }],
        isBelt: meaning.signal !== 'case-open',
        values: { alarmCode, alarm: meaning.signal },
      }
    case 'sos':
      return { ...nothing, type: 'alarm', readings: [{ kind: 'sos', ...timed }], values: { alarmCode, alarm: 'sos' } }
    case 'low-battery':
      return { ...nothing, type: 'alarm', isLow: true, values: { alarmCode, alarm: 'low-battery' } }
    case 'external-power':
      return {
        ...nothing,
        type: 'alarm',
        readings: [{ kind: 'power', ...timed, isExternal: meaning.isPresent }],
        values: { alarmCode, alarm: meaning.isPresent ? 'power-restored' : 'power-cut' },
      }
    case 'named':
      return { ...nothing, type: 'alarm', values: { alarmCode, alarm: meaning.name } }
    default:
      return meaning satisfies never
  }
}

import type { Instant, PowerReading, Reading, WearReading } from '@bilezik/domain'

/** What closes every report: battery in per cent, one letter for the strap, and a word for an alarm, mostly blank. */
export interface Status {
  readonly battery: string
  readonly strap: string
  readonly alarm: string
}

/** The paper calls the field "strap locking status"; `L` is locked, `R` what the one other letter of servers must then be. */
const straps: Readonly<Record<string, WearReading['signal']>> = { L: 'strap-closed', R: 'strap-open' }

const alarmNames: Readonly<Record<string, string>> = { SOS: 'sos', LBT: 'low-battery', ULK: 'strap-open' }

const longestWord = 40

export interface StatusTold {
  readonly isAlarm: boolean
  readonly readings: readonly Reading[]
  readonly values: Readonly<Record<string, string>>
}

export function readStatus({ battery, strap, alarm }: Status, timed: { readonly fixAt?: Instant }): StatusTold {
  const words = alarm.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const isUnlocked = words.includes('ULK')
  // The alarm is the moment of opening: with it the letter says nothing new.
  const signal = isUnlocked ? 'strap-open' : Object.hasOwn(straps, strap) ? straps[strap] : undefined
  const percent = /^\d{1,3}$/.test(battery) && Number(battery) <= 100 ? Number(battery) : undefined
  const isLow = words.includes('LBT')
  const power: PowerReading = {
    kind: 'power',
    ...timed,
    ...(percent === undefined ? {} : { levelPercent: percent }),
    ...(isLow ? { isLow: true } : {}),
  }
  const [firstWord] = words
  const name = firstWord !== undefined && Object.hasOwn(alarmNames, firstWord) ? alarmNames[firstWord] : 'unknown'
  return {
    isAlarm: words.length > 0,
    readings: [
      ...(words.includes('SOS') ? [{ kind: 'sos' as const, ...timed }] : []),
      ...(signal === undefined ? [] : [{ kind: 'wear' as const, ...timed, signal }]),
      ...(percent === undefined && !isLow ? [] : [power]),
    ],
    values: {
      ...(firstWord === undefined ? {} : { alarmCode: alarm.trim().slice(0, longestWord), alarm: name ?? 'unknown' }),
      ...(strap === '' ? {} : { strapStatus: strap.slice(0, 8) }),
    },
  }
}

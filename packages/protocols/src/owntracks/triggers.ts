import type { PowerReading, Reading } from '@bilezik/domain'
import type { Fields } from './json.ts'

type Timed = Pick<Reading, 'fixAt'>

/** Triggers of trackers behind a Queclink bridge that report something gone wrong; the raw letter is `alarmCode`. */
const alarmNames: ReadonlyMap<string, string> = new Map([
  ['!', 'tow'],
  ['9', 'low-battery'],
  ['e', 'external-power-lost'],
  ['h', 'harsh-driving'],
  ['s', 'over-speed'],
])

export function triggerOf(fields: Fields): string | undefined {
  const trigger = fields.get('t')
  return typeof trigger === 'string' && /^[\w!]{1,8}$/.test(trigger) ? trigger : undefined
}

export function triggerValues(trigger: string | undefined): Record<string, string> {
  if (trigger === undefined) return {}
  const alarm = alarmNames.get(trigger)
  return { event: trigger, ...(alarm === undefined ? {} : { alarmCode: trigger, alarm }) }
}

/** The device says that it only repeats the last place: Greenwich trackers that lost their fix, or shut down. */
export function isRepeated(trigger: string | undefined): boolean {
  return trigger === 'l' || trigger === 'L'
}

/** What a trigger says of the supply. */
export function powerOfTrigger(trigger: string | undefined): Pick<PowerReading, 'isLow' | 'isCharging' | 'isExternal'> {
  switch (trigger) {
    case '9':
      return { isLow: true }
    case '2':
      return { isCharging: false }
    case '3':
      return { isCharging: true }
    case 'e':
      return { isExternal: false }
    case 'E':
      return { isExternal: true }
    default:
      return {}
  }
}

const stillWords: ReadonlySet<unknown> = new Set(['stationary'])
const movingWords: ReadonlySet<unknown> = new Set(['walking', 'running', 'cycling', 'automotive'])

/** `motion` of Queclink, `motionactivities` of iOS, or a trigger that a tracker has parked. Contradictions say nothing. */
function isMovingOf(fields: Fields, trigger: string | undefined): boolean | undefined {
  const motion = fields.get('motion')
  if (typeof motion === 'boolean') return motion
  const activities = fields.get('motionactivities')
  const words = Array.isArray(activities) ? activities.slice(0, 10) : []
  const [isStill, isMoving] = [words.some((word) => stillWords.has(word)), words.some((word) => movingWords.has(word))]
  if (isStill !== isMoving) return isMoving
  return trigger === 'a' || trigger === 'k' ? false : undefined
}

export function motionOf(fields: Fields, trigger: string | undefined, timed: Timed): Reading[] {
  const isMoving = isMovingOf(fields, trigger)
  return isMoving === undefined ? [] : [{ kind: 'motion', ...timed, isMoving }]
}

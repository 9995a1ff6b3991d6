import { type Instant, hour, kazakhstanOffsetMs, day, minute } from '@bilezik/domain'
import type { SimulatedPerson } from '../population/person.ts'
import { unitAt } from '../random.ts'

export interface Battery {
  readonly levelPercent: number
  readonly isCharging: boolean
  /** The device is off. */
  readonly isDead: boolean
}

const chargesFromHour = 19.5
const chargesForHours = 2
/** Below this the story of the dying battery begins. */
export const lowBatteryPercent = 15
const deadForMs = 45 * minute

/** Charged every evening, half used by the next. */
function daily(person: SimulatedPerson, at: Instant): Battery {
  const hourOfDay = ((at + kazakhstanOffsetMs(at)) % day) / hour
  const used = 30 + 25 * unitAt(person.seed, 'drain')
  const sinceFull = (hourOfDay - chargesFromHour - chargesForHours + 48) % 24
  const isCharging = sinceFull >= 24 - chargesForHours
  const level = isCharging ? 100 - used * ((24 - sinceFull) / chargesForHours) : 100 - used * (sinceFull / (24 - chargesForHours))
  return { levelPercent: Math.round(level), isCharging, isDead: false }
}

export function batteryAt(person: SimulatedPerson, at: Instant): Battery {
  const { story } = person
  if (story.kind !== 'battery-dies') return daily(person, at)
  if (at < story.at) {
    const level = Math.min(70, lowBatteryPercent + 1 + (story.at - at) / (25 * minute))
    return { levelPercent: Math.floor(level), isCharging: false, isDead: false }
  }
  if (at < story.deadAt) {
    const left = (story.deadAt - at) / (story.deadAt - story.at)
    return { levelPercent: Math.ceil((lowBatteryPercent - 1) * left), isCharging: false, isDead: false }
  }
  const onCharger = at - story.deadAt - deadForMs
  if (onCharger < 0) return { levelPercent: 0, isCharging: false, isDead: true }
  const level = Math.min(100, 3 + onCharger / minute)
  return { levelPercent: Math.floor(level), isCharging: level < 100, isDead: false }
}

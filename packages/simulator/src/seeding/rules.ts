import type { ruleSchema } from '@bilezik/contract'
import { type WeeklySchedule, minute, roundTheClock } from '@bilezik/domain'
import type { z } from 'zod'
import { lowBatteryPercent } from '../bracelet/battery.ts'
import type { NamedPlace, SimulatedPerson } from '../population/person.ts'

/** Policy of the demo: short enough that a newcomer need not wait, long enough that a slow lift is no incident. */
const curfewGraceMs = 2 * minute
/** Longer than any ordinary gap in coverage. A story of silence ends ten minutes in. */
const contactEveryMs = 10 * minute

type RuleInput = z.input<typeof ruleSchema>

// The interface takes plain mutable JSON; what is shared here is not.
const shapeInput = (shape: NamedPlace['shape']) =>
  shape.kind === 'circle' ? { ...shape } : { kind: shape.kind, ring: [...shape.ring] }
const scheduleInput = (schedule: WeeklySchedule) => ({
  windows: schedule.windows.map((window) => ({ ...window, days: [...window.days] })),
})

/** What the order binds this person to, as far as a machine can watch it. */
export function rulesOf(person: SimulatedPerson): RuleInput[] {
  const rules: RuleInput[] = []
  if (person.curfew) {
    rules.push({
      kind: 'curfew',
      zone: {
        name: person.language === 'kk' ? 'Үй' : 'Дом',
        shape: { kind: 'circle', centre: person.home, radiusMetres: person.homeRadiusMetres },
      },
      schedule: scheduleInput(person.curfew),
      arrivalGraceMs: curfewGraceMs,
      departureGraceMs: curfewGraceMs,
    })
  }
  if (person.forbidden) {
    const { name, shape } = person.forbidden
    rules.push({
      kind: 'exclusion',
      zone: { name, shape: shapeInput(shape) },
      schedule: scheduleInput(roundTheClock),
      approachMetres: 0,
    })
  }
  rules.push({ kind: 'device-care', lowBatteryPercent }, { kind: 'contact', everyMs: contactEveryMs })
  return rules
}

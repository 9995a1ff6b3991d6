import { type TFunction } from 'i18next'
import { type Obligation, type Permit } from '../api/queries.ts'
import { ruleTitle } from '../person/obligation-text.ts'
import { windowsText } from '../schedules/schedule-text.ts'
import { type Language } from '@bilezik/domain'

/** The hours in which it holds, in words; undefined for one that holds the whole time. */
export function recurringText({ schedule }: Permit, t: TFunction): string | undefined {
  if (schedule === null) return undefined
  return [
    windowsText(schedule.windows, t),
    ...(schedule.daysOff ? [t('permits.otherDaysOff')] : []),
    ...(schedule.exceptions?.length ? [t('permits.otherDates')] : []),
  ].join(t('app.listSeparator'))
}

/** What it lifts. A condition that is no longer in force is not among the obligations any more. */
export function liftedTexts(
  { lineageIds }: Permit,
  obligations: readonly Obligation[],
  t: TFunction,
  language: Language,
): string[] {
  return lineageIds.map((lineageId) => {
    const obligation = obligations.find((known) => known.lineageId === lineageId)
    return obligation ? ruleTitle(obligation.rule, t, language) : t('permits.conditionOver')
  })
}

/** Contact, the care of the device and the distance to a protected person are never lifted. */
export function isLiftable({ rule }: Obligation): boolean {
  return rule.kind === 'curfew' || rule.kind === 'exclusion' || rule.kind === 'territory'
}

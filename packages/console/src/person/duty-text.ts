import { type Language, type WeeklySchedule, instant, occurrenceAtOrAfter } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { clock, moment } from '../format/time.ts'

const dayMs = 24 * 3_600_000

interface Duty {
  readonly from: number
  readonly until: number
}

/** Hours repeat each week: what lasts longer than one leaves no minute of it free. */
function isWithoutEnd({ from, until }: Duty): boolean {
  return until - from > 7 * dayMs
}

export function isRoundTheClock(schedule: WeeklySchedule): boolean {
  const duty = occurrenceAtOrAfter(schedule, instant(0))
  return duty !== undefined && isWithoutEnd(duty)
}

/** The hours behind an alert: «Hours 22:00-06:00». Those without an end are no hours, and those of days say which days. */
export function dutyText(duty: Duty, t: TFunction, language: Language, nowMs: number): string {
  if (isWithoutEnd(duty)) return t('reason.roundTheClock')
  if (duty.until - duty.from < dayMs) return t('reason.hours', { from: clock(duty.from), until: clock(duty.until) })
  return t('reason.longHours', { from: moment(duty.from, nowMs, language), until: moment(duty.until, nowMs, language) })
}

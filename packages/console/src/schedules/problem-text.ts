import { type TFunction } from 'i18next'
import { type ScheduleProblem } from './schedule-draft.ts'

/** Which field it is about: «Hours 2», «Date 1». */
function placeText(at: string, t: TFunction): string {
  const [list, index] = at.split('.')
  const number = String(Number(index ?? 0) + 1)
  if (list === 'exceptions') return t('schedule.date', { number })
  return list === 'daysOff' ? t('schedule.daysOff') : t('schedule.hoursNumber', { number })
}

/** What is wrong with the hours that were entered, and where. */
export function problemText(problem: ScheduleProblem, t: TFunction): string {
  if (problem.kind === 'no-hours' || problem.kind === 'too-many') return t(`schedule.problem.${problem.kind}`)
  const place = placeText(problem.at, t)
  if (problem.kind !== 'overlap') return t(`schedule.problem.${problem.kind}`, { place })
  return problem.day === null
    ? t('schedule.problem.overlapOfDay', { place })
    : t('schedule.problem.overlap', { place, day: t(`weekdayShort.day${problem.day}`) })
}

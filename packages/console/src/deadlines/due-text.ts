import { type Language } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { age } from '../format/duration.ts'
import { clock, date, moment } from '../format/time.ts'
import { type Deadline } from './queries.ts'

const minuteMs = 60_000

/** By when: a term that ends with a day is told by that day, not by the midnight after it. */
export function dueText(iso: string, now: number, language: Language, t: TFunction): string {
  const at = Date.parse(iso)
  return clock(at) === '00:00' ? t('deadlines.endOf', { date: date(at - 1, language) }) : moment(at, now, language)
}

/** How long is left, or how long it is late or has waited. */
export function remainingText(deadline: Deadline, now: number, language: Language, t: TFunction): string {
  if (deadline.state === 'cancelled') return ''
  const overMs = Date.parse(deadline.metAt ?? new Date(now).toISOString()) - Date.parse(deadline.dueAt)
  if (deadline.state === 'met') return ''
  const isWaiting = deadline.isAtOnce && deadline.state === 'pending'
  // What is due at once has no time left to tell, and a page whose clock is some seconds behind must not tell any.
  if (isWaiting && overMs < minuteMs) return ''
  if (overMs <= 0) return t('deadlines.left', { time: age(-overMs, language) })
  return t(isWaiting ? 'deadlines.waits' : 'deadlines.late', { time: age(overMs, language) })
}

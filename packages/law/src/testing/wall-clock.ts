import { type Instant, civilInKazakhstan, parseIsoInstant } from '@bilezik/domain'
import type { Moment } from '../deadlines/deadline.ts'

/** `2026-03-02T10:00+05:00`: the hour with the offset of its day; `2026-03-02`: the hour is not known. */
export function moment(text: string): Moment {
  if (text.length === 10) return { kind: 'day', on: text }
  const parsed = parseIsoInstant(text.replace(/(?=[+]\d\d:\d\d$)/, ':00'))
  if (!parsed.ok) throw new Error(text)
  return { kind: 'instant', at: parsed.value }
}

/** What a clock on the wall shows in Kazakhstan: `2026-03-02 10:00`. */
export function wall(at: Instant): string {
  const { year, month, day, hour, minute } = civilInKazakhstan(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
}

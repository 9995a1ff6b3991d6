import {
  type Instant,
  type PermitKind,
  type Weekday,
  civilInKazakhstan,
  instantFromKazakhstan,
  isoInstant,
} from '@bilezik/domain'
import { type CallOptions } from '../api/client.ts'

/** The form as it is filled in: times as its fields hold them (`2026-11-22T18:00`, `18:00`), by the clock of Kazakhstan. */
export interface PermitDraft {
  readonly kind: PermitKind
  readonly lineageIds: readonly string[]
  readonly from: string
  readonly until: string
  readonly isRecurring: boolean
  readonly days: readonly Weekday[]
  readonly startTime: string
  readonly endTime: string
  readonly givenAt: string
  readonly givenBy: string
  readonly documentNumber: string
}

const two = (n: number) => String(n).padStart(2, '0')

/** For a field of a date and a time; the minute has begun already, so that it is never in the future. */
export function localText(at: Instant): string {
  const { year, month, day, hour, minute } = civilInKazakhstan(at)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

/** Undefined for what names no time. */
export function instantOfLocal(text: string): Instant | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map(Number)
  return instantFromKazakhstan({ year, month, day, hour, minute, second: 0 })
}

function minuteOf(time: string): number | undefined {
  const parts = /^(\d\d):(\d\d)/.exec(time)
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined
}

/** Where there is only one condition that a permit could name, it is that one. */
export function blankDraft(now: Instant, lineageIds: readonly string[]): PermitDraft {
  return {
    kind: 'permission',
    lineageIds: lineageIds.length === 1 ? lineageIds : [],
    from: '',
    until: '',
    isRecurring: false,
    days: [1, 2, 3, 4, 5],
    startTime: '09:00',
    endTime: '18:00',
    givenAt: localText(now),
    givenBy: '',
    documentNumber: '',
  }
}

/** From when it covers, if it was given after its beginning; undefined otherwise, and while a time is missing. */
export function coversLateFrom(draft: PermitDraft): Instant | undefined {
  const [from, givenAt] = [instantOfLocal(draft.from), instantOfLocal(draft.givenAt)]
  return from !== undefined && givenAt !== undefined && givenAt > from ? givenAt : undefined
}

type Body = CallOptions<'givePermit'>['body']

/** What is missing before the server can be asked; whether it makes sense, the server says. */
export type WhyNotGive = 'noCondition' | 'noTime' | 'noDay' | 'noBasis'

/** Null: it holds the whole time. */
export function scheduleOf({ isRecurring, days, startTime, endTime }: PermitDraft): Body['schedule'] | WhyNotGive {
  if (!isRecurring) return null
  if (days.length === 0) return 'noDay'
  const [startMinute, endMinute] = [minuteOf(startTime), minuteOf(endTime)]
  if (startMinute === undefined || endMinute === undefined) return 'noTime'
  return { windows: [{ days: days.toSorted((a, b) => a - b), startMinute, endMinute }] }
}

export function bodyOf(draft: PermitDraft): Body | WhyNotGive {
  const { kind, lineageIds } = draft
  const [givenBy, documentNumber] = [draft.givenBy.trim(), draft.documentNumber.trim()]
  const [from, until, givenAt] = [draft.from, draft.until, draft.givenAt].map(instantOfLocal)
  if (lineageIds.length === 0) return 'noCondition'
  if (from === undefined || until === undefined || givenAt === undefined) return 'noTime'
  const schedule = scheduleOf(draft)
  if (typeof schedule === 'string') return schedule
  if (givenBy === '' || documentNumber === '') return 'noBasis'
  return {
    kind,
    lineageIds: [...lineageIds],
    from: isoInstant(from),
    until: isoInstant(until),
    schedule,
    givenAt: isoInstant(givenAt),
    givenBy,
    documentNumber,
  }
}

import { type DayWindow, type WeeklySchedule, type WeeklyWindow, type Weekday, utcMsFromCivil } from '@bilezik/domain'

/** Hours as their fields hold them: «22:00», «06:00». */
export interface HoursDraft {
  readonly from: string
  readonly until: string
}

export interface WindowDraft extends HoursDraft {
  readonly days: readonly Weekday[]
}

export interface ExceptionDraft {
  /** `2026-12-16`. */
  readonly on: string
  readonly hours: readonly HoursDraft[]
}

export interface ScheduleDraft {
  readonly windows: readonly WindowDraft[]
  /** Null: days off are like any day of the week. */
  readonly daysOff: readonly HoursDraft[] | null
  readonly exceptions: readonly ExceptionDraft[]
}

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const minutesPerDay = 1_440

const two = (n: number) => String(n).padStart(2, '0')
export const timeText = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** «22:00», «6:30», «22», and «24:00» for the end of a day. Undefined for what is no time. */
export function minuteOfTime(text: string): number | undefined {
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim())
  if (!parts) return undefined
  const minute = Number(parts[1]) * 60 + Number(parts[2] ?? 0)
  return Number(parts[2] ?? 0) < 60 && minute <= minutesPerDay ? minute : undefined
}

export type ScheduleProblem =
  | { readonly kind: 'no-hours' }
  | { readonly kind: 'no-day' | 'no-time' | 'no-length'; readonly at: string }
  | { readonly kind: 'overlap'; readonly at: string; readonly day: Weekday | null }
  | { readonly kind: 'no-date' | 'date-twice'; readonly at: string }
  | { readonly kind: 'too-many' }

/** As the contract has it. */
const [mostWindows, mostOfDay, mostExceptions] = [50, 10, 366]

const draftOfHours = ({ startMinute, endMinute }: DayWindow): HoursDraft => ({
  from: timeText(startMinute),
  until: timeText(endMinute),
})

/** What begins and ends at one time lasts a whole day; a field that reads so would be taken for nothing. */
function clearWindows(window: WeeklyWindow): WeeklyWindow[] {
  const { days, startMinute, endMinute } = window
  if (startMinute !== endMinute) return [window]
  if (startMinute === 0) return [{ days, startMinute, endMinute: minutesPerDay }]
  const next = days.map((day) => ((day % 7) + 1) as Weekday).toSorted((a, b) => a - b)
  return [
    { days, startMinute, endMinute: minutesPerDay },
    { days: next, startMinute: 0, endMinute },
  ]
}

export function draftOfSchedule({ windows, daysOff, exceptions = [] }: WeeklySchedule): ScheduleDraft {
  return {
    windows: windows.flatMap(clearWindows).map((window) => ({ days: window.days, ...draftOfHours(window) })),
    daysOff: daysOff?.map(draftOfHours) ?? null,
    exceptions: exceptions.map(({ on, windows: hours }) => ({ on, hours: hours.map(draftOfHours) })),
  }
}

interface Span {
  readonly start: number
  readonly end: number
}

const spanOf = (start: number, end: number): Span => ({ start, end: end > start ? end : end + minutesPerDay })
const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end

function hoursOf(hours: HoursDraft, at: string): DayWindow | ScheduleProblem {
  const [startMinute, endMinute] = [minuteOfTime(hours.from), minuteOfTime(hours.until)]
  if (startMinute === undefined || endMinute === undefined || startMinute === minutesPerDay) return { kind: 'no-time', at }
  return startMinute === endMinute ? { kind: 'no-length', at } : { startMinute, endMinute }
}

function isProblem(value: object): value is ScheduleProblem {
  return 'kind' in value
}

/** The first two of a day's hours that share a minute. */
function overlapsOfDay(windows: readonly DayWindow[], at: string): ScheduleProblem[] {
  const spans = windows.map(({ startMinute, endMinute }) => spanOf(startMinute, endMinute))
  return spans.some((a, i) => spans.slice(i + 1).some((b) => overlap(a, b))) ? [{ kind: 'overlap', at, day: null }] : []
}

/** Hours of the week that share a minute, over midnight and from Sunday to Monday too; told once a pair, on the day of the second. */
function overlapsOfWeek(windows: readonly WeeklyWindow[]): ScheduleProblem[] {
  const week = 7 * minutesPerDay
  const spans = windows.flatMap(({ days, startMinute, endMinute }, index) =>
    days.map((day) => {
      const { start, end } = spanOf(startMinute, endMinute)
      const midnight = (day - 1) * minutesPerDay
      return { index, day, start: midnight + start, end: midnight + end }
    }),
  )
  const problems = new Map<number, ScheduleProblem>()
  for (const [i, a] of spans.entries()) {
    for (const b of spans.slice(i + 1)) {
      const isShared = [-week, 0, week].some((shift) => overlap(a, { start: b.start + shift, end: b.end + shift }))
      if (isShared && !problems.has(b.index)) problems.set(b.index, { kind: 'overlap', at: `windows.${b.index}`, day: b.day })
    }
  }
  return [...problems.values()]
}

function listOf(drafts: readonly HoursDraft[], at: string): { windows: DayWindow[]; problems: ScheduleProblem[] } {
  const read = drafts.map((hours, i) => hoursOf(hours, `${at}.${i}`))
  const problems = read.filter(isProblem)
  const windows = read.flatMap((one) => (isProblem(one) ? [] : [one]))
  if (problems.length === 0) problems.push(...overlapsOfDay(windows, at))
  if (drafts.length > mostOfDay) problems.push({ kind: 'too-many' })
  return { windows, problems }
}

function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!parts) return false
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number)
  return utcMsFromCivil({ year, month, day, hour: 0, minute: 0, second: 0 }) !== undefined
}

function exceptionsOf(drafts: readonly ExceptionDraft[]) {
  const problems: ScheduleProblem[] = drafts.length > mostExceptions ? [{ kind: 'too-many' }] : []
  const exceptions = drafts.map(({ on, hours }, i) => {
    const at = `exceptions.${i}`
    if (!isDate(on)) problems.push({ kind: 'no-date', at })
    else if (drafts.findIndex((other) => other.on === on) < i) problems.push({ kind: 'date-twice', at })
    const { windows, problems: within } = listOf(hours, at)
    problems.push(...within)
    return { on, windows }
  })
  return { exceptions, problems }
}

/** The schedule, or everything that is wrong with what was entered, each with the field that it is about. */
export function scheduleOfDraft(
  draft: ScheduleDraft,
):
  | { readonly ok: true; readonly schedule: WeeklySchedule }
  | { readonly ok: false; readonly problems: readonly ScheduleProblem[] } {
  const problems: ScheduleProblem[] = []
  if (draft.windows.length === 0) problems.push({ kind: 'no-hours' })
  if (draft.windows.length > mostWindows) problems.push({ kind: 'too-many' })
  const windows = draft.windows.flatMap(({ days, ...hours }, i): WeeklyWindow[] => {
    const at = `windows.${i}`
    const read = hoursOf(hours, at)
    if (days.length === 0) problems.push({ kind: 'no-day', at })
    if (!isProblem(read)) return [{ days: days.toSorted((a, b) => a - b), ...read }]
    problems.push(read)
    return []
  })
  if (problems.length === 0) problems.push(...overlapsOfWeek(windows))
  const daysOff = draft.daysOff && listOf(draft.daysOff, 'daysOff')
  const { exceptions, problems: wrongExceptions } = exceptionsOf(draft.exceptions)
  problems.push(...(daysOff?.problems ?? []), ...wrongExceptions)
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    schedule: { windows, ...(daysOff && { daysOff: daysOff.windows }), ...(exceptions.length > 0 && { exceptions }) },
  }
}

/** 1 = Monday … 7 = Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/**
 * Hours of a week in Kazakhstan time. `startMinute` counts from midnight of the listed days;
 * a window whose end is not after its start runs into the next day: { startMinute: 1320, endMinute: 360 } is 22:00-06:00.
 * `endMinute` may be 1440. Half-open: at the end minute the window is over.
 */
export interface WeeklyWindow {
  readonly days: readonly Weekday[]
  readonly startMinute: number
  readonly endMinute: number
}

export type DayWindow = Omit<WeeklyWindow, 'days'>

/** Other hours on one date: they take the place of whatever else would begin on it. No windows: no hours begin on it. */
export interface ScheduleException {
  /** `2026-12-16` in Kazakhstan. */
  readonly on: string
  readonly windows: readonly DayWindow[]
}

export interface WeeklySchedule {
  readonly windows: readonly WeeklyWindow[]
  /** The hours of official days off, where they are others; absent: days off are like any day of the week. */
  readonly daysOff?: readonly DayWindow[]
  readonly exceptions?: readonly ScheduleException[]
}

import { type WeeklySchedule, instant, occurrenceAtOrAfter } from '@bilezik/domain'

/** A stretch of the timeline in shares of its width, 0-1. */
export interface Span {
  readonly left: number
  readonly width: number
}

/** Undefined when nothing of it lies in the period. An open end (`null`) reaches to `nowMs`. */
export function spanOf(
  fromMs: number,
  untilMs: number | null,
  period: { readonly fromMs: number; readonly untilMs: number },
  nowMs: number,
): Span | undefined {
  const start = Math.max(fromMs, period.fromMs)
  const end = Math.min(untilMs ?? nowMs, period.untilMs)
  const length = period.untilMs - period.fromMs
  return end > start ? { left: (start - period.fromMs) / length, width: (end - start) / length } : undefined
}

/** Full hours of Kazakhstan within the period, every `stepHours`: the zone's offset is whole hours. */
export function hourTicks(period: { readonly fromMs: number; readonly untilMs: number }, stepHours: number): number[] {
  const hourMs = 3_600_000
  const ticks: number[] = []
  for (let at = Math.ceil(period.fromMs / hourMs) * hourMs; at < period.untilMs; at += hourMs) {
    // UTC+5, so 00:00 in Kazakhstan is 19:00 UTC.
    if ((Math.floor(at / hourMs) + 5) % stepHours === 0) ticks.push(at)
  }
  return ticks
}

/** The hours of an obligation that fall into the period. */
export function dutiesIn(
  schedule: WeeklySchedule,
  period: { readonly fromMs: number; readonly untilMs: number },
): { readonly fromMs: number; readonly untilMs: number }[] {
  const found = []
  let at = instant(period.fromMs)
  while (at < period.untilMs) {
    const duty = occurrenceAtOrAfter(schedule, at)
    if (!duty || duty.from >= period.untilMs) break
    found.push({ fromMs: duty.from, untilMs: duty.until })
    at = duty.until
  }
  return found
}

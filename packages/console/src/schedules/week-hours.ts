import { type WeeklyWindow, type Weekday } from '@bilezik/domain'

/** A cell of the week's grid; hours that are not whole ones are typed. */
export const hoursPerWeek = 7 * 24
const minutesPerDay = 1_440
const minutesPerWeek = 7 * minutesPerDay

/** How much of each hour of the week, from Monday at midnight, the windows cover: 0, 1, or a share. */
export function coveredHours(windows: readonly WeeklyWindow[]): readonly number[] {
  const covered = Array.from<number>({ length: hoursPerWeek }).fill(0)
  for (const [start, end] of joinedRuns(windows)) {
    for (let hour = Math.floor(start / 60); hour * 60 < end; hour++) {
      const share = (Math.min(end, (hour + 1) * 60) - Math.max(start, hour * 60)) / 60
      const cell = hour % hoursPerWeek
      covered[cell] = Math.min(1, (covered[cell] ?? 0) + share)
    }
  }
  return covered
}

type Run = readonly [start: number, end: number]

/** What the windows cover, as runs that share no minute and do not touch; one that runs over Sunday's midnight ends in the next week. */
function joinedRuns(windows: readonly WeeklyWindow[]): Run[] {
  const runs = windows.flatMap(({ days, startMinute, endMinute }) =>
    days.map((day): Run => {
      const midnight = (day - 1) * minutesPerDay
      const length = endMinute > startMinute ? endMinute - startMinute : endMinute + minutesPerDay - startMinute
      return [midnight + startMinute, midnight + startMinute + length]
    }),
  )
  // Within one week first, then what is left over its end is joined to its beginning.
  const within = runs.flatMap(([start, end]): Run[] =>
    end <= minutesPerWeek
      ? [[start, end]]
      : [
          [start, minutesPerWeek],
          [0, end - minutesPerWeek],
        ],
  )
  const joined: [number, number][] = []
  for (const [start, end] of within.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  const [first, last] = [joined[0], joined.at(-1)]
  if (first && last && first !== last && first[0] === 0 && last[1] === minutesPerWeek) {
    last[1] += first[1]
    joined.shift()
  }
  return joined
}

/** A run of a day or less stays one, over midnight too; a longer one is cut where its days end. */
function piecesOf([start, end]: Run): Run[] {
  if (end - start < minutesPerDay) return [[start, end]]
  const pieces: Run[] = []
  for (let from = start; from < end; from = pieces.at(-1)?.[1] ?? end) {
    pieces.push([from, Math.min(end, (Math.floor(from / minutesPerDay) + 1) * minutesPerDay)])
  }
  return pieces
}

/** The fewest windows that say the same: those of the same hours are one with several days. */
function windowsOf(runs: readonly Run[]): WeeklyWindow[] {
  const byHours = new Map<string, { startMinute: number; endMinute: number; days: Weekday[] }>()
  for (const [start, end] of runs.flatMap(piecesOf)) {
    const day = (Math.floor(start / minutesPerDay) % 7) + 1
    const startMinute = start % minutesPerDay
    const endMinute = startMinute + (end - start) > minutesPerDay ? end % minutesPerDay : startMinute + (end - start)
    const key = `${startMinute} ${endMinute}`
    const known = byHours.get(key)
    if (known) known.days.push(day as Weekday)
    else byHours.set(key, { startMinute, endMinute, days: [day as Weekday] })
  }
  return [...byHours.values()]
    .map((window) => ({ ...window, days: window.days.toSorted((a, b) => a - b) }))
    .toSorted((a, b) => (a.days[0] ?? 0) - (b.days[0] ?? 0) || a.startMinute - b.startMinute)
}

/** The windows after hours of the week were painted over: covered all of them, or none of them. */
export function painted(windows: readonly WeeklyWindow[], hours: ReadonlySet<number>, isCovered: boolean): WeeklyWindow[] {
  const brush = [...hours].map((hour): Run => [hour * 60, (hour + 1) * 60])
  const asWindows = (runs: readonly Run[]): WeeklyWindow[] =>
    runs.map(([start, end]) => ({
      days: [(Math.floor(start / minutesPerDay) + 1) as Weekday],
      startMinute: start % minutesPerDay,
      endMinute: end % minutesPerDay === 0 ? minutesPerDay : end % minutesPerDay,
    }))
  if (isCovered) return windowsOf(joinedRuns([...windows, ...asWindows(brush)]))
  const kept = joinedRuns(windows).flatMap(([start, end]) => {
    const left: Run[] = []
    let from = start
    for (let hour = Math.floor(start / 60); hour * 60 < end; hour++) {
      if (!hours.has(hour % hoursPerWeek)) continue
      if (hour * 60 > from) left.push([from, hour * 60])
      from = Math.max(from, (hour + 1) * 60)
    }
    return from < end ? [...left, [from, end] as Run] : left
  })
  return windowsOf(kept)
}

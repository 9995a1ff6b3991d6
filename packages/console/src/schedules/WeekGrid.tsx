import { type WeeklyWindow } from '@bilezik/domain'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { timeText, weekdays } from './schedule-draft.ts'
import { coveredHours, hoursPerWeek, painted } from './week-hours.ts'
import classes from './schedules.module.css'

interface WeekGridProps {
  readonly windows: readonly WeeklyWindow[]
  readonly onChange: (windows: readonly WeeklyWindow[]) => void
}

interface Painting {
  readonly from: number
  readonly to: number
  /** Whether the first hour was free: then all of them are to be covered. */
  readonly isCovering: boolean
}

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour)

/** The hours in the rectangle between two corners: the same hours of some days, as hours are usually set. */
function hoursBetween({ from, to }: Painting): ReadonlySet<number> {
  const [days, hours] = [
    [Math.floor(from / 24), Math.floor(to / 24)],
    [from % 24, to % 24],
  ]
  const within = (hour: number) =>
    Math.floor(hour / 24) >= Math.min(...days) &&
    Math.floor(hour / 24) <= Math.max(...days) &&
    hour % 24 >= Math.min(...hours) &&
    hour % 24 <= Math.max(...hours)
  return new Set(Array.from({ length: hoursPerWeek }, (_, hour) => hour).filter(within))
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 24, ArrowUp: -24 }

/** The week as hours: painted by mouse or finger, or walked by the arrow keys and turned by the space bar. Minutes are typed. */
export function WeekGrid({ windows, onChange }: WeekGridProps) {
  const { t } = useTranslation()
  const [painting, setPainting] = useState<Painting | null>(null)
  const [current, setCurrent] = useState(0)
  const table = useRef<HTMLTableElement>(null)
  const shown = coveredHours(painting ? painted(windows, hoursBetween(painting), painting.isCovering) : windows)
  const isFree = (hour: number) => (shown[hour] ?? 0) < 1
  const hourAt = (event: PointerEvent): number | undefined => {
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-hour]')
    return cell && table.current?.contains(cell) ? Number(cell.dataset['hour']) : undefined
  }
  const begin = (event: PointerEvent) => {
    const hour = hourAt(event)
    if (hour === undefined || event.button !== 0) return
    setCurrent(hour)
    setPainting({ from: hour, to: hour, isCovering: isFree(hour) })
  }
  const go = (event: PointerEvent) => {
    const hour = painting && hourAt(event)
    if (typeof hour === 'number' && painting && hour !== painting.to) setPainting({ ...painting, to: hour })
  }
  const end = () => {
    if (painting) onChange(painted(windows, hoursBetween(painting), painting.isCovering))
    setPainting(null)
  }
  const key = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step !== undefined) {
      const next = (current + step + hoursPerWeek) % hoursPerWeek
      setCurrent(next)
      table.current?.querySelector<HTMLElement>(`[data-hour="${next}"]`)?.focus()
    } else if (event.key === ' ' || event.key === 'Enter') onChange(painted(windows, new Set([current]), isFree(current)))
    else return
    event.preventDefault()
  }
  const cell = (day: number, hour: number) => {
    const index = day * 24 + hour
    const share = shown[index] ?? 0
    return (
      <td
        key={hour}
        role="gridcell"
        data-hour={index}
        data-share={share === 0 ? 'none' : share < 1 ? 'part' : 'whole'}
        tabIndex={index === current ? 0 : -1}
        aria-selected={share > 0}
        aria-label={`${t(`weekdayShort.day${weekdays[day] ?? 1}`)} ${timeText(hour * 60)}-${timeText((hour + 1) * 60)}`}
        onFocus={() => setCurrent(index)}
      />
    )
  }
  return (
    <table
      ref={table}
      className={classes['week']}
      role="grid"
      aria-label={t('schedule.week')}
      aria-describedby="week-grid-hint"
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={end}
      onPointerLeave={end}
      onKeyDown={key}
    >
      <thead>
        <tr>
          <td />
          {hoursOfDay.map((hour) => (
            <th key={hour} scope="col">
              {hour % 3 === 0 ? hour : ''}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekdays.map((weekday, day) => (
          <tr key={weekday}>
            <th scope="row">{t(`weekdayShort.day${weekday}`)}</th>
            {hoursOfDay.map((hour) => cell(day, hour))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { type Weekday } from '@bilezik/domain'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { HoursFields } from './HoursFields.tsx'
import { type WindowDraft, weekdays } from './schedule-draft.ts'
import classes from './schedules.module.css'

interface WindowRowsProps {
  readonly windows: readonly WindowDraft[]
  readonly onChange: (windows: readonly WindowDraft[]) => void
}

function Days({ days, onChange }: { readonly days: readonly Weekday[]; readonly onChange: (days: readonly Weekday[]) => void }) {
  const { t } = useTranslation()
  return (
    <span className={classes['days']} role="group" aria-label={t('schedule.days')}>
      {weekdays.map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={days.includes(day)}
          onClick={() =>
            onChange(
              days.includes(day)
                ? days.filter((one) => one !== day)
                : weekdays.filter((one) => one === day || days.includes(one)),
            )
          }
        >
          {t(`weekdayShort.day${day}`)}
        </button>
      ))}
    </span>
  )
}

/** The hours of the week as they are typed: days, from, until. Those over midnight are one row. */
export function WindowRows({ windows, onChange }: WindowRowsProps) {
  const { t } = useTranslation()
  return (
    <ol className={classes['rows']} aria-label={t('schedule.hours')}>
      {windows.map((window, index) => (
        <li key={index}>
          <Days days={window.days} onChange={(days) => onChange(windows.with(index, { ...window, days }))} />
          <HoursFields
            hours={window}
            label={t('schedule.hoursNumber', { number: String(index + 1) })}
            onChange={(hours) => onChange(windows.with(index, { ...window, ...hours }))}
          />
          <button
            type="button"
            className={classes['remove']}
            aria-label={t('schedule.removeHours', { number: String(index + 1) })}
            onClick={() => onChange(windows.toSpliced(index, 1))}
          >
            ×
          </button>
        </li>
      ))}
      <li>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => onChange([...windows, { days: weekdays, from: '', until: '' }])}
        >
          {t('schedule.addHours')}
        </Button>
      </li>
    </ol>
  )
}

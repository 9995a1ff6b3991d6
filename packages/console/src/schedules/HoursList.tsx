import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { HoursFields } from './HoursFields.tsx'
import { type HoursDraft } from './schedule-draft.ts'
import classes from './schedules.module.css'

interface HoursListProps {
  readonly label: string
  readonly hours: readonly HoursDraft[]
  readonly onChange: (hours: readonly HoursDraft[]) => void
}

/** The hours that begin on a day; none: the day is free. */
export function HoursList({ label, hours, onChange }: HoursListProps) {
  const { t } = useTranslation()
  return (
    <span className={classes['hoursList']}>
      {hours.length === 0 && <span>{t('schedule.free')}</span>}
      {hours.map((one, index) => (
        <span key={index} className={classes['hours']}>
          <HoursFields hours={one} label={label} onChange={(next) => onChange(hours.with(index, next))} />
          <button
            type="button"
            className={classes['remove']}
            aria-label={`${label}: ${t('schedule.removeHours', { number: String(index + 1) })}`}
            onClick={() => onChange(hours.toSpliced(index, 1))}
          >
            ×
          </button>
        </span>
      ))}
      <Button variant="default" size="compact-xs" onClick={() => onChange([...hours, { from: '', until: '' }])}>
        {t('schedule.addHours')}
      </Button>
    </span>
  )
}

import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type HoursDraft, minuteOfTime } from './schedule-draft.ts'
import classes from './schedules.module.css'

interface HoursFieldsProps {
  readonly hours: HoursDraft
  /** What they are the hours of, for who does not see where the fields stand. */
  readonly label: string
  readonly onChange: (hours: HoursDraft) => void
}

function isOverMidnight({ from, until }: HoursDraft): boolean {
  const [start, end] = [minuteOfTime(from), minuteOfTime(until)]
  return start !== undefined && end !== undefined && end < start
}

/** From and until as text: a browser’s own field of time knows no 24:00. */
export function HoursFields({ hours, label, onChange }: HoursFieldsProps) {
  const { t } = useTranslation()
  const field = (name: keyof HoursDraft) => (
    <TextInput
      size="xs"
      className={classes['time'] ?? ''}
      aria-label={`${label}: ${t(`schedule.${name}`)}`}
      placeholder={name === 'from' ? '22:00' : '06:00'}
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      value={hours[name]}
      onChange={(event) => onChange({ ...hours, [name]: event.currentTarget.value })}
    />
  )
  return (
    <span className={classes['hours']}>
      {field('from')}
      <span aria-hidden="true">–</span>
      {field('until')}
      {isOverMidnight(hours) && <span>{t('schedule.nextDay')}</span>}
    </span>
  )
}

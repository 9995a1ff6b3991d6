import { type Weekday } from '@bilezik/domain'
import { Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { windowsText } from '../schedules/schedule-text.ts'
import { type PermitDraft, scheduleOf } from './permit-draft.ts'
import classes from './permits.module.css'

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

interface RecurringHoursProps {
  readonly draft: PermitDraft
  readonly error: string | null
  readonly onChange: (part: Partial<PermitDraft>) => void
}

/** The days and hours of one that recurs: the way to work, a class on Tuesdays. */
export function RecurringHours({ draft, error, onChange }: RecurringHoursProps) {
  const { t } = useTranslation()
  const schedule = scheduleOf(draft)
  const time = (name: 'startTime' | 'endTime') => (
    <TextInput
      type="time"
      label={t(`permits.${name}`)}
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      required
      withAsterisk={false}
    />
  )
  return (
    <Stack gap={12}>
      <Checkbox
        label={t('permits.isRecurring')}
        checked={draft.isRecurring}
        onChange={(event) => onChange({ isRecurring: event.currentTarget.checked })}
      />
      {draft.isRecurring && (
        <div className={classes['recurring']}>
          <Checkbox.Group
            label={t('permits.days')}
            value={draft.days.map(String)}
            onChange={(values) => onChange({ days: weekdays.filter((day) => values.includes(String(day))) })}
            error={error}
          >
            <Group gap={12} mt={8} mb={4}>
              {weekdays.map((day) => (
                <Checkbox key={day} value={String(day)} label={t(`weekdayShort.day${day}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <div className={classes['pair']}>
            {time('startTime')}
            {time('endTime')}
          </div>
          <p className={classes['clock']}>
            {[typeof schedule === 'object' && schedule ? windowsText(schedule.windows, t) : '', t('permits.overnight')]
              .filter(Boolean)
              .join('. ')}
          </p>
        </div>
      )}
    </Stack>
  )
}

import { type WeeklyWindow, roundTheClock } from '@bilezik/domain'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import { HoursList } from './HoursList.tsx'
import { WeekGrid } from './WeekGrid.tsx'
import { WindowRows } from './WindowRows.tsx'
import { problemText } from './problem-text.ts'
import { type ScheduleDraft, draftOfSchedule, scheduleOfDraft } from './schedule-draft.ts'
import { scheduleTexts } from './schedule-text.ts'
import classes from './schedules.module.css'

interface ScheduleEditorProps {
  readonly value: ScheduleDraft
  readonly onChange: (draft: ScheduleDraft) => void
}

const nightly = draftOfSchedule({ windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 22 * 60, endMinute: 6 * 60 }] })
const always = draftOfSchedule(roundTheClock)

/** The part of the week that can be read already, so that the grid does not empty while a time is being typed. */
function readableWindows(draft: ScheduleDraft): readonly WeeklyWindow[] {
  return draft.windows.flatMap((window) => {
    const read = scheduleOfDraft({ windows: [window], daysOff: null, exceptions: [] })
    return read.ok ? read.schedule.windows : []
  })
}

function Exceptions({ value, onChange }: ScheduleEditorProps) {
  const { t } = useTranslation()
  const { exceptions } = value
  const change = (next: ScheduleDraft['exceptions']) => onChange({ ...value, exceptions: next })
  return (
    <ol className={classes['rows']} aria-label={t('schedule.exceptions')}>
      {exceptions.map((exception, index) => (
        <li key={index}>
          <TextInput
            size="xs"
            type="date"
            aria-label={t('schedule.date', { number: String(index + 1) })}
            value={exception.on}
            onChange={(event) => change(exceptions.with(index, { ...exception, on: event.currentTarget.value }))}
          />
          <HoursList
            label={t('schedule.date', { number: String(index + 1) })}
            hours={exception.hours}
            onChange={(hours) => change(exceptions.with(index, { ...exception, hours }))}
          />
          <button
            type="button"
            className={classes['remove']}
            aria-label={t('schedule.removeDate', { number: String(index + 1) })}
            onClick={() => change(exceptions.toSpliced(index, 1))}
          >
            ×
          </button>
        </li>
      ))}
      <li>
        <Button variant="default" size="compact-xs" onClick={() => change([...exceptions, { on: '', hours: [] }])}>
          {t('schedule.addDate')}
        </Button>
      </li>
    </ol>
  )
}

/** The hours of a week by hand or by keys, days off and single dates beside it, and under it the same in words as it changes. */
export function ScheduleEditor({ value, onChange }: ScheduleEditorProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const read = scheduleOfDraft(value)
  const paint = (windows: readonly WeeklyWindow[]) =>
    onChange({ ...value, windows: windows.length === 0 ? [] : draftOfSchedule({ windows }).windows })
  return (
    <fieldset className={classes['schedule']}>
      <legend>{t('schedule.title')}</legend>
      <div className={classes['presets']}>
        {([nightly, always] as const).map((preset) => {
          const words = scheduleOfDraft(preset)
          return (
            <Button
              key={preset.windows[0]?.from}
              variant="default"
              size="compact-xs"
              onClick={() => onChange({ ...value, windows: preset.windows })}
            >
              {words.ok && scheduleTexts(words.schedule, t, language).join('; ')}
            </Button>
          )
        })}
      </div>
      <WeekGrid windows={readableWindows(value)} onChange={paint} />
      <p id="week-grid-hint" className={classes['hint']}>
        {t('schedule.gridHint')}
      </p>
      <WindowRows windows={value.windows} onChange={(windows) => onChange({ ...value, windows })} />
      <Checkbox
        size="xs"
        label={t('schedule.hasDaysOff')}
        checked={value.daysOff !== null}
        onChange={(event) => onChange({ ...value, daysOff: event.currentTarget.checked ? [] : null })}
      />
      {value.daysOff && (
        <HoursList label={t('schedule.daysOff')} hours={value.daysOff} onChange={(daysOff) => onChange({ ...value, daysOff })} />
      )}
      <Exceptions value={value} onChange={onChange} />
      <div className={classes['words']} aria-live="polite" data-testid="schedule-words">
        {read.ok
          ? scheduleTexts(read.schedule, t, language).map((text) => <p key={text}>{text}</p>)
          : read.problems.map((problem) => {
              const text = problemText(problem, t)
              return (
                <p key={text} className={classes['problem']}>
                  {text}
                </p>
              )
            })}
      </div>
    </fieldset>
  )
}

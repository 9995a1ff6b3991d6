import { Button, Group } from '@mantine/core'
import { civilInKazakhstan, instant } from '@bilezik/domain'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { useNow } from '../feed/live.ts'
import { dateAndTime, dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useCan } from '../session/use-session.ts'
import { CorrectDay } from './CorrectDay.tsx'
import { DayMark, dayShapes } from './DayMark.tsx'
import { Month } from './Month.tsx'
import { TakeCalendar } from './TakeCalendar.tsx'
import { calendarQuery } from './queries.ts'
import classes from './deadlines.module.css'

const firstYear = 2024
const lastYear = 2050

/** The working calendar of a year, by which working days are counted; corrections stand with their decree. */
export function CalendarPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const [year, setYear] = useState(() => civilInKazakhstan(instant(now)).year)
  const [isCorrecting, setIsCorrecting] = useState(false)
  const mayRead = useCan('deadline:read')
  const query = useQuery(calendarQuery(year))
  usePageTitle(t('calendar.title'))
  const { data } = query
  const days = new Map(data?.days.map((day) => [day.on, day]))
  return (
    <div className={classes['page']}>
      <div className={classes['head']}>
        <h1>{`${t('calendar.title')} · ${year}`}</h1>
        <Group gap={8}>
          <Button size="xs" variant="default" disabled={year <= firstYear} onClick={() => setYear(year - 1)}>
            {t('calendar.previous')}
          </Button>
          <Button size="xs" variant="default" disabled={year >= lastYear} onClick={() => setYear(year + 1)}>
            {t('calendar.next')}
          </Button>
          {data?.mayCorrect && (
            <Button size="xs" onClick={() => setIsCorrecting(true)}>
              {t('calendar.correct')}
            </Button>
          )}
        </Group>
      </div>
      <p className={classes['legend']}>
        {dayShapes.map((shape) => (
          <span key={shape}>
            <DayMark shape={shape} />
            {t(`calendar.legend.${shape}`)}
          </span>
        ))}
      </p>
      {data && !data.isKnown && <p>{t('calendar.unknown')}</p>}
      {data && !data.mayCorrect && <p className={classes['hint']}>{t('calendar.notYours')}</p>}
      {query.isError && !data && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {mayRead && <TakeCalendar />}
      <div className={classes['months']}>
        {data && Array.from({ length: 12 }, (_, month) => <Month key={month} year={year} month={month + 1} days={days} />)}
      </div>
      {data && (
        <section>
          <h2>{t('calendar.changes')}</h2>
          {data.changes.length === 0 && <p>{t('calendar.none')}</p>}
          <ul>
            {data.changes.map(({ id, on, isDayOff, decree, byName, recordedAt }) => (
              <li key={id}>
                {t('calendar.by', {
                  date: dateOn(on, language),
                  kind: t(isDayOff ? 'calendar.dayOff' : 'calendar.workedDay'),
                  decree,
                  name: byName ?? t('app.unknown'),
                  at: dateAndTime(Date.parse(recordedAt), language),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {isCorrecting && <CorrectDay year={year} onClose={() => setIsCorrecting(false)} />}
    </div>
  )
}

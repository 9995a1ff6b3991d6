import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { FormProblem } from '../parts/FormProblem.tsx'
import { dateAndTime, dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useCan } from '../session/use-session.ts'
import { calendarTakingsQuery } from './queries.ts'
import classes from './deadlines.module.css'

/** Days put right that wait for the head, and how far those that were taken have reached the running orders. */
export function TakeCalendar() {
  const { t } = useTranslation()
  const language = useLanguage()
  const mayDecide = useCan('deadline:decide')
  const queryClient = useQueryClient()
  const { data } = useQuery(calendarTakingsQuery)
  const take = useMutation({
    mutationFn: () => call('takeCalendar', {}),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['calendar'] }),
  })
  if (!data || (data.waiting.length === 0 && data.takings.length === 0)) return null
  return (
    <section>
      <h2>{t('calendar.takeTitle')}</h2>
      {data.waiting.length === 0 ? (
        <p>{t('calendar.takeNone')}</p>
      ) : (
        <>
          <p>{t('calendar.takeWaiting')}</p>
          <ul>
            {data.waiting.map(({ on, isDayOff, decree }) => (
              <li key={`${on} ${String(isDayOff)} ${decree}`}>
                {`${dateOn(on, language)}: ${t(isDayOff ? 'calendar.dayOff' : 'calendar.workedDay')}. ${decree}`}
              </li>
            ))}
          </ul>
          <p className={classes['hint']}>
            {`${t('calendar.takeConcerned', { count: data.personsConcerned })} ${t('calendar.takeHint')}`}
          </p>
          {mayDecide && (
            <Button size="xs" loading={take.isPending} onClick={() => take.mutate()}>
              {t('calendar.takeNow')}
            </Button>
          )}
          <FormProblem error={take.error} />
        </>
      )}
      {data.takings.length > 0 && (
        <ul>
          {data.takings.map(({ id, takenAt, byName, personsDone, personsTotal, finishedAt }) => (
            <li key={id}>
              {t(finishedAt === null ? 'calendar.takenBy' : 'calendar.takenWhole', {
                at: dateAndTime(Date.parse(takenAt), language),
                name: byName ?? t('app.unknown'),
                done: personsDone,
                total: finishedAt === null ? Math.max(personsTotal, personsDone) : personsDone,
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

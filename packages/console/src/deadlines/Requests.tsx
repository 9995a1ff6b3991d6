import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { Failure } from '../app/Failure.tsx'
import { useNow } from '../feed/live.ts'
import { date, dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { dueText } from './due-text.ts'
import { requestsQuery } from './queries.ts'

type Request = Answer<'listInformationRequests'>['requests'][number]

/** What the body asked for: by whom, until when it is due, and which report answered it. */
export function Requests({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const query = useQuery(requestsQuery(orderId))
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  // A list that is empty for nearly every order takes no room.
  if (!query.data || query.data.requests.length === 0) return null
  const at = (iso: string) => dateAndTime(Date.parse(iso), language)
  const columns: Column<Request>[] = [
    { title: t('deadlines.requestNumber'), cell: ({ number }) => number },
    { title: t('deadlines.requestBy'), cell: ({ askedBy }) => askedBy },
    {
      title: t('deadlines.requestPeriod'),
      cell: ({ periodFrom, periodUntil }) =>
        periodFrom === null && periodUntil === null
          ? t('deadlines.requestAlways')
          : [periodFrom, periodUntil].map((each) => (each === null ? '…' : at(each))).join(' – '),
    },
    { title: t('deadlines.requestReceived'), cell: ({ receivedAt }) => at(receivedAt) },
    { title: t('deadlines.due'), cell: ({ dueAt }) => dueText(dueAt, now, language, t) },
    { title: t('deadlines.state'), cell: ({ state }) => t(`deadlines.states.${state}`) },
    {
      title: t('deadlines.requestAnswered'),
      cell: ({ answeredBy }) =>
        answeredBy === null
          ? t('deadlines.requestOpen')
          : t('deadlines.answerOf', { number: answeredBy.number, date: date(Date.parse(answeredBy.issuedAt), language) }),
    },
  ]
  return (
    <>
      <h2>{t('deadlines.requests')}</h2>
      <DataTable
        label={t('deadlines.requests')}
        columns={columns}
        rows={query.data.requests}
        keyOf={({ id }) => id}
        empty={t('deadlines.noRequests')}
      />
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Citations } from '../parts/Citation.tsx'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { eventText } from './event-text.ts'

type Event = Answer<'getOrderHistory'>['events'][number]

interface HistoryProps {
  readonly orderId: string
  readonly events: readonly Event[] | undefined
}

/** Everything that was done on the order: who, when, what, and on which basis. */
export function History({ orderId, events }: HistoryProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const columns: Column<Event>[] = [
    { title: t('caseFile.at'), cell: ({ at }) => dateAndTime(Date.parse(at), language) },
    { title: t('caseFile.what'), cell: (event) => eventText(event, t) },
    { title: t('caseFile.by'), cell: ({ byName }) => byName ?? t('caseFile.byNobody') },
    { title: t('caseFile.state'), cell: ({ state }) => t(`caseFile.states.${state}`) },
    { title: t('caseFile.sourceTitle'), cell: ({ citations }) => <Citations codes={citations} /> },
  ]
  return (
    <section>
      <h2>{t('caseFile.historyTitle')}</h2>
      <DataTable
        label={t('caseFile.historyTitle')}
        columns={columns}
        rows={events}
        keyOf={({ sequence }) => String(sequence)}
        empty={t('caseFile.noHistory')}
      />
      <p>
        <a href={`/api/orders/${orderId}/history.pdf?language=${language}`} target="_blank" rel="noreferrer">
          {t('caseFile.historyPdf')}
        </a>
        {' · '}
        <a href={`/api/orders/${orderId}/history.json`} download>
          {t('caseFile.historyJson')}
        </a>
      </p>
    </section>
  )
}

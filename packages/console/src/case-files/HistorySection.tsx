import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Citations } from '../parts/Citation.tsx'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { type History, type HistoryRow, historyRows } from './history-rows.ts'

interface HistorySectionProps {
  readonly orderId: string
  readonly history: History | undefined
}

/** Everything that was done on the order: who, when, what, and on which basis. */
export function HistorySection({ orderId, history }: HistorySectionProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const rows = useMemo(() => history && historyRows(history, language, t), [history, language, t])
  const columns: Column<HistoryRow>[] = [
    { title: t('caseFile.at'), cell: ({ at }) => dateAndTime(Date.parse(at), language) },
    { title: t('caseFile.what'), cell: ({ what }) => what },
    { title: t('caseFile.by'), cell: ({ byName, state }) => byName ?? (state === null ? '–' : t('caseFile.byNobody')) },
    { title: t('caseFile.state'), cell: ({ state }) => (state === null ? '–' : t(`caseFile.states.${state}`)) },
    { title: t('caseFile.sourceTitle'), cell: ({ citations }) => <Citations codes={citations} /> },
  ]
  return (
    <section>
      <h2>{t('caseFile.historyTitle')}</h2>
      <DataTable
        label={t('caseFile.historyTitle')}
        columns={columns}
        rows={rows}
        keyOf={({ key }) => key}
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

import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { age } from '../format/duration.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { wordOf } from './finding-text.ts'

type Sending = CaseFile['sendings'][number]

/** When each document was due to be sent, by the decision's hour, and when it was: the body's lateness, not ours. */
export function Sendings({ sendings }: { readonly sendings: readonly Sending[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const at = (iso: string | null) => (iso === null ? '' : dateAndTime(Date.parse(iso), language))
  const howPunctual = ({ punctuality, lateMs }: Sending) => {
    if (punctuality === 'late') return <b>{t('caseFile.late', { by: age(lateMs ?? 0, language) })}</b>
    return punctuality === null ? t('caseFile.notSent') : t(`caseFile.punctuality.${punctuality}`)
  }
  const columns: Column<Sending>[] = [
    { title: t('caseFile.pieceTitle'), cell: ({ piece }) => wordOf('piece', piece, t) },
    {
      title: t('caseFile.dueAt'),
      cell: ({ dueAt, isDecisionHourKnown }) => (isDecisionHourKnown ? at(dueAt) : t('caseFile.endOfDay', { time: at(dueAt) })),
    },
    { title: t('caseFile.sentAt'), cell: ({ sentAt }) => at(sentAt) },
    { title: t('caseFile.receivedAt'), cell: ({ receivedAt }) => at(receivedAt) },
    { title: t('caseFile.punctual'), cell: howPunctual },
  ]
  return (
    <section>
      <h2>{t('caseFile.sendingsTitle')}</h2>
      <DataTable
        label={t('caseFile.sendingsTitle')}
        columns={columns}
        rows={sendings}
        keyOf={({ piece }) => piece}
        empty={t('caseFile.noSendings')}
      />
    </section>
  )
}

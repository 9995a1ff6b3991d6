import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type LogEntry } from '../api/queries.ts'
import { clockWithSeconds, date } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { useCan } from '../session/use-session.ts'
import { actionText } from './action-text.ts'
import { usePersonNames } from './use-person-names.ts'

interface LogTableProps {
  readonly entries: readonly LogEntry[] | undefined
  readonly empty: string
  readonly label: string
  /** Whether to say whom it concerns: not on that person's own page. */
  readonly hasPerson: boolean
}

export function LogTable({ entries, empty, label, hasPerson }: LogTableProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const canOpen = useCan('location:read')
  const nameOf = usePersonNames(hasPerson)
  const columns: Column<LogEntry>[] = [
    { title: t('log.at'), cell: ({ at }) => `${date(Date.parse(at), language)}, ${clockWithSeconds(Date.parse(at))}` },
    { title: t('log.by'), cell: ({ byName }) => byName ?? t('app.system') },
    { title: t('log.action'), cell: ({ action }) => actionText(action, t) },
  ]
  if (hasPerson) {
    columns.push({
      title: t('log.person'),
      cell: ({ personId }) =>
        personId !== null &&
        (canOpen ? (
          <Link to="/persons/$personId" params={{ personId }}>
            {nameOf(personId) ?? t('log.openPerson')}
          </Link>
        ) : (
          (nameOf(personId) ?? personId)
        )),
    })
  }
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={entries}
      keyOf={(entry, i) => `${entry.at} ${entry.action} ${i}`}
      empty={empty}
    />
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { quarantineQuery } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { decimal } from '../format/number.ts'
import { moment } from '../format/time.ts'
import { en } from '../i18n/en.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { ListPage } from './ListPage.tsx'
import classes from './administration.module.css'
import { protocolTitle } from './protocol-titles.ts'

type Entry = Answer<'listQuarantine'>['entries'][number]
type KnownReason = keyof (typeof en)['quarantineReason']

function isKnown(reason: string): reason is KnownReason {
  return reason in en.quarantineReason
}

export function QuarantinePage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const query = useQuery(quarantineQuery)
  const reasonOf = (reason: string) => (isKnown(reason) ? t(`quarantineReason.${reason}`) : reason)
  const columns: Column<Entry>[] = [
    { title: t('admin.received'), cell: (entry) => moment(Date.parse(entry.receivedAt), now, language) },
    {
      title: t('admin.protocol'),
      cell: ({ protocol }) => (protocol === 'any' ? t('admin.noProtocol') : protocolTitle(protocol)),
    },
    { title: t('admin.source'), cell: (entry) => entry.source },
    {
      title: t('admin.identifier'),
      cell: ({ identifier }) =>
        identifier === null ? t('app.unknown') : <span className={classes['identifier']}>{identifier}</span>,
    },
    { title: t('admin.reason'), cell: ({ reason }) => reasonOf(reason) },
    { title: t('admin.detail'), cell: (entry) => entry.detail },
    { title: t('admin.size'), cell: (entry) => t('admin.bytes', { value: decimal(entry.sizeBytes, language) }), isNumeric: true },
    { title: t('admin.bytesKept'), cell: (entry) => t(entry.areBytesKept ? 'app.yes' : 'app.no') },
  ]
  return (
    <ListPage
      title={t('admin.quarantine')}
      query={query}
      rows={query.data?.entries}
      columns={columns}
      keyOf={(entry, i) => `${entry.receivedAt} ${i}`}
      wordsOf={(entry) => [entry.source, entry.identifier, entry.reason, reasonOf(entry.reason), entry.detail]}
      empty={t('admin.emptyQuarantine')}
    />
  )
}

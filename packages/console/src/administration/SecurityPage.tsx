import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { securityEventsQuery } from '../api/queries.ts'
import { clockWithSeconds, date } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { ListPage } from './ListPage.tsx'
import classes from './administration.module.css'

type SecurityEvent = Answer<'listSecurityEvents'>['events'][number]

/** Signs that somebody pretends to be a device. */
export function SecurityPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const query = useQuery(securityEventsQuery)
  const columns: Column<SecurityEvent>[] = [
    {
      title: t('log.at'),
      cell: ({ at }) => `${date(Date.parse(at), language)}, ${clockWithSeconds(Date.parse(at))}`,
    },
    { title: t('security.what'), cell: ({ kind }) => t(`securityEvent.${kind}`) },
    { title: t('person.device'), cell: (event) => <span className={classes['identifier']}>{event.identifier}</span> },
    { title: t('security.from'), cell: (event) => event.source },
    { title: t('security.other'), cell: (event) => event.otherSource },
  ]
  return (
    <ListPage
      title={t('security.title')}
      query={query}
      rows={query.data?.events}
      columns={columns}
      keyOf={(event, i) => `${event.at} ${event.deviceId} ${i}`}
      wordsOf={(event) => [event.identifier, event.source, event.otherSource, t(`securityEvent.${event.kind}`)]}
      empty={t('security.empty')}
    />
  )
}

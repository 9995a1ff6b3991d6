import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { unknownDevicesQuery } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { ListPage } from './ListPage.tsx'
import classes from './administration.module.css'
import { protocolTitle } from './protocol-titles.ts'

type UnknownDevice = Answer<'listUnknownDevices'>['devices'][number]

export function UnknownDevicesPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const query = useQuery(unknownDevicesQuery)
  const at = (iso: string) => moment(Date.parse(iso), now, language)
  const columns: Column<UnknownDevice>[] = [
    { title: t('admin.identifier'), cell: (device) => <span className={classes['identifier']}>{device.identifier}</span> },
    { title: t('admin.protocol'), cell: (device) => protocolTitle(device.protocol) },
    { title: t('admin.source'), cell: (device) => device.source },
    { title: t('admin.firstHeard'), cell: (device) => at(device.firstHeardAt) },
    { title: t('admin.lastHeard'), cell: (device) => at(device.lastHeardAt) },
  ]
  return (
    <ListPage
      title={t('admin.unknownDevices')}
      query={query}
      rows={query.data?.devices}
      columns={columns}
      keyOf={(device) => `${device.protocol} ${device.identifier}`}
      wordsOf={(device) => [device.identifier, device.source]}
      empty={t('admin.emptyUnknown')}
    />
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { devicesQuery } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { age } from '../format/duration.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { RegisterItem } from '../equipment/RegisterItem.tsx'
import { type Column } from '../parts/DataTable.tsx'
import { useCan } from '../session/use-session.ts'
import { ListPage } from './ListPage.tsx'
import classes from './administration.module.css'
import { protocolTitle } from './protocol-titles.ts'
import { useOrganisations } from './use-organisations.ts'

type Device = Answer<'listDevices'>['devices'][number]

export function DevicesPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(10_000)
  const canOpen = useCan('location:read')
  const { nameOf } = useOrganisations()
  const query = useQuery(devicesQuery)
  const wearers = new Map<string, number>()
  for (const { wornBy } of query.data?.devices ?? []) {
    if (wornBy) wearers.set(wornBy.personId, (wearers.get(wornBy.personId) ?? 0) + 1)
  }
  // Contact is known by person: it says nothing of a device in stock, nor which of several was heard.
  const lastHeard = ({ lastHeardAt, wornBy }: Device): string => {
    if (lastHeardAt !== null) return t('time.ago', { age: age(now - Date.parse(lastHeardAt), language) })
    if (wornBy === null) return t('app.unknown')
    return (wearers.get(wornBy.personId) ?? 1) > 1 ? t('admin.heardOfKit') : t('time.never')
  }
  const columns: Column<Device>[] = [
    { title: t('admin.identifier'), cell: (device) => <span className={classes['identifier']}>{device.identifier}</span> },
    { title: t('admin.protocol'), cell: (device) => protocolTitle(device.protocol) },
    { title: t('admin.model'), cell: (device) => device.model },
    {
      title: t('admin.wornBy'),
      cell: ({ wornBy }) =>
        wornBy === null ? (
          t('admin.inStock')
        ) : canOpen ? (
          <Link to="/persons/$personId" params={{ personId: wornBy.personId }}>
            {wornBy.name}
          </Link>
        ) : (
          wornBy.name
        ),
    },
    { title: t('admin.organisation'), cell: (device) => nameOf(device.organisationId) },
    {
      title: t('admin.lastHeard'),
      cell: (device) => lastHeard(device),
      isNumeric: true,
    },
  ]
  return (
    <ListPage
      title={t('admin.devices')}
      query={query}
      rows={query.data?.devices}
      columns={columns}
      keyOf={(device) => device.id}
      wordsOf={(device) => [device.identifier, protocolTitle(device.protocol), device.model, device.wornBy?.name ?? null]}
      empty={t('admin.emptyDevices')}
    >
      <RegisterItem />
    </ListPage>
  )
}

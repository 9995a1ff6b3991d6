import { type ProtocolName, protocolNames } from '@bilezik/domain'
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../api/client.ts'
import { devicesQuery } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { age } from '../format/duration.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { useCan, useSession } from '../session/use-session.ts'
import { AddForm } from './AddForm.tsx'
import { ListPage } from './ListPage.tsx'
import classes from './administration.module.css'
import { useOrganisations } from './use-organisations.ts'

type Device = Answer<'listDevices'>['devices'][number]

export const protocolTitles: Readonly<Record<ProtocolName, string>> = { gt06: 'GT06', osmand: 'OsmAnd' }

export function DevicesPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(10_000)
  const canChange = useCan('device:change')
  const canOpen = useCan('location:read')
  const { organisation: own } = useSession()
  const { options, nameOf } = useOrganisations()
  const query = useQuery(devicesQuery)
  const blank = { protocol: 'gt06' as ProtocolName, identifier: '', model: '', organisationId: own.id }
  const [form, setForm] = useState(blank)
  const columns: Column<Device>[] = [
    { title: t('admin.identifier'), cell: (device) => <span className={classes['identifier']}>{device.identifier}</span> },
    { title: t('admin.protocol'), cell: (device) => protocolTitles[device.protocol] },
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
      cell: ({ lastHeardAt }) =>
        lastHeardAt === null ? t('time.never') : t('time.ago', { age: age(now - Date.parse(lastHeardAt), language) }),
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
      wordsOf={(device) => [device.identifier, device.model, device.wornBy?.name ?? null]}
      empty={t('admin.emptyDevices')}
    >
      <AddForm
        title={t('admin.addDevice')}
        submitText={t('admin.register')}
        isAllowed={canChange}
        onOpen={() => setForm(blank)}
        send={() => call('registerDevice', { body: form })}
        nameOf={() => form.identifier}
        refresh={devicesQuery.queryKey}
      >
        <Select
          label={t('admin.protocol')}
          data={protocolNames.map((name) => ({ value: name, label: protocolTitles[name] }))}
          value={form.protocol}
          onChange={(value) => setForm({ ...form, protocol: protocolNames.find((name) => name === value) ?? 'gt06' })}
        />
        <TextInput
          label={t('admin.identifier')}
          description={t('admin.identifierHint')}
          value={form.identifier}
          onChange={(event) => setForm({ ...form, identifier: event.currentTarget.value })}
          required
          withAsterisk={false}
        />
        <TextInput
          label={t('admin.model')}
          value={form.model}
          onChange={(event) => setForm({ ...form, model: event.currentTarget.value })}
          required
          withAsterisk={false}
        />
        <Select
          label={t('admin.organisation')}
          data={options}
          value={form.organisationId}
          onChange={(value) => setForm({ ...form, organisationId: value ?? own.id })}
          searchable
        />
      </AddForm>
    </ListPage>
  )
}

import { type ProtocolName, protocolNames } from '@bilezik/domain'
import { Autocomplete, PasswordInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { deviceModelsQuery, devicesQuery } from '../api/queries.ts'
import { useCan, useSession } from '../session/use-session.ts'
import { AddForm } from './AddForm.tsx'
import classes from './administration.module.css'
import { protocolTitle } from './protocol-titles.ts'
import { useOrganisations } from './use-organisations.ts'

const keyDigits = 64

/** Of Bilezik's own protocol alone is every message signed. */
const hasKey = (protocol: ProtocolName) => protocol === 'bilezik'

/** The form of a new device. A known model brings its protocol along; any other model is a free text. */
export function RegisterDevice() {
  const { t } = useTranslation()
  const canChange = useCan('device:change')
  const { organisation: own } = useSession()
  const { options } = useOrganisations()
  const models = useQuery(deviceModelsQuery).data?.models ?? []
  const blank = { protocol: 'gt06' as ProtocolName, identifier: '', model: '', organisationId: own.id, secret: '' }
  const [form, setForm] = useState(blank)
  const { secret, ...device } = form
  const protocolOf = (model: string) => models.find(({ name }) => name === model)?.protocol
  return (
    <AddForm
      title={t('admin.addDevice')}
      submitText={t('admin.register')}
      isAllowed={canChange}
      onOpen={() => setForm(blank)}
      send={() => call('registerDevice', { body: { ...device, ...(hasKey(form.protocol) && { secret }) } })}
      nameOf={() => form.identifier}
      refresh={devicesQuery.queryKey}
    >
      <Autocomplete
        label={t('admin.model')}
        data={models.map(({ name }) => name)}
        maxLength={100}
        value={form.model}
        onChange={(model) => setForm({ ...form, model, protocol: protocolOf(model) ?? form.protocol })}
        required
        withAsterisk={false}
      />
      <Select
        label={t('admin.protocol')}
        data={protocolNames.map((name) => ({ value: name, label: protocolTitle(name) }))}
        value={form.protocol}
        onChange={(value) => setForm({ ...form, protocol: protocolNames.find((name) => name === value) ?? 'gt06' })}
      />
      <TextInput
        label={t('admin.identifier')}
        description={t(`identifierHint.${form.protocol}`, { defaultValue: '' })}
        autoComplete="off"
        value={form.identifier}
        onChange={(event) => setForm({ ...form, identifier: event.currentTarget.value })}
        required
        withAsterisk={false}
      />
      {hasKey(form.protocol) && (
        <PasswordInput
          label={t('deviceKey.label')}
          description={t('deviceKey.hint')}
          classNames={{ innerInput: classes['identifier'] ?? '' }}
          visibilityToggleButtonProps={{ 'aria-label': t('deviceKey.show') }}
          autoComplete="off"
          pattern={`[0-9A-Fa-f]{${keyDigits}}`}
          value={form.secret}
          // Printed in groups, as a rule.
          onChange={(event) => setForm({ ...form, secret: event.currentTarget.value.replace(/\s/g, '') })}
          required
          withAsterisk={false}
        />
      )}
      <Select
        label={t('admin.organisation')}
        data={options}
        value={form.organisationId}
        onChange={(value) => setForm({ ...form, organisationId: value ?? own.id })}
        searchable
      />
    </AddForm>
  )
}

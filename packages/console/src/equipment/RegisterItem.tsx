import { type ProtocolName, equipmentClasses, protocolNames } from '@bilezik/domain'
import { Autocomplete, NativeSelect, PasswordInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { deviceModelsQuery, devicesQuery } from '../api/queries.ts'
import { useCan, useSession } from '../session/use-session.ts'
import { AddForm } from '../administration/AddForm.tsx'
import adminClasses from '../administration/administration.module.css'
import { protocolTitle } from '../administration/protocol-titles.ts'
import { useOrganisations } from '../administration/use-organisations.ts'
import classes from './equipment.module.css'
import { particularsOf } from './item-form.ts'
import { equipmentKey } from './queries.ts'

const keyDigits = 64

/** Of Bilezik's own protocol alone is every message signed. */
const hasKey = (protocol: ProtocolName | null) => protocol === 'bilezik'
/** Of the list of protocols: a piece that is not listened to. */
const noProtocol = 'none'

const particulars = [
  'serialNumber',
  'inventoryNumber',
  'iccid',
  'simOperator',
  'firmware',
  'valueTenge',
  'location',
  'holder',
] as const
type Particular = (typeof particulars)[number]
const noParticulars = Object.fromEntries(particulars.map((name) => [name, ''])) as Record<Particular, string>

/** What may be known of a piece besides what it is known by; all of it may be added later. */
function Particulars({
  values,
  onChange,
}: {
  readonly values: Record<Particular, string>
  readonly onChange: (name: Particular, value: string) => void
}) {
  const { t } = useTranslation()
  return (
    <fieldset className={classes['particulars']}>
      <legend>{t('equipment.particulars')}</legend>
      {particulars.map((name) => (
        <TextInput
          key={name}
          label={t(`equipment.${name}`)}
          type={name === 'valueTenge' ? 'number' : 'text'}
          {...(name === 'valueTenge' && { min: 0, step: 1 })}
          {...(name === 'iccid' && { pattern: '[\\d\\s\\-]{18,30}', title: t('equipment.iccidHint') })}
          maxLength={name === 'serialNumber' || name === 'inventoryNumber' ? 64 : 100}
          autoComplete="off"
          value={values[name]}
          onChange={(event) => onChange(name, event.currentTarget.value)}
        />
      ))}
    </fieldset>
  )
}

/** The form of a new device. A known model brings its protocol along; any other model is a free text. */
export function RegisterItem() {
  const { t } = useTranslation()
  const canChange = useCan('device:change')
  const { organisation: own } = useSession()
  const { options } = useOrganisations()
  const models = useQuery(deviceModelsQuery).data?.models ?? []
  const blank = {
    protocol: 'gt06' as ProtocolName | null,
    equipmentClass: '',
    identifier: '',
    model: '',
    organisationId: own.id,
    secret: '',
    particulars: noParticulars,
  }
  const [form, setForm] = useState(blank)
  const known = models.find(({ name }) => name === form.model)
  const send = () => {
    const { protocol, identifier, model, organisationId, secret, equipmentClass } = form
    return call('registerDevice', {
      body: {
        ...particularsOf({ ...form.particulars, equipmentClass }),
        holder: form.particulars.holder.trim() || null,
        protocol,
        identifier,
        model,
        organisationId,
        ...(hasKey(protocol) && { secret }),
      },
    })
  }
  return (
    <AddForm
      title={t('admin.addDevice')}
      submitText={t('admin.register')}
      isAllowed={canChange}
      onOpen={() => setForm(blank)}
      send={send}
      size={640}
      nameOf={() => form.identifier}
      refresh={equipmentKey}
      alsoRefresh={devicesQuery.queryKey}
    >
      <Autocomplete
        label={t('admin.model')}
        data={models.map(({ name }) => name)}
        maxLength={100}
        value={form.model}
        onChange={(model) =>
          setForm({ ...form, model, protocol: models.find(({ name }) => name === model)?.protocol ?? form.protocol })
        }
        required
        withAsterisk={false}
      />
      <Select
        label={t('admin.protocol')}
        data={[
          ...protocolNames.map((name) => ({ value: name as string, label: protocolTitle(name) })),
          { value: noProtocol, label: t('equipment.noProtocol') },
        ]}
        allowDeselect={false}
        value={form.protocol ?? noProtocol}
        onChange={(value) => setForm({ ...form, protocol: protocolNames.find((name) => name === value) ?? null })}
      />
      <NativeSelect
        label={t('equipment.class')}
        data={[
          {
            value: '',
            label: known?.equipmentClass
              ? t('equipment.asModel', { what: t(`equipmentClass.${known.equipmentClass}`) })
              : t('equipment.noClass'),
          },
          ...equipmentClasses.map((value) => ({ value: value as string, label: t(`equipmentClass.${value}`) })),
        ]}
        value={form.equipmentClass}
        onChange={(event) => setForm({ ...form, equipmentClass: event.currentTarget.value })}
      />
      <TextInput
        label={t('admin.identifier')}
        description={
          form.protocol === null ? t('equipment.identifierHint') : t(`identifierHint.${form.protocol}`, { defaultValue: '' })
        }
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
          classNames={{ innerInput: adminClasses['identifier'] ?? '' }}
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
      <Particulars
        values={form.particulars}
        onChange={(name, value) => setForm({ ...form, particulars: { ...form.particulars, [name]: value } })}
      />
    </AddForm>
  )
}

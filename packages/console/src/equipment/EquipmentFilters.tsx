import { Autocomplete, Select, TextInput } from '@mantine/core'
import { equipmentClasses, equipmentConditions } from '@bilezik/domain'
import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganisations } from '../administration/use-organisations.ts'
import { deviceModelsQuery } from '../api/queries.ts'
import { type EquipmentSearch } from './queries.ts'
import classes from './equipment.module.css'

interface EquipmentFiltersProps {
  readonly search: EquipmentSearch
  readonly onChange: (change: Partial<Record<keyof EquipmentSearch, string | undefined>>) => void
}

const typedForMs = 300

/** What is typed is looked for once the typing rests. */
export function EquipmentFilters({ search, onChange }: EquipmentFiltersProps) {
  const { t } = useTranslation()
  const { options } = useOrganisations()
  const models = useQuery(deviceModelsQuery).data?.models ?? []
  const [typed, setTyped] = useState({ query: search.query ?? '', model: search.model ?? '', holder: search.holder ?? '' })
  const settle = useDebouncedCallback(onChange, typedForMs)
  const type = (name: keyof typeof typed, value: string) => {
    setTyped({ ...typed, [name]: value })
    settle({ query: typed.query, model: typed.model, holder: typed.holder, [name]: value })
  }
  const choose = (name: keyof EquipmentSearch) => (value: string | null) => onChange({ [name]: value ?? undefined })
  const shared = { size: 'xs', placeholder: t('equipment.any') } as const
  return (
    <div className={classes['filters']} role="search" aria-label={t('admin.filter')}>
      <TextInput
        {...shared}
        type="search"
        label={t('equipment.find')}
        placeholder={t('equipment.findHint')}
        className={classes['find'] ?? ''}
        value={typed.query}
        onChange={(event) => type('query', event.currentTarget.value)}
      />
      <Select
        {...shared}
        clearable
        label={t('equipment.class')}
        data={[...equipmentClasses, 'none' as const].map((value) => ({
          value,
          label: value === 'none' ? t('equipment.noClass') : t(`equipmentClass.${value}`),
        }))}
        value={search.equipmentClass ?? null}
        onChange={choose('equipmentClass')}
      />
      <Select
        {...shared}
        clearable
        label={t('equipment.conditionLabel')}
        data={equipmentConditions.map((value) => ({ value, label: t(`equipment.condition.${value}`) }))}
        value={search.condition ?? null}
        onChange={choose('condition')}
      />
      <Select
        {...shared}
        clearable
        label={t('equipment.place')}
        data={(['stock', 'kit'] as const).map((value) => ({ value, label: t(`equipment.places.${value}`) }))}
        value={search.place ?? null}
        onChange={choose('place')}
      />
      {options.length > 1 && (
        <Select
          {...shared}
          clearable
          searchable
          label={t('admin.organisation')}
          data={options}
          value={search.organisation ?? null}
          onChange={choose('organisation')}
        />
      )}
      <Autocomplete
        size="xs"
        label={t('admin.model')}
        data={models.map(({ name }) => name)}
        maxLength={100}
        value={typed.model}
        onChange={(value) => type('model', value)}
      />
      <TextInput
        size="xs"
        label={t('equipment.holder')}
        maxLength={100}
        value={typed.holder}
        onChange={(event) => type('holder', event.currentTarget.value)}
      />
    </div>
  )
}

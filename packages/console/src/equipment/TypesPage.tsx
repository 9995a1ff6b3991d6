import { equipmentClasses } from '@bilezik/domain'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { ChangeForm } from '../changes/ChangeForm.tsx'
import { type FormSpec } from '../changes/form-spec.ts'
import { dateAndTime, dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { Citation } from '../parts/Citation.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import pageClasses from '../parts/page.module.css'
import { useCan } from '../session/use-session.ts'
import classes from './equipment.module.css'
import { type EquipmentType, equipmentTypesQuery } from './queries.ts'
import { addTypeForm, endTypeForm } from './type-forms.ts'
import { standingOn } from './types-on.ts'

/** As the first entries came: nobody had the list at hand. */
const assumed = 'assumed'

function useColumns(day: string, onEnd: (type: EquipmentType) => void): readonly Column<EquipmentType>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const canChange = useCan('equipment-list:change')
  const columns: Column<EquipmentType>[] = [
    { title: t('equipment.class'), cell: ({ equipmentClass }) => t(`equipmentClass.${equipmentClass}`) },
    {
      title: t('equipment.types.standing'),
      cell: (type) => {
        const standing = standingOn(day, type)
        return (
          <span className={classes['listed']} data-standing={standing}>
            {t(`equipment.types.standings.${standing}`)}
          </span>
        )
      },
    },
    { title: t('equipment.types.from'), cell: ({ from }) => dateOn(from, language) },
    {
      title: t('equipment.types.until'),
      cell: ({ until }) => (until === null ? t('equipment.types.noEnd') : dateOn(until, language)),
    },
    { title: t('equipment.types.source'), cell: ({ source }) => (source === assumed ? t('equipment.types.assumed') : source) },
    {
      title: t('equipment.recordedBy'),
      cell: ({ byName, recordedAt }) =>
        byName === null ? t('equipment.types.cameWith') : `${byName}, ${dateAndTime(Date.parse(recordedAt), language)}`,
    },
  ]
  if (canChange) {
    columns.push({
      title: t('equipment.types.change'),
      cell: (type) => (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`${t('equipment.types.end')}: ${t(`equipmentClass.${type.equipmentClass}`)}, ${dateOn(type.from, language)}`}
          onClick={() => onEnd(type)}
        >
          {t('equipment.types.end')}
        </Button>
      ),
    })
  }
  return columns
}

/** The government's list of types: what is on it on a day, and everything that was entered; nothing is deleted. */
export function TypesPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const canChange = useCan('equipment-list:change')
  const query = useQuery(equipmentTypesQuery)
  const [chosen, setChosen] = useState('')
  const [form, setForm] = useState<FormSpec | null>(null)
  const today = query.data?.today ?? ''
  const day = chosen || today
  const columns = useColumns(day, (type) => setForm(endTypeForm(type, today, t)))
  usePageTitle(t('equipment.types.title'))
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  const types = query.data?.types.toSorted(
    (a, b) =>
      equipmentClasses.indexOf(a.equipmentClass) - equipmentClasses.indexOf(b.equipmentClass) || a.from.localeCompare(b.from),
  )
  const onDay = equipmentClasses.filter((equipmentClass) =>
    types?.some((type) => type.equipmentClass === equipmentClass && standingOn(day, type) === 'in-force'),
  )
  return (
    <div className={classes['register']} data-narrow>
      <div className={pageClasses['head']}>
        <h1>{t('equipment.types.title')}</h1>
        <span className={pageClasses['total']}>
          <Citation code="PEC 15(1)(1)" />
        </span>
        <ReasonedButton whyNot={canChange ? null : t('admin.whyNoChange')} onClick={() => setForm(addTypeForm(today, t))}>
          {t('equipment.types.add')}
        </ReasonedButton>
      </div>
      <div className={classes['onDay']}>
        <TextInput
          type="date"
          size="xs"
          label={t('equipment.types.day')}
          value={day}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        {day !== '' && (
          <p role="status">
            {onDay.length === 0
              ? t('equipment.types.nothingOn', { day: dateOn(day, language) })
              : t('equipment.types.on', {
                  day: dateOn(day, language),
                  what: onDay.map((equipmentClass) => t(`equipmentClass.${equipmentClass}`)).join(', '),
                })}
          </p>
        )}
      </div>
      <DataTable
        label={t('equipment.types.title')}
        columns={columns}
        rows={types}
        keyOf={({ id }) => id}
        empty={t('equipment.types.empty')}
      />
      {form && <ChangeForm spec={form} onClose={() => setForm(null)} />}
    </div>
  )
}

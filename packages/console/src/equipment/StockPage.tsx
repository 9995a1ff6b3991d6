import { type EquipmentCondition } from '@bilezik/domain'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ListPage } from '../administration/ListPage.tsx'
import { useOrganisations } from '../administration/use-organisations.ts'
import { ChangeForm } from '../changes/ChangeForm.tsx'
import { comparator } from '../format/collate.ts'
import { decimal } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { useCan } from '../session/use-session.ts'
import classes from './equipment.module.css'
import { type LimitedClass, limitForm } from './limit-form.ts'
import { type EquipmentSearch, type StockLine, stockQuery } from './queries.ts'

const isLow = ({ free, least }: StockLine) => least !== null && free < least

interface CountProps {
  readonly line: StockLine
  readonly value: number
  readonly condition?: EquipmentCondition
  readonly place?: 'stock' | 'kit'
}

/** A number that leads to the pieces it counts. */
function Count({ line, value, condition, place }: CountProps) {
  const language = useLanguage()
  if (value === 0) return <span className={classes['none']}>0</span>
  const search: EquipmentSearch = {
    organisation: line.organisationId,
    equipmentClass: line.equipmentClass ?? 'none',
    ...(condition && { condition }),
    ...(place && { place }),
  }
  return (
    <Link to="/administration/equipment" search={search}>
      {decimal(value, language)}
    </Link>
  )
}

function Free({ line }: { readonly line: StockLine }) {
  const { t } = useTranslation()
  const count = <Count line={line} value={line.free} condition="serviceable" place="stock" />
  if (!isLow(line)) return count
  return (
    <span className={classes['low']}>
      <svg width={10} height={10} viewBox="0 0 10 10" aria-hidden="true">
        <path d="M0 1h10L5 9z" fill="currentColor" />
      </svg>{' '}
      {t('equipment.low')} {count}
    </span>
  )
}

function useColumns(onLimit: (limited: LimitedClass) => void): readonly Column<StockLine>[] {
  const { t } = useTranslation()
  const { nameOf, options } = useOrganisations()
  const canChange = useCan('device:change')
  const counted = (name: 'faulty' | 'inRepair' | 'lost' | 'writtenOff' | 'onTheWay', condition: EquipmentCondition) => ({
    title: t(`equipment.stock.${name}`),
    isNumeric: true,
    cell: (line: StockLine) => <Count line={line} value={line[name]} condition={condition} />,
  })
  return [
    ...(options.length > 1 ? [{ title: t('admin.organisation'), cell: (line: StockLine) => nameOf(line.organisationId) }] : []),
    {
      title: t('equipment.class'),
      cell: ({ equipmentClass }) => (equipmentClass === null ? t('equipment.noClass') : t(`equipmentClass.${equipmentClass}`)),
    },
    { title: t('equipment.stock.free'), isNumeric: true, cell: (line) => <Free line={line} /> },
    {
      title: t('equipment.stock.inKits'),
      isNumeric: true,
      cell: (line) => <Count line={line} value={line.inKits} place="kit" />,
    },
    counted('onTheWay', 'on-the-way'),
    counted('faulty', 'faulty'),
    counted('inRepair', 'in-repair'),
    counted('lost', 'lost'),
    counted('writtenOff', 'written-off'),
    {
      title: t('equipment.stock.least'),
      isNumeric: true,
      cell: ({ organisationId, equipmentClass, least }) => {
        const text = least === null ? t('equipment.stock.notSet') : String(least)
        if (!canChange || equipmentClass === null) return text
        const name = `${t('equipment.stock.setLeast')}: ${t(`equipmentClass.${equipmentClass}`)}, ${nameOf(organisationId)}`
        return (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`${name}, ${text}`}
            onClick={() => onLimit({ organisationId, equipmentClass, least })}
          >
            {text}
          </Button>
        )
      },
    },
  ]
}

/** How many pieces of which class each organisation has, and how they stand; what is low comes first. */
export function StockPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { nameOf } = useOrganisations()
  const query = useQuery(stockQuery)
  const [limited, setLimited] = useState<LimitedClass | null>(null)
  const columns = useColumns(setLimited)
  const compare = comparator(language)
  const rows = useMemo(
    () =>
      query.data?.stock.toSorted(
        (a, b) =>
          Number(isLow(b)) - Number(isLow(a)) ||
          compare(nameOf(a.organisationId), nameOf(b.organisationId)) ||
          (a.equipmentClass ?? '').localeCompare(b.equipmentClass ?? ''),
      ),
    [query.data, compare, nameOf],
  )
  return (
    <div className={classes['whole']} data-narrow>
      <ListPage
        title={t('equipment.stock.title')}
        query={query}
        rows={rows}
        columns={columns}
        keyOf={({ organisationId, equipmentClass }) => `${organisationId} ${equipmentClass}`}
        wordsOf={({ organisationId, equipmentClass }) => [
          nameOf(organisationId),
          equipmentClass === null ? t('equipment.noClass') : t(`equipmentClass.${equipmentClass}`),
        ]}
        empty={t('equipment.empty')}
      />
      {limited && <ChangeForm spec={limitForm(limited, nameOf(limited.organisationId), t)} onClose={() => setLimited(null)} />}
    </div>
  )
}

import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganisations } from '../administration/use-organisations.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { decimal } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { LongTable, type WideColumn } from '../parts/LongTable.tsx'
import pageClasses from '../parts/page.module.css'
import { ConditionMark } from './ConditionMark.tsx'
import { EquipmentActions } from './EquipmentActions.tsx'
import { EquipmentFilters } from './EquipmentFilters.tsx'
import { Wearer } from './Wearer.tsx'
import classes from './equipment.module.css'
import { parseEquipmentSearch } from './equipment-search.ts'
import { type Item, equipmentQuery } from './queries.ts'

function useColumns(): readonly WideColumn<Item>[] {
  const { t } = useTranslation()
  const { nameOf, options } = useOrganisations()
  const inFull = (text: string | null) => (text === null ? '' : <span title={text}>{text}</span>)
  return [
    {
      title: t('admin.identifier'),
      share: 1.5,
      cell: ({ id, identifier }) => (
        <Link
          to="/administration/equipment/$deviceId"
          params={{ deviceId: id }}
          className={classes['identifier'] ?? ''}
          title={identifier}
        >
          {identifier}
        </Link>
      ),
    },
    {
      title: t('equipment.class'),
      share: 1.3,
      cell: ({ equipmentClass }) =>
        inFull(equipmentClass === null ? t('equipment.noClass') : t(`equipmentClass.${equipmentClass}`)),
    },
    { title: t('admin.model'), share: 1.4, cell: ({ model }) => inFull(model) },
    { title: t('equipment.serialShort'), cell: ({ serialNumber }) => inFull(serialNumber) },
    { title: t('equipment.inventoryShort'), cell: ({ inventoryNumber }) => inFull(inventoryNumber) },
    { title: t('equipment.conditionLabel'), cell: ({ condition }) => <ConditionMark condition={condition} /> },
    {
      title: t('equipment.withWhom'),
      share: 1.6,
      cell: ({ inKitOf, holder, location }) =>
        inKitOf ? <Wearer {...inKitOf} /> : inFull([holder, location].filter(Boolean).join(' · ') || t('admin.inStock')),
    },
    // Where there is one alone, nobody asks whose it is.
    ...(options.length > 1
      ? [{ title: t('admin.organisation'), share: 1.8, cell: ({ organisationId }: Item) => inFull(nameOf(organisationId)) }]
      : []),
  ]
}

/** The register of equipment: every piece in scope, the newest first. */
export function EquipmentPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const columns = useColumns()
  const search = useSearch({ from: '/signed-in/administration/equipment' })
  const navigate = useNavigate({ from: '/administration/equipment' })
  const list = useInfiniteQuery(equipmentQuery(search))
  usePageTitle(t('equipment.title'))
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items), [list.data])
  const total = list.data?.pages.at(-1)?.total ?? 0
  const hasFilter = Object.keys(search).length > 0
  return (
    <div className={classes['register']} data-narrow>
      <div className={pageClasses['head']}>
        <h1>{t('equipment.title')}</h1>
        {items && (
          <span className={pageClasses['total']} role="status">
            {t('admin.total', { value: decimal(total, language) })}
          </span>
        )}
        <EquipmentActions search={search} />
      </div>
      <EquipmentFilters
        search={search}
        onChange={(change) => void navigate({ search: (now) => parseEquipmentSearch({ ...now, ...change }), replace: true })}
      />
      {list.isError && !items && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {!items && !list.isError && <Skeleton height={240} radius={2} animate={false} role="img" aria-label={t('app.loading')} />}
      {items && (
        <LongTable
          label={t('equipment.title')}
          columns={columns}
          rows={items}
          total={total}
          keyOf={({ id }) => id}
          empty={hasFilter ? t('admin.emptyFilter') : t('equipment.empty')}
          onEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
          }}
        />
      )}
    </div>
  )
}

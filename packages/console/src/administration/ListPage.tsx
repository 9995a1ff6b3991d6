import { TextInput } from '@mantine/core'
import { type UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { decimal } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import classes from '../parts/page.module.css'

interface ListPageProps<Row> {
  readonly title: string
  readonly query: Pick<UseQueryResult, 'isError' | 'error' | 'refetch'>
  readonly rows: readonly Row[] | undefined
  readonly columns: readonly Column<Row>[]
  readonly keyOf: (row: Row, index: number) => string
  /** The words of a row by which it is filtered. */
  readonly wordsOf: (row: Row) => readonly (string | null)[]
  readonly empty: string
  /** What adds one. */
  readonly children?: ReactNode
}

/** Title, count, filter, what adds one, and the rows. */
export function ListPage<Row>({ title, query, rows, columns, keyOf, wordsOf, empty, children }: ListPageProps<Row>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [filter, setFilter] = useState('')
  usePageTitle(title)
  const sought = filter.trim().toLowerCase()
  const shown = sought === '' ? rows : rows?.filter((row) => wordsOf(row).some((word) => word?.toLowerCase().includes(sought)))
  return (
    <div className={classes['page']}>
      <div className={classes['head']}>
        <h1>{title}</h1>
        {shown && <span className={classes['total']}>{t('admin.total', { value: decimal(shown.length, language) })}</span>}
        <TextInput
          size="xs"
          type="search"
          aria-label={t('admin.filter')}
          placeholder={t('admin.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        {children}
      </div>
      {query.isError && !rows ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={title}
          columns={columns}
          rows={shown}
          keyOf={keyOf}
          empty={sought === '' ? empty : t('admin.emptyFilter')}
        />
      )}
    </div>
  )
}

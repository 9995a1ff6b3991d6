import { Skeleton } from '@mantine/core'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './data-table.module.css'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  readonly isNumeric?: boolean
}

interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** Undefined while it is loading. */
  readonly rows: readonly Row[] | undefined
  readonly keyOf: (row: Row, index: number) => string
  readonly empty: string
}

/** A plain list in rows of 32 pixels. */
export function DataTable<Row>({ label, columns, rows, keyOf, empty }: DataTableProps<Row>) {
  const { t } = useTranslation()
  return (
    <div className={classes['frame']} tabIndex={0} role="region" aria-label={label} aria-busy={rows === undefined}>
      <table className={classes['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" data-numeric={column.isNumeric}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows?.map((row, index) => (
            <tr key={keyOf(row, index)}>
              {columns.map((column) => (
                <td key={column.title} data-numeric={column.isNumeric}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
          {rows?.length === 0 && (
            <tr>
              <td className={classes['empty']} colSpan={columns.length}>
                {empty}
              </td>
            </tr>
          )}
          {rows === undefined &&
            Array.from({ length: 6 }, (_, i) => (
              <tr key={i}>
                <td colSpan={columns.length}>
                  <Skeleton height={16} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { type Column } from './DataTable.tsx'
import tableClasses from './data-table.module.css'
import classes from './long-table.module.css'

const rowPx = 32

export interface WideColumn<Row> extends Column<Row> {
  /** Of what the others leave; 1 when absent. */
  readonly share?: number
}

interface LongTableProps<Row> {
  readonly label: string
  readonly columns: readonly WideColumn<Row>[]
  readonly rows: readonly Row[]
  /** With those that are not loaded yet. */
  readonly total: number
  readonly keyOf: (row: Row) => string
  readonly empty: string
  /** The last of the loaded rows is in sight. */
  readonly onEnd: () => void
}

/** Thousands of rows of 32 pixels, of which those in sight are drawn; columns keep their width while it scrolls. */
export function LongTable<Row>({ label, columns, rows, total, keyOf, empty, onEnd }: LongTableProps<Row>) {
  const frame = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 12,
  })
  const drawn = virtual.getVirtualItems()
  const lastDrawn = drawn.at(-1)?.index ?? -1
  const isEnd = rows.length > 0 && rows.length < total && lastDrawn >= rows.length - 1
  useEffect(() => {
    if (isEnd) onEnd()
  }, [isEnd, onEnd, rows.length])
  const shares = columns.reduce((sum, { share = 1 }) => sum + share, 0)
  const abovePx = drawn[0]?.start ?? 0
  const belowPx = virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0)
  return (
    <div ref={frame} className={tableClasses['frame']} tabIndex={0} role="region" aria-label={label} aria-busy="false">
      <table className={`${tableClasses['table']} ${classes['table']}`} aria-rowcount={total + 1}>
        <colgroup>
          {columns.map(({ title, share = 1 }) => (
            <col key={title} style={{ width: `${(100 * share) / shares}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ title, isNumeric }) => (
              <th key={title} scope="col" data-numeric={isNumeric} title={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {abovePx > 0 && <tr aria-hidden="true" className={classes['gap']} style={{ height: abovePx }} />}
          {drawn.map(({ index }) => {
            const row = rows[index]
            return (
              row && (
                <tr key={keyOf(row)} aria-rowindex={index + 2}>
                  {columns.map(({ title, cell, isNumeric }) => (
                    <td key={title} data-numeric={isNumeric}>
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              )
            )
          })}
          {belowPx > 0 && <tr aria-hidden="true" className={classes['gap']} style={{ height: belowPx }} />}
          {rows.length === 0 && (
            <tr>
              <td className={tableClasses['empty']} colSpan={columns.length}>
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

import type { Instant, NetworkReading, SeenCell } from '@bilezik/domain'
import { timed } from './fix.ts'

/** Country and network code as one decimal number: 24602 is 246 and 02, 310410 is 310 and 410. */
export function operatorOf(code: number | undefined): { readonly mcc: number; readonly mnc: number } | undefined {
  if (code === undefined || code < 20_000 || code > 799_999) return undefined
  const divisor = code > 99_999 ? 1_000 : 100
  return { mcc: Math.floor(code / divisor), mnc: code % divisor }
}

/** Gives the value of an element of this id and width. */
export type Find = (id: number, width: number) => number | undefined

/** Area code, cell and signal of the neighbours, as personal trackers tell them; other families use the ids at other widths. */
const neighbours = [
  [287, 288, 289],
  [290, 291, 292],
  [293, 294, 295],
  [296, 297, 298],
] as const

function cellOf(find: Find, code: number | undefined, areaCode: number | undefined, cellId: number | undefined): SeenCell[] {
  const operator = operatorOf(code)
  return operator && areaCode && cellId ? [{ ...operator, areaCode, cellId }] : []
}

/** 206 area, 205 cell (2G), 636 cell (3G, 4G: four bytes), 241 operator. Zeros are an unused place. */
export function networksOf(find: Find, fixAt: Instant | undefined): NetworkReading[] {
  const code = find(241, 4)
  // Without an operator there is no cell.
  if (code === undefined) return []
  const serving = cellOf(find, code, find(206, 2), find(636, 4) || find(205, 2))
  const others = neighbours.flatMap(([areaId, cellId, signalId]) =>
    cellOf(find, code, find(areaId, 2), find(cellId, 2)).map((cell) => {
      const signal = find(signalId, 1)
      return signal === undefined ? cell : { ...cell, signal }
    }),
  )
  const cells = [...serving, ...others]
  return cells.length === 0 ? [] : [{ kind: 'network', ...timed(fixAt), cells, wifi: [] }]
}

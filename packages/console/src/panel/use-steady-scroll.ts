import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/**
 * Keeps what is read where it is while rows come and go above it: the list is scrolled by as much as it grew.
 * At rest (top of the list, no pointer over it) new rows are simply let in. Gives the empty space needed below the last row.
 */
export function useSteadyScroll(
  listRef: RefObject<HTMLDivElement | null>,
  ids: readonly string[],
  rowPx: number,
  isHeld: boolean,
  selectedId: string | undefined,
): number {
  const previousRef = useRef(ids)
  const [slackPx, setSlackPx] = useState(0)
  const wantedRef = useRef<number | null>(null)

  useLayoutEffect(() => {
    const list = listRef.current
    const previous = previousRef.current
    previousRef.current = ids
    if (!list || previous === ids || previous.length === 0) return
    const isRead = isHeld || list.scrollTop > 0 || list === document.activeElement
    const firstSeen = Math.floor(list.scrollTop / rowPx)
    const anchors = selectedId === undefined ? previous.slice(firstSeen) : [selectedId, ...previous.slice(firstSeen)]
    const anchor = anchors.find((id) => ids.includes(id) && previous.includes(id))
    if (!isRead || anchor === undefined) return
    const top = list.scrollTop + (ids.indexOf(anchor) - previous.indexOf(anchor)) * rowPx
    wantedRef.current = Math.max(0, top)
    setSlackPx(Math.max(0, top + list.clientHeight - ids.length * rowPx))
    list.scrollTop = wantedRef.current
  }, [ids, isHeld, listRef, rowPx, selectedId])

  // Once the space below is there, the list can be scrolled as far as it has to.
  useLayoutEffect(() => {
    if (listRef.current && wantedRef.current !== null) listRef.current.scrollTop = wantedRef.current
    wantedRef.current = null
  }, [slackPx, listRef])

  return slackPx
}

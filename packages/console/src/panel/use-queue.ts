import { type Incident } from '@bilezik/contract'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { liveIncidentsQuery } from '../api/queries.ts'
import { type QueueTab } from './panel-search.ts'
import { type QueueOrder, arrange, belongs, follow } from './queue-order.ts'

const nothing: readonly Incident[] = []

/** The queue as it stands on the screen: follows the feed without moving what is being read. */
export function useQueue(tab: QueueTab, userId: string, selectedId: string | undefined) {
  const query = useQuery(liveIncidentsQuery)
  const incidents = query.data?.incidents ?? nothing
  const [isHeld, setIsHeld] = useState(false)
  const byId = useMemo(() => new Map(incidents.map((incident) => [incident.id, incident])), [incidents])
  const ofTab = useMemo(() => incidents.filter((incident) => belongs(incident, tab, userId)), [incidents, tab, userId])
  const [state, setState] = useState<{ readonly of: string; readonly order: QueueOrder }>({ of: '', order: arrange([]) })

  // Another tab, or the first load, makes the order anew; anything else follows on from what stands.
  const of = `${tab} ${query.isSuccess}`
  const known = useMemo(() => new Set(byId.keys()), [byId])
  const order = state.of === of ? follow(state.order, ofTab, { selectedId, isHeld, known }) : arrange(ofTab)
  if (state.of !== of || state.order !== order) setState({ of, order })

  const counts = useMemo(() => {
    // Not loaded is not zero.
    if (!query.data) return null
    const count = (name: QueueTab) => incidents.filter((incident) => belongs(incident, name, userId)).length
    return { untaken: count('untaken'), mine: count('mine'), all: count('all') }
  }, [incidents, query.data, userId])

  return {
    order,
    byId,
    counts,
    isHeld,
    hold: setIsHeld,
    rearrange: useCallback(() => setState({ of, order: arrange(ofTab) }), [of, ofTab]),
    status: query.status,
    error: query.error,
    retry: () => void query.refetch(),
    isTruncated: query.data?.isTruncated ?? false,
  }
}
export type Queue = ReturnType<typeof useQueue>

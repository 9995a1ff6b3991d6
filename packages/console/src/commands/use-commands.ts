import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { commandsQuery } from '../api/queries.ts'
import { serverNowMs } from '../feed/live.ts'
import { pollEveryMs } from './poll-every.ts'

/** The engine takes what a device sent with its answer into the status within its next rounds. */
const engineMs = 2_000

/** The commands to a person's devices; once one is carried out, what it brought is loaded as well. */
export function useCommands(personId: string) {
  const queryClient = useQueryClient()
  const query = useQuery({
    ...commandsQuery(personId),
    refetchInterval: ({ state }) => pollEveryMs(state.data?.commands ?? [], serverNowMs()),
  })
  const doneCount = query.data?.commands.filter(({ state }) => state === 'done').length
  const seenRef = useRef<number | undefined>(undefined)
  useEffect(() => {
    const hasMore = doneCount !== undefined && seenRef.current !== undefined && doneCount > seenRef.current
    seenRef.current = doneCount
    if (!hasMore) return undefined
    const timer = setTimeout(() => {
      void queryClient.invalidateQueries({ queryKey: ['person', personId] })
      void queryClient.invalidateQueries({ queryKey: ['history', personId] })
    }, engineMs)
    return () => clearTimeout(timer)
  }, [doneCount, personId, queryClient])
  return query
}

import { useQuery } from '@tanstack/react-query'
import { historyQuery } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'

const stepMs = 300_000

/** The last `spanMs` up to now. The period moves on in steps of five minutes; within a step it is loaded again each minute. */
export function useRecentHistory(personId: string | null, spanMs: number) {
  const now = useNow(stepMs)
  const untilMs = (Math.floor(now / stepMs) + 1) * stepMs
  const fromMs = untilMs - stepMs - spanMs
  const query = useQuery({
    ...historyQuery(personId ?? '', new Date(fromMs).toISOString(), new Date(untilMs).toISOString()),
    enabled: personId !== null,
    refetchInterval: 60_000,
  })
  return { fromMs, untilMs, query }
}

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem, NetworkFailure } from '../api/client.ts'

type Ended = () => void
const endedListeners = new Set<Ended>()

/** Called when any request learns that the session is over. */
export function onSessionEnded(listener: Ended): () => void {
  endedListeners.add(listener)
  return () => void endedListeners.delete(listener)
}

export function sessionEnded(): void {
  endedListeners.forEach((listener) => listener())
}

function notice(error: unknown): void {
  if (error instanceof ApiProblem && error.problem.code === 'not-signed-in') sessionEnded()
}

/** A refusal stays a refusal; only what may pass by itself is tried again. */
function isWorthRetry(failures: number, error: unknown): boolean {
  const isPassing = error instanceof NetworkFailure || (error instanceof ApiProblem && error.problem.status === 503)
  return isPassing && failures < 3
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    // Each load of a person is logged as a look at a location: nothing is loaded again merely because a window got the focus.
    queries: { retry: isWorthRetry, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

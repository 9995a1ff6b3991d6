import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem, credentials } from '../api/client.ts'
import { caseFilesQuery, sessionQuery } from '../api/queries.ts'
import { sessionEnded } from '../app/query-client.ts'
import { useSession } from '../session/use-session.ts'
import { type FittingDraft, type Sending, keepDraft, loadDraft } from './fitting-draft.ts'
import { fittingQuery } from './fitting-query.ts'
import { dropPhoto } from './photos/photo-store.ts'
import { sendOne } from './send-one.ts'

/** Tried again so often while there is no connection; at once when the browser says that there is one. */
const retryMs = 5_000

/** Opened without a connection, the page has no token yet. What one user entered is never sent as another's who has signed in since. */
async function isStillSignedIn(queryClient: QueryClient, userId: string): Promise<boolean> {
  if (credentials.csrfToken !== null) return true
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
  return session.user.id === userId
}

export interface FittingWork {
  readonly draft: FittingDraft
  /** False: the browser keeps nothing, and the page has to stay open. */
  readonly isKept: boolean
  readonly isOffline: boolean
  /** What the server said to the first of the queue; the queue waits for somebody to decide. */
  readonly refusal: unknown
  readonly write: (field: string, text: string) => void
  /** Into the queue, and the fields that it was made of emptied, in one go: a reload between the two doubles nothing. */
  readonly enqueue: (sending: Sending, emptied?: readonly string[]) => void
  readonly discardFirst: () => void
  readonly tryAgain: () => void
}

/** What the browser says of the connection, whenever it changes. */
function useConnection(tell: (isThere: boolean) => void): void {
  useEffect(() => {
    const back = () => tell(true)
    const gone = () => tell(false)
    window.addEventListener('online', back)
    window.addEventListener('offline', gone)
    return () => {
      window.removeEventListener('online', back)
      window.removeEventListener('offline', gone)
    }
  }, [tell])
}

/**
 * What is entered at a fitting: kept on this device until the server has stored it, sent one after the other in the order of entry.
 * Without a connection it waits; what the server refuses stands at the head of the queue until it is discarded or tried again.
 */
export function useFittingDraft(orderId: string): FittingWork {
  const { user } = useSession()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState(() => loadDraft(user.id, orderId))
  const [isKept, setIsKept] = useState(true)
  const [isOffline, setIsOffline] = useState(!navigator.onLine)
  const [refusal, setRefusal] = useState<unknown>(null)
  const [turn, setTurn] = useState(0)
  const isSending = useRef(false)
  const change = useCallback(
    (next: (was: FittingDraft) => FittingDraft) =>
      setDraft((was) => {
        const made = next(was)
        setIsKept(keepDraft(user.id, orderId, made))
        return made
      }),
    [user.id, orderId],
  )
  const [first] = draft.queue
  useEffect(() => {
    if (!first || refusal !== null || isSending.current) return
    isSending.current = true
    const stored = () => {
      isSending.current = false
      setIsOffline(false)
      change((was) => ({ ...was, queue: was.queue.filter(({ id }) => id !== first.id) }))
    }
    const failed = (error: unknown) => {
      isSending.current = false
      if (!(error instanceof ApiProblem)) {
        setIsOffline(true)
        setTimeout(() => setTurn((n) => n + 1), retryMs)
      } else if (error.problem.code === 'not-signed-in') sessionEnded()
      else setRefusal(error)
    }
    void isStillSignedIn(queryClient, user.id)
      .then(async (isSame) => {
        if (isSame) await sendOne(orderId, first).then(stored)
      })
      .catch(failed)
      .finally(() => {
        void queryClient.invalidateQueries({ queryKey: fittingQuery(orderId).queryKey })
        void queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey })
      })
  }, [first, refusal, turn, orderId, user.id, change, queryClient])
  const connection = useCallback((isThere: boolean) => {
    setIsOffline(!isThere)
    if (isThere) setTurn((n) => n + 1)
  }, [])
  useConnection(connection)
  return {
    draft,
    isKept,
    isOffline,
    refusal,
    write: (field, text) => change((was) => ({ ...was, fields: { ...was.fields, [field]: text } })),
    enqueue: (sending, emptied = []) =>
      change((was) => ({
        fields: Object.fromEntries(Object.entries(was.fields).filter(([name]) => !emptied.includes(name))),
        queue: [...was.queue, sending],
      })),
    discardFirst: () => {
      setRefusal(null)
      if (first?.kind === 'photo') void dropPhoto(first.id)
      change((was) => ({ ...was, queue: was.queue.slice(1) }))
    },
    tryAgain: () => setRefusal(null),
  }
}

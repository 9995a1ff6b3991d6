import { type QueryClient } from '@tanstack/react-query'
import { ApiProblem, credentials } from '../api/client.ts'
import { sessionQuery } from '../api/queries.ts'
import { forgetSeen, seenSession } from '../fitting/fitting-seen.ts'

/** Opened by what this device keeps, for want of a connection: the token comes with the session itself, from the server. */
export function isWithoutServer(queryClient: QueryClient): boolean {
  return credentials.csrfToken === null && queryClient.getQueryData(sessionQuery.queryKey) !== undefined
}

/**
 * Who is signed in. Without a connection a fitting, and only it, opens for whoever was signed in when it was last seen.
 * False: nobody is signed in. Throws where that cannot be known.
 */
export async function openSession(queryClient: QueryClient, pathname: string): Promise<boolean> {
  try {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: isWithoutServer(queryClient) ? 0 : Infinity })
    return true
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 401) {
      forgetSeen()
      return false
    }
    const seen = error instanceof ApiProblem || !pathname.startsWith('/fitting/') ? null : seenSession(Date.now())
    if (!seen) throw error
    queryClient.setQueryData(sessionQuery.queryKey, seen)
    return true
  }
}

import { type Permission } from '@bilezik/domain'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { type Session, sessionQuery, systemQuery } from '../api/queries.ts'

/** Only below the signed-in layout, which loads the session before it renders. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

export function useCan(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}

export function useIsDemo(): boolean {
  return useQuery(systemQuery).data?.isDemo ?? false
}

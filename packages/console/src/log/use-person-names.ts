import { useQuery } from '@tanstack/react-query'
import { personNamesQuery } from '../api/queries.ts'
import { useCan } from '../session/use-session.ts'

/** Who is meant by an id; undefined for whoever is not among them, and for a role that sees no persons. */
export function usePersonNames(isWanted: boolean): (personId: string) => string | undefined {
  const canRead = useCan('person:read')
  const names = useQuery({ ...personNamesQuery, enabled: canRead && isWanted }).data
  return (personId) => names?.get(personId)
}

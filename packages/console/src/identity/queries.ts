import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'

export function correctionsQuery(personId: string) {
  return queryOptions({
    queryKey: ['person', personId, 'corrections'],
    queryFn: ({ signal }) => call('listCorrections', { params: { personId }, signal }),
  })
}

import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'

/** Before there is a case file to ask. */
export const fileLimitsQuery = queryOptions({
  queryKey: ['file-limits'],
  queryFn: ({ signal }) => call('getFileLimits', { signal }),
  staleTime: 3_600_000,
})

export function filesQuery(orderId: string) {
  return queryOptions({
    queryKey: ['case-files', orderId, 'files'],
    queryFn: ({ signal }) => call('listFiles', { params: { orderId }, signal }),
  })
}

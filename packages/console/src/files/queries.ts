import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'

export function filesQuery(orderId: string) {
  return queryOptions({
    queryKey: ['case-files', orderId, 'files'],
    queryFn: ({ signal }) => call('listFiles', { params: { orderId }, signal }),
  })
}

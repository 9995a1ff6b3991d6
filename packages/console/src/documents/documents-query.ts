import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'
import { caseFilesQuery } from '../api/queries.ts'

export function documentsQuery(orderId: string) {
  return queryOptions({
    queryKey: [...caseFilesQuery.queryKey, orderId, 'documents'],
    queryFn: ({ signal }) => call('listDocuments', { params: { orderId }, signal }),
  })
}

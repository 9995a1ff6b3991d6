import { type QueryClient, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, call } from '../api/client.ts'
import { caseFilesQuery } from '../api/queries.ts'

export type Delivery = Answer<'listDeliveries'>['deliveries'][number]
export type Recipient = Answer<'listRecipients'>['recipients'][number]

/** What is on its way changes by itself. */
const everyMs = 10_000
/** So many of a list are shown; the oldest of them come first. */
export const mostShown = 500

export const recipientsQuery = queryOptions({
  queryKey: ['recipients'],
  queryFn: ({ signal }) => call('listRecipients', { signal }),
})

/** Under this key lies everything of sending: whatever is done, all of it is asked anew. */
export const deliveriesKey = ['deliveries'] as const

/** Whatever was sent stands in the order's history and meets its deadlines, too. */
export function refreshSending(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey })
  return queryClient.invalidateQueries({ queryKey: deliveriesKey })
}

export function orderDeliveriesQuery(orderId: string) {
  return queryOptions({
    queryKey: [...deliveriesKey, 'order', orderId],
    queryFn: ({ signal }) => call('listDeliveries', { query: { orderId, limit: mostShown }, signal }),
    refetchInterval: everyMs,
  })
}

export function openDeliveriesQuery(organisationId: string | undefined) {
  return queryOptions({
    queryKey: [...deliveriesKey, 'open', organisationId ?? null],
    queryFn: ({ signal }) =>
      call('listDeliveries', {
        query: { isOpen: 'true', sort: 'oldest', limit: mostShown, ...(organisationId !== undefined && { organisationId }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  })
}

export const deliveryCountsQuery = queryOptions({
  queryKey: [...deliveriesKey, 'counts'],
  queryFn: ({ signal }) => call('countDeliveries', { signal }),
  refetchInterval: 60_000,
})

import { type DeadlineOwner } from '@bilezik/domain'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, call } from '../api/client.ts'

export type Deadline = Answer<'listDeadlines'>['deadlines'][number]

const everyMs = 60_000
/** So many of a list are shown; more are counted, and reached by its filters. */
const mostShown = 500

/** The feed tells of every change; time alone makes things due, too. */
export const deadlineCountsQuery = queryOptions({
  queryKey: ['deadlines', 'counts'],
  queryFn: ({ signal }) => call('countDeadlines', { signal }),
  refetchInterval: everyMs,
})

export const deadlineFilters = ['open', 'missed', 'met', 'met-late', 'cancelled', 'all'] as const
export type DeadlineFilter = (typeof deadlineFilters)[number]

export interface DeadlinesSearch {
  readonly state?: DeadlineFilter
  readonly owner?: DeadlineOwner
  readonly organisation?: string
}

export function deadlinesQuery({ state = 'open', owner, organisation }: DeadlinesSearch) {
  return queryOptions({
    queryKey: ['deadlines', 'list', state, owner ?? null, organisation ?? null],
    queryFn: ({ signal }) =>
      call('listDeadlines', {
        query: {
          state,
          limit: mostShown,
          ...(owner !== undefined && { owedBy: owner }),
          ...(organisation !== undefined && { organisationId: organisation }),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  })
}

export function orderDeadlinesQuery(orderId: string) {
  return queryOptions({
    queryKey: ['deadlines', 'order', orderId],
    queryFn: ({ signal }) => call('listDeadlines', { query: { state: 'all', orderId, limit: mostShown }, signal }),
  })
}

export function calendarQuery(year: number) {
  return queryOptions({
    queryKey: ['calendar', year],
    queryFn: ({ signal }) => call('getCalendar', { query: { year }, signal }),
  })
}

export function deadlineStartsQuery(orderId: string) {
  return queryOptions({
    queryKey: ['deadlines', 'starts', orderId],
    queryFn: ({ signal }) => call('listDeadlineStarts', { params: { orderId }, signal }),
  })
}

export function requestsQuery(orderId: string) {
  return queryOptions({
    queryKey: ['deadlines', 'requests', orderId],
    queryFn: ({ signal }) => call('listInformationRequests', { params: { orderId }, signal }),
  })
}

export const movesQuery = queryOptions({
  queryKey: ['deadlines', 'moves'],
  queryFn: ({ signal }) => call('listDeadlineMoves', { query: { limit: mostShown }, signal }),
  refetchInterval: everyMs,
})

export const calendarTakingsQuery = queryOptions({
  queryKey: ['calendar', 'takings'],
  queryFn: ({ signal }) => call('getCalendarTakings', { signal }),
  // While it reaches the orders.
  refetchInterval: ({ state }) => (state.data?.takings.some(({ finishedAt }) => finishedAt === null) ? 2_000 : everyMs),
})

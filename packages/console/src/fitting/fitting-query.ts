import { queryOptions } from '@tanstack/react-query'
import { type Answer, call } from '../api/client.ts'

export type Fitting = Answer<'getFitting'>

/** Asked again while the page is open: what the kit says is what the fitter waits for. */
export function fittingQuery(orderId: string) {
  return queryOptions({
    queryKey: ['fitting', orderId],
    queryFn: ({ signal }) => call('getFitting', { params: { orderId }, signal }),
    refetchInterval: 5_000,
  })
}

import { type Regime } from '@bilezik/domain'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api/client.ts'

export function ruleSupportQuery(regime: Regime) {
  return queryOptions({
    queryKey: ['rule-support', regime],
    queryFn: ({ signal }) => call('getRuleSupport', { query: { regime }, signal }),
    staleTime: 3_600_000,
  })
}

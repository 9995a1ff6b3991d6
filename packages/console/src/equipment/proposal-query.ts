import { queryOptions } from '@tanstack/react-query'
import { type Answer, call } from '../api/client.ts'

export type Proposal = Answer<'getEquipmentProposal'>

export function proposalQuery(orderId: string) {
  return queryOptions({
    queryKey: ['equipment-proposal', orderId],
    queryFn: ({ signal }) => call('getEquipmentProposal', { params: { orderId }, signal }),
  })
}

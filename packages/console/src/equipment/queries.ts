import { type EquipmentClass, type EquipmentCondition } from '@bilezik/domain'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, call } from '../api/client.ts'

export type Item = Answer<'listEquipment'>['items'][number]
export type ItemDetail = Answer<'getEquipment'>
export type StockLine = Answer<'getStock'>['stock'][number]
export type EquipmentType = Answer<'listEquipmentTypes'>['types'][number]

/** Every list and page of equipment: whatever moves one piece changes several of them. */
export const equipmentKey = ['equipment'] as const

const pageRows = 200

export interface EquipmentSearch {
  readonly query?: string
  readonly equipmentClass?: EquipmentClass | 'none'
  readonly condition?: EquipmentCondition
  readonly place?: 'stock' | 'kit'
  readonly organisation?: string
  readonly model?: string
  readonly holder?: string
}

/** As the server takes them. */
export function filtersOf({ organisation, ...rest }: EquipmentSearch) {
  return { ...rest, ...(organisation !== undefined && { organisationId: organisation }) }
}

export function equipmentQuery(search: EquipmentSearch) {
  return infiniteQueryOptions({
    queryKey: [...equipmentKey, 'list', search],
    queryFn: ({ signal, pageParam }) =>
      call('listEquipment', {
        query: { ...filtersOf(search), limit: pageRows, ...(pageParam !== null && { before: pageParam }) },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
}

export function itemQuery(deviceId: string) {
  return queryOptions({
    queryKey: [...equipmentKey, 'item', deviceId],
    queryFn: ({ signal }) => call('getEquipment', { params: { deviceId }, signal }),
  })
}

export const stockQuery = queryOptions({
  queryKey: [...equipmentKey, 'stock'],
  queryFn: ({ signal }) => call('getStock', { signal }),
})

export const equipmentTypesQuery = queryOptions({
  queryKey: [...equipmentKey, 'types'],
  queryFn: ({ signal }) => call('listEquipmentTypes', { signal }),
})

import { equipmentClasses, equipmentConditions } from '@bilezik/domain'
import { type EquipmentSearch } from './queries.ts'

const mostCharacters = 100

function words(value: unknown): string | undefined {
  // A number in an address comes as a number: so does every IMEI that was typed.
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  return text.slice(0, mostCharacters) || undefined
}

/** The filters stand in the address: a list can be sent to a colleague, and found again. */
export function parseEquipmentSearch(search: Record<string, unknown>): EquipmentSearch {
  const [query, model, holder, organisation] = (['query', 'model', 'holder', 'organisation'] as const).map((name) =>
    words(search[name]),
  )
  const equipmentClass = [...equipmentClasses, 'none' as const].find((known) => known === search['equipmentClass'])
  const condition = equipmentConditions.find((known) => known === search['condition'])
  const place = (['stock', 'kit'] as const).find((known) => known === search['place'])
  return {
    ...(query && { query }),
    ...(equipmentClass && { equipmentClass }),
    ...(condition && { condition }),
    ...(place && { place }),
    ...(organisation && { organisation }),
    ...(model && { model }),
    ...(holder && { holder }),
  }
}

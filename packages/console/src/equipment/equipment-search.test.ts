import { describe, expect, it } from 'vitest'
import { parseEquipmentSearch } from './equipment-search.ts'

describe('filters in the address', () => {
  it.each([
    { given: { query: '000417', condition: 'lost' }, expected: { query: '000417', condition: 'lost' } },
    // As the router reads an IMEI out of an address.
    { given: { query: 356938035643809 }, expected: { query: '356938035643809' } },
    { given: { equipmentClass: 'none', place: 'kit' }, expected: { equipmentClass: 'none', place: 'kit' } },
    { given: { equipmentClass: 'scooter', place: 'moon', condition: '', query: '', model: null }, expected: {} },
    { given: { holder: 'x'.repeat(200) }, expected: { holder: 'x'.repeat(100) } },
  ])('$given → $expected', ({ given, expected }) => {
    expect(parseEquipmentSearch(given)).toEqual(expected)
  })
})

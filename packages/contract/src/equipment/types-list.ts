import { equipmentClasses } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, dateField, id, instantField, noContent } from '../fields.ts'

const source = z.string().trim().min(1).max(300).describe('The act and the place in it; `assumed`: the list was not at hand')

export const listEquipmentTypes = endpoint({
  method: 'GET',
  path: '/api/equipment-types',
  summary: 'The government’s list of equipment types, by the days on which each is on it',
  permission: 'device:read',
  response: z.object({
    today: dateField.describe('In Kazakhstan'),
    types: z.array(
      z.object({
        id,
        equipmentClass: z.enum(equipmentClasses),
        from: dateField,
        until: dateField.nullable().describe('Half-open; null: no end is known; as `from`: it was entered by mistake'),
        source,
        byName: z.string().nullable().describe('Null: it came with Bilezik'),
        recordedAt: instantField,
        isInForce: z.boolean().describe('Today'),
      }),
    ),
  }),
  refusals: [],
})

export const addEquipmentType = endpoint({
  method: 'POST',
  path: '/api/equipment-types',
  summary: 'Put a type on the list from a day on; a coming day takes effect by itself',
  permission: 'equipment-list:change',
  body: z.object({
    equipmentClass: z.enum(equipmentClasses),
    from: dateField,
    until: dateField.nullable().default(null),
    source,
  }),
  response: created,
  refusals: ['term-not-a-period', 'equipment-type-overlaps'],
})

export const endEquipmentType = endpoint({
  method: 'POST',
  path: '/api/equipment-types/:typeId/end',
  summary: 'Take a type off the list from a day on; what was decided before stays decided',
  permission: 'equipment-list:change',
  params: z.object({ typeId: id }),
  body: z.object({ until: dateField.describe('The first day on which it is not on the list') }),
  response: noContent,
  refusals: ['not-found', 'term-not-a-period', 'equipment-type-overlaps'],
})

import { equipmentClasses, equipmentConditions, recordedMoves } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, mostInteger, noContent } from '../fields.ts'
import { itemFields, itemSchema, moveSchema } from './item.ts'

const params = z.object({ deviceId: id })

const part = z.string().trim().max(100).optional()

/** By which a list is narrowed; each may be left out. */
export const equipmentFilters = {
  equipmentClass: z
    .enum([...equipmentClasses, 'none'])
    .optional()
    .describe('`none`: those of which no class was said'),
  condition: z.enum(equipmentConditions).optional(),
  organisationId: id.optional(),
  place: z.enum(['stock', 'kit']).optional().describe('Whether it is in somebody’s kit'),
  query: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe('Part of an identifier, serial or inventory number, ICCID, model, holder or location'),
  model: part.describe('Part of its name'),
  holder: part.describe('Part of the name of who answers for it'),
}

export const listEquipment = endpoint({
  method: 'GET',
  path: '/api/equipment',
  summary: 'The register of equipment in your scope, newest first, a page at a time',
  permission: 'device:read',
  query: z.object({
    ...equipmentFilters,
    before: z.coerce.number().int().min(1).max(mostInteger).optional().describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
  }),
  response: z.object({
    total: z.number().int().describe('Of all pages'),
    next: z.number().int().nullable().describe('Null: this is the last page'),
    items: z.array(itemSchema),
  }),
  refusals: [],
})

export const getEquipment = endpoint({
  method: 'GET',
  path: '/api/equipment/:deviceId',
  summary: 'One piece with its chain of custody, the latest link first; at most 1000',
  permission: 'device:read',
  params,
  response: itemSchema.extend({
    registeredAt: instantField,
    possibleMoves: z.array(z.enum(recordedMoves)),
    moves: z.array(moveSchema),
  }),
  refusals: ['not-found'],
})

export const changeEquipment = endpoint({
  method: 'PUT',
  path: '/api/equipment/:deviceId',
  summary: 'Correct what is known of a piece; its identifier and protocol stay',
  permission: 'device:change',
  params,
  body: z.object({ ...itemFields, model: z.string().trim().min(1).max(100) }).omit({ holder: true }),
  response: noContent,
  refusals: ['not-found', 'device-exists', 'device-written-off'],
})

export const moveEquipment = endpoint({
  method: 'POST',
  path: '/api/equipment/:deviceId/moves',
  summary: 'Add a link to the chain of custody: hand over, send to repair, write off …',
  permission: 'device:change',
  params,
  body: z.object({
    kind: z.enum(recordedMoves),
    at: instantField.optional().describe('Now when absent; never before the link before it, never in the future'),
    toHolder: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .nullable()
      .default(null)
      .describe('Asked for when it is handed over, sent on its way or goes to repair'),
    organisationId: id.optional().describe('Into whose stock it is handed; absent: it stays'),
    document: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .nullable()
      .default(null)
      .describe('The number of the act; asked for when it is written off'),
    note: z.string().trim().max(1_000).default(''),
  }),
  response: noContent,
  refusals: ['not-found', 'device-in-use', 'equipment-move-impossible', 'equipment-move-untimely'],
})

export const getStock = endpoint({
  method: 'GET',
  path: '/api/equipment-stock',
  summary: 'How many pieces each organisation has of each class, and how they stand',
  permission: 'device:read',
  response: z.object({
    stock: z.array(
      z.object({
        organisationId: id,
        equipmentClass: z.enum(equipmentClasses).nullable(),
        free: z.number().int().describe('Fit and in nobody’s kit'),
        inKits: z.number().int(),
        onTheWay: z.number().int(),
        faulty: z.number().int(),
        inRepair: z.number().int(),
        lost: z.number().int(),
        writtenOff: z.number().int(),
        least: z.number().int().nullable().describe('Low when fewer are free; null: nobody set a limit'),
      }),
    ),
  }),
  refusals: [],
})

export const setStockLimit = endpoint({
  method: 'PUT',
  path: '/api/equipment-stock/limit',
  summary: 'Say from how few free pieces of a class on an organisation’s stock is low',
  permission: 'device:change',
  body: z.object({
    organisationId: id,
    equipmentClass: z.enum(equipmentClasses),
    least: z.number().int().min(0).max(100_000).describe('Low when fewer are free; 0: never'),
  }),
  response: noContent,
  refusals: ['not-found'],
})

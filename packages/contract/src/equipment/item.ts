import { deviceRoles, equipmentClasses, equipmentConditions, equipmentMoves, protocolNames } from '@bilezik/domain'
import { z } from 'zod'
import { id, instantField } from '../fields.ts'

/** An empty field of a form is no value. */
const words = (most: number) => z.string().trim().min(1).max(most).nullable()

/** What is known of a piece besides what the gateway goes by. */
export const itemFields = {
  equipmentClass: z.enum(equipmentClasses).nullable().describe('Null: not said'),
  serialNumber: words(64),
  inventoryNumber: words(64).describe('Under which bookkeeping has it'),
  iccid: z
    .string()
    .regex(/^\d{18,22}$/)
    .nullable()
    .describe('Of the SIM card, as printed on it'),
  simOperator: words(100),
  firmware: words(100),
  valueTenge: z.number().int().min(0).max(2_000_000_000).nullable(),
  location: words(200).describe('Where it lies'),
  holder: words(200).describe('Who answers for it while nobody wears it'),
}

export const itemSchema = z.object({
  id,
  ...itemFields,
  protocol: z.enum(protocolNames).nullable().describe('Null: it speaks to nobody'),
  identifier: z.string(),
  model: z.string(),
  organisationId: id,
  condition: z.enum(equipmentConditions),
  inKitOf: z
    .object({
      personId: id,
      name: z.string().nullable().describe('Null: your role sees no persons'),
      role: z.enum([...deviceRoles, 'protected']),
    })
    .nullable()
    .describe('Null: in stock'),
})

export const moveSchema = z.object({
  sequence: z.number().int(),
  at: instantField,
  recordedAt: instantField,
  byName: z.string().nullable().describe('Null: brought over from before there was a register'),
  kind: z.enum(equipmentMoves),
  fromHolder: z.string().nullable(),
  toHolder: z.string().nullable(),
  person: z
    .object({ personId: id, name: z.string().nullable().describe('Null: no longer in your scope, or your role sees no persons') })
    .nullable(),
  organisationId: id,
  condition: z.enum(equipmentConditions).describe('After it'),
  document: z.string().nullable(),
  note: z.string(),
})

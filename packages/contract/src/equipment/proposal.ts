import { equipmentClasses } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id } from '../fields.ts'
import { recordSchemas } from '../intake/facts.ts'

export const getEquipmentProposal = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/equipment-proposal',
  summary: 'Which equipment suits the obligations, the person and the residence, with the reasons; the head decides',
  permission: 'person:read',
  params: z.object({ orderId: id }),
  response: z.object({
    isVibrationOnly: z.boolean(),
    concerns: z.array(z.string()).describe('What no list of types can settle'),
    classes: z.array(
      z.object({
        equipmentClass: z.enum(equipmentClasses),
        isProposed: z.boolean(),
        reasons: z.array(z.string()),
        isListed: z.boolean().describe('On the government’s list today'),
        free: z.number().int().describe('Fit and in nobody’s kit, in the stock of the order’s subdivision'),
      }),
    ),
    considered: z.object({
      concealment: recordSchemas.concealment.nullable(),
      feasibility: recordSchemas.feasibility.nullable(),
    }),
  }),
  refusals: ['not-found', 'step-not-allowed'],
})

import { caseStates } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField } from '../fields.ts'
import { besideSteps } from './history-export.ts'

export const getOrderHistory = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/history',
  summary: 'Everything that was done on an order, in order: who, when, what, on which basis',
  permission: 'person:read',
  params: z.object({ orderId: id }),
  response: z.object({
    id,
    personId: id,
    organisationId: id,
    state: z.enum(caseStates),
    events: z.array(
      z.object({
        sequence: z.number().int(),
        recordedAt: instantField.describe('By the database’s clock'),
        at: instantField.describe('When it took effect'),
        byName: z.string().nullable().describe('Null: brought over from before there were files'),
        kind: z.string().describe('`record`, or the step'),
        state: z.enum(caseStates).describe('After it'),
        body: z.record(z.string(), z.unknown()),
        citations: z.array(z.string()),
      }),
    ),
    ...besideSteps,
  }),
  refusals: ['not-found'],
})

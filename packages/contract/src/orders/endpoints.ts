import { deviceFates, regimes } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, id, instantField, noContent } from '../fields.ts'
import { ruleSchema } from './rule.ts'

export const createOrder = endpoint({
  method: 'POST',
  path: '/api/persons/:personId/orders',
  summary: 'Record a decision to apply electronic tracking, with the conditions a machine can watch',
  permission: 'order:change',
  // A zone of the most corners, each with a dozen decimals.
  mostBodyBytes: 1024 * 1024,
  params: z.object({ personId: id }),
  body: z.object({
    organisationId: id.describe('The subdivision that executes it'),
    regime: z.enum(regimes),
    basisNumber: z.string().trim().min(1).max(100),
    decidedAt: instantField,
    termFrom: instantField,
    termUntil: instantField.describe('Half-open: nothing is collected from this instant on'),
    rules: z.array(ruleSchema).min(1).max(20),
    isConcealed: z
      .boolean()
      .default(true)
      .describe(
        'Tracking is kept from others’ notice (1369 §13); false only where the decision says that nobody is to be hidden from',
      ),
  }),
  response: created,
  refusals: ['not-found', 'term-not-a-period', 'bad-zone', 'condition-unsupported'],
})

export const closeOrder = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/close',
  summary: 'End an order, or a file that became none, on a ground of the closed list; collection ends with it',
  permission: 'order:change',
  params: z.object({ orderId: id }),
  body: z.object({
    at: instantField.optional().describe('Now when absent; never before the term began'),
    ground: z
      .string()
      .regex(/^[a-z-]{1,50}$/)
      .describe('Of the closed list under the measure (1369 §10, PEC 161): `closingGrounds` of the case file'),
    documentNumber: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .nullable()
      .describe('Of the decision, verdict or certificate that it rests on'),
    reason: z.string().trim().min(1).max(500),
    documentsReceivedAt: instantField
      .optional()
      .describe(
        'On early release, in place of `at`: collection ends then, or next morning when they came after hours (PEC 165(5))',
      ),
    devices: z
      .array(z.object({ deviceId: id, fate: z.enum(deviceFates) }))
      .max(20)
      .default([])
      .describe('What became of each device of the kit; one that is not named is still out'),
  }),
  response: noContent,
  refusals: ['not-found', 'order-closed', 'term-not-a-period', 'step-blocked', 'case-file-full', 'change-out-of-order'],
})

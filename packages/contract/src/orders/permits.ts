import { permitKinds } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, noContent } from '../fields.ts'
import { scheduleSchema } from './rule.ts'

const permitFields = {
  kind: z.enum(permitKinds).describe('`notice`: the body was told beforehand; `permission`: it allowed it in writing'),
  lineageIds: z.array(id).min(1).max(20).describe('The conditions that it lifts'),
  from: instantField,
  until: instantField.describe('Half-open'),
  schedule: scheduleSchema.nullable().describe('Only in these hours of the week, for one that recurs; null: the whole time'),
  givenAt: instantField.describe('It never counts for the time before it was given'),
  givenBy: z.string().trim().min(1).max(200).describe('The body or official'),
  documentNumber: z.string().trim().min(1).max(100),
}

export const givePermit = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/permits',
  summary: 'Record a notice or permission given beforehand, which lifts conditions for a time',
  permission: 'order:change',
  params: z.object({ orderId: id }),
  body: z.object(permitFields),
  response: z.object({
    id,
    coversFrom: instantField,
    isGivenLate: z
      .boolean()
      .describe('It was given after its beginning: the time before `coversFrom` is not covered and never will be'),
  }),
  refusals: [
    'not-found',
    'order-closed',
    'term-not-a-period',
    'permit-covers-nothing',
    'permit-not-applicable',
    'too-many-permits',
  ],
})

export const revokePermit = endpoint({
  method: 'POST',
  path: '/api/permits/:permitId/revoke',
  summary: 'End a permit now or at a coming instant; what it covered stays covered',
  permission: 'order:change',
  params: z.object({ permitId: id }),
  body: z.object({
    at: instantField.optional().describe('Now when absent; never in the past'),
    reason: z.string().trim().min(1).max(500),
  }),
  response: noContent,
  refusals: ['not-found', 'permit-covers-nothing'],
})

export const listPermits = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/permits',
  summary: 'The permits of an order, the latest first; at most 500',
  permission: 'person:read',
  params: z.object({ orderId: id }),
  response: z.object({
    permits: z.array(
      z.object({
        id,
        ...permitFields,
        revokedAt: instantField.nullable(),
        revokedReason: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['not-found'],
})

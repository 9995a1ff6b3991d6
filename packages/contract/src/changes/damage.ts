import { claimStates, damageFindings, damageKinds } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { dateField, id, instantField, noContent } from '../fields.ts'
import { note, number, orderParams, shortText, text } from './fields.ts'

const mostTenge = 1_000_000_000
const damage = z.number().int().min(1).describe('Its entry in the history of the order')

/** One line of a computation; a deduction has a negative price. */
export const costLine = z.object({
  what: shortText,
  basis: shortText.describe('Where the amount comes from: recorded value, an invoice, wear'),
  quantity: z.number().int().min(1).max(10_000),
  unitTenge: z.number().int().min(-mostTenge).max(mostTenge),
})

export const recordDamage = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/damages',
  summary: 'The act of damage, loss or destruction of a device; whose doing it was is not said by it',
  permission: 'order:prepare',
  params: orderParams,
  body: z.object({
    deviceId: id,
    kind: z.enum(damageKinds),
    foundAt: instantField,
    foundBy: shortText,
    circumstances: text,
    personStatement: text.nullable().describe('What the person says to it'),
    actNumber: number,
    actOn: dateField,
  }),
  response: z.object({ damage }),
  refusals: ['not-found', 'case-file-full', 'change-out-of-order'],
})

export const findDamage = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/damages/:damage/finding',
  summary: 'Record what an official found of how a device was damaged: intent is for a human to find',
  permission: 'order:change',
  params: orderParams.extend({ damage: z.coerce.number().int().min(1) }),
  body: z.object({
    finding: z.enum(damageFindings),
    official: shortText,
    position: shortText,
    reasons: text,
    foundAt: instantField,
  }),
  response: noContent,
  refusals: ['not-found', 'case-file-full', 'change-out-of-order'],
})

export const claimDamage = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/damages/:damage/claim',
  summary: 'Compute and claim compensation; only for what an official found to be intentional',
  permission: 'order:change',
  params: orderParams.extend({ damage: z.coerce.number().int().min(1) }),
  body: z.object({ lines: z.array(costLine).min(1).max(100), claimedOn: dateField, documentNumber: number, note }),
  response: z.object({ totalTenge: z.number().int() }),
  refusals: ['not-found', 'step-blocked', 'case-file-full', 'claim-not-positive', 'claim-settled'],
})

export const settleClaim = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/damages/:damage/claim/state',
  summary: 'Record what became of a claim: paid, refused, or brought before a court',
  permission: 'order:change',
  params: orderParams.extend({ damage: z.coerce.number().int().min(1) }),
  body: z.object({
    state: z.enum(claimStates).exclude(['claimed']),
    amountTenge: z.number().int().min(0).max(mostTenge).nullable().describe('Paid now; null where nothing was'),
    on: dateField,
    documentNumber: number.nullable(),
    note,
  }),
  response: noContent,
  refusals: ['not-found', 'claim-settled', 'case-file-full'],
})

import { equipmentClasses } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, noContent, requestIdField } from '../fields.ts'
import { findingSchema, owedPieceSchema } from '../intake/case-file.ts'
import { attendantsField } from '../intake/facts.ts'
import { obligationsField, ruleSchema } from './rule.ts'

const params = z.object({ orderId: id })
const text = z.string().trim().min(1).max(1_000)
const note = z.string().trim().max(1_000).default('')
const refusedSteps = ['not-found', 'step-not-allowed', 'step-blocked', 'case-file-full'] as const

export const checkCaseFile = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/check',
  summary: 'Close the check of the package, with what it found',
  permission: 'order:prepare',
  params,
  body: z.object({ note }),
  response: noContent,
  refusals: refusedSteps,
})

export const returnCaseFile = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/return',
  summary: 'Send the package back to the body, with everything that is owed or stands against it and the provisions',
  permission: 'order:change',
  params,
  body: z.object({ note }),
  response: z.object({ reasons: z.array(findingSchema) }),
  refusals: refusedSteps,
})

export const claimMissing = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/claim',
  summary: 'Claim what is missing or wanting from whoever owes it, with the provisions; execution goes on',
  permission: 'order:prepare',
  params,
  body: z.object({ note }),
  response: z.object({ claimed: z.array(owedPieceSchema) }),
  refusals: refusedSteps,
})

export const resubmitCaseFile = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/resubmit',
  summary: 'Record that the body has answered a return: the package is to be checked anew',
  permission: 'order:prepare',
  params,
  body: z.object({ receivedAt: instantField.optional().describe('Now when absent'), note }),
  response: noContent,
  refusals: refusedSteps,
})

export const adoptOrder = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/adopt',
  summary: 'Adopt the decision for execution: its registration, its term and the obligations that a machine can watch',
  permission: 'order:change',
  // A zone of the most corners, each with a dozen decimals.
  mostBodyBytes: 1024 * 1024,
  params,
  body: z.object({
    registrationNumber: z.string().trim().min(1).max(100),
    termFrom: instantField,
    termUntil: instantField.describe('Half-open: nothing is collected from this instant on'),
    rules: z.array(ruleSchema).min(1).max(20).describe('From the decision alone: the subdivision adds none'),
    obligations: obligationsField,
    isConcealed: z.boolean().default(true),
  }),
  response: noContent,
  refusals: [...refusedSteps, 'term-not-a-period', 'bad-zone', 'condition-unsupported'],
})

export const decideEquipment = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/equipment-decision',
  summary: 'Decide which equipment is installed; for the head of the subdivision alone',
  permission: 'equipment:decide',
  params,
  body: z.object({
    equipment: z.array(z.enum(equipmentClasses)).min(1).max(equipmentClasses.length),
    isVibrationOnly: z.boolean().default(true).describe('Its signals vibrate and do not sound'),
    reasons: text,
  }),
  response: noContent,
  refusals: refusedSteps,
})

export const recordFitting = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/fitting',
  summary: 'Record that the kit was fitted: collection is authorised from here on, and no condition binds yet',
  permission: 'order:prepare',
  params,
  body: z.object({ place: text, attendants: attendantsField.default([]), note, requestId: requestIdField }),
  response: noContent,
  refusals: [...refusedSteps, 'kit-empty', 'order-closed'],
})

export const activateOrder = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/activate',
  summary: 'Begin the execution: the conditions bind from now on',
  permission: 'order:change',
  params,
  body: z.object({
    note,
    isHomeMeasured: z
      .boolean()
      .default(false)
      .describe(
        'The circle of the home lies around the place measured at the fitting, where the file says it may: `measuredHome`',
      ),
  }),
  response: noContent,
  refusals: [...refusedSteps, 'order-closed', 'home-not-measured'],
})

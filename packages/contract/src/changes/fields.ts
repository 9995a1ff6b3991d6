import { z } from 'zod'
import { id } from '../fields.ts'
import { attendantsField } from '../intake/facts.ts'

/** Pieces that the changes of an order share. */
export const orderParams = z.object({ orderId: id })
export const text = z.string().trim().min(1).max(1_000)
export const shortText = z.string().trim().min(1).max(200)
export const number = z.string().trim().min(1).max(100)
export const note = z.string().trim().max(1_000).default('')
export const attendants = attendantsField.default([])
export const refusedSteps = ['not-found', 'step-not-allowed', 'order-closed', 'step-blocked', 'case-file-full'] as const

/** The decision of the body, or the court act, that a change carries out. */
export const changeDecision = z.object({
  number,
  decidedOn: z.iso.date().describe('In Kazakhstan'),
  decidedHour: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .describe('In Kazakhstan, `14:30`; null: the decision names none'),
  body: shortText,
  official: shortText,
})

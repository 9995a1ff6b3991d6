import { languages } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, id, instantField, nameField, noContent } from '../fields.ts'

const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9 ()-]{5,30}$/)

export const addProtectedPerson = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/protected-persons',
  summary: 'Name whom a distance condition of the order protects, and how to warn them',
  permission: 'order:change',
  params: z.object({ orderId: id }),
  body: z.object({
    lineageId: id.describe('A distance condition of this order'),
    name: nameField,
    language: z.enum(languages),
    phone,
    applicant: nameField
      .nullable()
      .default(null)
      .describe('Which of those who applied because of a threat they are, as the ground names them'),
  }),
  response: created,
  refusals: ['not-found'],
})

export const issueProtectedDevice = endpoint({
  method: 'POST',
  path: '/api/protected-persons/:protectedPersonId/device',
  summary: 'Let a device tell where the protected person is; its places are shown to nobody',
  permission: 'device:change',
  params: z.object({ protectedPersonId: id }),
  body: z.object({ deviceId: id, from: instantField.optional().describe('Now when absent') }),
  response: noContent,
  refusals: ['not-found', 'device-in-use', 'device-unfit'],
})

export const listWarnings = endpoint({
  method: 'GET',
  path: '/api/persons/:personId/warnings',
  summary: 'When protected persons had to be warned of this one, and whether they were: newest first',
  permission: 'incident:work',
  params: z.object({ personId: id }),
  response: z.object({
    warnings: z.array(
      z.object({
        id,
        dueAt: instantField.describe('When the engine believed the person too near'),
        given: z.object({ at: instantField, byName: z.string(), means: z.string() }).nullable(),
        /** Whom to tell, and in which language: never where they are. */
        recipients: z.array(z.object({ name: z.string(), language: z.enum(languages), phone: z.string() })),
      }),
    ),
  }),
  refusals: ['not-found'],
})

export const giveWarning = endpoint({
  method: 'POST',
  path: '/api/warnings/:warningId/given',
  summary: 'Record that the protected person was warned, and by what means',
  permission: 'incident:work',
  params: z.object({ warningId: id }),
  body: z.object({ means: z.string().trim().min(1).max(200) }),
  response: noContent,
  refusals: ['not-found', 'warning-given'],
})

import { changedCircumstances } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { dateField, instantField, latField, lonField, noContent } from '../fields.ts'
import { note, number, orderParams, refusedSteps, shortText } from './fields.ts'

export const recordCircumstance = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/circumstances',
  summary: 'Record that residence, work or study changes, by notice or permission; zones change by a variation alone',
  permission: 'order:prepare',
  params: orderParams,
  body: z.object({
    what: z.enum(changedCircumstances),
    from: dateField.describe('In Kazakhstan'),
    to: shortText.describe('The address, or the place of work or study'),
    place: z
      .object({ tenure: z.enum(['permanent', 'temporary']), lat: latField, lon: lonField })
      .nullable()
      .describe('Of a residence: where it stands, so that the file’s residence changes; null otherwise'),
    basis: z.enum(['notice', 'permission', 'decision']),
    toldAt: instantField.describe('When the body or service was told, or allowed it'),
    by: shortText.describe('Who took the notice, or gave the permission'),
    documentNumber: number.nullable(),
    note,
  }),
  response: noContent,
  refusals: [...refusedSteps, 'case-record-impossible', 'change-out-of-order'],
})

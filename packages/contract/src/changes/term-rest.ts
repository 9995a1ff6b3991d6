import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { dateField, instantField, noContent } from '../fields.ts'
import { note, number, orderParams, refusedSteps, shortText } from './fields.ts'

const courtAct = z.object({ number, on: dateField.describe('In Kazakhstan'), court: shortText })

export const beginTermRest = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/term-rest',
  summary:
    'Record the court act by which the term rests from the beginning of the search: tracking goes on, the end is not known',
  permission: 'order:change',
  params: orderParams,
  body: z.object({
    act: courtAct,
    at: instantField.describe('When the initial search began: the term rests from that day on'),
    note,
  }),
  response: noContent,
  refusals: [...refusedSteps, 'change-out-of-order', 'term-not-a-period'],
})

export const endTermRest = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/term-rest/end',
  summary: 'Record the court act by which the term goes on: its end moves by the days of rest',
  permission: 'order:change',
  params: orderParams,
  body: z.object({ act: courtAct, at: instantField.optional().describe('From when it goes on; now when absent'), note }),
  response: noContent,
  refusals: [...refusedSteps, 'change-out-of-order', 'term-not-a-period'],
})

import { handOverCauses } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { dateField, id, instantField, noContent } from '../fields.ts'
import { attendants, note, number, orderParams, refusedSteps, shortText } from './fields.ts'

export const handOverOrder = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/hand-over',
  summary:
    'Hand an order over to another body, and to another subdivision where it changes: the file goes whole, with its history',
  permission: 'order:change',
  params: orderParams,
  body: z.object({
    because: z.enum(handOverCauses),
    toBody: z
      .object({ name: shortText, official: shortText, documentNumber: number })
      .nullable()
      .describe('Who conducts the case from now on; null where that stays'),
    toOrganisationId: id
      .nullable()
      .describe('The subdivision that executes it from now on, in the scope of whoever hands over; null where that stays'),
    act: z.object({ number, signedOn: dateField }).describe('Of receiving and transmitting the device: removal and installation'),
    at: instantField.optional().describe('When it was held; now when absent'),
    attendants,
    note,
  }),
  response: noContent,
  refusals: [...refusedSteps, 'change-out-of-order', 'nothing-handed-over'],
})

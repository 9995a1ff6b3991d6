import { deviceFates, replacementCauses } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, noContent } from '../fields.ts'
import { attendants, note, orderParams, refusedSteps, text } from './fields.ts'

export const replaceDevice = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/replace-device',
  summary: 'Put another device in the place of one of the kit; collection goes on without a gap',
  permission: 'order:prepare',
  params: orderParams,
  body: z.object({
    deviceId: id.describe('The device that is taken off'),
    newDeviceId: id.nullable().describe('Null, where further use is impossible: other means are taken'),
    because: z.enum(replacementCauses),
    description: text,
    noticedAt: instantField.describe('Since when it was known not to work, or the replacement planned'),
    at: instantField.optional().describe('When it was replaced; now when absent'),
    fate: z.enum(deviceFates).describe('What became of the device taken off'),
    attendants,
    note,
  }),
  response: noContent,
  refusals: [...refusedSteps, 'device-in-use', 'change-out-of-order'],
})

import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { latField, localisedField, lonField } from '../fields.ts'

export const findAddress = endpoint({
  method: 'POST',
  path: '/api/addresses/search',
  summary:
    'Places in Kazakhstan that a text names: by the own gazetteer, which knows no streets, or by a service where one is set',
  permission: 'order:prepare',
  changesNothing: true,
  body: z.object({ text: z.string().trim().max(300) }),
  response: z.object({
    places: z
      .array(
        z.object({
          precision: z.enum(['address', 'street', 'place', 'region']).describe('What the coordinates stand for'),
          name: localisedField,
          region: localisedField.nullable(),
          lat: latField,
          lon: lonField,
        }),
      )
      .describe('The likeliest first; at most 8'),
    source: z.enum(['gazetteer', 'service']),
    attribution: z.string(),
    isServiceAway: z.boolean().describe('A service is set and did not answer: this is the gazetteer’s answer'),
  }),
  refusals: [],
})

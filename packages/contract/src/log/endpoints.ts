import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, pageLimit } from '../fields.ts'

export const listLog = endpoint({
  method: 'GET',
  path: '/api/log',
  summary: 'Who did and who looked, newest first',
  permission: 'log:read',
  query: z.object({ personId: id.optional(), limit: pageLimit }),
  response: z.object({
    entries: z.array(
      z.object({
        at: instantField,
        byName: z.string().nullable().describe('Null: the system'),
        action: z.string().describe('The endpoint or the system action, e.g. `takeIncident`, `live-opened`'),
        personId: id.nullable(),
        subjectId: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  refusals: [],
})

import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instantField, localisedField } from '../fields.ts'

export const getSystem = endpoint({
  method: 'GET',
  path: '/api/system',
  summary: 'What the console must know before sign-in',
  permission: 'public',
  response: z.object({
    version: z.string(),
    isDemo: z.boolean().describe('Marked on every screen'),
    needsSetUp: z.boolean(),
    mapTilesUrl: z.string().nullable().describe('Vector tiles (MapLibre URL) when the deployment has them'),
    demoAccounts: z
      .array(z.object({ login: z.string(), password: z.string(), role: z.string(), organisation: localisedField }))
      .describe('Empty but under --demo'),
  }),
  refusals: [],
})

export const getHealth = endpoint({
  method: 'GET',
  path: '/api/health',
  summary: 'The process lives',
  permission: 'public',
  response: z.object({ status: z.literal('ok') }),
  refusals: [],
})

export const getReadiness = endpoint({
  method: 'GET',
  path: '/api/ready',
  summary: 'The process can serve: database reachable, engine running',
  permission: 'public',
  response: z.object({
    status: z.literal('ready'),
    engineAt: instantField,
    personsNotWatched: z
      .number()
      .int()
      .describe('Set apart because their watching failed, while everyone else is watched: call staff'),
    oldestUnsentSeconds: z.number().int().describe('How long the oldest paper waits that ought to be on its way; 0: none waits'),
    papersStuck: z.number().int().describe('Refused, or unclear whether they arrived: a person has to see to them'),
  }),
  refusals: ['database-unavailable'],
})

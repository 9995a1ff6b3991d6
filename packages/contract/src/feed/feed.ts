import { severities } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, latField, lonField } from '../fields.ts'
import { incidentSchema } from '../incidents/incident.ts'

/** One mark on the live map. */
export const markSchema = z.object({
  personId: id,
  name: z.string(),
  lat: latField,
  lon: lonField,
  accuracyMetres: z.number().nullable(),
  fixAt: instantField,
  contactAt: instantField.nullable(),
  /** The worst answer over the obligations that bind now. */
  standing: z.enum(['kept', 'breached', 'unclear', 'off-duty']),
  worstSeverity: z.enum(severities).nullable(),
  openIncidents: z.number().int(),
})
export type Mark = z.output<typeof markSchema>

/**
 * Server-sent events, by their `event:` name. `incident`, `obligation`, `technical-incident` and `deadline` are durable: they carry an id and a stream
 * resumes behind `Last-Event-ID` for 24 hours; beyond that, or on an unknown id, `reset` tells the client to load anew.
 * `marks` are latest-value snapshots: never replayed, and merged while a client is slow.
 */
export const feedEventSchemas = {
  incident: incidentSchema,
  obligation: z.object({ personId: id }),
  'technical-incident': z.object({ id }).describe('It began, grew, ended, was taken or concluded: list them anew'),
  deadline: z.object({ id }).describe('It was opened, warned of, missed, met or moved: list them anew'),
  marks: z.object({
    isFull: z.boolean().describe('True: forget all marks before'),
    marks: z.array(markSchema),
    gone: z.array(id),
  }),
  pulse: z.object({
    serverAt: instantField,
    engineAt: instantField.describe('When the engine last finished a round; old = what you see is old'),
    engineLagMs: z.number().describe('How long the oldest stored reading waits for the engine'),
  }),
  reset: z.object({}),
} as const
export type FeedEventName = keyof typeof feedEventSchemas

export const openFeed = endpoint({
  method: 'GET',
  path: '/api/feed',
  summary: 'Live stream (text/event-stream) of everything in your scope; one log entry a subscription',
  permission: 'location:read',
  readsLocation: true,
  response: z.string().describe('text/event-stream; see FeedEvent schemas'),
  refusals: [],
})

import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, pageLimit } from '../fields.ts'
import { alertSchema, conclusions, incidentEntrySchema, incidentSchema } from './incident.ts'

const params = z.object({ incidentId: id })
const note = z.string().trim().max(2_000)

export const listIncidents = endpoint({
  method: 'GET',
  path: '/api/incidents',
  summary: 'Incidents in your scope: untaken and worst first, then newest',
  permission: 'incident:read',
  query: z.object({
    state: z.enum(['open', 'mine', 'live', 'concluded']).default('live').describe('live = open and taken; mine = taken by you'),
    personId: id.optional(),
    limit: pageLimit,
  }),
  response: z.object({ incidents: z.array(incidentSchema), isTruncated: z.boolean() }),
  refusals: [],
})

export const getIncident = endpoint({
  method: 'GET',
  path: '/api/incidents/:incidentId',
  summary: 'One incident with its alerts, their reasons and its history',
  permission: 'incident:read',
  readsLocation: true,
  params,
  response: z.object({ incident: incidentSchema, alerts: z.array(alertSchema), entries: z.array(incidentEntrySchema) }),
  refusals: ['not-found'],
})

export const takeIncident = endpoint({
  method: 'POST',
  path: '/api/incidents/:incidentId/take',
  summary: 'Take an incident; taking your own again changes nothing',
  permission: 'incident:work',
  params,
  response: incidentSchema,
  refusals: ['not-found', 'incident-taken', 'incident-concluded'],
})

export const releaseIncident = endpoint({
  method: 'POST',
  path: '/api/incidents/:incidentId/release',
  summary: 'Undo taking',
  permission: 'incident:work',
  params,
  response: incidentSchema,
  refusals: ['not-found', 'incident-not-taken', 'incident-taken', 'incident-concluded'],
})

export const addNote = endpoint({
  method: 'POST',
  path: '/api/incidents/:incidentId/notes',
  summary: 'Add a note; notes are never changed',
  permission: 'incident:work',
  params,
  body: z.object({ text: note.min(1) }),
  response: incidentSchema,
  refusals: ['not-found'],
})

export const concludeIncident = endpoint({
  method: 'POST',
  path: '/api/incidents/:incidentId/conclude',
  summary: 'Conclude an incident you have taken',
  permission: 'incident:work',
  params,
  body: z.object({ conclusion: z.enum(conclusions), note }),
  response: incidentSchema,
  refusals: ['not-found', 'incident-not-taken', 'incident-taken', 'incident-concluded'],
})

export const reopenIncident = endpoint({
  method: 'POST',
  path: '/api/incidents/:incidentId/reopen',
  summary: 'Undo a conclusion; both stay in the history',
  permission: 'incident:work',
  params,
  response: incidentSchema,
  // `incident-concluded`: a newer incident of the same cause is open by now; the work goes on there.
  refusals: ['not-found', 'incident-concluded'],
})

import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, pageLimit } from '../fields.ts'
import { technicalIncidentSchema, technicalNoticeSchema } from './outage.ts'

const params = z.object({ technicalIncidentId: id })

export const listTechnicalIncidents = endpoint({
  method: 'GET',
  path: '/api/technical-incidents',
  summary: 'Outages of many devices that touch persons in your scope: untaken first, then newest; concluded ones last',
  permission: 'incident:read',
  query: z.object({
    state: z.enum(['live', 'concluded', 'all']).default('live').describe('live = open and taken'),
    limit: pageLimit,
  }),
  response: z.object({ technicalIncidents: z.array(technicalIncidentSchema) }),
  refusals: [],
})

export const takeTechnicalIncident = endpoint({
  method: 'POST',
  path: '/api/technical-incidents/:technicalIncidentId/take',
  summary: 'Take a technical incident, for all organisations concerned; taking your own again changes nothing',
  permission: 'incident:work',
  params,
  response: technicalIncidentSchema,
  refusals: ['not-found', 'incident-taken', 'incident-concluded'],
})

export const releaseTechnicalIncident = endpoint({
  method: 'POST',
  path: '/api/technical-incidents/:technicalIncidentId/release',
  summary: 'Undo taking; a head may release what another has taken',
  permission: 'incident:work',
  params,
  response: technicalIncidentSchema,
  refusals: ['not-found', 'incident-not-taken', 'incident-taken', 'incident-concluded'],
})

export const concludeTechnicalIncident = endpoint({
  method: 'POST',
  path: '/api/technical-incidents/:technicalIncidentId/conclude',
  summary: 'Conclude a technical incident that is over and that you have taken',
  permission: 'incident:work',
  params,
  body: z.object({
    note: z.string().trim().min(1).max(2_000).describe('Shown to your organisation, those below and those above'),
  }),
  response: technicalIncidentSchema,
  refusals: ['not-found', 'incident-not-taken', 'incident-taken', 'incident-concluded', 'outage-lasts'],
})

export const listTechnicalNotices = endpoint({
  method: 'GET',
  path: '/api/technical-notices',
  summary: 'Notices of technical failures due to the bodies of orders in your scope: those due first, the most urgent first',
  permission: 'incident:read',
  query: z.object({ state: z.enum(['due', 'all']).default('all'), limit: pageLimit }),
  response: z.object({ notices: z.array(technicalNoticeSchema) }),
  refusals: [],
})

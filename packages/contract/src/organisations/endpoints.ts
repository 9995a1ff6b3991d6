import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, id, localisedField } from '../fields.ts'

export const organisationSchema = z.object({ id, name: localisedField, parentId: id.nullable() })

export const listOrganisations = endpoint({
  method: 'GET',
  path: '/api/organisations',
  summary: 'Your organisation and all below it',
  permission: 'organisation:read',
  response: z.object({ organisations: z.array(organisationSchema) }),
  refusals: [],
})

export const createOrganisation = endpoint({
  method: 'POST',
  path: '/api/organisations',
  summary: 'Add an organisation below one in your scope',
  permission: 'organisation:change',
  body: z.object({ name: localisedField, parentId: id }),
  response: created,
  refusals: ['parent-out-of-scope'],
})

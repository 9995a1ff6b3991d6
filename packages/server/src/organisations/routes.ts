import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { createOrganisation, listOrganisations } from './organisations.ts'

export function organisationRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listOrganisations', listOrganisations)
  implement(app, context, 'createOrganisation', createOrganisation)
}

import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { listTechnicalIncidents, listTechnicalNotices } from './read-outages.ts'
import { concludeTechnicalIncident, releaseTechnicalIncident, takeTechnicalIncident } from './work-on-outage.ts'

export function outageRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listTechnicalIncidents', listTechnicalIncidents)
  implement(app, context, 'takeTechnicalIncident', takeTechnicalIncident)
  implement(app, context, 'releaseTechnicalIncident', releaseTechnicalIncident)
  implement(app, context, 'concludeTechnicalIncident', concludeTechnicalIncident)
  implement(app, context, 'listTechnicalNotices', listTechnicalNotices)
}

import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { getExplanation } from './explain-alert.ts'
import { getIncident, listIncidents } from './read-incidents.ts'
import { addNote, concludeIncident, releaseIncident, reopenIncident, takeIncident } from './work-on-incident.ts'

export function incidentRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listIncidents', listIncidents)
  implement(app, context, 'getIncident', getIncident)
  implement(app, context, 'getExplanation', getExplanation)
  implement(app, context, 'takeIncident', takeIncident)
  implement(app, context, 'releaseIncident', releaseIncident)
  implement(app, context, 'addNote', addNote)
  implement(app, context, 'concludeIncident', concludeIncident)
  implement(app, context, 'reopenIncident', reopenIncident)
}

import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { correctCalendar, getCalendar } from './calendar.ts'
import { listDeadlineMoves, refuseDeadlineMove, takeDeadlineMove } from './decide-moves.ts'
import { listInformationRequests, recordInformationRequest } from './information-requests.ts'
import { countDeadlines, getDeadline, listDeadlines } from './read-deadlines.ts'
import { listDeadlineStarts, startDeadlines } from './start-deadlines.ts'
import { getCalendarTakings, takeCalendar } from './take-calendar.ts'
import { cancelDeadline, meetDeadline } from './work-on-deadline.ts'

export function deadlineRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listDeadlines', listDeadlines)
  implement(app, context, 'countDeadlines', countDeadlines)
  implement(app, context, 'getDeadline', getDeadline)
  implement(app, context, 'listDeadlineStarts', listDeadlineStarts)
  implement(app, context, 'startDeadlines', startDeadlines)
  implement(app, context, 'meetDeadline', meetDeadline)
  implement(app, context, 'cancelDeadline', cancelDeadline)
  implement(app, context, 'recordInformationRequest', recordInformationRequest)
  implement(app, context, 'listInformationRequests', listInformationRequests)
  implement(app, context, 'getCalendar', getCalendar)
  implement(app, context, 'correctCalendar', correctCalendar)
  implement(app, context, 'getCalendarTakings', getCalendarTakings)
  implement(app, context, 'takeCalendar', takeCalendar)
  implement(app, context, 'listDeadlineMoves', listDeadlineMoves)
  implement(app, context, 'takeDeadlineMove', takeDeadlineMove)
  implement(app, context, 'refuseDeadlineMove', refuseDeadlineMove)
}

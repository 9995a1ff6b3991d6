import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { addProtectedPerson, issueProtectedDevice } from './protected-persons.ts'
import { giveWarning, listWarnings } from './warnings.ts'

export function protectionRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'addProtectedPerson', addProtectedPerson)
  implement(app, context, 'issueProtectedDevice', issueProtectedDevice)
  implement(app, context, 'listWarnings', listWarnings)
  implement(app, context, 'giveWarning', giveWarning)
}

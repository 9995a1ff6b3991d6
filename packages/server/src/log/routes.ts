import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { listLog } from './list-log.ts'

export function logRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listLog', listLog)
}

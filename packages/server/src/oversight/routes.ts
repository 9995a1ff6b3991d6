import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { listEngineDifferences } from './list-differences.ts'
import { listEngineFaults } from './list-faults.ts'

export function oversightRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listEngineFaults', listEngineFaults)
  implement(app, context, 'listEngineDifferences', listEngineDifferences)
}

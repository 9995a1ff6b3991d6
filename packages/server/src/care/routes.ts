import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { listSuppressedSignals } from './list-suppressed.ts'
import { reviewSuppressedSignal } from './review-suppressed.ts'

export function careRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listSuppressedSignals', listSuppressedSignals)
  implement(app, context, 'reviewSuppressedSignal', reviewSuppressedSignal)
}

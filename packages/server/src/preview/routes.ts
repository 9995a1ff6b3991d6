import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { previewRules } from './preview-rules.ts'

export function previewRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'previewRules', previewRules)
}

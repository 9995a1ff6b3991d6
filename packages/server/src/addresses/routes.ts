import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { findAddress } from './find-address.ts'

export function addressRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'findAddress', findAddress)
}

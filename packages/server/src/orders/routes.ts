import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { closeOrder } from './close-order.ts'
import { createOrder } from './create-order.ts'
import { givePermit } from './give-permit.ts'
import { listPermits } from './list-permits.ts'
import { revokePermit } from './revoke-permit.ts'

export function orderRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'createOrder', createOrder)
  implement(app, context, 'closeOrder', closeOrder)
  implement(app, context, 'givePermit', givePermit)
  implement(app, context, 'revokePermit', revokePermit)
  implement(app, context, 'listPermits', listPermits)
}

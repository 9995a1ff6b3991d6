import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { claimDamage, findDamage, recordDamage, settleClaim } from './damages.ts'
import { beginEpisode, endEpisode, recordTold } from './episodes.ts'
import { getOrderChanges } from './get-order-changes.ts'
import { handOverOrder } from './hand-over.ts'
import { proposeVariation } from './propose-variation.ts'
import { recordCircumstance } from './record-circumstance.ts'
import { replaceDevice } from './replace-device.ts'
import { varyOrder } from './vary-order.ts'
import { beginTermRest, endTermRest } from './term-rest.ts'

export function changeRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'getOrderChanges', getOrderChanges)
  implement(app, context, 'varyOrder', varyOrder)
  implement(app, context, 'proposeVariation', proposeVariation)
  implement(app, context, 'replaceDevice', replaceDevice)
  implement(app, context, 'handOverOrder', handOverOrder)
  implement(app, context, 'beginEpisode', beginEpisode)
  implement(app, context, 'endEpisode', endEpisode)
  implement(app, context, 'beginTermRest', beginTermRest)
  implement(app, context, 'endTermRest', endTermRest)
  implement(app, context, 'recordTold', recordTold)
  implement(app, context, 'recordCircumstance', recordCircumstance)
  implement(app, context, 'recordDamage', recordDamage)
  implement(app, context, 'findDamage', findDamage)
  implement(app, context, 'claimDamage', claimDamage)
  implement(app, context, 'settleClaim', settleClaim)
}

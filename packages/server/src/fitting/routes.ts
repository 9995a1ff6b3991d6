import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { getFitting, takeSelfTest } from './fitting.ts'
import { pairDevice, unpairDevice } from './pair-device.ts'

export function fittingRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'getFitting', getFitting)
  implement(app, context, 'pairDevice', pairDevice)
  implement(app, context, 'unpairDevice', unpairDevice)
  implement(app, context, 'takeSelfTest', takeSelfTest)
}

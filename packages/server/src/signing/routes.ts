import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { getSignatureCms } from './get-signature-cms.ts'
import { putUserIin } from './put-user-iin.ts'
import { signElectronically } from './sign-electronically.ts'

export function signingRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'signElectronically', signElectronically)
  implement(app, context, 'getSignatureCms', getSignatureCms)
  implement(app, context, 'putUserIin', putUserIin)
}

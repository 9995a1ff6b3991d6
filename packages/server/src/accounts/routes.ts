import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement, implementPublic } from '../http/implement.ts'
import { sessionAnswer } from './session-answer.ts'
import { setUp } from './set-up.ts'
import { signInHandler } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { createUser, listUsers } from './users.ts'

export function accountRoutes(app: FastifyInstance, context: AppContext): void {
  implementPublic(app, context, 'signIn', signInHandler())
  implementPublic(app, context, 'setUp', setUp)
  implement(app, context, 'getSession', async ({ session }) => sessionAnswer(session))
  implement(app, context, 'signOut', signOut)
  implement(app, context, 'listUsers', listUsers)
  implement(app, context, 'createUser', createUser)
}

import type { ResponseOf, api } from '@bilezik/contract'
import { hour, isoInstant, permissionsOf } from '@bilezik/domain'
import type { FastifyReply } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { type Session, sessionCookie, sessionHours } from './sessions.ts'

export function sessionAnswer(session: Session): ResponseOf<typeof api.getSession> {
  const { id, login, name, role, organisationId } = session.user
  return {
    user: { id, login, name, role },
    organisation: { id: organisationId, name: session.organisationName },
    permissions: [...permissionsOf[role]],
    csrfToken: session.csrfToken,
    expiresAt: isoInstant(session.expiresAt),
  }
}

function cookieOptions(context: AppContext) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: context.config.isSecure } as const
}

export function setSessionCookie(context: AppContext, reply: FastifyReply, token: string): void {
  void reply.setCookie(sessionCookie, token, { ...cookieOptions(context), maxAge: (sessionHours * hour) / 1_000 })
}

export function clearSessionCookie(context: AppContext, reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie, cookieOptions(context))
}

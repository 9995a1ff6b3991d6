import { withScope } from '@bilezik/database'
import { minute } from '@bilezik/domain'
import { sql } from 'kysely'
import type { AppContext } from '../http/context.ts'
import type { PublicHandler } from '../http/implement.ts'
import { RateWindow } from '../http/rate-window.ts'
import { refuse } from '../http/refusal.ts'
import { writeLogEntry } from '../log/write-log-entry.ts'
import { sessionAnswer, setSessionCookie } from './session-answer.ts'
import { sessionCookie, sha256 } from './sessions.ts'

/** Failures only. By name and address, so that nobody can lock a colleague out from elsewhere; and by address alone. */
const perLogin = { most: 10, windowMs: 15 * minute, maxKeys: 20_000 }
const perAddress = { most: 100, windowMs: 15 * minute, maxKeys: 20_000 }

async function noteFailure(context: AppContext, userId: string, address: string): Promise<void> {
  const organisationId = await context.sessions.organisationOf(userId)
  if (organisationId === undefined) return
  await withScope(context.db, organisationId, (tx) =>
    writeLogEntry(tx, { id: userId, organisationId }, { action: 'sign-in-failed', subjectId: userId, detail: { address } }),
  )
}

export function signInHandler(): PublicHandler<'signIn'> {
  const byLogin = new RateWindow(perLogin)
  const byAddress = new RateWindow(perAddress)
  return async ({ context, body, request, reply, now }) => {
    const login = body.login.trim().toLowerCase()
    const address = request.ip
    const key = `${address} ${login}`
    // Counted before the outcome is known: many guesses at once are still many guesses.
    const retryAfterSeconds = byLogin.take(key, now) ?? byAddress.take(address, now)
    if (retryAfterSeconds !== undefined) refuse('too-many-requests', { retryAfterSeconds })
    const { rows } = await sql<{ user_id: string; password_hash: string }>`SELECT * FROM credentials_of(${login})`.execute(
      context.db,
    )
    const found = rows[0]
    const uncount = () => {
      byLogin.giveBack(key)
      byAddress.giveBack(address)
    }
    const isRight = await context.passwords.isRight(body.password, found?.password_hash).catch((error: unknown) => {
      // Too many at once, as when a shift begins behind one address: nothing was guessed.
      uncount()
      throw error
    })
    if (!isRight || !found) {
      // Behind the answer: waiting for it would tell by the time taken which names exist.
      if (found) context.inBackground('log a failed sign-in', noteFailure(context, found.user_id, address))
      return refuse('wrong-credentials')
    }
    uncount()
    const { token, session } = await context.sessions.open(found.user_id)
    await withScope(context.db, session.user.organisationId, (tx) =>
      writeLogEntry(tx, session.user, { action: 'signIn', subjectId: session.user.id, detail: { address } }),
    )
    const before = request.cookies[sessionCookie]
    if (before !== undefined) await context.sessions.close(sha256(before))
    setSessionCookie(context, reply, token)
    return sessionAnswer(session)
  }
}

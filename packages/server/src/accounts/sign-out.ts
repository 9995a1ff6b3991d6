import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { clearSessionCookie } from './session-answer.ts'

export const signOut: Handler<'signOut'> = async ({ context, tx, session, reply, log, afterCommit }) => {
  await log({ subjectId: session.user.id })
  await sql`SELECT close_session(${session.tokenHash})`.execute(tx)
  clearSessionCookie(context, reply)
  afterCommit(() => context.feed.endSession(session.tokenHash))
  return {}
}

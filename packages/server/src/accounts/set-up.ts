import { type Database, withScope } from '@bilezik/database'
import type { OrganisationId } from '@bilezik/domain'
import { sql } from 'kysely'
import { isUniqueViolation } from '../http/database-errors.ts'
import type { PublicHandler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { writeLogEntry } from '../log/write-log-entry.ts'
import { sessionAnswer, setSessionCookie } from './session-answer.ts'
import { randomToken, sha256 } from './sessions.ts'

/** While there is no account at all: a fresh one-time token for the first administrator (earlier ones are void). Undefined otherwise. */
export async function ensureSetupToken(db: Database): Promise<string | undefined> {
  const { rows } = await sql<{ needed: boolean }>`SELECT needs_setup() AS needed`.execute(db)
  if (rows[0]?.needed !== true) return undefined
  const token = randomToken()
  await sql`SELECT put_setup_token(${sha256(token)})`.execute(db)
  return token
}

export const setUp: PublicHandler<'setUp'> = async ({ context, body, request, reply }) => {
  const passwordHash = await context.passwords.hashOf(body.password)
  const made = await sql<{ user_id: string; organisation_id: string }>`
    SELECT * FROM set_up(${sha256(body.token)}, ${JSON.stringify(body.organisationName)}, ${body.login}, ${body.name}, ${passwordHash})`
    .execute(context.db)
    // Two requests with the same link at once: the second finds the name taken, which says that the link is used up.
    .catch((error: unknown) => (isUniqueViolation(error) ? refuse('setup-link-invalid') : Promise.reject(error)))
  const admin = made.rows[0]
  if (!admin) return refuse('setup-link-invalid')
  await withScope(context.db, admin.organisation_id as OrganisationId, (tx) =>
    writeLogEntry(
      tx,
      { id: admin.user_id, organisationId: admin.organisation_id },
      { action: 'setUp', subjectId: admin.user_id, detail: { address: request.ip } },
    ),
  )
  const { token, session } = await context.sessions.open(admin.user_id)
  setSessionCookie(context, reply, token)
  return sessionAnswer(session)
}

import { maskedIin, permissionsOf } from '@bilezik/domain'
import { requireOrganisation } from '../organisations/in-scope.ts'
import { isUniqueViolation } from '../http/database-errors.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'

export const listUsers: Handler<'listUsers'> = async ({ tx, session }) => {
  const users = await tx
    .selectFrom('users')
    .select(['id', 'login', 'name', 'role', 'organisation_id as organisationId', 'language', 'iin'])
    .where('disabled_at', 'is', null)
    .orderBy('login')
    .execute()
  // Whoever enters them reads them; to the others they say that one is entered.
  if (permissionsOf[session.user.role].includes('user:change')) return { users }
  return { users: users.map((user) => ({ ...user, iin: user.iin === null ? null : maskedIin(user.iin) })) }
}

export const createUser: Handler<'createUser'> = async ({ context, tx, body, log }) => {
  await requireOrganisation(tx, body.organisationId)
  const passwordHash = await context.passwords.hashOf(body.password)
  const { id } = await tx
    .insertInto('users')
    .values({
      login: body.login,
      name: body.name,
      password_hash: passwordHash,
      role: body.role,
      organisation_id: body.organisationId,
      language: body.language,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => (isUniqueViolation(error) ? refuse('login-taken') : Promise.reject(error)))
  await log({ subjectId: id, organisationId: body.organisationId, detail: { login: body.login, role: body.role } })
  return { id }
}

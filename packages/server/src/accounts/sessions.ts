import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '@bilezik/database'
import type { Instant, Localised, OrganisationId, Role, UserId } from '@bilezik/domain'
import { type Kysely, sql } from 'kysely'

export const sessionCookie = 'bilezik_session'
export const sessionHours = 12

export interface SessionUser {
  readonly id: UserId
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly organisationId: OrganisationId
}

export interface Session {
  /** The token itself is known to the browser alone. */
  readonly tokenHash: Buffer
  readonly user: SessionUser
  readonly organisationName: Localised
  readonly csrfToken: string
  readonly expiresAt: Instant
}

interface SessionRow {
  readonly user_id: string
  readonly login: string
  readonly name: string
  readonly role: string
  readonly organisation_id: string
  readonly organisation_name: Localised
  readonly csrf_token: string
  readonly expires_at: Instant
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

// A token of ours is 43 characters; anything longer is not worth hashing.
const tokenForm = /^[A-Za-z0-9_-]{43}$/

/** Sessions live in the database, by the hash of their token: a restart signs nobody out, a copy of the table signs nobody in. */
export class Sessions {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async find(token: string): Promise<Session | undefined> {
    return tokenForm.test(token) ? findByHash(this.#db, sha256(token)) : undefined
  }

  async open(userId: string): Promise<{ readonly token: string; readonly session: Session }> {
    const token = randomToken()
    const tokenHash = sha256(token)
    await sql`SELECT open_session(${tokenHash}, ${userId}, ${randomToken()}, make_interval(hours => ${sessionHours}))`.execute(
      this.#db,
    )
    const session = await findByHash(this.#db, tokenHash)
    if (!session) throw new Error('the account was disabled while it signed in')
    return { token, session }
  }

  async close(tokenHash: Buffer): Promise<void> {
    await sql`SELECT close_session(${tokenHash})`.execute(this.#db)
  }

  /** Those of the hashes (hex) that are still a session, each with its organisation. */
  async stillOpen(
    tokenHashes: readonly Buffer[],
  ): Promise<ReadonlyMap<string, { readonly organisationId: string; readonly role: string }>> {
    const { rows } = await sql<{ hash: string; organisation_id: string; role: string }>`
      SELECT encode(asked.hash, 'hex') AS hash, s.organisation_id, s.role
      FROM unnest(${tokenHashes}::bytea[]) AS asked (hash), LATERAL find_session(asked.hash) s`.execute(this.#db)
    return new Map(rows.map((row) => [row.hash, { organisationId: row.organisation_id, role: row.role }]))
  }

  /**
   * The organisation of an account that proved nothing yet; undefined when it is disabled.
   * Accounts are readable only within a scope, which is not known before: a session that never leaves its transaction tells it.
   */
  async organisationOf(userId: string): Promise<OrganisationId | undefined> {
    return this.#db.transaction().execute(async (tx) => {
      const tokenHash = sha256(randomToken())
      await sql`SELECT open_session(${tokenHash}, ${userId}, '', '1 minute')`.execute(tx)
      const session = await findByHash(tx, tokenHash)
      await sql`SELECT close_session(${tokenHash})`.execute(tx)
      return session?.user.organisationId
    })
  }
}

async function findByHash<Tables>(db: Kysely<Tables>, tokenHash: Buffer): Promise<Session | undefined> {
  const { rows } = await sql<SessionRow>`SELECT * FROM find_session(${tokenHash})`.execute(db)
  const row = rows[0]
  return (
    row && {
      tokenHash,
      user: {
        id: row.user_id as UserId,
        login: row.login,
        name: row.name,
        role: row.role as Role,
        organisationId: row.organisation_id as OrganisationId,
      },
      organisationName: row.organisation_name,
      csrfToken: row.csrf_token,
      expiresAt: row.expires_at,
    }
  )
}

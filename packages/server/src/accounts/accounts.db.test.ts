import { createDatabase, migrate } from '@bilezik/database'
import { createTestDatabase } from '@bilezik/database/testing'
import { hour, later, minute } from '@bilezik/domain'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type TestApp, password, startTestApp } from '../http/test-app.ts'
import { ensureSetupToken } from './set-up.ts'
import { sha256 } from './sessions.ts'

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
  await test.addUser('operator', test.rootId, 'operator')
  await test.addUser('head', test.rootId, 'head')
})
afterAll(() => test.end())

const root = { kk: 'Root', ru: 'Root', en: 'Root' }

describe('signing in', () => {
  it('opens a session that scripts cannot read and other sites cannot use', async () => {
    const browser = test.browser()
    const answer = await browser.call('signIn', { body: { login: ' Operator ', password } })
    expect(answer.body).toMatchObject({
      user: { login: 'operator', role: 'operator' },
      organisation: { id: test.rootId, name: root },
    })
    expect(answer.body.permissions).toContain('incident:work')
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^bilezik_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(Date.parse(answer.body.expiresAt) - Date.now()).toBeGreaterThan(11.9 * hour)
    expect((await browser.done('getSession')).csrfToken).toBe(answer.body.csrfToken)
  })

  it('leaves only the hash of the token in the database', async () => {
    const browser = await test.signedIn('operator')
    const token = browser.cookie?.split('=')[1] as string
    const { rows } = await test.owner.query('SELECT count(*)::int AS n FROM sessions WHERE token_hash = $1', [sha256(token)])
    expect(rows).toEqual([{ n: 1 }])
    const all = await test.owner.query('SELECT sessions::text AS row FROM sessions')
    expect(JSON.stringify(all.rows)).not.toContain(token)
  })

  it('stores passwords as argon2id with 19 MiB and two passes', async () => {
    const { rows } = await test.owner.query<{ password_hash: string }>('SELECT password_hash FROM users')
    for (const row of rows) expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it.each([
    { who: 'a wrong password', login: 'operator' },
    { who: 'an unknown name', login: 'nobody' },
    { who: 'a name that is none', login: "'; drop table users" },
  ])('is refused alike for $who', async ({ login }) => {
    const refused = await test.browser().call('signIn', { body: { login, password: 'another long password' } })
    expect([refused.status, refused.code, refused.headers['set-cookie']]).toEqual([401, 'wrong-credentials', undefined])
  })

  it('is refused to a disabled account, whose open sessions end', async () => {
    const browser = await test.addUser('operator', test.rootId, 'leaver')
    await test.owner.query(`UPDATE users SET disabled_at = now() WHERE login = 'leaver'`)
    expect((await browser.call('getSession')).code).toBe('not-signed-in')
    expect((await test.browser().call('signIn', { body: { login: 'leaver', password } })).code).toBe('wrong-credentials')
  })

  it('ends with the session', async () => {
    const browser = await test.signedIn('operator')
    await test.owner.query(`UPDATE sessions SET expires_at = now() - interval '1 second' WHERE token_hash = $1`, [
      sha256(browser.cookie?.split('=')[1] as string),
    ])
    expect((await browser.call('getSession')).code).toBe('not-signed-in')
  })

  it('after ten failures from one address waits a quarter of an hour, for that name alone', async () => {
    await test.addUser('operator', test.rootId, 'forgetful')
    const wrong = { login: 'forgetful', password: 'not the right password' }
    for (let attempt = 0; attempt < 10; attempt++)
      expect((await test.browser().call('signIn', { body: wrong })).code).toBe('wrong-credentials')
    const refused = await test.browser().call('signIn', { body: { login: 'forgetful', password } })
    expect([refused.status, refused.code, refused.headers['retry-after']]).toEqual([429, 'too-many-requests', '900'])
    await test.signedIn('operator')
    test.clock.now = later(test.clock.now, 15 * minute)
    await test.signedIn('forgetful')
  })

  it('counts nobody who was sent away unheard because many came at once', async () => {
    test.clock.now = later(test.clock.now, 15 * minute)
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const answer = await test.browser().call('signIn', { body: { login: `colleague-${i}`, password: 'mistyped' } })
        return answer.status
      }),
    )
    expect(statuses).toContain(429)
    const next = await test.browser().call('signIn', { body: { login: 'operator', password } })
    expect(next.status).toBe(200)
    test.clock.now = later(test.clock.now, 15 * minute)
  })

  it('counts no success, however many', async () => {
    for (let attempt = 0; attempt < 12; attempt++) await test.signedIn('head')
  })
})

describe('signing out', () => {
  it('ends the session at once', async () => {
    const browser = await test.signedIn('operator')
    const kept = browser.cookie as string
    await browser.done('signOut')
    expect(browser.cookie).toBeUndefined()
    browser.cookie = kept
    expect((await browser.call('getSession')).code).toBe('not-signed-in')
  })
})

describe('the log', () => {
  it('[CED.285] holds who signed in, who failed to, and who signed out', async () => {
    const browser = await test.addUser('operator', test.rootId, 'logged')
    await test.browser().call('signIn', { body: { login: 'logged', password: 'not the right password' } })
    await browser.done('signOut')
    const head = await test.signedIn('head')
    await vi.waitFor(async () => {
      const { entries } = await head.done('listLog')
      const own = entries.filter((entry) => entry.byName === 'Name of logged').map((entry) => entry.action)
      expect(own.toSorted()).toEqual(['sign-in-failed', 'signIn', 'signOut'])
    })
  })
})

describe('accounts', () => {
  const account = { login: 'newcomer', name: 'New Comer', role: 'operator', language: 'kk' }
  it('need a password of twelve characters', async () => {
    const body = { ...account, organisationId: test.rootId }
    const weak = await test.administrator.call('createUser', { body: { ...body, password: 'әәәәәәәәәәә' } })
    expect([weak.status, weak.code]).toEqual([422, 'weak-password'])
    await test.administrator.done('createUser', { body: { ...body, password: 'әәәәәәәәәәәә' } })
  })

  it('have names of their own', async () => {
    const taken = await test.administrator.call('createUser', { body: { ...account, password, organisationId: test.rootId } })
    expect([taken.status, taken.code]).toEqual([409, 'login-taken'])
  })
})

describe('the first administrator', () => {
  it('is made by the newest link alone, and by two at once only once', async () => {
    const database = await createTestDatabase({ migrate: async (url) => void (await migrate(url)), key: 'latest' })
    const pool = new pg.Pool({ connectionString: database.urls.app })
    const db = createDatabase(pool)
    try {
      const [voided, token] = [(await ensureSetupToken(db)) as string, (await ensureSetupToken(db)) as string]
      expect(token).toMatch(/^[\w-]{43}$/)
      const use = async (used: string, login: string) =>
        (await pool.query('SELECT * FROM set_up($1, $2, $3, $3, $3)', [sha256(used), JSON.stringify(root), login])).rowCount
      expect(await use(voided, 'a')).toBe(0)
      const made = await Promise.all(['a', 'b', 'c'].map((login) => use(token, login)))
      expect(made.filter((count) => count === 1)).toHaveLength(1)
      expect(await ensureSetupToken(db)).toBeUndefined()
    } finally {
      await pool.end()
      await database.drop()
    }
  })

  it('comes by a link that works once, and only while there is no account', async () => {
    const db = createDatabase(test.appPool)
    expect(await ensureSetupToken(db)).toBeUndefined()
    const body = { token: 'x', login: 'second', name: 'Second', password, organisationName: root }
    const refused = await test.browser().call('setUp', { body })
    expect([refused.status, refused.code]).toEqual([403, 'setup-link-invalid'])
    expect((await test.browser().done('getSystem')).needsSetUp).toBe(false)
  })
})

import { createDatabase } from '@bilezik/database'
import cookie from '@fastify/cookie'
import { type FastifyInstance, fastify } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Sessions } from '../accounts/sessions.ts'
import type { AppContext } from './context.ts'
import { type Handler, implement } from './implement.ts'
import { sendProblem } from './problem.ts'
import { RateWindow } from './rate-window.ts'
import { refuse } from './refusal.ts'
import { type TestApp, startTestApp } from './test-app.ts'
import { aPerson } from './test-bodies.ts'
import { TestBrowser } from './test-browser.ts'

let test: TestApp
let head: TestBrowser
beforeAll(async () => {
  test = await startTestApp()
  head = await test.addUser('head', test.rootId, 'head')
})
afterAll(() => test.end())

async function serving(register: (app: FastifyInstance, context: AppContext) => void, most = 100): Promise<TestBrowser> {
  const app = fastify()
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  await app.register(cookie)
  const db = createDatabase(test.appPool)
  const sessionLimit = new RateWindow({ most, windowMs: 60_000, maxKeys: 10 })
  // What these handlers use of it.
  const context = { db, sessions: new Sessions(db), clock: () => test.clock.now, sessionLimit } as AppContext
  register(app, context)
  const browser = new TestBrowser(app)
  browser.cookie = head.cookie
  browser.csrfToken = head.csrfToken
  return browser
}

const insert: Handler<'createPerson'> = async ({ tx, body }) =>
  tx
    .insertInto('persons')
    .values({
      organisation_id: body.organisationId,
      family_name: 'Unlogged',
      given_name: 'x',
      language: 'kk',
      patronymic: null,
      iin: null,
      birth_on: null,
      phone: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

const people = async () => (await test.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM persons')).rows[0]?.n

describe('an endpoint', () => {
  it('[CED.285] that changes something and logs nothing is a defect, and nothing of it stays', async () => {
    const browser = await serving((app, context) => implement(app, context, 'createPerson', insert))
    const before = await people()
    const answer = await browser.call('createPerson', { body: aPerson(test.rootId) })
    expect([answer.status, answer.code]).toEqual([500, 'defect'])
    expect(await people()).toBe(before)
  })

  it('[CED.285] that reads a location and logs nothing is a defect, and shows nothing', async () => {
    const browser = await serving((app, context) =>
      implement(app, context, 'getHistory', async () => ({
        fixes: [],
        isThinned: false,
        zones: [],
        blind: [],
        blindIntervals: [],
        alerts: [],
      })),
    )
    const query = { from: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z' }
    const answer = await browser.call('getHistory', { params: { personId: test.rootId }, query })
    expect([answer.status, answer.code]).toEqual([500, 'defect'])
    expect(answer.text).not.toContain('fixes')
  })

  it('that refuses leaves nothing behind, its log entry included, and does not do what was for afterwards', async () => {
    let afterwards = 0
    const browser = await serving((app, context) =>
      implement(app, context, 'createPerson', async (call) => {
        await insert(call)
        await call.log()
        call.afterCommit(() => afterwards++)
        return refuse('not-found')
      }),
    )
    const entries = async () =>
      (await test.owner.query(`SELECT count(*)::int AS n FROM log_entries WHERE action = 'createPerson'`)).rows
    const [people0, entries0] = [await people(), await entries()]
    expect((await browser.call('createPerson', { body: aPerson(test.rootId) })).code).toBe('not-found')
    expect([await people(), await entries(), afterwards]).toEqual([people0, entries0, 0])
  })

  it('answers with what the contract names and nothing more', async () => {
    const user = {
      id: test.rootId,
      login: 'x',
      name: 'x',
      role: 'head',
      organisationId: test.rootId,
      language: 'kk',
      iin: null,
    } as const
    const careless = { users: [{ ...user, password_hash: 'secret' }] }
    const browser = await serving((app, context) => implement(app, context, 'listUsers', async () => careless))
    expect((await browser.call('listUsers')).text).toBe(JSON.stringify({ users: [user] }))
  })

  it('whose answer is not by the contract is a defect that leaks nothing', async () => {
    const wrong = { users: [{ login: 'secret' }] } as never
    const browser = await serving((app, context) => implement(app, context, 'listUsers', async () => wrong))
    const answer = await browser.call('listUsers')
    expect([answer.status, answer.code]).toEqual([500, 'defect'])
    expect(answer.text).not.toMatch(/secret|login|zod|stack/i)
  })

  it('reads no byte of a stranger’s body: what is no JSON at all is answered with the question who they are', async () => {
    const broken = {
      method: 'POST',
      url: '/api/persons',
      headers: { 'content-type': 'application/json' },
      payload: '{"',
    } as const
    const stranger = await test.app.inject(broken)
    expect([stranger.statusCode, stranger.json<{ code: string }>().code]).toEqual([401, 'not-signed-in'])
    const cookies = { cookie: head.cookie ?? '', 'x-csrf-token': head.csrfToken ?? '' }
    const known = await test.app.inject({ ...broken, headers: { ...broken.headers, ...cookies } })
    expect(known.statusCode).toBe(400)
  })

  it('asks a session that calls too often to come back', async () => {
    const browser = await serving((app, context) => implement(app, context, 'listUsers', async () => ({ users: [] })), 2)
    const statuses = [await browser.call('listUsers'), await browser.call('listUsers'), await browser.call('listUsers')]
    expect(statuses.map((answer) => [answer.status, answer.headers['retry-after']])).toEqual([
      [200, undefined],
      [200, undefined],
      [429, '60'],
    ])
  })
})

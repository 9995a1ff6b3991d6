import { type Endpoint, type EndpointName, api, errorCatalogue, problemSchema } from '@bilezik/contract'
import { type Role, permissionsOf, roles } from '@bilezik/domain'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from './test-app.ts'
import type { TestBrowser } from './test-browser.ts'

let test: TestApp
const browsers = new Map<Role, TestBrowser>()

beforeAll(async () => {
  test = await startTestApp()
  for (const role of roles) browsers.set(role, await test.addUser(role, test.rootId, `the-${role}`))
})
afterAll(() => test.end())

const endpoints = Object.entries(api) as [EndpointName, Endpoint][]
const guarded = endpoints.filter(([, endpoint]) => endpoint.permission !== 'public')
const someId = '01890a5d-ac96-774b-bcce-b302099a8057'
/** Ids for every parameter of the path. */
const params = { personId: someId, orderId: someId, deviceId: someId, incidentId: someId } as never

describe('the routes', () => {
  it('are those of the contract, each with its permission, and nothing else but the description and the metrics', () => {
    const inContract = endpoints.map(([, { method, path }]) => `${method} ${path}`)
    expect([...test.app.registeredRoutes.keys()].toSorted()).toEqual(
      [...inContract, 'GET /api/openapi.json', 'GET /metrics'].toSorted(),
    )
    for (const [route, name] of test.app.registeredRoutes) {
      if (name !== undefined) expect(api[name].permission, route).toBeTruthy()
    }
  })

  it('cannot grow by one that the contract does not know', async () => {
    const { fastify } = await import('fastify')
    const { guardRoutes } = await import('./route-guard.ts')
    const app = fastify()
    guardRoutes(app)
    expect(() => app.get('/api/everything', () => 'all')).toThrow('GET /api/everything is in the contract')
    expect(() => app.get('/api/persons', { config: { endpoint: 'listUsers' } }, () => 'all')).toThrow('listUsers')
  })

  it.each(guarded)('%s answers nobody without a session', async (name) => {
    const refused = await test.browser().call(name, { params, headers: { 'x-csrf-token': 'x' } })
    expect([refused.status, refused.code]).toEqual([401, 'not-signed-in'])
  })

  it.each(guarded.filter(([, endpoint]) => endpoint.method !== 'GET'))(
    '%s changes nothing without the session’s token',
    async (name) => {
      const theirs = await test.signedIn('the-head')
      for (const token of [undefined, 'a'.repeat(43), browsers.get('head')?.csrfToken]) {
        theirs.csrfToken = token
        const refused = await theirs.call(name, { params })
        expect([refused.status, refused.code]).toEqual([403, 'csrf-token-missing'])
      }
    },
  )

  const lacking = guarded.flatMap(([name, { permission }]) =>
    roles
      .filter((role) => permission !== 'public' && !permissionsOf[role].includes(permission))
      .map((role) => ({ name, role, permission })),
  )
  it.each(lacking)('$name is not for the role $role, which lacks $permission', async ({ name, role }) => {
    const refused = await (browsers.get(role) as TestBrowser).call(name, { params })
    expect([refused.status, refused.code]).toEqual([403, 'forbidden'])
  })

  it('lack a permission in some role each but for the session’s own', () => {
    expect(lacking.length).toBeGreaterThan(roles.length * 5)
  })
})

describe('a refusal', () => {
  it.each([
    { language: 'kk', title: errorCatalogue['not-signed-in'].title.kk },
    { language: 'kk-KZ,ru;q=0.9', title: errorCatalogue['not-signed-in'].title.kk },
    { language: 'de, ru;q=0.8, en;q=0.5', title: errorCatalogue['not-signed-in'].title.ru },
    { language: 'de', title: errorCatalogue['not-signed-in'].title.en },
  ])('to a reader of $language is titled "$title"', async ({ language, title }) => {
    const response = await test.app.inject({ url: '/api/session', headers: { 'accept-language': language } })
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(response.headers['cache-control']).toBe('no-store')
    expect(problemSchema.parse(response.json())).toMatchObject({
      code: 'not-signed-in',
      status: 401,
      title,
      type: 'docs/errors.md#not-signed-in',
    })
  })

  const signIn = { method: 'POST', url: '/api/session' } as const
  const json = { 'content-type': 'application/json' }
  it.each([
    {
      of: 'a body that is no JSON',
      request: { ...signIn, payload: '{"login":', headers: json },
      status: 400,
      code: 'bad-request',
    },
    { of: 'an empty body', request: { ...signIn, payload: '', headers: json }, status: 400, code: 'bad-request' },
    {
      of: 'a body of another type',
      request: { ...signIn, payload: '<login/>', headers: { 'content-type': 'text/xml' } },
      status: 400,
      code: 'bad-request',
    },
    {
      of: 'a form',
      request: { ...signIn, payload: 'login=a', headers: { 'content-type': 'text/plain' } },
      status: 400,
      code: 'bad-request',
    },
    {
      of: 'a body too long',
      request: { ...signIn, payload: JSON.stringify({ login: 'x'.repeat(300_000) }), headers: json },
      status: 413,
      code: 'too-large',
    },
    {
      of: 'a poisoned body',
      request: { ...signIn, payload: '{"__proto__":{"x":1},"login":"a","password":"b"}', headers: json },
      status: 400,
      code: 'bad-request',
    },
    {
      of: 'a text that no database holds',
      request: { ...signIn, payload: JSON.stringify({ login: 'a\0b', password: 'x' }), headers: json },
      status: 400,
      code: 'bad-request',
    },
    {
      of: 'half a character',
      request: { ...signIn, payload: '{"login":"a\\ud800","password":"x"}', headers: json },
      status: 400,
      code: 'bad-request',
    },
    { of: 'an unknown address', request: { method: 'GET', url: '/api/nothing' }, status: 404, code: 'not-found' },
    { of: 'an unknown method', request: { method: 'PUT', url: '/api/session' }, status: 404, code: 'not-found' },
    {
      of: 'an address that cannot be read',
      request: { method: 'GET', url: '/api/persons/%E0%A4%A' },
      status: 400,
      code: 'bad-request',
    },
  ] as const)('of $of is $status $code', async ({ request, status, code }) => {
    const response = await test.app.inject(request)
    expect([response.statusCode, problemSchema.parse(response.json()).code]).toEqual([status, code])
  })

  it('of a request in another form names the fields', async () => {
    const head = browsers.get('head') as TestBrowser
    const refused = await head.call('createPerson', { body: { familyName: '', iin: '123', organisationId: 'x' } })
    const fields = problemSchema.parse(refused.body).fields?.map((field) => field.path)
    expect(fields).toEqual(expect.arrayContaining(['body.familyName', 'body.iin', 'body.organisationId']))
    const zero = await head.call('listPersons', { query: { query: '\0' } })
    expect([zero.status, problemSchema.parse(zero.body).fields?.[0]?.path]).toEqual([400, 'query.query'])
    const query = await head.call('listPersons', { query: { limit: '501' } })
    expect([query.status, problemSchema.parse(query.body).fields?.[0]?.path]).toEqual([400, 'query.limit'])
  })
})

describe('the description', () => {
  it('is valid OpenAPI 3.1 with an operation for every endpoint', async () => {
    const response = await test.app.inject({ url: '/api/openapi.json' })
    const description = response.json<{
      paths: Record<string, Record<string, { operationId: string; 'x-permission': string }>>
    }>()
    const result = await new Validator().validate(structuredClone(description))
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path))
    expect(operations.map((operation) => operation.operationId).toSorted()).toEqual(endpoints.map(([name]) => name).toSorted())
    for (const operation of operations)
      expect(operation['x-permission']).toBe(api[operation.operationId as EndpointName].permission)
  })
})

describe('every answer', () => {
  it('says which scripts, frames and addresses the console may use', async () => {
    const { headers } = await test.app.inject({ url: '/api/health' })
    const policy = String(headers['content-security-policy'])
    for (const directive of [
      "default-src 'self'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self' blob:",
      "frame-ancestors 'none'",
      "connect-src 'self'",
    ]) {
      expect(policy.split(';')).toContain(directive)
    }
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  it('over TLS tells browsers to stay there, allows the tiles’ origin alone, and marks the cookie', async () => {
    const secure = await startTestApp({ isSecure: true, mapTilesUrl: 'https://tiles.example.kz/map.json' })
    try {
      const { headers } = await secure.app.inject({ url: '/api/health' })
      expect(headers['strict-transport-security']).toMatch(/max-age=31536000/)
      expect(String(headers['content-security-policy'])).toContain("connect-src 'self' https://tiles.example.kz;")
      const signedIn = await secure
        .browser()
        .call('signIn', { body: { login: 'administrator', password: 'a long enough password' } })
      expect(String(signedIn.headers['set-cookie'])).toMatch(/HttpOnly; Secure; SameSite=Strict/)
    } finally {
      await secure.end()
    }
  })

  it('leaves no secret and no name in the log', async () => {
    const head = await test.signedIn('the-head')
    await head.call('listPersons', { query: { query: 'Ахметов' } })
    await test.browser().call('signIn', { body: { login: 'the-head', password: 'wrong-password-1234' } })
    const log = test.logged.join('')
    expect(log).toContain('/api/persons')
    for (const secret of [
      'wrong-password-1234',
      'a long enough password',
      head.csrfToken,
      head.cookie?.split('=')[1],
      'Ахметов',
      encodeURIComponent('Ахметов'),
    ]) {
      expect(secret).toBeTruthy()
      expect(log).not.toContain(secret)
    }
  })
})

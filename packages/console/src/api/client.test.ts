/// <reference types="node" />
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ApiProblem, NetworkFailure, call, credentials } from './client.ts'

const id = '01939b1e-0000-7000-8000-000000000001'
let answer: { status: number; body: string } = { status: 200, body: '{}' }
let seen: { method: string | undefined; url: string | undefined; headers: Record<string, unknown>; body: string }

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (piece) => (body += String(piece)))
  request.on('end', () => {
    seen = { method: request.method, url: request.url, headers: request.headers, body }
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(answer.body)
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const platform = globalThis.fetch
  // A page has an origin against which paths are read; Node has none.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => platform(new URL(path, `http://127.0.0.1:${port}`), init))
})
afterEach(() => {
  credentials.csrfToken = null
  credentials.language = 'ru'
})
afterAll(() => {
  vi.unstubAllGlobals()
  server.close()
})

describe('a call', () => {
  it('fills the path, leaves out empty query values, asks in the chosen language and carries no token when it only reads', async () => {
    credentials.csrfToken = 'token'
    credentials.language = 'kk'
    answer = { status: 200, body: '{"persons":[]}' }
    expect(await call('listPersons', { query: { query: '', limit: 5 } })).toEqual({ persons: [] })
    expect([seen.method, seen.url, seen.headers['accept-language'], seen.headers['x-csrf-token']]).toEqual([
      'GET',
      '/api/persons?limit=5',
      'kk',
      undefined,
    ])
  })

  it('that changes something carries the token and a body', async () => {
    credentials.csrfToken = 'token'
    answer = { status: 404, body: JSON.stringify({ type: '/x', code: 'not-found', status: 404, title: 'Мұндай жоқ' }) }
    await expect(call('addNote', { params: { incidentId: id }, body: { text: 'Қоңырау' } })).rejects.toBeInstanceOf(ApiProblem)
    expect([seen.method, seen.url, seen.headers['x-csrf-token'], seen.body]).toEqual([
      'POST',
      `/api/incidents/${id}/notes`,
      'token',
      '{"text":"Қоңырау"}',
    ])
  })

  it('that is refused gives the problem with its code and title', async () => {
    answer = {
      status: 409,
      body: JSON.stringify({
        type: '/x',
        code: 'incident-taken',
        status: 409,
        title: 'Происшествие уже принял другой сотрудник',
      }),
    }
    const error = await call('takeIncident', { params: { incidentId: id } }).catch((caught: unknown) => caught)
    expect(error instanceof ApiProblem && [error.problem.code, error.problem.title]).toEqual([
      'incident-taken',
      'Происшествие уже принял другой сотрудник',
    ])
  })

  it.each([
    { given: 'an answer that is no JSON', status: 200, body: '<html>' },
    { given: 'an answer against the contract', status: 200, body: '{"persons":[{"id":1}]}' },
    { given: 'a refusal that is no problem', status: 502, body: '{"message":"Bad gateway"}' },
  ])('$given is an unreadable answer with its status', async ({ status, body }) => {
    answer = { status, body }
    const error = await call('listPersons').catch((caught: unknown) => caught)
    expect(error instanceof NetworkFailure && [error.kind, error.status]).toEqual(['unreadable', status])
  })

  it('where nothing listens is unreachable', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
    const error = await call('getSystem').catch((caught: unknown) => caught)
    expect(error instanceof NetworkFailure && error.kind).toBe('unreachable')
  })
})

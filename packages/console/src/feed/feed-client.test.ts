/// <reference types="node" />
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { incidentOf } from '../panel/incident-fixture.ts'
import { backoffOf, followFeed } from './feed-client.ts'
import { createFeedStore } from './feed-store.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void
let handle: Handler = () => undefined
const server = createServer((request, response) => handle(request, response))

const uuid = (n: number) => `01939b1e-0000-7000-8000-00000000000${n}`
const incident = (n: number) =>
  incidentOf({ id: uuid(n), person: { id: uuid(8), name: 'Ахметов А. Б.' }, organisationId: uuid(9) })
const event = (name: string, data: unknown, eventId?: string) =>
  `${eventId ? `id: ${eventId}\n` : ''}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`

function follow() {
  const end = new AbortController()
  const store = createFeedStore(performance.now())
  const handlers = {
    onIncident: vi.fn(),
    onObligation: vi.fn(),
    onTechnicalIncident: vi.fn(),
    onDeadline: vi.fn(),
    onReset: vi.fn(),
    onRefused: vi.fn(),
  }
  return { store, handlers, end, done: followFeed(store, handlers, end.signal) }
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const platform = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => platform(new URL(path, `http://127.0.0.1:${port}`), init))
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterAll(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  server.closeAllConnections()
  server.close()
})

describe('the feed', () => {
  it('delivers each kind of event, passes over unknown ones, and resumes a cut stream behind the last whole event', async () => {
    const asked: (string | undefined)[] = []
    handle = (request, response) => {
      asked.push(request.headers['last-event-id'] as string | undefined)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      if (asked.length === 1) {
        response.write(
          event('incident', incident(1), '41') +
            event('later-invention', {}) +
            event('technical-incident', { id: uuid(7) }) +
            event('deadline', { id: uuid(9) }) +
            event('obligation', { personId: uuid(8) }, '42'),
        )
        // Cut in the middle of an event: it must be asked for again.
        response.write('id: 43\nevent: incident\ndata: {', () => response.destroy())
        return
      }
      response.write(
        event('reset', {}) +
          event('pulse', { serverAt: '2026-11-22T17:00:00Z', engineAt: '2026-11-22T16:59:59Z', engineLagMs: 3 }),
      )
    }
    const { store, handlers, end, done } = follow()
    await vi.waitFor(() => expect(store.link().engineAgeAtPulseMs).toBe(1_000), { timeout: 5_000 })
    expect(asked).toEqual([undefined, '42'])
    expect(handlers.onIncident.mock.calls.map(([given]: { id: string }[]) => given?.id)).toEqual([uuid(1)])
    expect(handlers.onObligation).toHaveBeenCalledExactlyOnceWith(uuid(8))
    expect(handlers.onTechnicalIncident).toHaveBeenCalledOnce()
    expect(handlers.onDeadline).toHaveBeenCalledOnce()
    expect(handlers.onReset).toHaveBeenCalledOnce()
    end.abort()
    await done
  })

  it('that is refused says so once and does not try again', async () => {
    handle = (_, response) => response.writeHead(401).end()
    const { handlers, done } = follow()
    await done
    expect(handlers.onRefused).toHaveBeenCalledExactlyOnceWith(401)
  })
})

describe('waiting before the next attempt', () => {
  it.each([
    { attempt: 0, random: 0, expected: 375 },
    { attempt: 0, random: 1, expected: 625 },
    { attempt: 3, random: 0.5, expected: 4_000 },
    { attempt: 99, random: 0.5, expected: 15_000 },
  ])('attempt $attempt, chance $random → $expected ms', ({ attempt, random, expected }) => {
    expect(backoffOf(attempt, random)).toBe(expected)
  })
})

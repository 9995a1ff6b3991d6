import type { AddressInfo } from 'node:net'
import { type FeedEventName, feedEventSchemas } from '@bilezik/contract'
import { day, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sha256 } from '../accounts/sessions.ts'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { writeOutage } from '../http/test-rows.ts'
import { type Watched, raiseAlert, watchOne, writeStatus } from '../http/test-watch.ts'
import type { MarksEvent } from './frame.ts'

let test: TestApp
let a: Watched
let b: Watched
let address: string

beforeAll(async () => {
  test = await startTestApp()
  a = await watchOne(test, 'A')
  b = await watchOne(test, 'B')
  await test.owner.query(`INSERT INTO engine (heartbeat_at) VALUES (now())`)
  await test.app.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(test.app.server.address() as AddressInfo).port}`
})
afterAll(() => test.end())

interface Event {
  readonly id: string | undefined
  readonly name: FeedEventName | undefined
  readonly data: never
}

/** Reads the stream as a browser would; every event must be by the contract. */
class TestStream {
  readonly events: Event[] = []
  readonly status: number
  readonly ended: Promise<void>
  readonly #abort: AbortController

  constructor(response: Response, abort: AbortController) {
    this.status = response.status
    this.#abort = abort
    this.ended = this.#read(response)
  }

  async #read(response: Response): Promise<void> {
    let rest = ''
    try {
      for await (const text of (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + text).split('\n\n')
        rest = blocks.pop() as string
        for (const block of blocks) this.events.push(this.#parse(block))
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error
    }
  }

  #parse(block: string): Event {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
    const name = field('event') as FeedEventName | undefined
    const data = name && feedEventSchemas[name].parse(JSON.parse(field('data') as string))
    return { id: field('id'), name, data: data as never }
  }

  of(name: FeedEventName): Event[] {
    return this.events.filter((event) => event.name === name)
  }

  get lastId(): string | undefined {
    return this.events.findLast((event) => event.id !== undefined)?.id
  }

  async close(): Promise<void> {
    this.#abort.abort()
    await this.ended
  }
}

async function open(browser: TestBrowser, lastEventId?: string): Promise<TestStream> {
  const abort = new AbortController()
  const headers = { cookie: browser.cookie as string, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) }
  const response = await fetch(`${address}/api/feed`, { headers, signal: abort.signal })
  return new TestStream(response, abort)
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 })
const marksOf = (stream: TestStream): MarksEvent[] => stream.of('marks').map((event) => event.data)
const personsOn = (stream: TestStream) => {
  const shown = new Set<string>()
  for (const data of marksOf(stream)) {
    if (data.isFull) shown.clear()
    for (const mark of data.marks) shown.add(mark.personId)
    for (const personId of data.gone) shown.delete(personId)
  }
  return [...shown]
}

describe('the live feed', () => {
  it('brings an incident, and every change of it, to those in whose scope it is', async () => {
    const [own, other, above] = await Promise.all([
      open(a.operator),
      open(b.operator),
      test.addUser('operator', test.rootId, 'above').then(open),
    ])
    await until(() => expect([own, other, above].every((stream) => stream.of('pulse').length > 0)).toBe(true))
    const id = await raiseAlert(test.owner, a, 'strap-cut', test.clock.now)
    await until(() =>
      expect(own.of('incident').map((event) => event.data)).toMatchObject([{ id, state: 'open', headline: 'strap-cut' }]),
    )
    await a.operator.done('takeIncident', { params: { incidentId: id } })
    await until(() =>
      expect(own.of('incident').map((event) => event.data)).toMatchObject([{ state: 'open' }, { state: 'taken' }]),
    )
    await until(() => expect(above.of('incident')).toHaveLength(2))
    expect(other.of('incident')).toEqual([])
    for (const event of own.of('incident')) expect(event.id).toMatch(/^[1-9]\d*-\d+$/)
    await Promise.all([own, other, above].map((stream) => stream.close()))
  })

  it('skips nothing that commits after something younger', async () => {
    const stream = await open(a.operator)
    await until(() => expect(stream.of('pulse').length).toBeGreaterThan(0))
    const insert = `INSERT INTO feed_events (organisation_id, kind, subject_id) VALUES ($1, 'obligation', $2)`
    const slow = await test.owner.connect()
    await slow.query('BEGIN')
    await slow.query(insert, [a.organisationId, a.personId])
    const younger = '01890a5d-ac96-774b-bcce-b302099a8057'
    await test.owner.query(insert, [a.organisationId, younger])
    // A round passes in which the younger is committed and the older is not.
    const pulses = stream.of('pulse').length
    await until(() => expect(stream.of('pulse').length).toBeGreaterThan(pulses + 1))
    expect(stream.of('obligation')).toEqual([])
    await slow.query('COMMIT')
    slow.release()
    await until(() =>
      expect(stream.of('obligation').map((event) => event.data)).toEqual([{ personId: a.personId }, { personId: younger }]),
    )
    await stream.close()
  })

  it('goes on behind the last event that a client had', async () => {
    const before = await open(a.operator)
    const id = await raiseAlert(test.owner, a, 'low-battery', test.clock.now)
    // By its id: a new stream also holds what was committed in the minute before it.
    const own = () => before.of('incident').find((event) => (event.data as { id: string }).id === id)
    await until(() => expect(own()).toBeDefined())
    const last = own()?.id
    await before.close()
    const missed = await raiseAlert(test.owner, a, 'sos', test.clock.now)
    const after = await open(a.operator, last)
    await until(() => expect(after.of('incident').map((event) => event.data)).toMatchObject([{ id: missed }]))
    expect(after.of('reset')).toEqual([])
    await after.close()
  })

  it('goes on from the very beginning of a stream that had no event yet', async () => {
    // The order that is watched has made something due.
    await test.owner.query('DELETE FROM feed_events WHERE organisation_id = $1', [b.organisationId])
    const before = await open(b.operator)
    await until(() => expect(before.lastId).toMatch(/^0-\d+$/))
    const last = before.lastId
    await before.close()
    const missed = await raiseAlert(test.owner, b, 'sos', test.clock.now)
    const after = await open(b.operator, last)
    await until(() => expect(after.of('incident').map((event) => event.data)).toMatchObject([{ id: missed }]))
    expect(after.of('reset')).toEqual([])
    await after.close()
  })

  it.each([
    ['that never was', () => '1-1'],
    ['that is none', () => 'yesterday'],
    ['older than a day', () => `0-${later(test.clock.now, -day - 1)}`],
    ['from the future', () => `0-${later(test.clock.now, 2 * minute)}`],
  ])('tells a client with an event id %s to load anew', async (_what, lastEventId) => {
    const stream = await open(a.operator, lastEventId())
    await until(() => expect(stream.of('pulse').length).toBeGreaterThan(0))
    expect(stream.of('reset')).toHaveLength(1)
    expect(stream.of('incident')).toEqual([])
    await stream.close()
  })

  it('does not resume behind an event of another organisation', async () => {
    const { rows } = await test.owner.query<{ id: string }>(
      `SELECT tx || '-' || id AS id FROM feed_events WHERE organisation_id = $1 LIMIT 1`,
      [b.organisationId],
    )
    const stream = await open(a.operator, rows[0]?.id)
    await until(() => expect(stream.of('reset')).toHaveLength(1))
    await stream.close()
  })

  it('[1369.8a] shows each person’s latest place and standing, and nobody whose order has ended', async () => {
    await writeStatus(test.owner, a, test.clock.now)
    await writeStatus(test.owner, b, test.clock.now)
    const stream = await open(a.operator)
    await until(() => expect(personsOn(stream)).toEqual([a.personId]))
    expect(stream.of('marks')[0]?.data).toMatchObject({
      isFull: true,
      marks: [{ name: 'Ахметов А. Б.', lat: 51.1, lon: 71.4, standing: 'kept' }],
    })
    await writeStatus(test.owner, a, test.clock.now, { lat: 51.2, standing: 'breached' })
    await until(() =>
      expect(stream.of('marks').at(-1)?.data).toMatchObject({
        isFull: false,
        marks: [{ lat: 51.2, standing: 'breached' }],
        gone: [],
      }),
    )
    const [last] = marksOf(stream).at(-1)?.marks ?? []
    const openIncidents = last?.openIncidents ?? Number.NaN
    await raiseAlert(test.owner, a, 'forbidden-place', test.clock.now)
    await until(() =>
      expect(stream.of('marks').at(-1)?.data).toMatchObject({
        marks: [{ openIncidents: openIncidents + 1, worstSeverity: 'critical' }],
      }),
    )
    await writeStatus(test.owner, a, test.clock.now, { visibleUntil: test.clock.now })
    await until(() => expect(stream.of('marks').at(-1)?.data).toMatchObject({ marks: [], gone: [a.personId] }))
    const newcomer = await open(a.operator)
    await until(() => expect(newcomer.of('marks').length).toBeGreaterThan(0))
    expect(personsOn(newcomer)).toEqual([])
    await Promise.all([stream.close(), newcomer.close()])
  })

  it('pulses with the time of the engine’s last word', async () => {
    await test.owner.query(`UPDATE engine SET heartbeat_at = '2026-11-22T10:00:00Z'`)
    const stream = await open(a.operator)
    await until(() =>
      expect(stream.of('pulse').at(-1)?.data).toMatchObject({ engineAt: '2026-11-22T10:00:00.000Z', engineLagMs: 0 }),
    )
    await stream.close()
  })

  it('ends at once with the session, and by itself when the session is ended elsewhere', async () => {
    const [first, second] = [await test.signedIn('operator-a'), await test.signedIn('operator-a')]
    const [out, expired] = [await open(first), await open(second)]
    await first.done('signOut')
    await out.ended
    await test.owner.query(`UPDATE sessions SET expires_at = now() - interval '1 second' WHERE token_hash = $1`, [
      sha256(second.cookie?.split('=')[1] as string),
    ])
    await expired.ended
  }, 30_000)

  it('[CED.285] leaves one log entry at its opening and one at its end, with the scope and the times', async () => {
    const browser = await test.addUser('operator', a.organisationId, 'looker')
    const stream = await open(browser)
    await until(() => expect(stream.of('pulse').length).toBeGreaterThan(0))
    await stream.close()
    await vi.waitFor(async () => {
      const { entries } = await a.head.done('listLog')
      const own = entries.filter((entry) => entry.byName === 'Name of looker' && entry.action.startsWith('live'))
      const from = new Date(test.clock.now).toISOString()
      expect(own).toMatchObject([
        { action: 'live-closed', detail: { from, until: from } },
        { action: 'live-opened', detail: { from, scope: a.organisationId } },
      ])
    })
  })

  it('opens six times in one session and not a seventh', async () => {
    const browser = await test.addUser('operator', a.organisationId, 'six')
    const streams = await Promise.all(Array.from({ length: 7 }, () => open(browser)))
    expect(streams.filter((stream) => stream.status === 200)).toHaveLength(6)
    expect(streams.filter((stream) => stream.status === 429)).toHaveLength(1)
    await Promise.all(streams.map((stream) => stream.close()))
    // The server hears of a closed socket in its own time.
    await vi.waitFor(async () => {
      const again = await open(browser)
      await again.close()
      expect(again.status).toBe(200)
    })
  })

  it('is refused to a role that sees no locations', async () => {
    expect((await open(test.administrator)).status).toBe(403)
  })

  it('[MON.outage] tells of work on a technical incident to all who have persons in it, and to nobody else', async () => {
    const bystander = await watchOne(test, 'C')
    const streams = await Promise.all([open(a.operator), open(b.operator), open(bystander.operator)])
    const [own, other, beside] = streams
    await until(() => expect(streams.every((stream) => stream.of('pulse').length > 0)).toBe(true))
    const id = await writeOutage(test.owner, [a, b], 'shared')
    await a.operator.done('takeTechnicalIncident', { params: { technicalIncidentId: id } })
    for (const stream of [own, other])
      await until(() => expect(stream.of('technical-incident').map((event) => event.data)).toEqual([{ id }]))
    const pulses = beside.of('pulse').length
    await until(() => expect(beside.of('pulse').length).toBeGreaterThan(pulses))
    expect(beside.of('technical-incident')).toEqual([])
    await Promise.all(streams.map((stream) => stream.close()))
  })
})

import { defaultPolicy } from '@bilezik/compliance'
import { isoInstant, later, minute, second } from '@bilezik/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { type Watched, watchOne } from '../http/test-watch.ts'

let app: TestApp
let a: Watched
let b: Watched

/** What the engine would write. */
async function suppress(watched: Watched, readingId: string, minutesAgo: number): Promise<void> {
  const from = later(app.clock.now, -minutesAgo * minute)
  const key = `${watched.personId}:${watched.lineageId}:suppressed:${readingId}`
  const suppressed = {
    key,
    lineageId: watched.lineageId,
    orderId: watched.orderId,
    deviceId: watched.deviceId,
    signal: 'strap-open',
    readingIds: [readingId],
    from,
    until: later(from, 5 * second),
    reasons: [
      { kind: 'strap-closed', readingId: 'closed', at: later(from, 2 * second) },
      { kind: 'skin-temperature', readingId: 'warm', at: later(from, 5 * second), celsius: 34.5 },
    ],
    policy: defaultPolicy.wear,
    suppressedCount: 1,
  }
  await app.owner.query(
    `INSERT INTO suppressed_signals (key, person_id, device_id, noticed_at, suppressed, engine_version) VALUES ($1, $2, $3, $4, $5, 'test')`,
    [key, watched.personId, watched.deviceId, isoInstant(suppressed.until), JSON.stringify(suppressed)],
  )
}

beforeAll(async () => {
  app = await startTestApp()
  a = await watchOne(app, 'A')
  b = await watchOne(app, 'B')
  await suppress(a, 'r1', 30)
  await suppress(a, 'r2', 20)
  await suppress(a, 'r3', 10)
  await suppress(b, 'of-b', 5)
})
afterAll(() => app.end())

const listed = async (state: 'unreviewed' | 'all') => (await a.head.done('listSuppressedSignals', { query: { state } })).signals

test('[1369.8d] a head sees the suppressed signals of the own organisation with all that they rest on, an operator none', async () => {
  const signals = await listed('unreviewed')
  expect(signals.map(({ readingIds }) => readingIds)).toEqual([['r1'], ['r2'], ['r3']])
  expect(signals[0]).toMatchObject({
    identifier: 'device-A',
    signal: 'strap-open',
    reasons: [
      { kind: 'strap-closed', celsius: null },
      { kind: 'skin-temperature', celsius: 34.5 },
    ],
    review: null,
  })
  expect((await a.operator.call('listSuppressedSignals', {})).code).toBe('forbidden')
})

test('[1369.8d] a review is given once, stands with its name, and a head who sends staff puts the signal into the stream', async () => {
  const [first, second_] = await listed('unreviewed')
  const agreed = { params: { signalId: first?.id ?? '' }, body: { finding: 'agrees', note: 'seen before' } } as const
  await a.head.done('reviewSuppressedSignal', agreed)
  expect((await a.head.call('reviewSuppressedSignal', agreed)).code).toBe('suppression-reviewed')
  await a.head.done('reviewSuppressedSignal', {
    params: { signalId: second_?.id ?? '' },
    body: { finding: 'sends-staff', note: '' },
  })
  const reviewed = (await listed('all')).map(({ readingIds, review }) => [
    readingIds[0],
    review?.finding ?? null,
    review?.note ?? null,
  ])
  expect(reviewed).toEqual([
    ['r3', null, null],
    ['r2', 'sends-staff', ''],
    ['r1', 'agrees', 'seen before'],
  ])
  const { rows } = await app.owner.query<{ body: unknown }>(
    `SELECT body FROM stream_events WHERE person_id = $1 AND body ->> 'kind' = 'signal-upheld'`,
    [a.personId],
  )
  expect(rows.map((row) => row.body)).toEqual([
    {
      kind: 'signal-upheld',
      lineageId: a.lineageId,
      deviceId: a.deviceId,
      signal: 'strap-open',
      readingId: 'r2',
      beganAt: later(app.clock.now, -20 * minute),
    },
  ])
  const { entries } = await a.head.done('listLog', { query: { personId: a.personId } })
  expect(entries.filter(({ action }) => action === 'reviewSuppressedSignal')).toHaveLength(2)
})

test('[1369.8d] without an order in force nobody can be sent', async () => {
  const third = (await listed('unreviewed'))[0]?.id ?? ''
  const before = app.clock.now
  app.clock.now = later(app.clock.now, 100_000 * minute)
  const head = await app.addUser('head', a.organisationId, 'head-later')
  await app.owner.query('UPDATE orders SET term = tstzrange(lower(term), $2) WHERE person_id = $1', [
    a.personId,
    isoInstant(before),
  ])
  const answer = await head.call('reviewSuppressedSignal', {
    params: { signalId: third },
    body: { finding: 'sends-staff', note: '' },
  })
  expect(answer.code).toBe('order-closed')
})

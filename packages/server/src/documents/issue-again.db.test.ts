import { afterAll, beforeAll, expect, it } from 'vitest'
import { PapersWorld } from './testing/papers-world.ts'

let world: PapersWorld

beforeAll(async () => {
  world = await PapersWorld.begin()
  world.startOver()
})
afterAll(() => world.at.test.end())

it('a paper whose answer was lost and that is asked for again is issued once: one number, sent to each once', async () => {
  const { params, orderId } = await world.active()
  const { operator, test } = world.at
  const journal = async () => (await operator.done('listDocuments', { params })).documents.length
  const before = await journal()
  const court = { typed: { channel: 'print', name: 'Court of Yesil', address: null } }
  const body = { document: { kind: 'memo' }, to: [court], requestId: crypto.randomUUID() }
  const issue = (change: object = {}) => operator.done('issueDocument', { params, body: { ...body, ...change } })
  const together = await Promise.all([issue(), issue()])
  const [first] = together
  expect([...together, await issue()]).toEqual([first, first, first])
  expect(await journal()).toBe(before + 1)
  const { rows } = await test.owner.query('SELECT FROM deliveries WHERE case_id = $1', [orderId])
  expect(rows).toHaveLength(1)
  // Another request is another paper.
  expect((await issue({ requestId: crypto.randomUUID() })).number).not.toBe(first.number)
})

import { second } from '@bilezik/domain'
import type { Printed } from '@bilezik/documents'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PapersWorld, type Worn } from '../testing/papers-world.ts'
import { Renderer, RendererUnavailable } from './renderer.ts'

const breakable = new URL('testing/breakable-worker.ts', import.meta.url)
/** Longer than the compiler takes to load on a busy machine. */
const hungAfterMs = 15 * second

let world: PapersWorld
let order: Worn
beforeAll(async () => {
  world = await PapersWorld.begin(new Renderer(breakable, hungAfterMs))
  world.startOver()
  order = await world.active()
})
afterAll(() => world.at.test.end())
beforeEach(() => world.startOver())

const notice = (place: string | null) => ({ kind: 'adoption-notice', place })
const issue = (place: string | null) =>
  world.at.operator.call('issueDocument', { params: order.params, body: { document: notice(place) } })
const numbersOf = async () =>
  (await world.at.operator.done('listDocuments', { params: order.params })).documents.map(({ number }) => number)

describe('a renderer that falls over', () => {
  it.each(['CRASH', 'THROW', 'HANG'])(
    '(%s) fails that request plainly; the next is drawn up, and no number is lost',
    async (how) => {
      const before = await numbersOf()
      const failed = await issue(how)
      expect([failed.status, failed.code]).toEqual([503, 'renderer-unavailable'])
      expect(await numbersOf()).toEqual(before)
      const { status } = await issue(null)
      expect(status).toBe(200)
      expect((await numbersOf())[0]).toBe(`${before.length + 1}/2026`)
    },
  )
})

it('takes eight at a time: the ninth is told so at once, and the eight are drawn up all the same', async () => {
  const renderer = new Renderer(breakable)
  const paper = { ...notice('ECHO') } as unknown as Printed
  const asked = Array.from({ length: 9 }, () => renderer.draw(paper, 'ru').catch((error: unknown) => error))
  const answers = await Promise.all(asked)
  expect(answers.map((answer) => answer instanceof RendererUnavailable)).toEqual([...Array(8).fill(false), true])
  expect(await renderer.draw(paper, 'ru')).toMatchObject({ ok: true })
  await renderer.close()
})

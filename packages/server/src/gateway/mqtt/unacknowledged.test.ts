import { expect, test } from 'vitest'
import { Unacknowledged } from './unacknowledged.ts'

const publication = (text: string) => ({ topic: 'bilezik/7/up', payload: Buffer.from(text) })

test('what comes again on a new connection while it is under way is acknowledged there, once', () => {
  const window = new Unacknowledged<string>(10)
  const first = window.enter(7, publication('a'), 'one')!
  expect(window.enter(7, publication('a'), 'two')).toBeUndefined()
  expect(window.enter(7, publication('a'), 'three')).toBeUndefined()
  expect(first.link).toBe('three')
  expect(window.leave(first)).toBe(true)
  expect(window.leave(first)).toBe(false)
  expect(window.size).toBe(0)
})

test('a broker that has begun anew gives a number to another: the former is not acknowledged in its place', () => {
  const window = new Unacknowledged<string>(10)
  const first = window.enter(7, publication('a'), 'one')!
  const second = window.enter(7, publication('b'), 'two')!
  expect(window.leave(first)).toBe(false)
  expect(window.leave(second)).toBe(true)
})

test('the same payload under the same number on the same connection is another publication', () => {
  const window = new Unacknowledged<string>(10)
  const first = window.enter(7, publication('a'), 'one')!
  expect(window.enter(7, publication('a'), 'one')).not.toBe(first)
})

test('there is room again when one of either kind has left', async () => {
  const window = new Unacknowledged<string>(2)
  const done = window.enterUnpromised()
  const promised = window.enter(1, publication('a'), 'one')!
  expect(window.hasRoom).toBe(false)
  const waiting = window.whenRoom().then(() => window.size)
  window.leave(promised)
  expect(await waiting).toBe(1)
  done()
  expect(window.size).toBe(0)
})

import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StorageHealth } from './storage-health.ts'

const failure = (code: string) => Object.assign(new Error(code), { code })

let said: string[]
let health: StorageHealth
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  said = []
  const write = (line: string) => void said.push((JSON.parse(line) as { msg: string }).msg)
  health = new StorageHealth(pino({ level: 'info' }, { write }))
})
afterEach(() => vi.useRealTimers())

test('a reason is told once, the next one too, and that it is over', () => {
  expect([health.isAway, health.trouble]).toEqual([false, undefined])
  for (const code of ['ECONNREFUSED', '57P03', '42501', '42501']) health.failed(failure(code))
  expect([health.isAway, health.trouble]).toEqual([true, 'The database refuses us (SQLSTATE 42501).'])
  health.stored()
  health.stored()
  expect([health.isAway, health.trouble]).toEqual([false, undefined])
  expect(said.map((line) => line.split('.')[0])).toEqual([
    'gateway: The database does not answer',
    'gateway: The database refuses us (SQLSTATE 42501)',
    'gateway: the database is back; storing goes on',
  ])
})

test('a database that ended of a full disk is away because of it', () => {
  health.failed(failure('53100'))
  health.failed(failure('ECONNREFUSED'))
  expect(health.trouble).toMatch(/^The disk of the database is full: /)
  expect(said).toHaveLength(1)
})

test('a batch that hangs is told once, and is no failure', () => {
  health.began()
  vi.advanceTimersByTime(3_000)
  health.tellSilence()
  expect([health.isStalled, health.trouble, said]).toEqual([false, undefined, []])
  vi.advanceTimersByTime(1)
  health.tellSilence()
  health.tellSilence()
  expect([health.isAway, health.isStalled, health.trouble]).toEqual([
    false,
    true,
    'The database has not answered for more than 3 seconds.',
  ])
  health.ended()
  health.stored()
  expect([health.isStalled, said.length]).toEqual([false, 2])
})

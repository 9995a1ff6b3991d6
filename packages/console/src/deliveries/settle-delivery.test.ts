import { expect, it } from 'vitest'
import { needsPerson, outcomesOf, stateKey } from './settle-delivery.ts'

it('of an unclear delivery a person says what became of it, or has it sent again; of one that waits nothing', () => {
  const unclear = { state: 'unclear', channel: 'email', reason: null } as const
  expect(outcomesOf(unclear)).toEqual(['arrived', 'delivered', 'again', 'given-up'])
  expect(outcomesOf({ ...unclear, state: 'queued' })).toEqual([])
})

it('a printed paper waits for a person from the beginning, and is never sent', () => {
  const printed = { state: 'queued', channel: 'print', reason: null } as const
  expect([needsPerson(printed), outcomesOf(printed), stateKey(printed)]).toEqual([
    true,
    ['delivered', 'given-up'],
    'to-hand-over',
  ])
  expect(stateKey({ ...printed, state: 'delivered' })).toBe('handed-over')
})

it('what the server gave up needs a person, what a person gave up is at rest', () => {
  const mail = { state: 'given-up', channel: 'email' } as const
  expect(needsPerson({ ...mail, reason: null })).toBe(true)
  expect(needsPerson({ ...mail, reason: 'Handed over at the meeting' })).toBe(false)
})

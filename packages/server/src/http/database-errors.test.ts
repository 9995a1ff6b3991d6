import { describe, expect, it } from 'vitest'
import { isDatabaseUnavailable } from './database-errors.ts'

function failure(message: string, properties: Record<string, unknown> = {}): Error {
  return Object.assign(new Error(message), properties)
}

describe('the database is unavailable', () => {
  it.each([
    failure('connect ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'connect' }),
    failure('no socket', { code: 'ENOENT', syscall: 'connect' }),
    failure('terminating connection due to administrator command', { code: '57P01' }),
    failure('the database system is starting up', { code: '57P03' }),
    failure('connection failure', { code: '08006' }),
    failure('too many clients', { code: '53300' }),
    failure('Connection terminated unexpectedly'),
    failure('timeout exceeded when trying to connect'),
  ])('on $message', (error) => {
    expect(isDatabaseUnavailable(error)).toBe(true)
  })

  it.each([
    failure('a file is missing', { code: 'ENOENT', syscall: 'open' }),
    failure('unique violation', { code: '23505' }),
    failure('permission denied', { code: '42501' }),
    failure('Invariant broken: x'),
    'Connection terminated unexpectedly',
  ])('not on %s', (error) => {
    expect(isDatabaseUnavailable(error)).toBe(false)
  })
})

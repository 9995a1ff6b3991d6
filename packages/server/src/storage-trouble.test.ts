import { expect, test } from 'vitest'
import { storageTroubleOf } from './storage-trouble.ts'

const failure = (message: string, code?: string) => Object.assign(new Error(message), code === undefined ? {} : { code })

test.each([
  { error: failure('could not extend file "base/1/2": No space left on device', '53100'), kind: 'disk-full' },
  { error: failure('write failed', 'ENOSPC'), kind: 'disk-full' },
  { error: failure('quota', 'EDQUOT'), kind: 'disk-full' },
  { error: failure('could not write to file "pg_wal/xlogtemp.9": No space left on device', 'XX000'), kind: 'disk-full' },
  { error: failure('cannot execute INSERT in a read-only transaction', '25006'), kind: 'read-only' },
  { error: failure('permission denied', '42501'), kind: 'refused' },
  { error: failure('out of shared memory', '53200'), kind: 'refused' },
  { error: failure('connect ECONNREFUSED', 'ECONNREFUSED'), kind: 'away' },
  { error: failure('terminating connection due to administrator command', '57P01'), kind: 'away' },
  { error: failure('the database system is in recovery mode', '57P03'), kind: 'away' },
  { error: failure('connection failure', '08006'), kind: 'away' },
  { error: failure('too many clients', '53300'), kind: 'away' },
  { error: failure('database is not currently accepting connections', '55000'), kind: 'away' },
  { error: failure('Connection terminated unexpectedly'), kind: 'away' },
  { error: 'nothing that is known', kind: 'away' },
])('$error → $kind', ({ error, kind }) => {
  expect(storageTroubleOf(error).kind).toBe(kind)
})

test('says in a whole sentence what it means', () => {
  expect(storageTroubleOf(failure('', '53100')).sentence).toMatch(/^The disk of the database is full: .*\.$/)
  expect(storageTroubleOf(failure('', '42501')).sentence).toBe('The database refuses us (SQLSTATE 42501).')
})

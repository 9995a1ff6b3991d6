import { expect, test } from 'vitest'
import { pathInCluster } from './archive-reader.ts'

test.for([
  ['cluster/PG_VERSION', 'File', 'PG_VERSION'],
  ['cluster/base/1/1255_fsm', 'File', 'base/1/1255_fsm'],
  ['cluster/pg_notify/', 'Directory', 'pg_notify'],
  ['cluster/', 'Directory', ''],
] as const)('%s (%s) goes to %s', ([path, type, expected]) => {
  expect(pathInCluster({ path, type })).toBe(expected)
})

test.for([
  ['../evil', 'File'],
  ['/etc/passwd', 'File'],
  ['other/file', 'File'],
  ['clusterx/file', 'File'],
  ['cluster/../../evil', 'File'],
  ['cluster//etc/passwd', 'File'],
  ['cluster/./PG_VERSION', 'File'],
  ['cluster/a\\..\\b', 'File'],
  ['cluster/C:evil', 'File'],
  ['cluster/pg_wal', 'SymbolicLink'],
  ['cluster/PG_VERSION', 'Link'],
  ['cluster/fifo', 'FIFO'],
] as const)('%s (%s) is refused', ([path, type]) => {
  expect(() => pathInCluster({ path, type })).toThrow('it was not made by this program')
})

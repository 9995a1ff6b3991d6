import { expect, test } from 'vitest'
import { explainInitFailure } from './create-cluster.ts'

// What initdb 18 says, shortened.
test.for<[string, string]>([
  ['disk-full', 'could not write to file "pg_wal/xlogtemp.12": No space left on device\nchild process exited with exit code 1'],
  ['disk-full', 'initdb: error: could not create directory "base": Disk quota exceeded'],
  ['no-account', 'initdb: error: could not look up effective user ID 12345: user does not exist'],
  ['no-permission', 'initdb: error: could not change permissions of directory "data": Permission denied'],
  ['start-refused', 'initdb: error: something new'],
])('%s: %s', ([code, stderr]) => {
  const error = explainInitFailure(Object.assign(new Error('failed'), { stderr }), '/data')
  expect(error.code).toBe(code)
  expect(error.message).not.toContain('\n')
  if (code === 'start-refused') expect(error.message).toContain('something new')
})

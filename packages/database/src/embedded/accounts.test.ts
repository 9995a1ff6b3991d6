import { spawnSync } from 'node:child_process'
import { chmod, chown, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startInProcess, stopProcess } from '../testing/embedded-process.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { parsePasswd } from './account.ts'
import { withClient } from './probe.ts'

const LIMIT_MS = 60_000
const NOBODY = { uid: 65534, gid: 65534 }
const isRoot = process.geteuid?.() === 0
const canNobodyRun =
  isRoot &&
  spawnSync(process.execPath, ['-e', `require('fs').readdirSync(${JSON.stringify(import.meta.dirname)})`], {
    ...NOBODY,
    cwd: '/',
  }).status === 0
const asNobody = isRoot && !canNobodyRun ? ' (skipped: another account cannot read this checkout)' : ''
if (asNobody) console.warn(`tests as another account skipped: it cannot read ${import.meta.dirname}`)

test('accounts are read from /etc/passwd, unsigned, without comments and broken lines', () => {
  const text = '# comment:x:1:1\nroot:x:0:0:root:/root:/bin/sh\nnobody:*:-2:-2::/:/bin/false\n+nis\nbroken:x:a:b\n'
  expect(parsePasswd(text)).toEqual([
    { name: 'root', uid: 0, gid: 0 },
    { name: 'nobody', uid: 4294967294, gid: 4294967294 },
  ])
})

test.runIf(isRoot)(
  'as root, a directory below one that only root may enter works, and the server is not root',
  { timeout: LIMIT_MS },
  async () => {
    const locked = await temporaryDirectory()
    expect((await stat(locked)).mode & 0o777).toBe(0o700)
    expect((await stat(locked)).uid).toBe(0)
    const { child, report } = await startInProcess(join(locked, 'data'))
    if (report.kind !== 'started') throw new Error(report.message)
    expect((await stat(`/proc/${report.pid}`)).uid).not.toBe(0)
    expect((await stat(join(locked, 'data', 'cluster'))).uid).toBe((await stat(`/proc/${report.pid}`)).uid)
    await withClient(report.ownerUrl, (client) => client.query('create table t ()'))
    await stopProcess(child)
  },
)

test.runIf(canNobodyRun)(`as a plain account without a home, everything works${asNobody}`, { timeout: LIMIT_MS }, async () => {
  const dataDir = await temporaryDirectory()
  await chown(dataDir, NOBODY.uid, NOBODY.gid)
  const { child, report } = await startInProcess(dataDir, NOBODY)
  if (report.kind !== 'started') throw new Error(report.message)
  await withClient(report.ownerUrl, (client) => client.query('create table t ()'))
  expect((await stat(`/proc/${report.pid}`)).uid).toBe(NOBODY.uid)
  await stopProcess(child)
})

test.runIf(canNobodyRun)(
  `a directory that the account may not write, or not enter, is refused in one sentence${asNobody}`,
  { timeout: LIMIT_MS },
  async () => {
    const foreign = await temporaryDirectory()
    for (const mode of [0o755, 0o700]) {
      await chmod(foreign, mode)
      for (const dataDir of [foreign, join(foreign, 'data')]) {
        const { report } = await startInProcess(dataDir, NOBODY)
        expect(report).toEqual({
          kind: 'refused',
          code: 'no-permission',
          message: `This account may not write to ${dataDir}: change its owner or choose another directory.`,
        })
      }
    }
  },
)

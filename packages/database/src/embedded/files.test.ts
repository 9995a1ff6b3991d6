import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { layoutOf } from './data-layout.ts'
import { findPostmaster, removeStalePidFile } from './postmaster.ts'
import { ensureSecrets } from './secrets.ts'
import { boundServerLog, openServerLog, readLogSince } from './server-log.ts'
import { serverSettings } from './settings.ts'
import { withStartLock } from './start-lock.ts'

test('secrets are made once, however many ask at the same moment, and differ between installations', async () => {
  const layout = layoutOf(await temporaryDirectory())
  const all = await Promise.all(Array.from({ length: 20 }, () => ensureSecrets(layout)))
  for (const secrets of all) expect(secrets).toEqual(all[0])
  expect(await readdir(layout.dataDir)).toEqual(['secrets.json'])
  const other = await ensureSecrets(layoutOf(await temporaryDirectory()))
  expect(other.masterKey).not.toBe(all[0]?.masterKey)
})

test.for<[string, string]>([
  ['not JSON', 'hello'],
  ['no master key of 32 bytes', '{"masterKey":"c2hvcnQ="}'],
  ['a password is missing', `{"masterKey":"${Buffer.alloc(32).toString('base64')}","superuserPassword":"x"}`],
])('damaged secrets are never replaced: %s', async ([what, text]) => {
  const layout = layoutOf(await temporaryDirectory())
  await writeFile(layout.secretsFile, text)
  await expect(ensureSecrets(layout)).rejects.toMatchObject({ code: 'secrets-damaged', message: expect.stringContaining(what) })
  expect(await readFile(layout.secretsFile, 'utf8')).toBe(text)
})

test('the start lock lets one in at a time and is released by a failure', async () => {
  const directory = await temporaryDirectory()
  const input = { directory, secret: directory, log: () => {} }
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setImmediate(resolve))
    inside--
  }
  await expect(withStartLock(input, () => Promise.reject(new Error('failed inside')))).rejects.toThrow('failed inside')
  await Promise.all(Array.from({ length: 5 }, () => withStartLock(input, work)))
  expect([most, inside]).toEqual([1, 0])
})

test.runIf(process.platform === 'linux')(
  'a lock file that names a process of something else is stale and is removed',
  async () => {
    const clusterDir = join(await temporaryDirectory(), 'cluster')
    await mkdir(clusterDir)
    const pidFile = join(clusterDir, 'postmaster.pid')
    await writeFile(pidFile, `${process.pid}\n${clusterDir}\n1\n5432\n\n\n\nready\n`)
    expect(await findPostmaster(clusterDir)).toBeUndefined()
    await removeStalePidFile(clusterDir)
    await expect(stat(pidFile)).rejects.toThrow('ENOENT')
  },
)

test("the server's log is rotated past its bound, keeping one, and emptied when it runs away", async () => {
  const { logFile } = layoutOf(await temporaryDirectory())
  await writeFile(logFile, Buffer.alloc(5 * 1024 * 1024))
  const file = await openServerLog(logFile)
  await file.write('after rotation\n')
  expect((await stat(`${logFile}.1`)).size).toBe(5 * 1024 * 1024)
  expect(await readLogSince(logFile, 6)).toBe('rotation\n')
  await file.truncate(65 * 1024 * 1024)
  await boundServerLog(logFile)
  await file.write('still heard\n')
  await file.close()
  expect(await readFile(logFile, 'utf8')).toBe('still heard\n')
  await rm(logFile)
})

test.for([
  { gigabytes: 0.5, expected: '64MB' },
  { gigabytes: 4, expected: '512MB' },
  { gigabytes: 512, expected: '2048MB' },
])('a machine of $gigabytes GB gives the server $expected of buffers', ({ gigabytes, expected }) => {
  const settings = serverSettings({ port: 1, memoryBytes: gigabytes * 1024 ** 3, isThrowaway: false })
  expect(settings['shared_buffers']).toBe(expected)
  expect(settings['fsync']).toBe('on')
})

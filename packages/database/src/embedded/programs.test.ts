import { chmod, chown, readdir, readlink, rm, stat, symlink, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { findProgramsPackage } from './programs-package.ts'
import { installPrograms } from './programs.ts'

const isRoot = process.geteuid?.() === 0

// Each copy is 55 MB that a busy disk may take its time over.
vi.setConfig({ testTimeout: 60_000 })

test('the programs are placed with their links, once, by however many starters', async () => {
  const base = await temporaryDirectory()
  await chmod(base, 0o755)
  const [one, other] = await Promise.all([installPrograms(undefined, [base]), installPrograms(undefined, [base])])
  expect(other).toEqual(one)
  expect(await readdir(base)).toHaveLength(1)
  if (process.platform === 'linux')
    expect(await readlink(join(one.directory, 'lib', 'libpq.so.5'))).toMatch(/^libpq\.so\.5\.\d+$/)
  const { ino } = await stat(one.directory)
  await installPrograms(undefined, [base])
  expect((await stat(one.directory)).ino).toBe(ino)
})

test.for([
  ['lost a file', (directory: string) => rm(join(directory, 'bin', 'initdb'))],
  [
    'was cut short and lost a link',
    async (directory: string) => {
      await truncate(join(directory, 'bin', 'postgres'), 1000)
      await rm(join(directory, 'lib', 'libpq.so.5'))
    },
  ],
] as const)('a copy that %s is replaced', async ([, damage]) => {
  const base = await temporaryDirectory()
  const { directory } = await installPrograms(undefined, [base])
  await damage(directory)
  await installPrograms(undefined, [base])
  expect((await stat(join(directory, 'bin', 'initdb'))).size).toBeGreaterThan(100_000)
  expect((await stat(join(directory, 'bin', 'postgres'))).size).toBeGreaterThan(1_000_000)
  expect((await stat(join(directory, 'lib', 'libpq.so.5'))).size).toBeGreaterThan(100_000)
  expect(await readdir(base)).toHaveLength(1)
})

test('a directory that others may write, or that is a link, is passed over', async () => {
  const [open, linked, good] = [await temporaryDirectory(), join(await temporaryDirectory(), 'link'), await temporaryDirectory()]
  await chmod(open, 0o777)
  await symlink(good, linked)
  expect((await installPrograms(undefined, [open, linked, good])).directory.startsWith(good)).toBe(true)
  await expect(installPrograms(undefined, [open, linked])).rejects.toMatchObject({
    code: 'programs-unplaced',
    message: `The PostgreSQL programs could not be placed or run in any of: ${open} (other accounts may write to it); ${linked} (not a directory).`,
  })
})

test.runIf(isRoot)(
  'a directory planted by another account, or that the server account cannot enter, is passed over',
  async () => {
    const nobody = { name: 'nobody', uid: 65534, gid: 65534 }
    const planted = await temporaryDirectory()
    await chown(planted, nobody.uid, nobody.gid)
    const locked = join(await temporaryDirectory(), 'base')
    const refusal = installPrograms(nobody, [planted, locked])
    await expect(refusal).rejects.toThrow(`${planted} (belongs to another account)`)
    await expect(refusal).rejects.toThrow(`${locked} (EACCES)`)
  },
)

test('a platform without a package is named, with what to do', async () => {
  await expect(findProgramsPackage('sunos', 'sparc')).rejects.toMatchObject({
    code: 'platform-unsupported',
    message: expect.stringMatching(/No PostgreSQL programs for sunos-sparc .* set DATABASE_URL/),
  })
})

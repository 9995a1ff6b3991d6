import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, open, readlink, rename, rm, symlink } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Account } from './account.ts'
import { EmbeddedError, errnoOf } from './embedded-error.ts'
import { findProgramsPackage, listProgramFiles, listProgramLinks, type ProgramsPackage } from './programs-package.ts'

/** PostgreSQL's programs in a place from which the server's account can run them. */
export interface Programs {
  readonly directory: string
  readonly environment: NodeJS.ProcessEnv
}

const run = promisify(execFile)

/**
 * Copies the programs once to a directory of their own, with their links, and returns it.
 *
 * They cannot run where npm put them: the links are missing there, node_modules may be read-only, and under root's
 * home (mode 0700) the unprivileged account PostgreSQL needs could not reach them. Each version has its own copy,
 * made under another name and renamed, so it is absent or complete; a copy that lost files (temporary directories
 * are swept) is replaced. A directory that somebody else owns or may write is never used.
 */
export async function installPrograms(
  account: Account | undefined,
  bases: readonly string[] = programBases(),
): Promise<Programs> {
  const source = await findProgramsPackage()
  if (process.platform === 'win32') return programsIn(source.nativeDir)
  const reasons: string[] = []
  for (const base of bases) {
    try {
      await ensureTrustedDirectory(base)
      const directory = join(base, source.label)
      if (!(await isIntact(source, directory))) await replaceCopy(source, directory)
      const programs = programsIn(directory)
      // The proof that the place will do: not mounted noexec, reachable for the account, libraries found.
      await run(join(directory, 'bin', 'postgres'), ['--version'], {
        env: programs.environment,
        cwd: '/',
        ...(account && { uid: account.uid, gid: account.gid }),
      })
      return programs
    } catch (error) {
      reasons.push(`${base} (${reasonOf(error)})`)
    }
  }
  if (process.platform === 'linux' && !hasGlibc())
    throw new EmbeddedError(
      'platform-unsupported',
      'The PostgreSQL programs from npm need glibc, which this system (Alpine?) does not have: set DATABASE_URL to a PostgreSQL 18 server.',
    )
  throw new EmbeddedError(
    'programs-unplaced',
    `The PostgreSQL programs could not be placed or run in any of: ${reasons.join('; ')}.`,
  )
}

function hasGlibc(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime !== undefined
}

function programsIn(directory: string): Programs {
  // Nothing of our own environment: it may hold secrets, and PG* variables would change the server's behaviour.
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '/usr/bin:/bin' }
  if (process.platform === 'linux') environment['LD_LIBRARY_PATH'] = join(directory, 'lib')
  if (process.platform === 'darwin') environment['DYLD_LIBRARY_PATH'] = join(directory, 'lib')
  if (process.platform === 'win32') environment['SystemRoot'] = process.env['SystemRoot']
  return { directory, environment }
}

function programBases(): string[] {
  const uid = process.geteuid?.() ?? 0
  const temporary = join(tmpdir(), `bilezik-${uid}`)
  if (uid === 0) return ['/var/lib/bilezik', temporary]
  return [join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'bilezik'), temporary]
}

/** Makes the directory or accepts an existing one, unless another account could have put something into it. */
async function ensureTrustedDirectory(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  try {
    await mkdir(path, { mode: 0o755 })
    // The umask may have narrowed it, and the server's account must pass.
    await chmod(path, 0o755)
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
  }
  const found = await lstat(path)
  if (!found.isDirectory()) throw new Error('not a directory')
  if (found.uid !== process.geteuid?.()) throw new Error('belongs to another account')
  if ((found.mode & 0o022) !== 0) throw new Error('other accounts may write to it')
}

async function isIntact(source: ProgramsPackage, directory: string): Promise<boolean> {
  try {
    const root = await lstat(directory)
    if (!root.isDirectory() || root.uid !== process.geteuid?.() || (root.mode & 0o022) !== 0) return false
    for (const file of await listProgramFiles(source.nativeDir)) {
      const copy = await lstat(join(directory, file.path))
      if (!copy.isFile() || copy.size !== file.bytes) return false
    }
    for (const link of await listProgramLinks(source.nativeDir)) {
      if ((await readlink(join(directory, link.path))) !== link.target) return false
    }
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'EINVAL') return false
    throw error
  }
}

async function replaceCopy(source: ProgramsPackage, directory: string): Promise<void> {
  const suffix = `${process.pid}-${randomBytes(4).toString('hex')}`
  const draft = `${directory}.new-${suffix}`
  const retired = `${directory}.old-${suffix}`
  try {
    await copyPrograms(source, draft)
    // Another starter may have been faster; a whole copy is not moved from under its feet.
    if (await isIntact(source, directory)) return
    // A server that still runs from the damaged copy keeps its open files; only the names change.
    await rename(directory, retired).catch(ignoring('ENOENT'))
    await rename(draft, directory).catch(ignoring('ENOTEMPTY', 'EEXIST'))
  } finally {
    await rm(draft, { recursive: true, force: true })
    await rm(retired, { recursive: true, force: true })
  }
  // Another starter's copy counts as well if it is whole; between its two renames there is none for a moment.
  for (let attempt = 0; attempt < 10; attempt++) {
    if (await isIntact(source, directory)) return
    await sleep(100)
  }
  throw new Error('the copy of the programs is not complete')
}

async function copyPrograms(source: ProgramsPackage, draft: string): Promise<void> {
  const made = new Set<string>()
  const makeDirectory = async (path: string): Promise<void> => {
    if (made.has(path)) return
    if (path !== draft) await makeDirectory(dirname(path))
    await mkdir(path)
    await chmod(path, 0o755)
    made.add(path)
  }
  await makeDirectory(draft)
  for (const file of await listProgramFiles(source.nativeDir)) {
    const copy = join(draft, file.path)
    await makeDirectory(dirname(copy))
    await copyFile(join(source.nativeDir, file.path), copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    await chmod(copy, file.isExecutable || file.path.includes('.so') ? 0o755 : 0o644)
    if (file.isExecutable || file.path.includes('.so')) await syncFile(copy)
  }
  for (const link of await listProgramLinks(source.nativeDir)) await symlink(link.target, join(draft, link.path))
}

/** After a power cut a renamed copy could otherwise hold programs of the right size and no content. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function ignoring(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!codes.includes(errnoOf(error) ?? '')) throw error
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof EmbeddedError || !(error instanceof Error)) return String(error)
  const stderr = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : ''
  return (stderr || errnoOf(error) || error.message).split('\n')[0] ?? ''
}

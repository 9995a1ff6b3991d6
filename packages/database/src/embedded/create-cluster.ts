import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Account } from './account.ts'
import { diskFull, EmbeddedError, explaining } from './embedded-error.ts'
import { SUPERUSER_NAME } from './roles.ts'
import { exists, syncDirectory } from './secrets.ts'
import type { ServerHost } from './server-process.ts'

export const POSTGRES_MAJOR = '18'
const DRAFT_PREFIX = 'cluster.new-'

const run = promisify(execFile)

/** Makes the cluster unless it exists. Only under the start lock. */
export async function ensureCluster(host: ServerHost, superuserPassword: string): Promise<void> {
  const { dataDir, clusterDir } = host.layout
  await explaining(dataDir, async () => {
    await removeDrafts(dataDir)
    if (!(await exists(clusterDir))) {
      host.log('creating the database (once)')
      await createCluster(host, superuserPassword)
    }
  })
}

/** Checks that this version may run the cluster and makes it the server's own. Only under the start lock. */
export async function adoptCluster(host: ServerHost): Promise<void> {
  const { clusterDir } = host.layout
  await explaining(clusterDir, async () => {
    const version = (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim()
    if (version !== POSTGRES_MAJOR)
      throw new EmbeddedError(
        'wrong-version',
        `The database in ${clusterDir} was made by PostgreSQL ${version} and this program brings PostgreSQL ${POSTGRES_MAJOR}: upgrade it or choose another data directory.`,
      )
    if (host.account) await giveTree(clusterDir, host.account)
  })
}

/** A draft is what a start left that was interrupted; under the start lock nobody else is at work on one. */
async function removeDrafts(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith(DRAFT_PREFIX)) await rm(join(dataDir, name), { recursive: true, force: true })
  }
}

async function createCluster(host: ServerHost, superuserPassword: string): Promise<void> {
  const { layout, account } = host
  const draft = join(layout.dataDir, DRAFT_PREFIX + randomBytes(4).toString('hex'))
  const cluster = join(draft, 'data')
  const passwordFile = join(draft, 'password')
  try {
    await mkdir(draft, { mode: 0o700 })
    await mkdir(cluster, { mode: 0o700 })
    await writeFile(passwordFile, superuserPassword, { flag: 'wx', mode: 0o600 })
    if (account) for (const path of [draft, cluster, passwordFile]) await chown(path, account.uid, account.gid)
    await initialise(host, cluster)
    await rename(cluster, layout.clusterDir)
    await syncDirectory(layout.dataDir)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function initialise({ programs, account, layout, isThrowaway }: ServerHost, cluster: string): Promise<void> {
  // The same two names as for the server: see clusterName() for why the current directory stands for the path.
  const isByCurrentDirectory = account !== undefined && process.platform === 'linux'
  const names = isByCurrentDirectory
    ? ['/proc/self/cwd', '/proc/self/cwd/../password']
    : [cluster, join(cluster, '..', 'password')]
  const options = [
    `--pgdata=${names[0]}`,
    `--pwfile=${names[1]}`,
    `--username=${SUPERUSER_NAME}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Text sorts the same on every machine: no library of the system takes part in an index.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(isThrowaway ? ['--no-sync'] : []),
  ]
  try {
    await run(`${programs.directory}/bin/initdb`, options, {
      cwd: cluster,
      env: programs.environment,
      windowsHide: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    })
  } catch (error) {
    throw explainInitFailure(error, layout.dataDir)
  }
}

export function explainInitFailure(error: unknown, dataDir: string): EmbeddedError {
  const said = error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : String(error)
  if (/No space left on device|Disk quota exceeded/i.test(said)) return diskFull(dataDir, error)
  if (/could not look up effective user ID/i.test(said))
    return new EmbeddedError(
      'no-account',
      'The account that runs this program has a number but no name: PostgreSQL needs a line for it in /etc/passwd.',
      error,
    )
  if (/Permission denied/i.test(said))
    return new EmbeddedError(
      'no-permission',
      `PostgreSQL may not write to ${dataDir}: change its owner or choose another directory.`,
      error,
    )
  const line = said.split('\n').find((candidate) => /FATAL|error:/.test(candidate)) ?? said.trim().split('\n').at(-1) ?? ''
  return new EmbeddedError('start-refused', `The database could not be created in ${dataDir}: ${line.trim()}`, error)
}

/** A cluster that was restored or copied as root belongs to root; PostgreSQL insists on owning its directory. */
async function giveTree(path: string, account: Account): Promise<void> {
  const found = await lstat(path)
  if (found.uid === account.uid) return
  // Children first: while the top still belongs to root, an interrupted pass is repeated at the next start.
  if (found.isDirectory()) for (const name of await readdir(path)) await giveTree(join(path, name), account)
  if (!found.isSymbolicLink()) await chown(path, account.uid, account.gid)
}

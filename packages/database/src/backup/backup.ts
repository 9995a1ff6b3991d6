import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { link, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Header, Pack, Parser, ReadEntry } from 'tar'
import { POSTGRES_MAJOR } from '../embedded/create-cluster.ts'
import { layoutOf } from '../embedded/data-layout.ts'
import { EmbeddedError, errnoOf, explaining } from '../embedded/embedded-error.ts'
import { withClient } from '../embedded/probe.ts'
import { exists, syncDirectory } from '../embedded/secrets.ts'
import { type EmbeddedDatabase, startEmbedded } from '../embedded/start-embedded.ts'
import {
  ARCHIVE_VERSION,
  type BackupDescription,
  CLUSTER_PREFIX,
  DESCRIPTION_ENTRY,
  MANIFEST_ENTRY,
  SECRETS_ENTRY,
} from './archive-format.ts'
import { type BaseBackup, openBaseBackup } from './base-backup.ts'

export interface BackupInput {
  readonly dataDir: string
  /** The file to write (.tar.gz). It must not exist. */
  readonly to: string
  readonly log: (line: string) => void
}

/**
 * Writes a consistent copy of the embedded database to one file, while the server works or on its own.
 * The file holds the keys as well (0600): it is all that a restore needs, and all that a thief needs.
 */
export async function backup({ dataDir, to, log }: BackupInput): Promise<{ readonly bytes: number }> {
  const layout = layoutOf(dataDir)
  const target = resolve(to)
  if (!(await explaining(layout.dataDir, () => exists(layout.clusterDir))))
    throw new EmbeddedError('backup-refused', `There is no database in ${layout.dataDir}.`)
  await refuseExisting(target)
  const database = await startEmbedded({ dataDir, log })
  try {
    return await explaining(target, () => writeBackup(database, layout.secretsFile, target))
  } finally {
    await leave(database)
  }
}

/** The server keeps running if it ran before, or if somebody joined it meanwhile. */
async function leave(database: EmbeddedDatabase): Promise<void> {
  const others = await withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name not in ('bilezik launcher', 'bilezik backup')`,
    )
    return rows[0]?.count ?? 0
  })
  await (database.isReused || others > 0 ? database.detach() : database.stop())
}

async function refuseExisting(target: string): Promise<void> {
  if (await explaining(target, () => exists(target)))
    throw new EmbeddedError('backup-refused', `${target} exists already: a backup never overwrites a file.`)
}

async function writeBackup(database: EmbeddedDatabase, secretsFile: string, target: string): Promise<{ readonly bytes: number }> {
  // The final name appears only when everything is on the disk.
  const draft = `${target}.partial-${randomBytes(4).toString('hex')}`
  try {
    const base = await openBaseBackup(database.superuserUrl)
    try {
      const secrets = await readFile(secretsFile)
      const output = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
      const pack = new Pack({ gzip: { level: 3 }, portable: true })
      await Promise.all([pipeline(pack, output), fillArchive(pack, base, secrets)])
    } finally {
      await base.end()
    }
    await publish(draft, target)
    return { bytes: (await stat(target)).size }
  } finally {
    await rm(draft, { force: true })
  }
}

async function fillArchive(pack: Pack, base: BaseBackup, secrets: Buffer): Promise<void> {
  try {
    const description: BackupDescription = {
      format: 'bilezik-backup',
      version: ARCHIVE_VERSION,
      postgresMajor: POSTGRES_MAJOR,
      createdAt: new Date().toISOString(),
    }
    pack.add(smallEntry(DESCRIPTION_ENTRY, Buffer.from(JSON.stringify(description, null, 2) + '\n')))
    pack.add(smallEntry(SECRETS_ENTRY, secrets))
    await addCluster(pack, base)
    pack.add(smallEntry(MANIFEST_ENTRY, await base.manifest))
    pack.end()
  } catch (error) {
    // The writer at the other end must not wait for an end that never comes.
    pack.emit('error', error)
    throw error
  }
}

/** Passes the server's tar on, entry by entry, under our prefix. */
async function addCluster(pack: Pack, { archive, manifest }: BaseBackup): Promise<void> {
  await new Promise<void>((resolveAll, reject) => {
    const parser = new Parser({ strict: true })
    parser.on('entry', (entry: ReadEntry) => {
      entry.path = CLUSTER_PREFIX + entry.path.replace(/^\.\//, '')
      pack.add(entry)
    })
    parser.on('end', resolveAll)
    parser.on('error', reject)
    manifest.catch(reject)
    archive.pipe(parser)
  })
}

function smallEntry(path: string, content: Buffer): ReadEntry {
  const entry = new ReadEntry(new Header({ path, size: content.length, mode: 0o600, type: 'File', mtime: new Date() }))
  entry.end(content)
  return entry
}

async function publish(draft: string, target: string): Promise<void> {
  try {
    // Unlike a rename, a link never replaces a file.
    await link(draft, target)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') await refuseExisting(target)
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP'].includes(errnoOf(error) ?? '')) throw error
    await refuseExisting(target)
    await rename(draft, target)
  }
  await syncDirectory(dirname(target))
}

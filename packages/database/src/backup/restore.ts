import { createReadStream } from 'node:fs'
import { access, constants, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Parser, type ReadEntry } from 'tar'
import { POSTGRES_MAJOR } from '../embedded/create-cluster.ts'
import { giveToDirectoryOwner, layoutOf, RESTORE_MARK } from '../embedded/data-layout.ts'
import { EmbeddedError, errnoOf, explaining, messageOf } from '../embedded/embedded-error.ts'
import { exists, parseSecrets, syncDirectory } from '../embedded/secrets.ts'
import { ARCHIVE_VERSION } from './archive-format.ts'
import { ArchiveReader } from './archive-reader.ts'
import { verifyManifest } from './verify-manifest.ts'

export interface RestoreInput {
  readonly from: string
  /** Absent or empty: a restore replaces nothing. */
  readonly dataDir: string
}

/**
 * Makes a data directory from a backup: every file is checked against the backup's own checksums before the directory becomes usable.
 * The next start brings the database to the moment the backup ended.
 */
export async function restore({ from, dataDir }: RestoreInput): Promise<void> {
  const layout = layoutOf(dataDir)
  const source = resolve(from)
  if (!(await explainReading(source, () => exists(source))))
    throw new EmbeddedError('backup-refused', `${source} does not exist.`)
  await explainReading(source, () => access(source, constants.R_OK))
  await explaining(layout.dataDir, () => claimEmptyDirectory(layout.dataDir))
  const draft = join(layout.dataDir, 'restoring')
  try {
    await explaining(layout.dataDir, async () => {
      const reader = await readArchive(source, draft)
      const secrets = checkContents(reader, source)
      await syncTree(draft)
      // Last: with a cluster and no secrets nothing starts; with secrets and no cluster an empty database would.
      await rename(draft, layout.clusterDir)
      await writeFile(layout.secretsFile, secrets, { flag: 'wx', mode: 0o600, flush: true })
      await giveToDirectoryOwner(layout.secretsFile, layout.dataDir)
      await syncDirectory(layout.dataDir)
      await rm(join(layout.dataDir, RESTORE_MARK))
    })
  } catch (error) {
    // Empty again, as it was found.
    for (const name of [draft, layout.clusterDir, layout.secretsFile, join(layout.dataDir, RESTORE_MARK)])
      await rm(name, { recursive: true, force: true })
    throw error
  }
}

/** The mark tells a later start that a killed restore left something unfinished. It is also the claim: only one can make it. */
async function claimEmptyDirectory(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const refused = () => new EmbeddedError('backup-refused', `${dataDir} is not empty: a restore needs a new or empty directory.`)
  if ((await readdir(dataDir)).length > 0) throw refused()
  const mark = join(dataDir, RESTORE_MARK)
  await writeFile(mark, '', { flag: 'wx', mode: 0o600 }).catch((error) => {
    throw errnoOf(error) === 'EEXIST' ? refused() : error
  })
  if ((await readdir(dataDir)).length === 1) return
  await rm(mark)
  throw refused()
}

async function readArchive(source: string, draft: string): Promise<ArchiveReader> {
  const reader = new ArchiveReader(draft)
  const parser = new Parser({ strict: true, maxDecompressionRatio: Number.POSITIVE_INFINITY })
  const input = createReadStream(source)
  let current: ReadEntry | undefined
  let taking = Promise.resolve()
  try {
    await new Promise<void>((resolveAll, reject) => {
      parser.on('entry', (entry: ReadEntry) => {
        current = entry
        taking = taking.then(() => reader.take(entry))
        taking.catch(reject)
      })
      parser.on('error', reject)
      parser.on('end', () => void taking.then(resolveAll, reject))
      input.on('error', reject)
      input.pipe(parser)
    })
    return reader
  } catch (error) {
    // Nothing may be written any more when the caller clears up: the entry at hand is ended and waited for.
    input.destroy()
    current?.destroy()
    await taking.catch(() => {})
    if (error instanceof EmbeddedError || ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS'].includes(errnoOf(error) ?? '')) throw error
    throw new EmbeddedError('backup-damaged', `${source} is not a whole backup (${messageOf(error)}).`, error)
  }
}

/** Returns the secrets' text once everything in the archive has been found right. */
function checkContents(reader: ArchiveReader, source: string): string {
  const damaged = (what: string) => new EmbeddedError('backup-damaged', `${source} is not a whole backup (${what}).`)
  const { description, secrets, manifest } = reader.small
  if (description === undefined || secrets === undefined || manifest === undefined) throw damaged('a part is missing')
  let made: { format?: unknown; version?: unknown; postgresMajor?: unknown }
  try {
    made = JSON.parse(description)
  } catch {
    throw damaged('its description cannot be read')
  }
  const { format, version, postgresMajor } = made
  if (format !== 'bilezik-backup' || version !== ARCHIVE_VERSION) throw damaged('its format is unknown to this version')
  if (postgresMajor !== POSTGRES_MAJOR)
    throw new EmbeddedError(
      'wrong-version',
      `${source} was made with PostgreSQL ${String(postgresMajor)}; this program brings PostgreSQL ${POSTGRES_MAJOR}.`,
    )
  parseSecrets(secrets, source)
  const fault = verifyManifest(manifest, reader.files)
  if (fault !== undefined) throw damaged(fault)
  return secrets
}

async function explainReading<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (errnoOf(error) === 'EACCES') throw new EmbeddedError('no-permission', `${path} cannot be read by this account.`, error)
    throw error
  }
}

async function syncTree(directory: string): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true })
  // Together, so that the disk can gather what it writes.
  await Promise.all(entries.map((entry) => (entry.isDirectory() ? syncTree : syncFile)(join(directory, entry.name))))
  await syncDirectory(directory)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}

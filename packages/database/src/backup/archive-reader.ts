import { createHash } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ReadEntry } from 'tar'
import { EmbeddedError } from '../embedded/embedded-error.ts'
import { CLUSTER_PREFIX, DESCRIPTION_ENTRY, MANIFEST_ENTRY, SECRETS_ENTRY, SMALL_ENTRY_LIMIT_BYTES } from './archive-format.ts'

export interface ExtractedFile {
  readonly bytes: number
  readonly sha256: string
}

/** Takes a backup's entries one by one: the cluster's files go to disk, the small parts are kept. */
export class ArchiveReader {
  readonly small: { description?: string; secrets?: string; manifest?: string } = {}
  /** By path inside the cluster. */
  readonly files = new Map<string, ExtractedFile>()
  readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  async take(entry: ReadEntry): Promise<void> {
    if (entry.path === DESCRIPTION_ENTRY) this.small.description = await readSmall(entry)
    else if (entry.path === SECRETS_ENTRY) this.small.secrets = await readSmall(entry)
    else if (entry.path === MANIFEST_ENTRY) this.small.manifest = await readSmall(entry)
    else await this.extract(entry, pathInCluster(entry))
  }

  private async extract(entry: ReadEntry, path: string): Promise<void> {
    const target = join(this.directory, path)
    if (entry.type === 'Directory') {
      await mkdir(target, { recursive: true, mode: 0o700 })
      entry.resume()
      return
    }
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    // wx: an archive that names a file twice is refused.
    const file = await open(target, 'wx', 0o600)
    const hash = createHash('sha256')
    try {
      for await (const chunk of entry) {
        hash.update(chunk)
        await file.write(chunk)
      }
    } finally {
      await file.close()
    }
    this.files.set(path, { bytes: entry.size, sha256: hash.digest('hex') })
  }
}

/** Only plain files and directories below cluster/, so nothing can be written elsewhere: neither by name nor through a link. */
export function pathInCluster(entry: Pick<ReadEntry, 'path' | 'type'>): string {
  const refused = (why: string) =>
    new EmbeddedError(
      'backup-damaged',
      `The backup contains ${JSON.stringify(entry.path)}, which ${why}: it was not made by this program.`,
    )
  if (!['File', 'OldFile', 'ContiguousFile', 'Directory'].includes(entry.type)) throw refused(`is a ${entry.type}`)
  if (!entry.path.startsWith(CLUSTER_PREFIX)) throw refused('does not belong in a backup')
  const path = entry.path.slice(CLUSTER_PREFIX.length).replace(/\/$/, '')
  if (path === '') return path
  const isPlain = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  if (!isPlain || /[\\:\0]/.test(path)) throw refused('leads out of its directory')
  return path
}

async function readSmall(entry: ReadEntry): Promise<string> {
  if (entry.size > SMALL_ENTRY_LIMIT_BYTES)
    throw new EmbeddedError('backup-damaged', `The backup's ${entry.path} is too large to be one.`)
  const parts: Buffer[] = []
  for await (const chunk of entry) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts).toString('utf8')
}

import { PassThrough } from 'node:stream'
import { Client, type Connection, type Submittable } from 'pg'

export interface BaseBackup {
  /** A tar of the whole cluster as PostgreSQL sends it, with the log that makes it consistent. Just ends early if the backup fails. */
  readonly archive: PassThrough
  /** PostgreSQL's list of the files with their checksums (JSON). Settles when everything has been sent, rejects on any failure. */
  readonly manifest: Promise<Buffer>
  end(): Promise<void>
}

/**
 * Asks a running server for a base backup over the replication protocol. The server copies consistently while others write,
 * checks the checksum of every page it reads, skips what does not belong in a backup, and adds the log.
 */
export async function openBaseBackup(superuserUrl: string): Promise<BaseBackup> {
  // Checkpoints may remove log that the end of the backup still needs, unless a slot holds it. The slot is gone with its session.
  const holder = new Client({ connectionString: superuserUrl, application_name: 'bilezik backup' })
  const client = new Client({ connectionString: `${superuserUrl}?replication=true`, application_name: 'bilezik backup' })
  const query = new BaseBackupQuery()
  holder.on('error', (error) => query.fail(error))
  client.on('error', (error) => query.fail(error))
  const end = async (): Promise<void> => {
    await Promise.all([client.end(), holder.end()])
  }
  try {
    await holder.connect()
    await holder.query(`select pg_create_physical_replication_slot('bilezik_backup_' || pg_backend_pid(), true, true)`)
    await client.connect()
    client.query(query)
  } catch (error) {
    await end()
    throw error
  }
  return { archive: query.archive, manifest: query.manifest, end }
}

const COMMAND = `BASE_BACKUP (LABEL 'bilezik', CHECKPOINT 'fast', WAL true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`

// First byte of each message, PostgreSQL manual 54.4 (BASE_BACKUP).
const NEW_ARCHIVE = 0x6e
const MANIFEST = 0x6d
const DATA = 0x64
const PROGRESS = 0x70

class BaseBackupQuery implements Submittable {
  readonly archive = new PassThrough({ highWaterMark: 4 * 1024 * 1024 })
  readonly manifest: Promise<Buffer>
  private readonly manifestParts: Buffer[] = []
  private isInManifest = false
  private archives = 0
  private resolve!: (manifest: Buffer) => void
  private reject!: (error: unknown) => void

  constructor() {
    this.manifest = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    // A failure is told once, by the promise; it may come before anybody waits for that, or while nobody reads the archive.
    this.manifest.catch(() => {})
    this.archive.on('error', () => {})
  }

  submit(connection: Connection): void {
    connection.query(COMMAND)
  }

  handleCopyData({ chunk }: { chunk: Buffer }, connection: Connection): void {
    switch (chunk[0]) {
      case NEW_ARCHIVE:
        this.archives++
        // The second archive would be a tablespace: ours has none, and it would be lost here.
        if (this.archives > 1) this.fail(new Error('the database has tablespaces, which this backup does not know'))
        return
      case MANIFEST:
        this.isInManifest = true
        this.archive.end()
        return
      case DATA: {
        // The parser reuses its buffer for the next message.
        const data = Buffer.from(chunk.subarray(1))
        if (this.isInManifest) this.manifestParts.push(data)
        else if (!this.archive.destroyed && !this.archive.write(data)) this.waitForReader(connection)
        return
      }
      case PROGRESS:
        return
      default:
        this.fail(new Error(`unknown message ${chunk[0]} in the base backup`))
    }
  }

  /** Messages that were read already still come in after the pause; one of them is enough to wait for. */
  private waitForReader({ stream }: Connection): void {
    if (stream.isPaused()) return
    stream.pause()
    const goOn = () => {
      this.archive.off('drain', goOn).off('close', goOn)
      stream.resume()
    }
    this.archive.on('drain', goOn).on('close', goOn)
  }

  handleReadyForQuery(): void {
    this.resolve(Buffer.concat(this.manifestParts))
  }

  handleError(error: Error): void {
    this.fail(error)
  }

  fail(error: Error): void {
    this.reject(error)
    this.archive.destroy(error)
  }

  // Result sets before and after the copy: positions in the log, which the backup itself records.
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
}

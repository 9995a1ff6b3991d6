import { chown, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** The files of one installation. The directory is private (0700); everything of value is inside it. */
export interface DataLayout {
  readonly dataDir: string
  /** PostgreSQL's own directory (PGDATA). It appears by one rename, so it is either absent or complete. */
  readonly clusterDir: string
  /** Passwords of the roles and the master key: whoever can read it can read everything. */
  readonly secretsFile: string
  /** The port used last; kept so that connection strings survive a restart. */
  readonly portFile: string
  readonly logFile: string
}

/** Present while a restore is at work, or after one was killed. */
export const RESTORE_MARK = 'restore-unfinished'

export function layoutOf(dataDir: string): DataLayout {
  const root = resolve(dataDir)
  return {
    dataDir: root,
    clusterDir: join(root, 'cluster'),
    secretsFile: join(root, 'secrets.json'),
    portFile: join(root, 'port'),
    logFile: join(root, 'postgres.log'),
  }
}

/** When root works in another account's directory, that account must still be able to use what root made there. */
export async function giveToDirectoryOwner(path: string, directory: string): Promise<void> {
  if (process.geteuid?.() !== 0) return
  const owner = await stat(directory)
  await chown(path, owner.uid, owner.gid)
}

import { spawn, type ChildProcess } from 'node:child_process'
import type { Account } from './account.ts'
import type { DataLayout } from './data-layout.ts'
import type { Programs } from './programs.ts'

/** How the server's own processes are run on this system. */
export interface ServerHost {
  readonly layout: DataLayout
  readonly programs: Programs
  /** Undefined: as ourselves. */
  readonly account: Account | undefined
  readonly isThrowaway: boolean
  readonly log: (line: string) => void
}

/**
 * The name under which the server is told its data directory.
 *
 * PostgreSQL refuses to run as root, and the account it gets may not pass through a private parent such as /root (0700).
 * Moving the data elsewhere would part it from the directory the operator chose, backs up and deletes. But a process may
 * always reach its own current directory: the child enters the cluster while it is still root (Node changes directory
 * before it changes the account), and /proc/self/cwd then leads there without passing through the parents. The server and all
 * its children stay in that directory, so the name holds for their whole life. It also keeps other processes
 * of the same account out.
 */
export function clusterName({ layout, account }: ServerHost): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : layout.clusterDir
}

/** Starts the server in a session of its own: neither Ctrl-C nor the end of this process reaches it. */
export function spawnServer(host: ServerHost, settings: readonly string[], logDescriptor: number): ChildProcess {
  const { programs, layout, account } = host
  const child = spawn(`${programs.directory}/bin/postgres`, ['-D', clusterName(host), ...settings], {
    cwd: layout.clusterDir,
    env: programs.environment,
    stdio: ['ignore', logDescriptor, logDescriptor],
    detached: true,
    windowsHide: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  child.unref()
  return child
}

import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errnoOf } from './embedded-error.ts'

/** The first process of a PostgreSQL server, as its lock file in the data directory names it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** The server that runs on this directory, or undefined. A file left by a killed server does not count. */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const postmaster = await readPidFile(clusterDir)
  return postmaster && (await isRunning(postmaster.pid, clusterDir)) ? postmaster : undefined
}

async function readPidFile(clusterDir: string): Promise<Postmaster | undefined> {
  try {
    const lines = (await readFile(join(clusterDir, 'postmaster.pid'), 'utf8')).split('\n')
    // Line 1 is the process, line 4 the port; both are written before the server accepts anyone.
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0 ? { pid, port } : undefined
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Whether the process runs and is a server of this directory.
 *
 * On Linux its current directory tells: every PostgreSQL process stays in its data directory, a zombie has none, and a process
 * that was given the number later, or the server of a copied directory, is elsewhere. On other systems the number has to do.
 */
export async function isRunning(pid: number, clusterDir: string): Promise<boolean> {
  if (process.platform !== 'linux') return canSignal(pid)
  return (await directoryOf(pid)) === (await identityOf(clusterDir))
}

function canSignal(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it is there, but not ours.
    return errnoOf(error) === 'EPERM'
  }
}

async function directoryOf(pid: number): Promise<string | undefined> {
  return identityOf(`/proc/${pid}/cwd`)
}

async function identityOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true })
    return `${dev}:${ino}`
  } catch (error) {
    // ESRCH: it ended while we looked. EACCES: another account's process, so none of ours.
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(errnoOf(error) ?? '')) return undefined
    throw error
  }
}

/**
 * Removes the lock file of a server that is gone. PostgreSQL would do so itself, except where the number in it belongs
 * to a zombie (a container whose first process reaps nobody) or to a later process. Only under the start lock;
 * should a server run after all, its shared memory still keeps a second one out.
 */
export async function removeStalePidFile(clusterDir: string): Promise<void> {
  if (process.platform !== 'linux') return
  const postmaster = await readPidFile(clusterDir)
  if (postmaster && !(await isRunning(postmaster.pid, clusterDir))) await rm(join(clusterDir, 'postmaster.pid'), { force: true })
}

/**
 * Server processes that outlived their killed postmaster. Idle ones end by themselves at once; one in the middle of a long
 * computation does not notice, and keeps the shared memory that a new server must have for itself.
 */
export async function findOrphans(clusterDir: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const cluster = await identityOf(clusterDir)
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || (await identityOf(`/proc/${name}/cwd`)) !== cluster) continue
    // Somebody's shell may stand in the directory.
    const command = await readFile(`/proc/${name}/comm`, 'utf8').catch(() => '')
    if (command.trim() === 'postgres') found.push(Number(name))
  }
  return found
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (errnoOf(error) !== 'ESRCH') throw error
  }
}

/** True once the server has ended, false if it has not within the time. */
export async function hasEndedWithin(limitMs: number, pid: number, clusterDir: string): Promise<boolean> {
  const startedAt = performance.now()
  while (await isRunning(pid, clusterDir)) {
    if (performance.now() - startedAt > limitMs) return false
    await sleep(20)
  }
  return true
}

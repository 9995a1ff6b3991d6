import { statfs } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { diskFull, EmbeddedError, errnoOf } from './embedded-error.ts'
import { choosePort, isPortFree, portInUse, readLastPort, writeLastPort } from './port.ts'
import { findOrphans, findPostmaster, isRunning, removeStalePidFile, sendSignal, type Postmaster } from './postmaster.ts'
import { probe } from './probe.ts'
import { openServerLog, readLogSince, sizeOf } from './server-log.ts'
import { spawnServer, type ServerHost } from './server-process.ts'
import { availableMemoryBytes, serverSettings, settingArguments } from './settings.ts'

/** `fixed`: connection strings with this port are in use, or the operator asked for it. */
export type PortWish = { readonly kind: 'fixed'; readonly port: number } | { readonly kind: 'any' }

export interface RunningServer extends Postmaster {
  readonly isReused: boolean
}

// Replaying the log after a crash takes minutes on slow disks; a server that is alive and says so may have them.
const RECOVERY_LIMIT_MS = 30 * 60_000
// A living server that answers nobody for this long is not going to.
const SILENCE_LIMIT_MS = 60_000
const START_ATTEMPTS = 60
const ORPHANS_HAVE_MS = 2000

/** Finds the server of the directory or starts it, and returns when it answers. Only under the start lock. */
export async function ensureServer(host: ServerHost, superuserPassword: string, wish: PortWish): Promise<RunningServer> {
  const { layout } = host
  const startedAt = performance.now()
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
    const living = await findPostmaster(layout.clusterDir)
    if (living) {
      if (await isReady(host, superuserPassword, living)) return { ...living, isReused: true }
      // It ended while we waited: it had been told to stop.
      continue
    }
    await removeStalePidFile(layout.clusterDir)
    const port = wish.kind === 'fixed' ? wish.port : await choosePort(await readLastPort(layout.portFile))
    if (wish.kind === 'fixed' && !(await isPortFree(port))) throw portInUse(port)
    const outcome = await startOnce(host, superuserPassword, port)
    if (outcome.kind === 'ready') {
      await writeLastPort(layout.portFile, port)
      return { pid: outcome.pid, port, isReused: false }
    }
    if (outcome.kind === 'failed') throw outcome.error
    // The remains of a killed server: its processes need a moment to notice, or help if they are too busy to.
    if (performance.now() - startedAt > ORPHANS_HAVE_MS) await endOrphans(host)
    await sleep(Math.min(50 * attempt, 500))
  }
  throw new EmbeddedError(
    'start-timeout',
    `PostgreSQL could not be started on ${layout.clusterDir}: what is left of the last server does not end (see ${layout.logFile}).`,
  )
}

type StartOutcome =
  | { readonly kind: 'ready'; readonly pid: number }
  | { readonly kind: 'remains' }
  | { readonly kind: 'failed'; readonly error: EmbeddedError }

async function startOnce(host: ServerHost, superuserPassword: string, port: number): Promise<StartOutcome> {
  const { layout, isThrowaway } = host
  const settings = serverSettings({ port, memoryBytes: availableMemoryBytes(), isThrowaway })
  const logFile = await openServerLog(layout.logFile)
  const offset = await sizeOf(layout.logFile)
  try {
    const child = spawnServer(host, settingArguments(settings), logFile.fd)
    const failure = new Promise<unknown>((resolve) => {
      child.once('error', resolve)
      child.once('exit', (code, signal) => resolve(new Error(`postgres ended with ${signal ?? code}`)))
    })
    const pid = child.pid
    if (pid !== undefined && (await isReady(host, superuserPassword, { pid, port }, failure))) return { kind: 'ready', pid }
    const exit = await failure
    const said = await readLogSince(layout.logFile, offset)
    return explainExit({ said, isDiskFull: await isFull(layout.clusterDir), cause: exit }, host, port)
  } finally {
    await logFile.close()
  }
}

/** Waits until the server answers: true. False when it has ended instead. */
async function isReady(
  host: ServerHost,
  superuserPassword: string,
  { pid, port }: Postmaster,
  ended?: Promise<unknown>,
): Promise<boolean> {
  const { clusterDir, logFile } = host.layout
  let hasEnded = false
  void ended?.then(() => (hasEnded = true))
  const startedAt = performance.now()
  let heardAt = startedAt
  let saidAt = startedAt
  for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 1.5, 250)) {
    const answer = await probe({ port, superuserPassword, clusterDir })
    if (answer.kind === 'ready') return true
    if (hasEnded || (!ended && !(await isRunning(pid, clusterDir)))) return false
    if (answer.kind === 'foreign')
      throw new EmbeddedError(
        'port-in-use',
        `Another PostgreSQL server answers on port ${port}, or the password of ${clusterDir} was changed: see ${logFile}.`,
      )
    const now = performance.now()
    if (answer.kind === 'starting') heardAt = now
    if (now - heardAt > SILENCE_LIMIT_MS || now - startedAt > RECOVERY_LIMIT_MS)
      throw new EmbeddedError(
        'start-timeout',
        `PostgreSQL (process ${pid}) runs on ${clusterDir} but does not answer: see ${logFile}.`,
      )
    if (now - saidAt > 5000) {
      host.log('waiting for PostgreSQL to recover')
      saidAt = now
    }
    await sleep(pauseMs)
  }
}

/** Less than any line of a log needs: where the disk is full, PostgreSQL cannot even write why it ended. */
const FULL_BELOW_BYTES = 64 * 1024

async function isFull(directory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize < FULL_BELOW_BYTES
}

interface Exit {
  readonly said: string
  readonly isDiskFull: boolean
  readonly cause: unknown
}

function explainExit({ said, isDiskFull, cause }: Exit, host: ServerHost, port: number): StartOutcome {
  const failed = (error: EmbeddedError): StartOutcome => ({ kind: 'failed', error })
  const { clusterDir, logFile } = host.layout
  if (/pre-existing shared memory block|lock file "postmaster\.pid" already exists/.test(said)) return { kind: 'remains' }
  if (/Address already in use/.test(said)) return failed(portInUse(port))
  if (isDiskFull || /No space left on device|Disk quota exceeded/.test(said)) return failed(diskFull(clusterDir, cause))
  if (/Permission denied/.test(said) || errnoOf(cause) === 'EACCES')
    return failed(
      new EmbeddedError(
        'no-permission',
        `PostgreSQL may not use ${clusterDir}: its files must belong to the account that runs it.`,
        cause,
      ),
    )
  const line = said.split('\n').find((candidate) => /FATAL|PANIC|error/.test(candidate)) ?? String(cause)
  return failed(
    new EmbeddedError('start-refused', `PostgreSQL refused to start on ${clusterDir} (${line.trim()}): see ${logFile}.`, cause),
  )
}

async function endOrphans(host: ServerHost): Promise<void> {
  for (const pid of await findOrphans(host.layout.clusterDir)) {
    host.log(`ending process ${pid}, left over from a PostgreSQL server that was killed`)
    // Like the server's own reaction to a crash: the process leaves at once, and the log is replayed.
    sendSignal(pid, 'SIGQUIT')
  }
}

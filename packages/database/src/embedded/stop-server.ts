import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { EmbeddedError } from './embedded-error.ts'
import { findPostmaster, hasEndedWithin, sendSignal } from './postmaster.ts'
import type { ServerHost } from './server-process.ts'

// A fast stop writes a checkpoint first; on a slow disk after heavy intake that takes its time.
const FAST_LIMIT_MS = 60_000
const IMMEDIATE_LIMIT_MS = 20_000

const run = promisify(execFile)

/** Stops the server of the directory, whoever started it. Only under the start lock. */
export async function stopServer({ layout, programs, log }: ServerHost): Promise<void> {
  const { clusterDir } = layout
  const postmaster = await findPostmaster(clusterDir)
  if (!postmaster) return
  const { pid } = postmaster
  if (process.platform === 'win32') {
    // Windows has no signals; pg_ctl speaks to the server through a pipe.
    await run(`${programs.directory}/bin/pg_ctl.exe`, ['stop', '-D', clusterDir, '-m', 'fast', '-w'], {
      env: programs.environment,
    })
    return
  }
  sendSignal(pid, 'SIGINT')
  if (await hasEndedWithin(FAST_LIMIT_MS, pid, clusterDir)) return
  log('PostgreSQL did not stop in time; stopping it at once (nothing committed is lost)')
  sendSignal(pid, 'SIGQUIT')
  if (await hasEndedWithin(IMMEDIATE_LIMIT_MS, pid, clusterDir)) return
  throw new EmbeddedError('start-timeout', `PostgreSQL (process ${pid}) on ${clusterDir} does not stop: end it by hand.`)
}

import { readFile, readdir } from 'node:fs/promises'
import { vi } from 'vitest'
import { postmasterOf } from './served.ts'

/** The running postmaster of a data directory; waits while there is none. */
async function runningPostmaster(dataDir: string): Promise<number> {
  return vi.waitUntil(() => postmasterOf(dataDir), { timeout: 30_000, interval: 50 })
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // It has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Linux alone tells whose child a process is in a file. */
async function childrenOf(parent: number): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      // The name in parentheses may hold anything; state and parent follow it.
      return Number(
        stat
          .slice(stat.lastIndexOf(')') + 1)
          .trim()
          .split(' ')[1],
      )
    }),
  )
  return pids.filter((_, i) => parents[i] === parent)
}

export async function killPostgres(dataDir: string): Promise<void> {
  signal(await runningPostmaster(dataDir), 'SIGKILL')
}

/** One of its processes: PostgreSQL then ends all of them and recovers by itself. */
export async function killBackend(dataDir: string, random: () => number): Promise<void> {
  const children = await childrenOf(await runningPostmaster(dataDir))
  const chosen = children[Math.floor(random() * children.length)]
  if (chosen !== undefined) signal(chosen, 'SIGKILL')
}

/** All of PostgreSQL stands still, connections and all, until it is released: neither answers nor errors. */
export async function holdPostgres(dataDir: string): Promise<() => void> {
  const postmaster = await runningPostmaster(dataDir)
  // The parent first, so that no child comes after they are counted.
  signal(postmaster, 'SIGSTOP')
  // Each is the head of a group of its own, so no signal reaches all of them at once.
  const children = await childrenOf(postmaster)
  for (const child of children) signal(child, 'SIGSTOP')
  return () => {
    for (const pid of [...children, postmaster]) signal(pid, 'SIGCONT')
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What a Node process says that starts the embedded database, for tests of several processes and accounts. */
export type EmbeddedReport =
  | { readonly kind: 'started'; readonly pid: number; readonly isReused: boolean; readonly ownerUrl: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

const SCRIPT = fileURLToPath(new URL('./embedded-process-main.ts', import.meta.url))

/** The process keeps its database watched until it is told to stop (any line on its input) or is killed. */
export async function startInProcess(
  dataDir: string,
  account?: { uid: number; gid: number },
): Promise<{ report: EmbeddedReport; child: ChildProcess }> {
  const child = spawn(process.execPath, [SCRIPT, dataDir], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...(account ? { HOME: '/nonexistent' } : { HOME: process.env['HOME'] }) },
    ...account,
  })
  for await (const line of createInterface({ input: child.stdout })) return { report: JSON.parse(line) as EmbeddedReport, child }
  throw new Error('the process ended without a report')
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.stdin?.end('stop\n')
  await ended
}

import path from 'node:path'
import { densestPlace, play, registerForPlay } from './index.ts'
import { signIn } from '@bilezik/simulator'
import { type RunFile, readRunFile } from '../serve/run-file.ts'
import { UsageError } from '../sentence-of.ts'

export interface PlayFileOptions {
  readonly device: string
  readonly speed: number | 'max'
  readonly rebaseTo?: 'now'
  readonly data?: string
  readonly to?: string
  readonly server?: string
}

async function findServer(options: PlayFileOptions): Promise<RunFile | undefined> {
  const directories = options.data === undefined ? [path.join('.bilezik', 'demo'), path.join('.bilezik', 'data')] : [options.data]
  for (const directory of directories) {
    const run = await readRunFile(directory)
    if (run) return run
  }
  return undefined
}

/** The account that may register devices in a demo; null where the server is no demo. */
async function demoAccess(options: PlayFileOptions, run: RunFile | undefined) {
  const url = options.server ?? run?.url
  if (url === undefined) return undefined
  const system = (await (await fetch(new URL('/api/system', url))).json()) as {
    demoAccounts: { login: string; password: string; role: string }[]
  }
  const head = system.demoAccounts.find((account) => account.role === 'head')
  return head && signIn(url, head.login, head.password)
}

/** `bilezik play`: a recording through the gateway of a running server; in a demo the device is registered first. */
export async function playFile(file: string, options: PlayFileOptions): Promise<void> {
  const run = await findServer(options)
  const gatewayUrl = options.to ?? run?.osmandUrl
  if (gatewayUrl === undefined)
    throw new UsageError('No running server found: start one with "npx bilezik serve --demo", or name its gateway with --to.')
  const stopping = new AbortController()
  process.once('SIGINT', () => stopping.abort())
  let toldMs = 0
  const summary = await play({
    file,
    deviceId: options.device,
    speed: options.speed,
    rebaseTo: options.rebaseTo,
    gatewayUrl,
    signal: stopping.signal,
    onProgress: ({ rows, acknowledged, rowsPerSecond, trouble }) => {
      if (trouble !== undefined) console.error(trouble)
      if (performance.now() - toldMs < 1_000 && acknowledged < rows) return
      toldMs = performance.now()
      console.error(`${acknowledged} of ${rows} stored (${Math.round(rowsPerSecond)} a second)`)
    },
    register: async ({ deviceId, from, until, fixes }) => {
      const api = await demoAccess(options, run)
      if (!api) return
      const home = densestPlace(fixes)
      const outcome = await registerForPlay({ api, deviceId, from, until, ...(home && { home }) })
      console.error(
        outcome === 'registered' ? `Device ${deviceId} registered for "Recording ${deviceId}".` : `Device ${deviceId} is known.`,
      )
      await api.signOut()
    },
  })
  console.log(JSON.stringify(summary))
}

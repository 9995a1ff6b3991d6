import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { postJanitor } from './janitor.ts'

const cli = fileURLToPath(new URL('../../packages/cli/bin/bilezik.js', import.meta.url))

/** The first start on a slow machine: the console is built, the database made, two hundred people registered. */
const startWithinMs = 240_000
const stopWithinMs = 30_000

export interface ServerAddress {
  /** Of the console and the REST interface. */
  readonly url: string
  readonly osmandUrl: string
  readonly gt06Port: number
  readonly dataDir: string
}

export interface RunningServer extends ServerAddress {
  /** What it has printed so far, a line each. */
  readonly lines: readonly string[]
  stop(): Promise<void>
}

function whenStarted(child: ChildProcess, lines: string[], errors: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}:\n${[...lines, ...errors].join('\n')}`))
    const timer = setTimeout(() => fail('The server did not start in time'), startWithinMs)
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`The server ended with ${String(code)}`)
    })
    if (child.stderr) createInterface(child.stderr).on('line', (line) => errors.push(line))
    if (!child.stdout) return
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line)
      // Its last line of the start.
      if (!line.startsWith('Open http')) return
      clearTimeout(timer)
      resolve()
    })
  })
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
  child.kill('SIGTERM')
  await gone
  clearTimeout(timer)
}

/** `bilezik serve` as a user starts it, on ports and in a folder of its own, both gone after `stop()`. */
export async function startServer(...options: readonly string[]): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'bilezik-journey-'))
  const dataDir = join(folder, 'data')
  const ports = ['--port', '0', '--gt06-port', '0', '--osmand-port', '0']
  // Not the settings of whoever runs the tests, nor the test runner's own: it would make a development build of the console.
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, MAP_TILES_URL: _tiles, NODE_ENV: _mode, ...env } = process.env
  const child = spawn(process.execPath, [cli, 'serve', '--data', dataDir, ...ports, ...options], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const dismissJanitor = postJanitor(child.pid ?? 0, folder)
  const stop = async () => {
    await stopProcess(child)
    await rm(folder, { recursive: true, force: true })
    dismissJanitor()
  }
  const lines: string[] = []
  const errors: string[] = []
  try {
    await whenStarted(child, lines, errors)
    const run = JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8')) as { url: string; osmandUrl: string }
    const gt06Port = Number(/GT06 on port (\d+)/.exec(lines.join('\n'))?.[1])
    return { url: run.url, osmandUrl: run.osmandUrl, gt06Port, dataDir, lines, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

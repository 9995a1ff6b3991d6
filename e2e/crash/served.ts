import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const main = path.resolve(import.meta.dirname, '../../packages/cli/src/main.ts')
/** A first start may build the console; one after a crash replays the database's log. */
const readyWithinMs = 120_000

export interface Ports {
  readonly console: number
  readonly gt06: number
  readonly osmand: number
}

export const anyPorts: Ports = { console: 0, gt06: 0, osmand: 0 }

export interface Ready {
  readonly url: string
  readonly ports: Ports
  /** Of an installation without any account. */
  readonly setupToken: string | undefined
}

/** One process `bilezik serve` on a data directory. */
export class Served {
  /** Settles once the server has said where it can be opened; rejects when it ends before. */
  readonly ready: Promise<Ready>
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  readonly #said: string[] = []

  constructor(dataDir: string, ports: Ports) {
    const listen = ['--port', `${ports.console}`, '--gt06-port', `${ports.gt06}`, '--osmand-port', `${ports.osmand}`]
    const env = { ...process.env, BILEZIK_LOG: 'error' }
    this.#child = spawn(process.execPath, [main, 'serve', '--data', dataDir, ...listen], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    })
    this.#exited = once(this.#child, 'exit')
    this.ready = this.#listen()
    // Who kills it while it starts does not wait for this.
    this.ready.catch(() => {})
  }

  /** The last it said on both outputs, for a failing test. */
  get said(): string {
    return this.#said.join('\n')
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
  }

  /** Ctrl+C, and until everything has ended. */
  async stop(): Promise<void> {
    this.#child.kill('SIGINT')
    await this.#exited
  }

  async #listen(): Promise<Ready> {
    const { promise, resolve, reject } = Promise.withResolvers<Ready>()
    let devices: readonly string[] = []
    const hear = (line: string) => {
      this.#said.push(line)
      if (this.#said.length > 60) this.#said.shift()
      devices = /GT06 on port (\d+), OsmAnd on port (\d+)/.exec(line)?.slice(1) ?? devices
      const [, url, token] = /^Open (http:\/\/[^/\s]+)(?:\/setup\?token=(\S+))?/.exec(line) ?? []
      if (url === undefined) return
      const [gt06 = 0, osmand = 0] = devices.map(Number)
      resolve({ url, setupToken: token, ports: { console: Number(new URL(url).port), gt06, osmand } })
    }
    for (const stream of [this.#child.stdout, this.#child.stderr]) if (stream) createInterface({ input: stream }).on('line', hear)
    void this.#exited.then(() => reject(new Error(`the server ended before it was ready:\n${this.said}`)))
    const timer = setTimeout(() => reject(new Error(`the server is not ready:\n${this.said}`)), readyWithinMs)
    return promise.finally(() => clearTimeout(timer))
  }
}

/** The postmaster of a data directory, as it is now. */
export async function postmasterOf(dataDir: string): Promise<number | undefined> {
  const text = await readFile(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n', 1)[0])
  return pid > 0 ? pid : undefined
}

export async function ownerUrlOf(dataDir: string): Promise<string> {
  const asked = [main, 'database-url', '--role', 'owner', '--data', dataDir]
  const { stdout } = await promisify(execFile)(process.execPath, asked)
  return stdout.trim()
}

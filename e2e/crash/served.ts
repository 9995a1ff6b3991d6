import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { type Codec, codecs as registered } from '@bilezik/protocols'

const main = path.resolve(import.meta.dirname, '../../packages/cli/src/main.ts')
/** A first start may build the console; one after a crash replays the database's log. */
const readyWithinMs = 120_000
const stopWithinMs = 60_000
const linesKept = 5_000

/** As the server calls its doors for devices when it says where they are. */
const titles = {
  gt06: 'GT06',
  osmand: 'OsmAnd',
  teltonika: 'Teltonika',
  'teltonika/udp': 'Teltonika over UDP',
  bilezik: 'Bilezik',
  any: 'any protocol',
  'any/tls': 'any protocol inside TLS',
  mqtt: 'MQTT',
  'mqtt/tls': 'MQTT inside TLS',
} as const
export type Door = keyof typeof titles
/** 0: any free port. */
export type Ports<D extends Door = 'gt06' | 'osmand'> = Readonly<Record<'console' | D, number>>

export const anyPorts: Ports = { console: 0, gt06: 0, osmand: 0 }

export interface Ready<D extends Door = 'gt06' | 'osmand'> {
  readonly url: string
  readonly ports: Ports<D>
  /** Of an installation without any account. */
  readonly setupToken: string | undefined
}

/** Each under the name that its transports are told by here. */
const codecs: Readonly<Record<string, Codec>> = registered
const protocolDoors = Object.values(codecs).flatMap(({ name, stream, http, datagram }) => [
  ...(stream || http ? [name] : []),
  ...(datagram ? [`${name}/udp`] : []),
])

/** Doors that are not listed stay closed. */
function listenArguments(ports: Partial<Ports<Door>>): readonly string[] {
  const doors = [...new Set([...protocolDoors, ...Object.keys(titles)])].flatMap((door) => [
    `--${door.replace('/', '-')}-port`,
    String(ports[door as Door] ?? 'off'),
  ])
  return ['--port', String(ports.console), ...doors]
}

/** `Devices: GT06 on port 5023, OsmAnd on port 5055.` */
function doorsIn(line: string): Partial<Record<Door, number>> | undefined {
  const said = /^Devices: (.*)\.$/.exec(line)?.[1]
  if (said === undefined) return undefined
  const byTitle = new Map(said.split(', ').map((part) => part.split(' on port ') as [string, string]))
  const open = Object.entries(titles).flatMap(([door, title]) => (byTitle.has(title) ? [[door, Number(byTitle.get(title))]] : []))
  return Object.fromEntries(open) as Partial<Record<Door, number>>
}

export interface ServedOptions {
  /** More arguments. */
  readonly more?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** One process `bilezik serve` on a data directory. */
export class Served<D extends Door = 'gt06' | 'osmand'> {
  /** Settles once the server has said where it can be opened; rejects when it ends before. */
  readonly ready: Promise<Ready<D>>
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  readonly #lines: string[] = []

  constructor(dataDir: string, ports: Ports<D>, { more = [], env = {} }: ServedOptions = {}) {
    // Not the settings of whoever runs the tests.
    const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...inherited } = process.env
    this.#child = spawn(process.execPath, [main, 'serve', '--data', dataDir, ...listenArguments(ports), ...more], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...inherited, BILEZIK_LOG: 'error', ...env },
    })
    this.#exited = once(this.#child, 'exit')
    this.ready = this.#listen()
    // Who kills it while it starts does not wait for this.
    this.ready.catch(() => {})
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** What it has said on both outputs, bounded. */
  get lines(): readonly string[] {
    return this.#lines
  }

  /** The last of it, for a failing test. */
  get said(): string {
    return this.#lines.slice(-60).join('\n')
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
  }

  /** Ctrl+C, and until everything has ended; at once where it does not end by itself. */
  async stop(): Promise<void> {
    this.#child.kill('SIGINT')
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopWithinMs)
    await this.#exited
    clearTimeout(timer)
  }

  async #listen(): Promise<Ready<D>> {
    const { promise, resolve, reject } = Promise.withResolvers<Ready<D>>()
    let doors: Partial<Record<Door, number>> = {}
    const hear = (line: string) => {
      this.#lines.push(line)
      if (this.#lines.length > linesKept) this.#lines.shift()
      doors = doorsIn(line) ?? doors
      const [, url, token] = /^Open (http:\/\/[^/\s]+)(?:\/setup\?token=(\S+))?/.exec(line) ?? []
      if (url === undefined) return
      // Those that were asked for are open, for a start without one of them fails.
      resolve({ url, setupToken: token, ports: { ...doors, console: Number(new URL(url).port) } as Ports<D> })
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

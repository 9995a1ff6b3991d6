import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'

// Debian keeps each version's programs and extensions apart. The benchmark installs nothing: it takes what it finds.
const programsRoot = '/usr/lib/postgresql'
const extensionsRoot = '/usr/share/postgresql'
const longestStartMs = 20_000

export interface Cluster {
  readonly client: Client
  readonly stop: () => Promise<void>
}

/** The newest version that has the extension; undefined when there is none. */
function programsWithPostgis(): string | undefined {
  const versions = existsSync(programsRoot)
    ? readdirSync(programsRoot)
        .map(Number)
        .toSorted((a, b) => b - a)
    : []
  const version = versions.find((n) => existsSync(`${extensionsRoot}/${n}/extension/postgis.control`))
  return version === undefined ? undefined : path.join(programsRoot, String(version), 'bin')
}

/** PostgreSQL refuses to run as root: then its usual account runs it, or nobody. */
function account(): { uid: number; gid: number } | undefined {
  if (process.geteuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

async function connected(folder: string): Promise<Client> {
  const until = Date.now() + longestStartMs
  for (;;) {
    const client = new Client({ host: folder, user: 'bench', database: 'postgres' })
    try {
      await client.connect()
      return client
    } catch (error) {
      if (Date.now() > until) throw error
      await setTimeout(100)
    }
  }
}

// The shell outlives us for a moment: when its standard input ends, because we said so or because we were killed, it stops the server.
const script = '"$@" >/dev/null 2>&1 & server=$!; read -r _; kill -INT $server; wait $server'

/** A cluster of its own on a socket in a temporary folder, without fsync; or the reason why there is none. */
export async function startPostgis(): Promise<Cluster | string> {
  const programs = programsWithPostgis()
  if (programs === undefined) return `no PostgreSQL with PostGIS under ${programsRoot}`
  const folder = mkdtempSync(path.join(tmpdir(), 'bilezik-bench-postgis-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const as = account()
  if (as) chownSync(folder, as.uid, as.gid)
  const data = path.join(folder, 'data')
  const made = spawnSync(path.join(programs, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...as,
    cwd: '/',
    encoding: 'utf8',
  })
  if (made.status !== 0) {
    remove()
    return `initdb failed: ${(made.error?.message ?? made.stderr).trim()}`
  }
  const settings = ['fsync=off', 'shared_buffers=1GB', 'work_mem=256MB', 'listen_addresses=', 'max_parallel_workers_per_gather=0']
  const server = [path.join(programs, 'postgres'), '-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])]
  const shell = spawn('/bin/sh', ['-c', script, 'sh', ...server], { ...as, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] })
  const ended = new Promise<void>((resolve) => {
    shell.once('close', () => resolve())
  })
  const end = async () => {
    shell.stdin.end()
    await ended
    remove()
  }
  try {
    const client = await connected(folder)
    await client.query('CREATE EXTENSION postgis')
    return {
      client,
      stop: async () => {
        await client.end()
        await end()
      },
    }
  } catch (error) {
    await end()
    return `the server did not start: ${String(error)}`
  }
}

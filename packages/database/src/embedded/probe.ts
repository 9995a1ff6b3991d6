import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { errnoOf } from './embedded-error.ts'
import { connectionUrl, SUPERUSER_NAME } from './roles.ts'

export interface ProbeInput {
  readonly port: number
  readonly superuserPassword: string
  readonly clusterDir: string
}

/**
 * `ready`: our server answers. `starting`: it replays its log, or shuts down. `unreachable`: nobody answers yet.
 * `foreign`: somebody else's server, or the server of a copy of this directory, answers on that port.
 */
export type Probe = { readonly kind: 'ready' | 'starting' | 'foreign' | 'unreachable' }

const CANNOT_CONNECT_NOW = '57P03'
const WRONG_PASSWORD = '28P01'

export async function probe(input: ProbeInput): Promise<Probe> {
  try {
    return await withSuperuser(input.port, input.superuserPassword, async (client) => {
      return { kind: (await isServerOf(input.clusterDir, client)) ? 'ready' : 'foreign' }
    })
  } catch (error) {
    if (errnoOf(error) === CANNOT_CONNECT_NOW) return { kind: 'starting' }
    if (errnoOf(error) === WRONG_PASSWORD) return { kind: 'foreign' }
    // Not the server's silence but our own trouble with the directory.
    if (['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS'].includes(errnoOf(error) ?? '')) throw error
    return { kind: 'unreachable' }
  }
}

/** A copied directory has the same passwords and identifiers, so the server must read back what we write now. */
async function isServerOf(clusterDir: string, client: Client): Promise<boolean> {
  const token = randomBytes(16).toString('hex')
  const name = `bilezik-probe-${token}`
  const path = join(clusterDir, name)
  try {
    // Readable by the server's account; the directory keeps others out. wx follows no link.
    await writeFile(path, token, { flag: 'wx', mode: 0o644 })
    const { rows } = await client.query<{ content: string | null }>('select pg_read_file($1, true) as content', [name])
    return rows[0]?.content === token
  } finally {
    await rm(path, { force: true })
  }
}

export async function withSuperuser<Value>(
  port: number,
  password: string,
  work: (client: Client) => Promise<Value>,
  database = 'postgres',
): Promise<Value> {
  return withClient(connectionUrl(SUPERUSER_NAME, password, port, database), work)
}

export async function withClient<Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000, application_name: 'bilezik launcher' })
  // A lost connection also fails the query in flight; without a listener it would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

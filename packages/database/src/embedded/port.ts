import { randomInt } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { giveToDirectoryOwner } from './data-layout.ts'
import { EmbeddedError, errnoOf } from './embedded-error.ts'

// Below the ranges systems take outgoing ports from (Linux from 32768, others from 49152). While the server is down its
// clients knock on the port again and again; in such a range one of them could be given that very port and connect to itself.
const LOWEST_PORT = 20_000
const HIGHEST_PORT = 32_000
const ATTEMPTS = 50

export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer()
  const isFree = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error) => (['EADDRINUSE', 'EACCES'].includes(errnoOf(error) ?? '') ? resolve(false) : reject(error)))
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(true))
  })
  if (isFree) await new Promise((resolve) => server.close(resolve))
  return isFree
}

/** The preferred port if nobody listens there, otherwise any free one. */
export async function choosePort(preferred: number | undefined): Promise<number> {
  if (preferred !== undefined && (await isPortFree(preferred))) return preferred
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT)
    if (await isPortFree(port)) return port
  }
  throw new EmbeddedError('port-in-use', `No free port between ${LOWEST_PORT} and ${HIGHEST_PORT} was found on 127.0.0.1.`)
}

export function portInUse(port: number): EmbeddedError {
  return new EmbeddedError(
    'port-in-use',
    `Port ${port} on 127.0.0.1 is used by another program or not permitted: choose another port for the database.`,
  )
}

export async function readLastPort(portFile: string): Promise<number | undefined> {
  try {
    const port = Number((await readFile(portFile, 'utf8')).trim())
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}

export async function writeLastPort(portFile: string, port: number): Promise<void> {
  await writeFile(portFile, `${port}\n`, { mode: 0o600 })
  await giveToDirectoryOwner(portFile, dirname(portFile))
}

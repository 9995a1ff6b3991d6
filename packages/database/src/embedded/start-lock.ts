import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedError, errnoOf } from './embedded-error.ts'

// A start after a crash may have to replay gigabytes of log first.
const WAIT_LIMIT_MS = 15 * 60_000
const RETRY_MS = 50
// <fcntl.h> of macOS; Node has no name for it.
const DARWIN_O_EXLOCK = 0x20

export interface StartLockInput {
  readonly directory: string
  /** Something only users of this directory know: the lock's name on the machine comes from it. */
  readonly secret: string
  readonly log: (line: string) => void
}

/**
 * Lets one process at a time start or stop the server of a directory.
 *
 * The lock must vanish with its holder, even after kill -9, so it is never a file with a process id in it:
 * on Linux an abstract socket, on Windows a named pipe, on macOS an flock. Its name cannot be guessed, so another account
 * cannot hold it against us. Servers in two containers that share a directory do not see each other's lock;
 * PostgreSQL's own check of the directory remains.
 */
export async function withStartLock<Value>(input: StartLockInput, work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now()
  let hasSaid = false
  for (;;) {
    const release = await tryLock(input)
    if (release) {
      try {
        return await work()
      } finally {
        await release()
      }
    }
    const waitedMs = performance.now() - startedAt
    if (waitedMs > WAIT_LIMIT_MS)
      throw new EmbeddedError(
        'directory-in-use',
        `Another process has been starting or stopping the database in ${input.directory} for too long: end it first.`,
      )
    if (waitedMs > 2000 && !hasSaid) {
      input.log('waiting for another process that is starting or stopping this database')
      hasSaid = true
    }
    await sleep(RETRY_MS)
  }
}

type Release = () => Promise<void>

async function tryLock({ directory, secret }: StartLockInput): Promise<Release | undefined> {
  if (process.platform === 'linux' || process.platform === 'win32') {
    const name = `bilezik-start-${createHash('sha256').update(`start lock ${secret}`).digest('hex').slice(0, 32)}`
    return lockSocket(process.platform === 'linux' ? `\0${name}` : `\\\\.\\pipe\\${name}`)
  }
  return lockFile(`${directory}/start.lock`)
}

async function lockSocket(path: string): Promise<Release | undefined> {
  const server = createServer((connection) => connection.destroy())
  const isHeld = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error) => (errnoOf(error) === 'EADDRINUSE' ? resolve(false) : reject(error)))
    server.listen({ path, exclusive: true }, () => resolve(true))
  })
  if (!isHeld) return undefined
  return () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
}

async function lockFile(path: string): Promise<Release | undefined> {
  const lockFlags = process.platform === 'darwin' ? DARWIN_O_EXLOCK : 0
  try {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | lockFlags, 0o600)
    return () => file.close()
  } catch (error) {
    if (errnoOf(error) === 'EAGAIN') return undefined
    throw error
  }
}

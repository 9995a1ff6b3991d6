import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { fileURLToPath } from 'node:url'
import { encodeGt06Login } from '@bilezik/protocols'
import { selfSigned } from '../packages/server/src/testing/self-signed.ts'
import { registerDevices, startIntakeDatabase } from './intake-database.ts'
import { machine } from './machine.ts'

// What an idle connection costs: logged-in GT06 devices that say nothing, on one door of the real gateway in a process of its own. Each side needs
// a file descriptor a connection: `ulimit -n` must allow some more than their number (Node raises its own soft limit to the hard one).

/** Logins under way at once: as many as the gateway stores in a batch or two. */
const atOnce = 200
const loginPatienceMs = 30_000

export interface GatewayMemory {
  readonly rssBytes: number
  readonly heapBytes: number
  /** Outside the heap: buffers, and what Node keeps of a socket in native code. */
  readonly externalBytes: number
}

async function asked<Answer>(child: ChildProcess, question: object): Promise<Answer> {
  child.send(question)
  const ended = once(child, 'exit').then(() => {
    throw new Error('the gateway ended')
  })
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Answer]
  return answer
}

export type BenchDoor = 'gt06' | 'any' | 'any/tls'

async function loggedIn(port: number, door: BenchDoor, imei: string): Promise<net.Socket> {
  const address = { port, host: '127.0.0.1' }
  const socket = door === 'any/tls' ? tls.connect({ ...address, rejectUnauthorized: false }) : net.connect(address)
  socket.write(encodeGt06Login(imei, 1))
  await once(socket, 'data', { signal: AbortSignal.timeout(loginPatienceMs) })
  return socket
}

/** A certificate that nobody checks. */
async function makeCertificate() {
  const folder = await mkdtemp(path.join(tmpdir(), 'bilezik-bench-tls-'))
  const files = { certFile: path.join(folder, 'crt'), keyFile: path.join(folder, 'key') }
  const { cert, key } = selfSigned('localhost')
  await Promise.all([writeFile(files.certFile, cert), writeFile(files.keyFile, key)])
  return { files, remove: () => rm(folder, { recursive: true }) }
}

export async function connectionsBench({ connections, door }: { readonly connections: number; readonly door: BenchDoor }) {
  const database = await startIntakeDatabase()
  const imeis = Array.from({ length: connections + atOnce }, (_, i) => String(350_000_000_000_000 + i))
  await registerDevices(database, { gt06: imeis, osmand: [] })
  const child = fork(path.join(import.meta.dirname, 'connections-gateway.ts'), { execArgv: ['--expose-gc'] })
  const certificate = await makeCertificate()
  const sockets: net.Socket[] = []
  try {
    const { port } = await asked<{ port: number }>(child, {
      kind: 'start',
      door,
      ...(door === 'any/tls' && { tls: certificate.files }),
      intakeUrl: database.intakeUrl,
      masterKey: database.masterKey.toString('base64'),
    })
    const connect = async (some: readonly string[]) =>
      sockets.push(...(await Promise.all(some.map((imei) => loggedIn(port, door, imei)))))
    // What the first connections bring with them (compiled code, pools of the database) is no cost of a connection.
    await connect(imeis.slice(0, atOnce))
    const before = await asked<GatewayMemory>(child, { kind: 'measure' })
    const beganMs = performance.now()
    for (let from = atOnce; from < imeis.length; from += atOnce) await connect(imeis.slice(from, from + atOnce))
    const loginSeconds = (performance.now() - beganMs) / 1_000
    const after = await asked<GatewayMemory>(child, { kind: 'measure' })
    const each = (name: keyof GatewayMemory) => Math.round((after[name] - before[name]) / connections)
    return {
      bench: 'connections',
      door,
      connections,
      open: sockets.filter((socket) => !socket.destroyed).length - atOnce,
      loginsPerSecond: Math.round(connections / loginSeconds),
      rssBefore: before.rssBytes,
      rssAfter: after.rssBytes,
      bytesPerConnection: each('rssBytes'),
      heapBytesPerConnection: each('heapBytes'),
      externalBytesPerConnection: each('externalBytes'),
    }
  } finally {
    for (const socket of sockets) socket.destroy()
    child.kill()
    await certificate.remove()
    await database.stop()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [count = '10000', door = 'gt06'] = process.argv.slice(2)
  const wanted = { connections: Number(count), door: door as BenchDoor }
  console.log(JSON.stringify({ ...(await connectionsBench(wanted)), ...machine() }))
}

import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { day, instant, later } from '@bilezik/domain'
import { encodeGt06Login } from '@bilezik/protocols'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openGateway } from '../testing/open-gateway.ts'
import { selfSigned } from '../testing/self-signed.ts'
import { type World, makeWorld } from '../testing/world.ts'
import { StartError } from './listener.ts'
import type { Gateway } from './start-gateway.ts'
import { defaultStreamLimits } from './stream-connection.ts'

const anyPort = { host: '127.0.0.1', port: 0 }
const imei = '100000000000025'
const stranger = '999999999999994'
const line = Buffer.from('PROXY TCP4 203.0.113.9 127.0.0.1 40000 5023\r\n')
const binary = Buffer.from(
  '0d0a0d0a000d0a515549540a2121002420010db80000000000000000000000010000000000000000000000000000000112341388',
  'hex',
)
const local = Buffer.from('0d0a0d0a000d0a515549540a20000000', 'hex')
const listen = { gt06: anyPort, osmand: anyPort, any: anyPort, 'any/tls': anyPort }

let folder: string
let world: World
let tlsFiles: { certFile: string; keyFile: string }
let gateway: Gateway<keyof typeof listen>
const shown = selfSigned('localhost')

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bilezik-proxied-'))
  tlsFiles = { certFile: path.join(folder, 'crt'), keyFile: path.join(folder, 'key') }
  await writeFile(tlsFiles.certFile, shown.cert)
  await writeFile(tlsFiles.keyFile, shown.key)
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const now = instant(Date.now())
  const term = { termFrom: later(now, -day), termUntil: later(now, day) }
  await world.addPerson({ organisationId, protocol: 'gt06', identifier: imei, rules: [], ...term })
})
afterAll(async () => {
  await world.end()
  await rm(folder, { recursive: true, force: true })
})
afterEach(async () => {
  await gateway.stop()
  await world.owner.query('TRUNCATE quarantine, unknown_devices')
})

const open = async (proxyFrom: readonly string[]) => {
  const limits = { ...defaultStreamLimits, loginMs: 1_500 }
  gateway = await openGateway(world, { listen, tls: tlsFiles, proxyFrom, limits })
}

/** Writes, byte by byte where told to, and waits until the connection is closed by the gateway. */
async function shownOut(port: number, bytes: Buffer, isDribbled = false): Promise<void> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true }).on('error', () => undefined)
  const closed = once(socket.resume(), 'close')
  await once(socket, 'connect')
  for (const piece of isDribbled ? bytes.subarray(0, -1) : [])
    await new Promise((resolve) => socket.write(Uint8Array.of(piece), () => setTimeout(resolve, 2)))
  socket.write(isDribbled ? bytes.subarray(-1) : bytes)
  await closed
}

const heardFrom = async () => (await world.owner.query('SELECT source FROM unknown_devices')).rows as { source: string }[]
const quarantined = async () =>
  (await world.owner.query('SELECT protocol, source, detail FROM quarantine ORDER BY id')).rows as unknown[]
const strangerLogin = (header: Buffer) => Buffer.concat([header, encodeGt06Login(stranger, 1)])

describe('from a trusted proxy', () => {
  test.each([
    { header: 'text', bytes: line, source: '203.0.113.9' },
    { header: 'binary', bytes: binary, source: '2001:db8::1' },
    { header: 'local', bytes: local, source: '127.0.0.1' },
  ])('a $header header says that the source is $source, on every port, however it comes', async ({ bytes, source }) => {
    await open(['127.0.0.1'])
    for (const port of [gateway.ports.gt06, gateway.ports.any]) {
      for (const isDribbled of [false, true]) {
        await shownOut(port, strangerLogin(bytes), isDribbled)
        await expect.poll(heardFrom).toEqual([{ source }])
        await world.owner.query('TRUNCATE unknown_devices')
      }
    }
  })

  test('it counts for a request, too', async () => {
    await open(['127.0.0.0/8'])
    for (const port of [gateway.ports.osmand, gateway.ports.any]) {
      await world.owner.query('TRUNCATE unknown_devices')
      const socket = net.connect(port, '127.0.0.1')
      socket.write(Buffer.concat([line, Buffer.from('GET /?id=nobody&lat=1&lon=1 HTTP/1.1\r\nHost: x\r\n\r\n')]))
      expect(((await once(socket, 'data')) as [Buffer])[0].toString()).toMatch(/^HTTP\/1\.1 404 /)
      await expect.poll(heardFrom).toEqual([{ source: '203.0.113.9' }])
      socket.destroy()
    }
  })

  test('it stands before the TLS that the device speaks', async () => {
    await open(['127.0.0.1'])
    const raw = net.connect(gateway.ports['any/tls'], '127.0.0.1')
    raw.write(line)
    const socket = tls.connect({ socket: raw, servername: 'localhost', ca: shown.cert }).on('error', () => undefined)
    socket.write(encodeGt06Login(stranger, 1))
    await once(socket.resume(), 'close')
    await expect.poll(heardFrom).toEqual([{ source: '203.0.113.9' }])
  })

  test.each([
    { given: 'a device without a header', bytes: encodeGt06Login(imei, 1), isKept: true },
    { given: 'half a header', bytes: line.subarray(0, 20), isKept: true },
    { given: 'a header over the bound', bytes: Buffer.concat([binary.subarray(0, 14), Buffer.alloc(9_000, 0xff)]), isKept: true },
    { given: 'nothing', bytes: Buffer.alloc(0), isKept: false },
  ])('$given is shown out', async ({ bytes, isKept }) => {
    await open(['127.0.0.1'])
    await shownOut(gateway.ports.gt06, Buffer.from(bytes))
    const detail = 'A trusted proxy opened a connection without a sound PROXY header.'
    await expect.poll(quarantined).toEqual(isKept ? [{ protocol: 'gt06', source: '127.0.0.1', detail }] : [])
  })
})

test('from anybody else no header is read: it is garbage, and the source is the true one', async () => {
  await open(['203.0.113.1', '2001:db8::/32'])
  await shownOut(gateway.ports.gt06, strangerLogin(line))
  await expect.poll(heardFrom).toEqual([{ source: '127.0.0.1' }])
  await shownOut(gateway.ports.any, strangerLogin(line))
  const origins = async () => (await world.owner.query('SELECT protocol, source FROM quarantine ORDER BY id')).rows as unknown[]
  await expect.poll(origins).toEqual([
    { protocol: 'gt06', source: '127.0.0.1' },
    { protocol: 'any', source: '127.0.0.1' },
  ])
})

test('an entry that is no address ends the start', async () => {
  await expect(open(['balancer'])).rejects.toThrow(StartError)
  await open([])
})

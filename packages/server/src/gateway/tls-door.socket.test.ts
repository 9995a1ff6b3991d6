import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import https from 'node:https'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { day, instant, later } from '@bilezik/domain'
import { encodeGt06Heartbeat, encodeGt06Login } from '@bilezik/protocols'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openGateway } from '../testing/open-gateway.ts'
import { selfSigned } from '../testing/self-signed.ts'
import { type World, makeWorld } from '../testing/world.ts'
import { StartError } from './listener.ts'
import type { Gateway } from './start-gateway.ts'
import { defaultStreamLimits } from './stream-connection.ts'
import { TlsFiles } from './tls-files.ts'

const imei = '100000000000025'
const anyPort = { host: '127.0.0.1', port: 0 }
const silent = pino({ level: 'silent' })
const shown = selfSigned('localhost')
const heartbeat = encodeGt06Heartbeat({ batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }, 3)

let folder: string
let world: World
let gateway: Gateway<'any/tls'>
const filesFor = (name: string) => ({ certFile: path.join(folder, `${name}.crt`), keyFile: path.join(folder, `${name}.key`) })

async function written(name: string, { cert, key }: { cert: string; key: string }) {
  const files = filesFor(name)
  await writeFile(files.certFile, cert)
  await writeFile(files.keyFile, key)
  return files
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bilezik-tls-'))
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const now = instant(Date.now())
  const term = { termFrom: later(now, -day), termUntil: later(now, day) }
  await world.addPerson({ organisationId, protocol: 'gt06', identifier: imei, rules: [], ...term })
  await world.addPerson({ organisationId, protocol: 'osmand', identifier: 'phone', rules: [], ...term })
  gateway = await openGateway(world, {
    listen: { 'any/tls': anyPort },
    tls: await written('shown', shown),
    limits: { ...defaultStreamLimits, loginMs: 1_500 },
  })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
  await rm(folder, { recursive: true, force: true })
})

const trusting = { host: '127.0.0.1', servername: 'localhost', ca: shown.cert }

async function connect(changes: tls.ConnectionOptions = {}): Promise<tls.TLSSocket> {
  const socket = tls.connect({ ...trusting, port: gateway.ports['any/tls'], ...changes })
  onTestFinished(() => void socket.destroy())
  await once(socket, 'secureConnect')
  socket.on('error', () => undefined)
  return socket
}

describe('a device inside TLS', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)('logs in over %s and is answered, also past the login time', async (version) => {
    const socket = await connect({ minVersion: version, maxVersion: version })
    expect(socket.getProtocol()).toBe(version)
    socket.write(encodeGt06Login(imei, 1))
    expect(((await once(socket, 'data')) as [Buffer])[0].toString('hex')).toMatch(/^78780501/)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    socket.write(heartbeat)
    expect(((await once(socket, 'data')) as [Buffer])[0].toString('hex')).toMatch(/^78780513/)
  })

  test('over HTTP gets its status after the commit', async () => {
    const url = `https://127.0.0.1:${gateway.ports['any/tls']}/?id=phone&lat=20&lon=1&timestamp=${Date.now()}`
    const [response] = (await once(https.get(url, { ...trusting, agent: false }), 'response')) as [
      { statusCode: number; resume(): void },
    ]
    response.resume()
    expect(response.statusCode).toBe(200)
  })

  test('that is shown out is told so', async () => {
    const socket = await connect()
    socket.write('EHLO example')
    await once(socket.resume(), 'close')
  })
})

describe('who is not let in', () => {
  test('an old version of TLS', async () => {
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    await expect(connect(old)).rejects.toMatchObject({ code: expect.stringMatching(/PROTOCOL_VERSION|ECONNRESET/) })
  })

  test('who speaks no TLS, or says nothing', async () => {
    const sockets = [0, 1].map(() => net.connect(gateway.ports['any/tls'], '127.0.0.1').on('error', () => undefined))
    sockets[0]?.write(encodeGt06Login(imei, 1))
    await Promise.all(sockets.map((socket) => once(socket.resume(), 'close')))
    const { rows } = await world.owner.query('SELECT count(*)::int AS n FROM quarantine WHERE size_bytes <> 12')
    expect(rows).toEqual([{ n: 0 }])
  })

  test('who finishes the handshake and then says nothing', async () => {
    const socket = await connect()
    await once(socket.resume(), 'close')
  })
})

describe('files that cannot be used end the start with a sentence', () => {
  test.each([
    {
      given: 'no file',
      names: ['nowhere', 'nowhere'],
      sentence: /^The file .*nowhere\.(crt|key) for TLS cannot be read \(ENOENT\)\.$/,
    },
    {
      given: 'the key of another certificate',
      names: ['shown', 'other'],
      sentence: /are no certificate and key that belong together/,
    },
    { given: 'something else', names: ['text', 'text'], sentence: /are no certificate and key that belong together/ },
  ])('$given', async ({ names: [certName = '', keyName = ''], sentence }) => {
    await written('other', selfSigned('other'))
    await written('text', { cert: 'text', key: 'text' })
    const opening = TlsFiles.open({ certFile: filesFor(certName).certFile, keyFile: filesFor(keyName).keyFile }, silent)
    await expect(opening).rejects.toThrow(StartError)
    await expect(opening).rejects.toThrow(sentence)
  })
})

test('a renewed certificate is shown to who comes next; a renewal that is half done changes nothing', async () => {
  const renewed = selfSigned('localhost')
  const settings = await written('renewed', shown)
  const files = await TlsFiles.open(settings, silent, 20)
  const server = net.createServer((socket) => void files.secured(socket).write('x')).listen(0, '127.0.0.1')
  onTestFinished(() => void [files.close(), server.close()])
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  const former = await connect({ port })
  const certificateShown = async () => {
    const socket = await connect({ port, rejectUnauthorized: false })
    return socket.getPeerX509Certificate()?.toString()
  }
  await writeFile(settings.certFile, renewed.cert)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await certificateShown()).toBe(shown.cert)
  await writeFile(settings.keyFile, renewed.key)
  await expect.poll(certificateShown).toBe(renewed.cert)
  expect(former.destroyed).toBe(false)
})

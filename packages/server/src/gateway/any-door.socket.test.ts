import { once } from 'node:events'
import net from 'node:net'
import { day, instant, later } from '@bilezik/domain'
import { type Codec, encodeGt06Heartbeat, encodeGt06Login } from '@bilezik/protocols'
import { type Gauge, Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openGateway } from '../testing/open-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'
import type { Gateway } from './start-gateway.ts'
import { defaultStreamLimits } from './stream-connection.ts'

const imei = '100000000000025'
const anyPort = { host: '127.0.0.1', port: 0 }
const loginMs = 1_500
const heartbeat = encodeGt06Heartbeat({ batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }, 3)
const registry = new Registry()

let world: World
let gateway: Gateway<'any' | 'gt06'>
beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const now = instant(Date.now())
  const term = { termFrom: later(now, -day), termUntil: later(now, day) }
  await world.addPerson({ organisationId, protocol: 'gt06', identifier: imei, rules: [], ...term })
  await world.addPerson({ organisationId, protocol: 'osmand', identifier: 'phone', rules: [], ...term })
  await world.addPerson({ organisationId, protocol: 'owntracks', identifier: 'jane:phone', rules: [], ...term })
  gateway = await openGateway(world, {
    listen: { any: anyPort, gt06: anyPort },
    limits: { ...defaultStreamLimits, loginMs, maxUnidentified: 6 },
    registry,
  })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

async function connect(port = gateway.ports.any): Promise<net.Socket> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** Each byte in a packet of its own. */
async function dribble(socket: net.Socket, bytes: Uint8Array): Promise<void> {
  for (const byte of bytes) {
    socket.write(Uint8Array.of(byte))
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
}

const nextText = async (socket: net.Socket) => ((await once(socket, 'data')) as [Buffer])[0].toString('latin1')
const stored = async (kind: number) =>
  ((await world.owner.query('SELECT count(*)::int AS n FROM readings WHERE kind = $1', [kind])).rows as { n: number }[])[0]?.n
const quarantined = async () =>
  (await world.owner.query('SELECT protocol, reason, detail, size_bytes, raw FROM quarantine ORDER BY id')).rows as unknown[]

describe('a device on the port of every protocol', () => {
  test('is recognised by its first bytes, however they come, and served as on its own port', async () => {
    for (const write of [dribble, async (socket: net.Socket, bytes: Uint8Array) => void socket.write(bytes)]) {
      const socket = await connect()
      const answer = once(socket, 'data')
      await write(socket, encodeGt06Login(imei, 1))
      expect(((await answer) as [Buffer])[0].toString('hex')).toMatch(/^78780501/)
      const echo = once(socket, 'data')
      await write(socket, heartbeat)
      expect(((await echo) as [Buffer])[0].toString('hex')).toMatch(/^78780513/)
      socket.destroy()
    }
  })

  test('keeps its connection past the login time', async () => {
    const socket = await connect()
    socket.write(encodeGt06Login(imei, 1))
    await once(socket, 'data')
    await new Promise((resolve) => setTimeout(resolve, loginMs + 500))
    socket.write(heartbeat)
    await once(socket, 'data')
  })
})

describe('a request on the port of every protocol', () => {
  const ask = (path: string, request: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${gateway.ports.any}${path}`, { ...request, headers: { connection: 'close' } })

  test('is answered as OsmAnd on any path, after its commit', async () => {
    const before = await stored(1)
    for (const path of ['/', '/some/path', '/osmand'])
      expect((await ask(`${path}?id=phone&lat=20&lon=${path.length}&timestamp=${Date.now()}`)).status).toBe(200)
    expect((await ask('/', { method: 'POST', body: JSON.stringify({ id: 'phone', lat: 1, lon: 1 }) })).status).toBe(200)
    expect(await stored(1)).toBe((before ?? 0) + 4)
  })

  test('is answered as OwnTracks on its path', async () => {
    const body = {
      _type: 'location',
      topic: 'owntracks/jane/phone',
      lat: 51,
      lon: 71,
      tst: Math.round(Date.now() / 1_000),
      tid: 'ja',
    }
    const answer = await ask('/owntracks', { method: 'POST', body: JSON.stringify(body) })
    expect({ status: answer.status, type: answer.headers.get('content-type') }).toEqual({ status: 200, type: 'application/json' })
  })

  test('may come byte by byte, and again on the same connection', async () => {
    const socket = await connect()
    const request = (lon: number) => `GET /?id=phone&lat=21&lon=${lon}&timestamp=${Date.now()} HTTP/1.1\r\nHost: x\r\n\r\n`
    const first = nextText(socket)
    await dribble(socket, Buffer.from(request(1)))
    expect(await first).toMatch(/^HTTP\/1\.1 200 /)
    const second = nextText(socket)
    socket.write(request(2))
    expect(await second).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('that never ends is answered so by its own time limit, not by the time for a login', async () => {
    const socket = await connect()
    socket.write('GET /?id=phone HTTP/1.1\r\nHost')
    expect(await nextText(socket)).toMatch(/^HTTP\/1\.1 408 /)
  }, 40_000)
})

describe('who is nobody', () => {
  test('is put aside without a protocol and shown out', async () => {
    const before = await quarantined()
    const socket = await connect()
    socket.resume()
    socket.write('EHLO example')
    await once(socket, 'end')
    const detail = 'The first bytes begin no message of any protocol.'
    const entry = { protocol: 'any', reason: 'framing', detail, size_bytes: 12, raw: null }
    await expect.poll(quarantined).toEqual([...before, entry])
  })

  test('and leaves in the middle of a first word is put aside; who says nothing leaves nothing', async () => {
    const before = await quarantined()
    const [half, silent] = [await connect(), await connect()]
    silent.end()
    half.end('PO')
    const detail = 'The connection ended before its protocol could be told.'
    const entry = { protocol: 'any', reason: 'framing', detail, size_bytes: 2, raw: null }
    await expect.poll(quarantined).toEqual([...before, entry])
  })

  test('and says nothing, or too little, is shown out after the login time', async () => {
    const sockets = [await connect(), await connect(), await connect()]
    sockets[1]?.write('x')
    sockets[2]?.write(encodeGt06Login(imei, 1).subarray(0, 9))
    const beganMs = performance.now()
    await Promise.all(sockets.map((socket) => once(socket.resume(), 'end')))
    expect(performance.now() - beganMs).toBeLessThan(loginMs + 1_000)
  })
})

test('the bound of those who have not said who they are is one for all doors, and the count of the open is true', async () => {
  const gauge = registry.getSingleMetric('bilezik_gateway_connections') as Gauge
  const open = async () => Object.fromEntries((await gauge.get()).values.map(({ labels, value }) => [labels['protocol'], value]))
  await expect.poll(open).toEqual({ any: 0 })
  const sockets: net.Socket[] = []
  for (let i = 0; i < 9; i++) sockets.push((await connect(i % 2 === 0 ? gateway.ports.any : gateway.ports.gt06)).resume())
  await expect.poll(() => sockets.map((socket) => socket.readableEnded)).toEqual(sockets.map((_, i) => i < 3))
  expect(await open()).toEqual({ any: 3, gt06: 3 })
})

test('a codec that fails ends one connection, and neither another nor the process', async () => {
  const failing = () => {
    throw new Error('a defect')
  }
  const stream = { maxFrameBytes: 100, decode: failing }
  const codecsWith = (more: object) => ({ gt06: { name: 'gt06', stream: { ...stream, ...more } } as unknown as Codec })
  const createFramer = () => ({ push: failing, flush: failing })
  for (const more of [{ recognise: failing }, { recognise: () => 'yes', createFramer }]) {
    const defective = await openGateway(world, { gatewayName: 'defective', listen: { any: anyPort }, codecs: codecsWith(more) })
    const [first, second] = [await connect(defective.ports.any), await connect(defective.ports.any)]
    first.write('anything')
    await once(first.resume(), 'end')
    expect(second.readableEnded).toBe(false)
    await defective.stop()
  }
})

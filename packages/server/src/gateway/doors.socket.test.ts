import { once } from 'node:events'
import net from 'node:net'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openGateway } from '../testing/open-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'
import type { DoorName } from './doors.ts'
import { type ListenAddress, PortTakenError, StartError } from './listener.ts'

const anyPort = { host: '127.0.0.1', port: 0 }

let world: World
beforeAll(async () => (world = await makeWorld()))
afterAll(() => world.end())

async function takenPort(): Promise<number> {
  const other = net.createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  return (other.address() as net.AddressInfo).port
}

test('a door that is not listed is not opened', async () => {
  const gateway = await openGateway(world, { listen: { gt06: anyPort, 'teltonika/udp': anyPort } })
  onTestFinished(() => gateway.stop())
  expect(Object.keys(gateway.ports)).toEqual(['gt06', 'teltonika/udp'])
})

test.each<{ door: DoorName; sentence: string }>([
  { door: 'gt06/udp', sentence: 'Devices of gt06 do not speak UDP: leave their UDP port out.' },
  {
    door: 'any/tls',
    sentence: 'The port for devices over TLS needs a certificate and its key: name both files, or leave this port out.',
  },
])('$door cannot be opened, nothing else stays open, and the database is let go', async ({ door, sentence }) => {
  const listen = { gt06: anyPort, osmand: anyPort, [door]: anyPort } as Record<DoorName, ListenAddress>
  await expect(openGateway(world, { listen })).rejects.toThrow(new StartError(sentence))
  const gateway = await openGateway(world, { listen: {} })
  await gateway.stop()
})

test('a protocol without a codec has no door', async () => {
  const opening = openGateway(world, { listen: { gt06: anyPort }, codecs: {} })
  await expect(opening).rejects.toThrow(new StartError('No protocol gt06 is known here: leave its port out.'))
})

test('a port that is taken ends the start, or stays closed where it may', async () => {
  const port = await takenPort()
  const taken = { host: '127.0.0.1', port }
  await expect(openGateway(world, { listen: { gt06: taken } })).rejects.toThrow(
    new PortTakenError(`127.0.0.1:${port}`, 'gt06 devices'),
  )
  const told: string[] = []
  const gateway = await openGateway(world, {
    listen: { gt06: anyPort },
    listenIfFree: { gt06: taken, any: taken, osmand: anyPort, 'teltonika/udp': anyPort },
    tell: (sentence) => void told.push(sentence),
  })
  onTestFinished(() => gateway.stop())
  expect(told).toEqual([
    `The port ${port} for devices of any protocol stays closed: another program listens on 127.0.0.1:${port}.`,
  ])
  expect(Object.keys(gateway.ports)).toEqual(['gt06', 'osmand', 'teltonika/udp'])
})

test('a UDP port that is taken is named like any other', async () => {
  const first = await openGateway(world, { listen: { 'teltonika/udp': anyPort } })
  onTestFinished(() => first.stop())
  const port = first.ports['teltonika/udp']
  const opening = openGateway(world, { gatewayName: 'second', listen: { 'teltonika/udp': { host: '127.0.0.1', port } } })
  await expect(opening).rejects.toThrow(new PortTakenError(`127.0.0.1:${port}`, 'teltonika devices over UDP'))
})

import dgram from 'node:dgram'
import { once } from 'node:events'
import net from 'node:net'
import { kindCodes, wrapKey } from '@bilezik/database'
import { day, instant, later, protocolNames, second } from '@bilezik/domain'
import { codecs } from '@bilezik/protocols'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Dialogue, type Exchange, type Turn, dialogues, expectedAnswer } from '../testing/device-dialogues.ts'
import { openGateway } from '../testing/open-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'
import type { DoorName } from './doors.ts'

const anyPort = { host: '127.0.0.1', port: 0 }
const patienceMs = 5_000
const kindNames = new Map<number, string>(Object.entries(kindCodes).map(([name, code]) => [code, name]))

/** Over TCP and HTTP by the protocol's own door and by that of every protocol; what is signed counts once, and comes by the latter. */
function doorsOf({ protocol, over, secret }: Dialogue): readonly DoorName[] {
  if (over === 'datagram') return [`${protocol}/udp`]
  return secret === undefined ? [protocol, 'any'] : ['any']
}
const cases = dialogues.flatMap((dialogue) => doorsOf(dialogue).map((door) => ({ ...dialogue, door })))

/** Stands still, at a whole second: what the devices are told of it is the same in every answer. */
const now = instant(Math.floor(Date.now() / second) * second)
let world: World
beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const term = { termFrom: later(now, -day), termUntil: later(now, day) }
  for (const { protocol, identifier, secret } of dialogues) {
    const { deviceId } = await world.addPerson({ organisationId, protocol, identifier, rules: [], ...term })
    if (secret === undefined) continue
    const wrapped = wrapKey(Buffer.from(secret, 'hex'), world.masterKey)
    await world.owner.query('UPDATE devices SET wrapped_secret = $2 WHERE id = $1', [deviceId, wrapped])
  }
})
afterAll(() => world.end())

/** One a dialogue: a gateway remembers what it has stored, and the same is said at every door. */
async function openDoor(door: DoorName): Promise<number> {
  const listen = { [door]: anyPort } as Record<DoorName, typeof anyPort>
  const gateway = await openGateway<DoorName>(world, { listen, clock: () => now })
  onTestFinished(() => gateway.stop())
  return gateway.ports[door]
}

async function converse(port: number, turns: readonly Turn[]): Promise<void> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  onTestFinished(() => void socket.destroy())
  let heard = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => (heard = Buffer.concat([heard, chunk])))
  await once(socket, 'connect')
  for (const { sent, answered } of turns) {
    heard = Buffer.alloc(0)
    socket.write(sent)
    if (!answered) continue
    await expect.poll(() => heard.toString('hex'), { timeout: patienceMs }).toBe(expectedAnswer(answered, now))
  }
}

async function exchangeDatagrams(port: number, turns: readonly Turn[]): Promise<void> {
  const socket = dgram.createSocket('udp4')
  onTestFinished(() => void socket.close())
  for (const { sent, answered } of turns) {
    const heard = once(socket, 'message', { signal: AbortSignal.timeout(patienceMs) })
    socket.send(sent, port, '127.0.0.1')
    if (answered) expect(((await heard) as [Buffer])[0].toString('hex')).toBe(expectedAnswer(answered, now))
    else heard.catch(() => undefined)
  }
}

async function request(port: number, exchanges: readonly Exchange[]): Promise<void> {
  for (const { method, path, body, answered } of exchanges) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body !== undefined && { body }) })
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 200, body: answered })
  }
}

async function rowsOf({ protocol, identifier }: Dialogue): Promise<readonly string[]> {
  const { rows } = await world.owner.query<{ kind: number; event_at: Date; flags: number; lat_e7: number; lon_e7: number }>(
    `SELECT r.kind, r.event_at, r.flags, r.lat_e7, r.lon_e7 FROM readings r JOIN devices d ON d.no = r.device_no
     WHERE d.protocol = $1 AND d.identifier = $2`,
    [protocol, identifier],
  )
  return rows.map(({ kind, event_at, flags, lat_e7, lon_e7 }) => {
    const at = (flags & 2) !== 0 ? 'untimed' : event_at.toISOString().replace('.000Z', 'Z')
    return [kindNames.get(kind), at, ...(lat_e7 === null ? [] : [(lat_e7 / 1e7).toFixed(5), (lon_e7 / 1e7).toFixed(5)])].join(' ')
  })
}

const hasAnswers = (dialogue: Dialogue) => dialogue.over === 'http' || dialogue.turns.at(-1)?.answered !== undefined

describe('devices are answered as they expect, and what is acknowledged is stored', () => {
  test.each(cases)('$protocol on $door: $title', async ({ door, ...dialogue }) => {
    await world.owner.query('DELETE FROM readings')
    const port = await openDoor(door)
    if (dialogue.over === 'http') await request(port, dialogue.exchanges)
    else if (dialogue.over === 'datagram') await exchangeDatagrams(port, dialogue.turns)
    else await converse(port, dialogue.turns)
    const rows = async () => (await rowsOf(dialogue)).toSorted()
    // After the last answer nothing may be waited for: it promises that the rows are there.
    if (hasAnswers(dialogue)) expect(await rows()).toEqual(dialogue.rows.toSorted())
    else await expect.poll(rows, { timeout: patienceMs }).toEqual(dialogue.rows.toSorted())
    expect((await world.owner.query('SELECT protocol, reason, detail FROM quarantine')).rows).toEqual([])
  })

  test('every protocol over a stream has a dialogue', () => {
    const spoken = new Set(dialogues.filter(({ over }) => over === 'stream').map(({ protocol }) => protocol))
    expect(protocolNames.filter((name) => 'stream' in codecs[name] && !spoken.has(name))).toEqual([])
  })
})

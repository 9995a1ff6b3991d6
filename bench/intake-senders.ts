import { once } from 'node:events'
import { connect } from 'node:net'
import { instant } from '@bilezik/domain'
import {
  createGt06Framer,
  encodeGt06Heartbeat,
  encodeGt06Login,
  encodeGt06Position,
  encodeOsmAndJson,
  encodeTeltonikaLogin,
  encodeTeltonikaRecords,
  parseGt06Frame,
} from '@bilezik/protocols'
import { crcArc } from '../packages/protocols/src/crc-arc.ts'

// Devices as the load generator plays them: each knows how to send its next packet, and whom its answers are for.

export interface SenderOptions {
  readonly port: number
  readonly identifier: string
  /** Which of the devices it is: their positions differ. */
  readonly index: number
  /** Event time of the first position; each next one is a second later. */
  readonly firstFixAtMs: number
  readonly recordsAPacket: number
  /** An answer came to what was due then. */
  readonly acknowledged: (dueMs: number) => void
  /** So many positions of a packet were written, of them so many a second time. */
  readonly wrote: (positions: number, repeated: number) => void
}

export interface Sender {
  /** Sends one packet that was due then. False: as many as may be are under way already. */
  send(dueMs: number): boolean
  /** Called when there is room for more. */
  onRoom: () => void
  end(): void
}

export type BenchProtocol = 'gt06' | 'teltonika' | 'osmand'

/** GT06 positions are not answered; the heartbeat behind every so many is, after all before it are committed. */
const positionsAHeartbeat = 10
const windowPackets = 40
/** One packet in so many is sent twice: what a lost answer makes of a device. */
const repeatEvery = 100
const status = { batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }

function positionOf(index: number, n: number, firstFixAtMs: number) {
  const [lat, lon] = [51.1 + ((index * 7919 + n * 31) % 100_000) / 1e6, 71.4 + ((index * 104_729 + n * 17) % 100_000) / 1e6]
  return {
    fixAt: instant(firstFixAtMs + n * 1_000),
    lat,
    lon,
    isValid: true,
    satellites: 9,
    speedMetresPerSecond: n % 20,
    courseDegrees: n % 360,
  }
}

const isRepeat = (count: number) => count % repeatEvery === repeatEvery - 1

async function gt06Sender(options: SenderOptions): Promise<Sender> {
  const { index, firstFixAtMs } = options
  const socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true })
  const framer = createGt06Framer()
  const asked = new Map<number, { readonly dueMs: number; readonly positions: number }>()
  let [serial, count, fixes, outstanding, sinceAsked] = [0, 0, 0, 0, 0]
  const next = () => (serial = (serial % 0xffff) + 1)
  const sender: Sender = {
    send: (dueMs) => {
      if (outstanding >= windowPackets) return false
      const isAgain = isRepeat(count++)
      if (!isAgain) fixes++
      options.wrote(1, isAgain ? 1 : 0)
      socket.write(encodeGt06Position(positionOf(index, fixes, firstFixAtMs), next()))
      outstanding++
      if (++sinceAsked >= positionsAHeartbeat) {
        asked.set(next(), { dueMs, positions: sinceAsked })
        sinceAsked = 0
        socket.write(encodeGt06Heartbeat(status, serial))
      }
      return true
    },
    onRoom: () => {},
    end: () => socket.destroy(),
  }
  socket.write(encodeGt06Login(options.identifier, next()))
  const [login] = (await once(socket, 'data')) as [Buffer]
  for (const output of framer.push(login)) if (output.kind !== 'frame') throw new Error('the answer to a login is no frame')
  socket.on('data', (chunk) => {
    for (const output of framer.push(chunk)) {
      const frame = output.kind === 'frame' ? parseGt06Frame(output.bytes) : undefined
      const answered = frame?.ok ? asked.get(frame.value.serial) : undefined
      if (!frame?.ok || !answered) continue
      asked.delete(frame.value.serial)
      outstanding -= answered.positions
      options.acknowledged(answered.dueMs)
    }
    sender.onRoom()
  })
  return sender
}

/** Codec 8, positions without elements: one packet from the encoder, of which time, place and checksum are written anew each time. */
function teltonikaPackets({ index, firstFixAtMs, recordsAPacket }: SenderOptions): (n: number) => Uint8Array {
  const records = Array.from({ length: recordsAPacket }, (_, i) => ({
    ...positionOf(index, i, firstFixAtMs),
    altitudeMetres: 347,
  }))
  const template = encodeTeltonikaRecords(records, 0x08)
  const [headerBytes, recordsAt, checksumBytes] = [8, 10, 4]
  const dataEnd = template.length - checksumBytes
  const recordBytes = (dataEnd - 1 - recordsAt) / recordsAPacket
  return (n) => {
    const packet = template.slice()
    const view = new DataView(packet.buffer)
    for (let i = 0; i < recordsAPacket; i++) {
      const [at, { fixAt, lat, lon }] = [recordsAt + i * recordBytes, positionOf(index, n * recordsAPacket + i, firstFixAtMs)]
      view.setBigUint64(at, BigInt(fixAt))
      view.setInt32(at + 9, Math.round(lon * 1e7))
      view.setInt32(at + 13, Math.round(lat * 1e7))
    }
    view.setUint32(dataEnd, crcArc(packet, headerBytes, dataEnd))
    return packet
  }
}

/** Every packet is answered by four bytes: how many records were taken. */
async function teltonikaSender(options: SenderOptions): Promise<Sender> {
  const socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true })
  const packet = teltonikaPackets(options)
  const due: number[] = []
  let [count, packets, heardBytes] = [0, 0, 0]
  const sender: Sender = {
    send: (dueMs) => {
      if (due.length >= windowPackets) return false
      const isAgain = isRepeat(count++)
      if (!isAgain) packets++
      due.push(dueMs)
      options.wrote(options.recordsAPacket, isAgain ? options.recordsAPacket : 0)
      socket.write(packet(packets))
      return true
    },
    onRoom: () => {},
    end: () => socket.destroy(),
  }
  socket.write(encodeTeltonikaLogin(options.identifier))
  const [accepted] = (await once(socket, 'data')) as [Buffer]
  if (accepted[0] !== 1) throw new Error('the login was not accepted')
  const answerBytes = 4
  socket.on('data', (chunk) => {
    heardBytes += chunk.length
    for (; heardBytes >= answerBytes; heardBytes -= answerBytes) options.acknowledged(due.shift() ?? 0)
    sender.onRoom()
  })
  return sender
}

/** One kept connection, one request at a time: what a phone does. */
async function osmandSender(options: SenderOptions): Promise<Sender> {
  const socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let [count, fixes, heard] = [0, 0, '']
  let dueAtMs: number | undefined
  const sender: Sender = {
    send: (dueMs) => {
      if (dueAtMs !== undefined) return false
      dueAtMs = dueMs
      const isAgain = isRepeat(count++)
      if (!isAgain) fixes++
      options.wrote(1, isAgain ? 1 : 0)
      const { satellites: _, ...position } = positionOf(options.index, fixes, options.firstFixAtMs)
      const fix = { identifier: options.identifier, ...position, accuracyMetres: 12, source: 'gnss' } as const
      const { method, url, body = '' } = encodeOsmAndJson(fix)
      socket.write(
        `${method} ${url} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      )
      return true
    },
    onRoom: () => {},
    end: () => socket.destroy(),
  }
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text
    // The body of an acknowledgement is one line.
    if (!heard.endsWith('OK\n') || dueAtMs === undefined) {
      if (heard.includes('\r\n\r\n') && !heard.startsWith('HTTP/1.1 200'))
        throw new Error(`the gateway answered ${heard.split('\r\n', 1)[0]}`)
      return
    }
    heard = ''
    options.acknowledged(dueAtMs)
    dueAtMs = undefined
    sender.onRoom()
  })
  return sender
}

const senders = { gt06: gt06Sender, teltonika: teltonikaSender, osmand: osmandSender } as const

export function makeSender(protocol: BenchProtocol, options: SenderOptions): Promise<Sender> {
  return senders[protocol](options)
}

import dgram from 'node:dgram'
import { encodeTeltonikaDatagram } from '@bilezik/protocols'
import type { OpenLink } from './link.ts'
import { teltonikaRecordOf } from './teltonika-speech.ts'

/** Length 5, number of the datagram (2), 01, number of the packet, how many records were taken. */
const replyBytes = 7

/** A Teltonika device over UDP: nothing to open, and both numbers and the count must come back. */
export function teltonikaDatagramLinks(port: number, imei: string): OpenLink {
  const asked = new Map<string, number>()
  const keyOf = (datagramId: number, packetId: number, count: number) => `${datagramId} ${packetId} ${count}`
  return ({ onOpened, onStored, onClosed }) => {
    const socket = dgram.createSocket('udp4')
    socket.on('message', (reply) => {
      if (reply.length !== replyBytes || reply.readUInt16BE() !== replyBytes - 2 || reply[4] !== 1) return
      const key = keyOf(reply.readUInt16BE(2), reply[5] ?? 0, reply[6] ?? 0)
      const message = asked.get(key)
      asked.delete(key)
      if (message !== undefined) onStored(message)
    })
    socket.on('error', (error) => onClosed(error.message))
    onOpened()
    return {
      send: (message, records) => {
        const numbers = { datagramId: message & 0xffff, packetId: message & 0xff }
        asked.set(keyOf(numbers.datagramId, numbers.packetId, records.length), message)
        // Where nobody listens the system may say so: it is sent again all the same.
        socket.send(encodeTeltonikaDatagram(imei, numbers, records.map(teltonikaRecordOf)), port, '127.0.0.1', () => undefined)
      },
      close: () => void socket.close(),
    }
  }
}

import { ok, refused } from '@bilezik/domain'
import type { Decoded } from '../codec.ts'
import { Cursor } from '../cursor.ts'
import { decodeData } from './decoding.ts'
import { imeiOf, maxFrameBytes } from './frame.ts'
import { datagramReply } from './replies.ts'

/** Length, number of the datagram, one unused byte, number of the packet, length of the IMEI. */
const leastDatagramBytes = 8

/** There is no checksum but that of UDP itself: length, IMEI and both numbers of records must agree. */
export function decodeTeltonikaDatagram(datagram: Uint8Array): Decoded {
  if (datagram.length > maxFrameBytes)
    return refused({ code: 'too-long', detail: 'The datagram is longer than the longest one.' })
  if (datagram.length < leastDatagramBytes) return refused({ code: 'framing', detail: 'The datagram is shorter than its head.' })
  const cursor = new Cursor(datagram)
  if (cursor.u16() !== datagram.length - 2)
    return refused({ code: 'framing', detail: 'The stated length differs from the length of the datagram.' })
  const datagramId = cursor.u16()
  cursor.skip(1)
  const packetId = cursor.u8()
  const imeiBytes = (cursor.peekU16() ?? 0) + 2
  const identifier = imeiOf(cursor.take(Math.min(imeiBytes, cursor.remaining)))
  if (identifier === undefined) return refused({ code: 'no-identity', detail: 'The datagram names no IMEI.' })
  const content = decodeData(cursor.rest())
  if (!content.ok) return content
  const { message, count } = content.value
  if (message.identifier !== undefined && message.identifier !== identifier)
    return refused({ code: 'malformed', detail: 'The datagram names two IMEIs.' })
  return ok({ ...message, identifier, ...(count === undefined ? {} : { reply: datagramReply(datagramId, packetId, count) }) })
}

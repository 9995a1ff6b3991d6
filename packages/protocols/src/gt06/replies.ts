import { civilFromUtcMs, type Instant } from '@bilezik/domain'
import type { DecodeContext } from '../codec.ts'
import { buildFrame, type Gt06Frame } from './frame.ts'
import type { ReplyKind } from './known-messages.ts'

const addressAnswerType = 0x97
const phoneBytes = 21
const noContent = new Uint8Array(0)

/** Year since 2000 and the rest, in UTC, as 0x8A and every message writes it. */
export function dateBytesOf(at: Instant): Uint8Array {
  const c = civilFromUtcMs(at)
  return new Uint8Array([c.year - 2000, c.month, c.day, c.hour, c.minute, c.second])
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}

/**
 * The device wants a street name to send to the phone that asked. Where a person is, is told to nobody by text message:
 * the answer names no place, and the device stops asking.
 */
function addressContent(request: Uint8Array): Uint8Array {
  const phoneAt = 18
  const phone = [...request.subarray(phoneAt, phoneAt + phoneBytes)]
  const text = [...ascii('ADDRESS&&NA&&'), ...phone, ...ascii('##')]
  const serverFlag = [0, 0, 0, 0]
  return new Uint8Array([serverFlag.length + text.length, ...serverFlag, ...text])
}

/** What the device waits for: always under the serial number of its own message. */
export function replyTo(kind: ReplyKind, frame: Gt06Frame, context: DecodeContext): Uint8Array | undefined {
  switch (kind) {
    case 'none':
      return undefined
    case 'echo':
      return buildFrame(frame.type, noContent, frame.serial)
    case 'time':
      return buildFrame(frame.type, dateBytesOf(context.receivedAt), frame.serial)
    case 'address':
      return buildFrame(addressAnswerType, addressContent(frame.content), frame.serial, true)
    default:
      return kind satisfies never
  }
}

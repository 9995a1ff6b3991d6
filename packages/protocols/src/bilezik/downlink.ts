import { type DeviceCommand, type Instant, instant, ok, refused, type Result } from '@bilezik/domain'
import { Cursor } from '../cursor.ts'
import { commandCodes } from './commands.ts'
import { type BilezikFrame, kinds, parseFrame } from './frame.ts'
import { type AckResult, ackResults } from './replies.ts'
import { isAuthentic } from './signing.ts'

/** What a device reads from the server. */
export type Downlink =
  | {
      readonly kind: 'ack'
      readonly identifier: string
      /** Of the frame that it answers. */
      readonly boot: number
      readonly number: number
      /** A result that this version does not know counts as `later`: nothing is forgotten. */
      readonly result: AckResult
      readonly waitSeconds: number
      readonly serverAt: Instant
    }
  | {
      readonly kind: 'command'
      readonly identifier: string
      readonly token: number
      readonly sentAt: Instant
      /** Undefined: a command that this version does not know. */
      readonly command: DeviceCommand | undefined
    }

/** `forged`: not signed with this device's key; it is dropped without an answer. */
export type DownlinkRefusal = 'damaged' | 'forged' | 'unknown-kind'

function commandOf(code: number, seconds: number): DeviceCommand | undefined {
  switch (code) {
    case commandCodes.locate:
      return { kind: 'locate' }
    case commandCodes.restart:
      return { kind: 'restart' }
    case commandCodes.interval:
      return { kind: 'interval', seconds }
    case commandCodes.vibrate:
      return { kind: 'vibrate', seconds }
    case commandCodes.sound:
      return { kind: 'sound', seconds }
    default:
      return undefined
  }
}

function contentOf(frame: BilezikFrame): Downlink | undefined {
  const cursor = new Cursor(frame.body)
  const { identifier, boot, number } = frame
  if (frame.kind === kinds.ack) {
    const result = ackResults[cursor.u8()] ?? 'later'
    const serverAt = instant(cursor.u32() * 1_000)
    const waitSeconds = cursor.u16()
    return cursor.problem ? undefined : { kind: 'ack', identifier, boot, number, result, waitSeconds, serverAt }
  }
  const sentAt = instant(cursor.u32() * 1_000)
  const command = commandOf(cursor.u8(), cursor.u32())
  return cursor.problem ? undefined : { kind: 'command', identifier, token: number, sentAt, command }
}

/** One frame from the server, as a device checks it: whole, signed with its own key, of a kind that only servers send. */
export function readBilezikDownlink(bytes: Uint8Array, key: Uint8Array): Result<Downlink, DownlinkRefusal> {
  const parsed = parseFrame(bytes)
  if (!parsed.ok) return refused('damaged')
  if (!isAuthentic(bytes, key)) return refused('forged')
  const { kind } = parsed.value
  if (kind !== kinds.ack && kind !== kinds.command) return refused('unknown-kind')
  const content = contentOf(parsed.value)
  return content ? ok(content) : refused('damaged')
}

import { civilFromUtcMs, type Instant } from '@bilezik/domain'
import type { DecodeContext } from '../codec.ts'
import { dateBytesOf } from './bcd.ts'
import { buildFrame, type Jt808Frame } from './frame.ts'
import { identifierOf } from './identifier.ts'

/**
 * `general`: 8001, stored. `register`: 8100 with the code to come again with. `time` and `long-time`: our clock.
 * `lock`: 4401, where the lock asked for it. `none`: an answer of the device, which waits for nothing.
 */
export type ReplyKind = 'none' | 'general' | 'register' | 'time' | 'long-time' | 'lock'

const success = 0
/** The reply names the message by its serial; a number of its own would have to be remembered between messages. */
const ownSerial = 0

function word(value: number): number[] {
  return [(value >>> 8) & 0xff, value & 0xff]
}

/** No secret: the terminal shows it at 0102 to say that it has registered. Who it is, is decided by the list of devices. */
function authenticationCode(frame: Jt808Frame): number[] {
  return Array.from(identifierOf(frame.phone) ?? '0', (character) => character.charCodeAt(0))
}

/** Year (2), month, day, hour, minute, second in plain binary, UTC, and the result. */
function longTime(at: Instant): number[] {
  const c = civilFromUtcMs(at)
  return [...word(c.year), c.month, c.day, c.hour, c.minute, c.second, success]
}

function contentOf(
  kind: ReplyKind,
  frame: Jt808Frame,
  context: DecodeContext,
): readonly [type: number, body: number[]] | undefined {
  switch (kind) {
    case 'none':
      return undefined
    case 'general':
      return [0x8001, [...word(frame.serial), ...word(frame.type), success]]
    case 'register':
      return [0x8100, [...word(frame.serial), success, ...authenticationCode(frame)]]
    case 'time':
      return [0x8004, dateBytesOf(context.receivedAt, 0)]
    case 'long-time':
      return [0x8109, longTime(context.receivedAt)]
    case 'lock':
      return frame.isAnswerWanted ? [0x4401, [...word(frame.type), success]] : undefined
    default:
      return kind satisfies never
  }
}

/** What the terminal waits for, in its own edition and under its own number. */
export function replyTo(kind: ReplyKind, frame: Jt808Frame, context: DecodeContext): Uint8Array | undefined {
  const content = contentOf(kind, frame, context)
  if (!content) return undefined
  const [type, body] = content
  const isLock = kind === 'lock'
  return buildFrame(frame, { type, serial: isLock ? frame.serial : ownSerial, body, hasShortSerial: isLock })
}

import type { DeviceCommand, DeviceCommandKind } from '@bilezik/domain'
import type { CommandContext, CommandFormat } from '../codec.ts'
import { ByteWriter } from './byte-writer.ts'
import { buildUnsealed, isIdentifier, kinds } from './frame.ts'
import { secondsOf } from './replies.ts'

/** What the device made of a command. `expired`: it came too late to be obeyed. */
export type AnswerResult = 'done' | 'not-supported' | 'expired' | 'declined' | 'failed'
export const answerResults = ['done', 'not-supported', 'expired', 'declined', 'failed'] as const satisfies readonly AnswerResult[]

export const commandCodes = { locate: 1, interval: 2, vibrate: 3, sound: 4, restart: 5 } as const satisfies Record<
  DeviceCommandKind,
  number
>

/** Longer is nothing that staff mean: a day between positions, five minutes of noise. */
const maxSeconds = { locate: 0, interval: 86_400, vibrate: 300, sound: 300, restart: 0 } as const satisfies Record<
  DeviceCommandKind,
  number
>

/** Not sealed yet. The token is the frame's number, and comes back in the answer. */
function encode(command: DeviceCommand, { token, identifier, at }: CommandContext): Uint8Array | undefined {
  const seconds = 'seconds' in command ? command.seconds : 0
  const least = 'seconds' in command ? 1 : 0
  const isMeant = Number.isInteger(seconds) && seconds >= least && seconds <= maxSeconds[command.kind]
  const isToken = Number.isInteger(token) && token >= 1 && token <= 0xffff_ffff
  if (!isMeant || !isToken || !isIdentifier(identifier)) return undefined
  const body = new ByteWriter().uint(secondsOf(at), 4).uint(commandCodes[command.kind], 1).uint(seconds, 4)
  return buildUnsealed({ kind: kinds.command, identifier, boot: 0, number: token }, body.done())
}

export const bilezikCommands: CommandFormat = { hasTokens: true, encode }

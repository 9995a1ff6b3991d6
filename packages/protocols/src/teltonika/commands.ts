import type { DeviceCommand } from '@bilezik/domain'
import type { CommandFormat } from '../codec.ts'
import { buildFrame, u32Bytes } from './frame.ts'
import { messageTypes } from './messages.ts'

/** Codec 12: one command of plain text. The device answers in the same codec, without any number of ours. */
export function buildCommand(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  const quantity = 1
  return buildFrame(Uint8Array.from([0x0c, quantity, messageTypes.command, ...u32Bytes(bytes.length), ...bytes, quantity]))
}

/**
 * Parameters of data acquisition, the same in the lists of vehicle (FMB) and personal (TMT250, GH5200, TAT) trackers:
 * how often a record is made and sent, at home, roaming and in an unknown network, standing and moving. Each holds two bytes.
 */
const periodParameters = [10000, 10005, 10050, 10055, 10100, 10105, 10150, 10155, 10200, 10205, 10250, 10255]
const mostSeconds = 0xffff

function textOfCommand(command: DeviceCommand): string | undefined {
  switch (command.kind) {
    case 'locate':
      // It is answered at once with the place in words; `getrecord` is not answered at all.
      return 'getgps'
    case 'interval':
      if (!Number.isInteger(command.seconds) || command.seconds < 1 || command.seconds > mostSeconds) return undefined
      return `setparam ${periodParameters.map((parameter) => `${parameter}:${command.seconds}`).join(';')}`
    case 'restart':
      return 'cpureset'
    case 'vibrate':
    case 'sound':
      return undefined
    default:
      return command satisfies never
  }
}

export const teltonikaCommands: CommandFormat = {
  hasTokens: false,
  encode(command) {
    const text = textOfCommand(command)
    return text === undefined ? undefined : buildCommand(text)
  },
}

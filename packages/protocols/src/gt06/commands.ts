import type { DeviceCommand } from '@bilezik/domain'
import type { CommandFormat } from '../codec.ts'
import { buildFrame } from './frame.ts'

const commandType = 0x80

/** Words of the Concox command list; the family has none for vibration or sound. */
function wordsOf(command: DeviceCommand): string | undefined {
  switch (command.kind) {
    case 'locate':
      return 'WHERE#'
    case 'interval':
      return `TIMER,${command.seconds}#`
    case 'restart':
      return 'RESET#'
    case 'vibrate':
    case 'sound':
      return undefined
    default:
      return command satisfies never
  }
}

/** 0x80: length, server flag (4), words. The device gives the flag back in its answer (0x15 or 0x21): it holds the token. */
export const gt06Commands: CommandFormat = {
  hasTokens: true,
  encode(command, { token }) {
    const words = wordsOf(command)
    if (words === undefined) return undefined
    const flag = [token >>> 24, (token >>> 16) & 0xff, (token >>> 8) & 0xff, token & 0xff]
    const text = [...new TextEncoder().encode(words)]
    return buildFrame(commandType, new Uint8Array([flag.length + text.length, ...flag, ...text]), token & 0xffff)
  },
}

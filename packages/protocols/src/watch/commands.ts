import type { DeviceCommand } from '@bilezik/domain'
import type { CommandFormat } from '../codec.ts'
import { buildFrame } from './frame.ts'

/** The vendor that the paper's examples write. Which one the watch itself writes is not known here; the one published firmware compares none. */
const vendor = '3G'
/** The paper's bounds of UPLOAD. */
const leastSeconds = 60
const mostSeconds = 65_535

function contentOf(command: DeviceCommand): string | undefined {
  switch (command.kind) {
    case 'locate':
      return 'CR'
    case 'interval': {
      const seconds = Math.round(command.seconds)
      return seconds >= leastSeconds && seconds <= mostSeconds ? `UPLOAD,${seconds}` : undefined
    }
    case 'sound':
      // Rings for a minute, or until a button is pressed: no length can be asked for.
      return 'FIND'
    case 'restart':
      return 'RESET'
    case 'vibrate':
      return undefined
    default:
      return command satisfies never
  }
}

/** The watch says the word back. Words carry no number, so one is under way at a time. */
export const watchCommands: CommandFormat = {
  hasTokens: false,
  encode(command, { identifier }) {
    const content = contentOf(command)
    return content === undefined ? undefined : buildFrame({ vendor, identifier }, new TextEncoder().encode(content))
  },
}

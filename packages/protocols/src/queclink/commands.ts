import type { DeviceCommand } from '@bilezik/domain'
import type { CommandContext, CommandFormat } from '../codec.ts'
import { countText } from './replies.ts'

/** Seconds between two positions that the fixed report takes. */
const shortestSeconds = 5
const longestSeconds = 86_400
const positionNow = '1'
const reboot = '3'

/** Password, sub-command, five empty fields, serial number. */
function realTimeOperation(password: string, sub: string, serial: string): string {
  return `AT+GTRTO=${password},${sub},,,,,,${serial}$`
}

/** Password, mode (1: by time), five fields left as they are, the interval of fixes and of reports, eleven left as they are, serial number. */
function fixedReport(password: string, seconds: number, serial: string): string {
  return `AT+GTFRI=${password},1,,,,,,${seconds},${seconds},,,,,,,,,,,,${serial}$`
}

function textOf(command: DeviceCommand, password: string, serial: string): string | undefined {
  switch (command.kind) {
    case 'locate':
      return realTimeOperation(password, positionNow, serial)
    case 'restart':
      return realTimeOperation(password, reboot, serial)
    case 'interval': {
      const isPossible =
        Number.isInteger(command.seconds) && command.seconds >= shortestSeconds && command.seconds <= longestSeconds
      return isPossible ? fixedReport(password, command.seconds, serial) : undefined
    }
    case 'vibrate':
    case 'sound':
      return undefined
    default:
      return command satisfies never
  }
}

/**
 * Commands are text in every form of the protocol. Their serial number has sixteen bits, the token thirty-two: it is told for the
 * device's log, and an answer belongs to the oldest command under way.
 */
export function commandsWith(password: string): CommandFormat {
  return {
    hasTokens: false,
    encode(command: DeviceCommand, { token }: CommandContext) {
      const text = textOf(command, password, countText(token & 0xffff))
      return text === undefined ? undefined : new TextEncoder().encode(text)
    },
  }
}

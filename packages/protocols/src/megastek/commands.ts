import type { DeviceCommand } from '@bilezik/domain'
import type { CommandFormat } from '../codec.ts'
import { bytesOfText, hexPair, xorOf } from './ascii.ts'

/** Command W005 counts its interval in half minutes; 0 would switch reporting off. */
const secondsPerStep = 30
const mostSteps = 65_535
/** Command 0013 of the vehicle trackers counts seconds. */
const vehicleSeconds = { least: 5, most: 65_535 }
const mostVibrations = 255

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.floor(value)))
}

/** Of trackers worn or carried, which are known by their IMEI: `$GPRS,imei;command;!`. */
function personal(command: DeviceCommand): string | undefined {
  switch (command.kind) {
    case 'locate':
      return 'W052'
    case 'interval':
      return `W005,${within(command.seconds / secondsPerStep, 1, mostSteps)}`
    case 'vibrate':
      return `W036,${within(command.seconds, 1, mostVibrations)}`
    case 'restart':
      return 'W100'
    case 'sound':
      return undefined
    default:
      return command satisfies never
  }
}

/** Of the older trackers, which are known by a name of their own: `$,name,command;checksum`. */
function vehicle(command: DeviceCommand): string | undefined {
  switch (command.kind) {
    case 'locate':
      return '0015'
    case 'interval':
      return `0013,${within(command.seconds, vehicleSeconds.least, vehicleSeconds.most)}`
    case 'vibrate':
    case 'sound':
    case 'restart':
      return undefined
    default:
      return command satisfies never
  }
}

export const megastekCommands: CommandFormat = {
  hasTokens: false,
  encode(command, { identifier }) {
    if (/^\d{15}$/.test(identifier)) {
      const text = personal(command)
      return text === undefined ? undefined : bytesOfText(`$GPRS,${identifier};${text};!`)
    }
    const text = vehicle(command)
    if (text === undefined || !/^[\w.-]{1,16}$/.test(identifier)) return undefined
    const summed = `,${identifier},${text}`
    return bytesOfText(`$${summed};${hexPair(xorOf(summed))}\r\n`)
  },
}

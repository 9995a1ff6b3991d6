import type { DeviceCommand } from '@bilezik/domain'
import type { CommandContext, CommandFormat } from '../codec.ts'
import { buildFrame, envelopeOf } from './frame.ts'
import { phoneOf } from './identifier.ts'

const reportSecondsSetting = 0x0029
const restartWord = 0x04

function u32(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff)
}

/** Type and body, or undefined where the standard knows no such command: nothing in it makes a device shake or sound. */
function contentOf(command: DeviceCommand): readonly [type: number, body: number[]] | undefined {
  switch (command.kind) {
    case 'locate':
      return [0x8201, []]
    case 'interval':
      // One setting: the usual interval, behind its number (4) and length (1).
      return isSeconds(command.seconds) ? [0x8103, [1, ...u32(reportSecondsSetting), 4, ...u32(command.seconds)]] : undefined
    case 'restart':
      return [0x8105, [restartWord]]
    case 'vibrate':
    case 'sound':
      return undefined
    default:
      return command satisfies never
  }
}

function isSeconds(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= 0xffff_ffff
}

function encode(command: DeviceCommand, { token, identifier }: CommandContext): Uint8Array | undefined {
  const content = contentOf(command)
  const phone = phoneOf(identifier)
  if (!content || !phone) return undefined
  const [type, body] = content
  return buildFrame(envelopeOf(phone), { type, serial: token % 0x1_0000, body })
}

/**
 * The token travels as the serial number, which has 16 bits: an answer carries it modulo 65536, and whoever looks for the command
 * compares so.
 */
export const jt808Commands: CommandFormat = { hasTokens: true, encode }

import type { CommandFormat } from '../codec.ts'
import { bytesOfText } from './ascii.ts'

/**
 * Only `ROLL` takes nothing but the IMEI. `STIN` sets the interval, in a unit that no paper in our hands gives: a bracelet that was
 * meant to report each minute and reports each hour is worse than one left alone.
 */
export const r16hCommands: CommandFormat = {
  hasTokens: false,
  encode: (command, { identifier }) =>
    command.kind === 'locate' && /^\d{15}$/.test(identifier) ? bytesOfText(`@ROLL,${identifier}$`) : undefined,
}

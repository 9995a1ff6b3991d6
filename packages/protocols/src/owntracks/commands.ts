import type { CommandFormat } from '../codec.ts'

/**
 * Published to `<topic>/cmd`. Obeyed where the user of the phone allows remote commands and has not set it to manual mode.
 * What the apps know besides (`setConfiguration`) needs a permission that is off by default, and changes more than an interval.
 */
export const ownTracksCommands: CommandFormat = {
  hasTokens: false,
  encode: (command) =>
    command.kind === 'locate' ? new TextEncoder().encode('{"_type":"cmd","action":"reportLocation"}') : undefined,
}

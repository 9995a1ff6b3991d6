import { hexOf } from '../cursor.ts'
import type { GoldenFrame } from '../testing/golden-frame.ts'
import { bytesOfText } from './ascii.ts'

function frame<Name extends string>(name: Name, text: string) {
  return { name, over: 'stream' as const, hex: hexOf(bytesOfText(text)) }
}

const place = '20261122,170000,51.12820,N,071.43060,E,5,270,347'

/**
 * Of the maker's paper only the beginning could be read, which prints the format and no whole message: these are made by `encoding.ts`,
 * or by hand after the list of fields.
 */
export const goldenFrames = [
  frame('encoder: login', '@LINK,869999012345675$'),
  frame('encoder: position', `@GPSD,869999012345675,R,${place},81,L,$`),
  frame('encoder: position kept while there was no network', `@GPSD,869999012345675,S,${place},81,L,$`),
  frame('encoder: strap opened', `@GPSD,869999012345675,R,${place},81,R,ULK$`),
  frame('encoder: call for help', `@GPSD,869999012345675,R,${place},81,L,SOS$`),
  frame('encoder: towers seen, battery low', '@LBSD,869999012345675,R,20261122,170000,401-1-2f4a-c81d:-87,,,9,L,LBT$'),
  frame(
    'by hand: towers and access points seen, no clock',
    '@LBSD,869999012345675,R,,,401-01-2f4a-c81d:-87|401-01-2f4a-c81e:-95,02:aa:00:00:00:01:-38|02aa00000002:-74,,81,R,$',
  ),
  frame('by hand: answer to a command', '@RPLY,869999012345675,ROLL,OK$'),
] as const satisfies readonly GoldenFrame[]

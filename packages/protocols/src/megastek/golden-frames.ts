import { hexOf } from '../cursor.ts'
import type { GoldenFrame } from '../testing/golden-frame.ts'
import { bytesOfText } from './ascii.ts'

/** As the framer cuts it: without its line end. */
function frame<Name extends string>(name: Name, text: string) {
  return { name, over: 'stream' as const, hex: hexOf(bytesOfText(text)) }
}

const place = '221126,170000,A,5107.69200,N,07125.83600,E,00,09,00,0.90,2.916,270.00,347.2,,401,01,2F4A,00C81D,21'
const sentence = '$GPRMC,170000.000,A,5107.69200,N,07125.83600,E,2.916,270.00,221126,,,A*57'

/**
 * The papers that could be read print the format of the fields, not a whole frame with its checksum: these are made by `encoding.ts`,
 * or by hand after the list of fields where it has no words for them.
 */
export const goldenFrames = [
  frame('encoder: live report, belt opened', `0159$MGV002,869999012345675,,R,${place},0000,0000,0,,,,,,00,081,BeltOff;!`),
  frame('encoder: stored report, belt closed', `$MGV002,869999012345675,,S,${place},0000,0000,0,,,,,,01,081,BeltOn;!`),
  frame('encoder: report by the clock, belt open', `0157$MGV002,869999012345675,,R,${place},0000,0000,0,,,,,,00,081,Timer;!`),
  frame(
    'encoder: call for help without a place',
    '0116$MGV002,869999012345675,,R,221126,170000,V,,,,,00,00,00,0.90,,,,,401,01,2F4A,00C81D,21,0000,0000,0,,,,,,01,081,SOS;!',
  ),
  frame(
    'by hand: last place repeated, with access points',
    '$MGV002,869999012345675,,R,221126,170000,V,5107.69200,N,07125.83600,E,00,00,00,99.9,,,,,401,01,2F4A,C81D,15,,,,,,,,,110,100,' +
      'Timer,02aa00000001:38|02aa00000002:74,;!',
  ),
  frame(
    'by hand: a watch with its pulse and steps',
    '$MGV002,869999012345675,,R,221126,170000,A,5107.69200,N,07125.83600,E,03,09,01,0.90,,,,,401,01,2F4A,C81D,15,72,1055,3,40,600,36.6,,97,' +
      '11,064,Timer;!',
  ),
  frame('encoder: greeting', '0031$MGV002,869999012345675,Hello;!'),
  frame(
    'encoder: older report',
    `STX,869999012345675,${sentence},F,Timer,imei:869999012345675,09,347.2,Battery=81%,,0,401,01,2F4A,C81D;DA`,
  ),
  frame(
    'encoder: older report, belt opened, reception lost',
    `STX,869999012345675,${sentence},L,BeltOff,imei:869999012345675,09,347.2,Battery=81%,,1,401,01,2F4A,C81D;82`,
  ),
  frame(
    'by hand: older report, stored',
    `LOGSTX,BRACELET,${sentence},F,LowBattery,imei:869999012345675,4/11,347.2,Battery=9%,,0,401,01,2F4A,C81D;31`,
  ),
  frame(
    'encoder: oldest report',
    `STXBRACELET7       \x02\x86${sentence},401,01,2F4A,C81D,21,81,0000,000000,0000,0.00,0.02,0.00,Timer;84`,
  ),
  frame('by hand: answer to a command', '$CMV001,869999012345675;W005,2;!'),
  frame('by hand: request for the time', '$CMV001,869999012345675;Q051;!'),
] as const satisfies readonly GoldenFrame[]

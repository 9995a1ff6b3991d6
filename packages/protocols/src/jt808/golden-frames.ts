import type { GoldenFrame } from '../testing/golden-frame.ts'
import {
  encodeJt808,
  encodeJt808Answer,
  encodeJt808Heartbeat,
  encodeJt808Position,
  encodeJt808PositionAnswer,
  type Jt808Position,
  jt808AlarmBits,
} from './encoding.ts'
import { hexOf } from '../cursor.ts'
import { instant } from '@bilezik/domain'

const huabao = 'HUABAO, JT808 common message parsing of GPS electronic lock, 10.02.2022'
const hylexus = 'jt-808-protocol by hylexus, README'
const xtream = 'xtream-codec by hylexus, sample of the edition of 2019'

/** 2026-11-22 12:00:00 UTC at Astana. */
const place: Jt808Position = {
  fixAt: instant(1_795_348_800_000),
  lat: 51.1282,
  lon: 71.4306,
  isValid: true,
  altitudeMetres: 347,
  speedMetresPerSecond: 1.5,
  courseDegrees: 270,
  satellites: 9,
}

const stream = (name: string, hex: string): GoldenFrame => ({ name, over: 'stream', hex: hex.replaceAll(' ', '').toLowerCase() })
const made = (name: string, frame: Uint8Array): GoldenFrame =>
  stream(`${name}: made by the encoder, no paper prints one`, hexOf(frame))

/** As on the wire; none holds an escape, so they are what a decoder sees as well. */
export const goldenFrames: readonly GoldenFrame[] = [
  stream(
    `position with two chained locks: ${huabao}`,
    '7E 02 00 00 52 00 20 02 60 43 23 00 A4 00 02 00 00 00 0C 00 02 01 58 B9 1B 06 CB 70 61 00 46 00 00 00 59 21 09 22 16 37 58' +
      '01 04 00 00 00 01 03 02 00 00 25 04 00 00 00 01 30 01 11 31 01 10 E3 01 00' +
      'D5 1B 02 20 02 60 43 23 27 95 93 78 61 60 00 12 20 00 00 12 34 27 95 93 78 61 58 00 12 86 7E',
  ),
  stream(`authentication: ${huabao}`, '7E 01 02 00 0D 00 20 02 60 43 25 00 01 38 33 30 30 32 30 30 32 36 30 34 33 32 13 7E'),
  stream(`authentication: ${hylexus}`, '7e 0102 0006 020000000015 0026 313639333434 39 7e'),
  stream(
    `registration: ${hylexus}`,
    '7e 0100 002c 020000000015 0025 002c 0133 3730393630 54372d5438303800000000000000000000000000 30333239313730 01 d4c14238383838 7b 7e',
  ),
  stream(
    'registration of a C003F: its maker’s sheet of example messages (which prints one byte twice at the turn of a line)',
    '7E 0100 002D 019172785620 000A 0022 044E 3730343434 43303033465F4F50454E5F4A54383038 00000000 32373835363230 02 D4C1423237313931 C8 7E',
  ),
  stream(
    'position with extension: blog.csdn.net/Rural_Buffett, 0200 of the edition of 2013',
    '7E 0200 007A 013306139197 0804 00000000 000C0003 02315C44 06F57BD4 0020 0000 00C6 230501000034' +
      '0104000014BF 02020000 03020000 140480000000 150400000000 160400000000 17020000 250400000000 2B0400000000 30011C 310117' +
      'EB17000800233037392E3330000300D400000600F880000000 EF0D00000048000049249200001103 DF 7E',
  ),
  stream(
    `position: ${xtream}`,
    '7e 0200 4026 01 00000000013912344329 0000 0000006f 00000016 01dc9a07 07456246 007b 0042 0003 250129223344 02020064 01040000000c 41 7e',
  ),
  stream(
    `batch of two positions: ${xtream}`,
    '7e 0704 403f 01 00000000013912344329 0000 0002 00' +
      '001c 00000001 00000001 01d907f2 073d336c 029a 0021 0059 241029213903' +
      '001c 00000001 00000001 01d907f3 073d336d 0309 0043 005a 241029213903 f8 7e',
  ),
  made('heartbeat', encodeJt808Heartbeat('13800138000', 0x0102)),
  made(
    'position with a call for help and access points',
    encodeJt808Position('13800138000', place, 0x0103, {
      levelPercent: 64,
      gsmSignal: 21,
      alarmBits: [jt808AlarmBits.sos, jt808AlarmBits.powerCut],
      wifi: [{ mac: '54:b1:21:66:c9:e2', signal: -50 }],
    }),
  ),
  made('answer to a position query', encodeJt808PositionAnswer('13800138000', 0x1234, place, 0x0104)),
  made('general answer', encodeJt808Answer('13800138000', 0x1235, 0x8105, 0, 0x0105)),
  made('time request of the edition of 2019', encodeJt808('00000000013912344329', 0x0004, [], 1)),
  made(
    'position of an electronic lock',
    encodeJt808(
      '740190311185',
      0x5501,
      // prettier-ignore
      [
        0x22, 0x11, 0x26, 0x12, 0x00, 0x00, 0x51, 0x07, 0x69, 0x20, 0x07, 0x12, 0x58, 0x36, 0x07, 0x05, 0x87, 0x17, 0x0a, 0, 0, 0, 1, 12,
        0, 0, 0x5d, 0xed, 0x05, 0xe2, 3, 0, 0, 0, 2, 0x0b, 1, 0x0d, 0x0a, 3, 0x01, 0x91, 0x02, 0x10, 1, 0,
      ],
      9,
    ),
  ),
]

import { type Instant, type ProtocolName, isoInstant } from '@bilezik/domain'
import { bilezikCodec, buildGt06Frame, encodeBilezikAck } from '@bilezik/protocols'

/** What a device says and what it must be answered, byte for byte. `answered` is absent where it waits for nothing. */
export interface Turn {
  readonly sent: Uint8Array
  readonly answered?: Answer
}

/** Some are told our clock. */
type Answer = Uint8Array | ((now: Instant) => Uint8Array)

/** In hexadecimal. */
export function expectedAnswer(answer: Answer, now: Instant): string {
  return Buffer.from(typeof answer === 'function' ? answer(now) : answer).toString('hex')
}

/** An HTTP request, and the body that comes with the status 200. */
export interface Exchange {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string
  readonly answered: string
}

export type Dialogue = {
  readonly title: string
  readonly protocol: ProtocolName
  /** As the device states it. */
  readonly identifier: string
  /** The device's own key, in hexadecimal, where the protocol signs. */
  readonly secret?: string
  /**
   * What the database holds the moment the last answer has come: kind, the device's time (or untimed), place of a fix. The examples are years old:
   * a device's time is kept as it states it, and marked as impossible.
   */
  readonly rows: readonly string[]
} & (
  | { readonly over: 'stream' | 'datagram'; readonly turns: readonly Turn[] }
  | { readonly over: 'http'; readonly exchanges: readonly Exchange[] }
)

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
/** Year of the century, month, day, hour, minute, second. */
const clockOf = (now: Instant) => Uint8Array.from(isoInstant(now).slice(2, 19).split(/[-T:]/), Number)
const text = (characters: string) => Uint8Array.from(Buffer.from(characters, 'latin1'))

/** Of the examples in docs/guides/make-a-device.md. */
const guideKey = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'

/** Of the makers' papers, byte for byte, unless the title says otherwise. A conversation ends with an answer where the protocol has any. */
export const dialogues: readonly Dialogue[] = [
  {
    title: 'login, time check, position, alarm, heartbeat',
    protocol: 'gt06',
    identifier: '123456789012345',
    over: 'stream',
    turns: [
      { sent: hex('78 78 0D 01 01 23 45 67 89 01 23 45 00 01 8C DD 0D 0A'), answered: hex('78 78 05 01 00 01 D9 DC 0D 0A') },
      { sent: hex('78 78 05 8A 00 06 88 29 0D 0A'), answered: (now) => buildGt06Frame(0x8a, clockOf(now), 6) },
      {
        sent: hex(
          '78 78 22 22 0F 0C 1D 02 33 05 C9 02 7A C8 18 0C 46 58 60 00 14 00 01 CC 00 28 7D 00 1F 71 00 00 01 00 08 20 86 0D 0A',
        ),
      },
      {
        sent: hex(
          '78 78 25 26 0F 0C 1D 03 0B 26 C9 02 7A C8 18 0C 46 58 60 00 04 00 09 01 CC 00 28 7D 00 1F 71 80 04 04 13 02 00 0C 47 2A 0D 0A',
        ),
        answered: hex('78 78 05 26 00 0C 8D 07 0D 0A'),
      },
      { sent: hex('78 78 0A 13 40 04 04 00 01 00 0F DC EE 0D 0A'), answered: hex('78 78 05 13 00 0F 00 8F 0D 0A') },
    ],
    rows: [
      'fix 2015-12-29T02:51:05Z 23.11169 114.40930',
      'fix 2015-12-29T03:11:38Z 23.11169 114.40930',
      'wear 2015-12-29T03:11:38Z',
      'power 2015-12-29T03:11:38Z',
      'network 2015-12-29T03:11:38Z',
      'telemetry 2015-12-29T03:11:38Z',
      'power untimed',
      'telemetry untimed',
      'contact untimed',
      'contact untimed',
    ],
  },
  {
    title: 'a position by query, and one of the Traccar client',
    protocol: 'osmand',
    identifier: '123456',
    over: 'http',
    exchanges: [
      {
        method: 'GET',
        path: '/?id=123456&lat=51.1&lon=71.4&timestamp=1474167600&hdop=1.2&altitude=350&speed=10&bearing=90',
        answered: 'OK\n',
      },
      {
        method: 'POST',
        path: '/',
        body: '{"device_id":"123456","location":{"timestamp":"2016-09-18T03:01:00.000Z","coords":{"latitude":51.2,"longitude":71.5,"accuracy":8.3}}}',
        answered: 'OK\n',
      },
    ],
    rows: ['fix 2016-09-18T03:00:00Z 51.10000 71.40000', 'fix 2016-09-18T03:01:00Z 51.20000 71.50000'],
  },
  {
    title: 'login, ping, two records',
    protocol: 'teltonika',
    identifier: '356307042441013',
    over: 'stream',
    turns: [
      { sent: hex('000F333536333037303432343431303133'), answered: hex('01') },
      { sent: hex('FF') },
      {
        sent: hex(
          '000000000000004308020000016B40D57B480100000000000000000000000000000001010101000000000000016B40D5C198010000' +
            '000000000000000000000000000101010101000000020000252C',
        ),
        answered: hex('00000002'),
      },
    ],
    rows: ['contact untimed', 'contact untimed', 'telemetry 2019-06-10T10:01:01Z', 'telemetry 2019-06-10T10:01:19Z'],
  },
  {
    title: 'one record by datagram',
    protocol: 'teltonika',
    identifier: '352093086403655',
    over: 'datagram',
    turns: [
      {
        sent: hex(
          '003DCAFE0105000F33353230393330383634303336353508010000016B4F815B300100000000000000000000000000000001030215' +
            '03010101425DBC000001',
        ),
        answered: hex('0005CAFE010501'),
      },
    ],
    rows: ['telemetry 2019-06-13T06:23:26Z'],
  },
  {
    title: 'position and heartbeat',
    protocol: 'queclink',
    identifier: '135790246811220',
    over: 'stream',
    turns: [
      {
        sent: text(
          '+RESP:GTRTL,1A0102,135790246811220,,0,0,1,1,4.3,92,70.0,121.354335,31.222073,20090214013254,0460,0000,18d8,6141,00,,20090214093254,11F0$',
        ),
        answered: text('+SACK:11F0$'),
      },
      {
        sent: text('+ACK:GTHBD,1A0102,135790246811220,,20100214093254,11F0$'),
        answered: text('+SACK:GTHBD,1A0102,11F0$'),
      },
    ],
    rows: ['contact untimed', 'fix 2009-02-14T01:32:54Z 31.22207 121.35434', 'network 2009-02-14T01:32:54Z'],
  },
  {
    title: 'registration, as another project prints it, with the code that the terminal is given',
    protocol: 'jt808',
    identifier: '20000000015',
    over: 'stream',
    turns: [
      {
        sent: hex(
          '7e 0100 002c 020000000015 0025 002c 0133 3730393630 54372d5438303800000000000000000000000000 30333239313730 01 d4c14238383838 7b 7e',
        ),
        answered: hex('7e8100000e020000000015000000250032303030303030303031358b7e'),
      },
    ],
    rows: ['contact untimed'],
  },
  {
    title: 'greeting and request for the time, written here after the list of fields',
    protocol: 'megastek',
    identifier: '869999012345675',
    over: 'stream',
    turns: [
      { sent: text('0031$MGV002,869999012345675,Hello;!\r\n') },
      {
        sent: text('$CMV001,869999012345675;Q051;!\r\n'),
        answered: (now) => text(`$GPRS,869999012345675;W051,${isoInstant(now).slice(0, 19).replace('T', ' ')};!`),
      },
    ],
    rows: ['contact untimed', 'contact untimed'],
  },
  {
    title: 'heartbeat, position, heartbeat',
    protocol: 'watch',
    identifier: '8800000015',
    over: 'stream',
    turns: [
      { sent: text('[3G*8800000015*0002*LK]'), answered: text('[3G*8800000015*0002*LK]') },
      {
        sent: text(
          '[3G*8800000015*00CD*UD,180916,025723,A,22.570733,N,113.8626083,E,0.00,249.5,0.0,6,100,60,0,0,00000010,7,255,460,1,' +
            '9529,21809,158,9529,63555,133,9529,63554,129,9529,21405,126,9529,21242,124,9529,21151,120,9529,63556,119,0,40.7]',
        ),
      },
      { sent: text('[3G*8800000015*000D*LK,50,100,100]'), answered: text('[3G*8800000015*0002*LK]') },
    ],
    rows: [
      'contact untimed',
      'fix 2016-09-18T02:57:23Z 22.57073 113.86261',
      'motion 2016-09-18T02:57:23Z',
      'power 2016-09-18T02:57:23Z',
      'telemetry 2016-09-18T02:57:23Z',
      'network 2016-09-18T02:57:23Z',
      'power untimed',
      'telemetry untimed',
    ],
  },
  {
    title: 'login and an opened strap, written here after the list of fields',
    protocol: 'r16h',
    identifier: '869999012345675',
    over: 'stream',
    turns: [
      { sent: text('@LINK,869999012345675$') },
      { sent: text('@GPSD,869999012345675,R,20160918,030000,51.12820,N,071.43060,E,5,270,347,81,R,ULK$') },
    ],
    rows: [
      'contact untimed',
      'fix 2016-09-18T03:00:00Z 51.12820 71.43060',
      'wear 2016-09-18T03:00:00Z',
      'power 2016-09-18T03:00:00Z',
      'telemetry 2016-09-18T03:00:00Z',
    ],
  },
  {
    title: 'a location',
    protocol: 'owntracks',
    identifier: 'jane:phone',
    over: 'http',
    exchanges: [
      {
        method: 'POST',
        path: '/owntracks',
        body: '{"lon":2.29513,"lat":48.85833,"_type":"location","tst":1497476456,"tid":"JJ","topic":"owntracks/jane/phone"}',
        answered: '[]',
      },
    ],
    rows: ['fix 2017-06-14T21:40:56Z 48.85833 2.29513'],
  },
  {
    title: 'a device that is there, as our own guide prints it',
    protocol: 'bilezik',
    identifier: 'AB-000123',
    secret: guideKey,
    over: 'stream',
    turns: [
      {
        sent: hex(
          '42 5A 01 01 00 2A 00 00 00 07 00 00 00 01 09 41 42 2D 30 30 30 31 32 33 7B EE 2D D1 B0 51 92 65 10 F8 FD F0 98 E4 2B 73 4B 64',
        ),
        answered: (now) =>
          bilezikCodec.authentication.seal(
            encodeBilezikAck({ identifier: 'AB-000123', boot: 7, number: 1 }, { result: 'stored', at: now }),
            hex(guideKey),
          ),
      },
    ],
    rows: ['contact untimed'],
  },
]

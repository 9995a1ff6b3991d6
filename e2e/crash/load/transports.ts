import type { ProtocolName } from '@bilezik/domain'
import type { Door, Ports } from '../served.ts'
import { BilezikSender } from './bilezik-sender.ts'
import { BilezikSpeech } from './bilezik-speech.ts'
import { teltonikaDatagramLinks } from './datagram-link.ts'
import { Gt06Speech } from './gt06-speech.ts'
import { osmandLinks } from './http-link.ts'
import type { OpenLink } from './link.ts'
import { bilezikMqttLinks, ownTracksMqttLinks } from './mqtt-link.ts'
import { streamLinks } from './stream-link.ts'
import { TeltonikaSpeech } from './teltonika-speech.ts'

/** What a device of a transport needs to speak. */
export interface Speaker {
  readonly identifier: string
  /** Of devices that sign. */
  readonly key: Uint8Array
  readonly ports: Ports<LoadDoor>
  /** That the server's certificate must come from. */
  readonly authority: string
}

/** A way in over which records are acknowledged. */
export interface Transport {
  readonly title: string
  readonly protocol: ProtocolName
  readonly devices: number
  readonly window: number
  readonly recordsPerMessage: number
  readonly precisionMs: number
  /** False: no connection breaks when the server is gone, and the device must go by its own patience. */
  readonly hasConnection: boolean
  readonly linksOf: (speaker: Speaker) => OpenLink
}

export const loadDoors = [
  'gt06',
  'teltonika',
  'teltonika/udp',
  'osmand',
  'bilezik',
  'any',
  'any/tls',
  'mqtt',
] as const satisfies readonly Door[]
export type LoadDoor = (typeof loadDoors)[number]

const seconds = 1_000
const usual = { devices: 2, window: 4, recordsPerMessage: 1, precisionMs: seconds, hasConnection: true }
/** One device each is enough beside those of the protocols' own ports. */
const recognised = { ...usual, devices: 1 }
/** Teltonika's answer over TCP names nothing: one message at a time. */
const teltonika = { protocol: 'teltonika', window: 1, precisionMs: 1 } as const

const gt06 =
  (door: LoadDoor) =>
  ({ ports, identifier }: Speaker) =>
    streamLinks({ port: ports[door] }, new Gt06Speech(identifier))
const teltonikaStream =
  (door: LoadDoor) =>
  ({ ports, identifier }: Speaker) =>
    streamLinks({ port: ports[door] }, new TeltonikaSpeech(identifier))
const osmand =
  (door: LoadDoor) =>
  ({ ports, identifier }: Speaker) =>
    osmandLinks(ports[door], identifier, usual.window)
const bilezik =
  (door: LoadDoor) =>
  ({ ports, identifier, key, authority }: Speaker) =>
    streamLinks(
      { port: ports[door], ...(door === 'any/tls' && { authority }) },
      new BilezikSpeech(new BilezikSender(identifier, key)),
    )

export const transports: readonly Transport[] = [
  { ...usual, title: 'GT06 over TCP', protocol: 'gt06', linksOf: gt06('gt06') },
  { ...usual, ...teltonika, title: 'Teltonika over TCP, 1 record', linksOf: teltonikaStream('teltonika') },
  {
    ...usual,
    ...teltonika,
    title: 'Teltonika over TCP, 10 records',
    recordsPerMessage: 10,
    linksOf: teltonikaStream('teltonika'),
  },
  {
    ...usual,
    title: 'Teltonika over UDP',
    protocol: 'teltonika',
    precisionMs: 1,
    hasConnection: false,
    linksOf: ({ ports, identifier }) => teltonikaDatagramLinks(ports['teltonika/udp'], identifier),
  },
  { ...usual, title: 'OsmAnd over HTTP', protocol: 'osmand', precisionMs: 1, linksOf: osmand('osmand') },
  { ...usual, title: 'Bilezik over TCP', protocol: 'bilezik', recordsPerMessage: 3, linksOf: bilezik('bilezik') },
  { ...usual, title: 'Bilezik inside TLS', protocol: 'bilezik', recordsPerMessage: 3, linksOf: bilezik('any/tls') },
  {
    ...usual,
    title: 'Bilezik over MQTT',
    protocol: 'bilezik',
    recordsPerMessage: 3,
    linksOf: ({ ports, identifier, key }) => bilezikMqttLinks(ports.mqtt, identifier, new BilezikSender(identifier, key)),
  },
  {
    ...usual,
    title: 'OwnTracks over MQTT',
    protocol: 'owntracks',
    linksOf: ({ ports, identifier }) => {
      const [user = '', device = ''] = identifier.split(':')
      return ownTracksMqttLinks(ports.mqtt, { user, device })
    },
  },
  { ...recognised, title: 'any port: GT06', protocol: 'gt06', linksOf: gt06('any') },
  { ...recognised, ...teltonika, title: 'any port: Teltonika', linksOf: teltonikaStream('any') },
  { ...recognised, title: 'any port: OsmAnd', protocol: 'osmand', precisionMs: 1, linksOf: osmand('any') },
  { ...recognised, title: 'any port: Bilezik', protocol: 'bilezik', recordsPerMessage: 3, linksOf: bilezik('any') },
]

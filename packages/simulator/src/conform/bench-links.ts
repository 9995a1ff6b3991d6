import { Agent } from 'node:http'
import { Gt06Link } from '../fleet/gt06-link.ts'
import type { Link, LinkEvents, Wire } from '../fleet/link.ts'
import { OsmAndLink } from '../fleet/osmand-link.ts'
import { BilezikSpeech } from './bilezik-speech.ts'
import { MqttLink } from './mqtt-link.ts'
import { OwnTracksSpeech } from './owntracks-speech.ts'
import { StreamLink } from './stream-link.ts'
import { TeltonikaDatagramLink } from './teltonika-datagram-link.ts'
import { TeltonikaSpeech } from './teltonika-speech.ts'

export interface BenchAddress {
  readonly host: string
  readonly port: number
  /** Of devices that sign what they send. */
  readonly key?: Uint8Array
}

/** Makes the link of one connection; what must outlive connections is kept by whoever made this. */
export type LinkMaker = (identifier: string, events: LinkEvents, wire: Wire) => Link

/** What is peculiar to a protocol, as far as the device itself must know. */
export interface BenchProtocol {
  readonly makeLinks: (address: BenchAddress) => LinkMaker
  /** Records of one sending. */
  readonly burst: number
  /** An answer vouches for everything before it, and most sendings have none of their own. */
  readonly isCumulative: boolean
  readonly hasHeartbeat: boolean
  /** Whether it has a word for a strap that is closed again. */
  readonly saysClosed: boolean
  /** Of times on the wire. */
  readonly precisionMs: number
}

const plain = { isCumulative: false, hasHeartbeat: false, saysClosed: true } as const
const noKey = new Uint8Array(32)

export const benchProtocols = {
  gt06: {
    makeLinks: (to) => (identifier, events, wire) => new Gt06Link(to, identifier, events, wire),
    burst: 20,
    isCumulative: true,
    hasHeartbeat: true,
    saysClosed: false,
    precisionMs: 1_000,
  },
  osmand: {
    makeLinks: ({ host, port }) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      return (identifier, events) => new OsmAndLink({ baseUrl: `http://${host}:${port}` }, agent, identifier, events)
    },
    ...plain,
    burst: 1,
    precisionMs: 1,
  },
  teltonika: {
    makeLinks: ({ host, port }) => {
      const speech = new TeltonikaSpeech()
      return (identifier, events, wire) => new StreamLink({ host, port, identifier, speech, events, wire })
    },
    ...plain,
    burst: 10,
    saysClosed: false,
    precisionMs: 1,
  },
  'teltonika/udp': {
    makeLinks:
      ({ host, port }) =>
      (identifier, events) =>
        new TeltonikaDatagramLink({ host, port, identifier, events }),
    ...plain,
    burst: 10,
    saysClosed: false,
    precisionMs: 1,
  },
  bilezik: {
    makeLinks: ({ host, port, key }) => {
      const speech = new BilezikSpeech(key ?? noKey)
      return (identifier, events, wire) => new StreamLink({ host, port, identifier, speech, events, wire })
    },
    ...plain,
    burst: 20,
    hasHeartbeat: true,
    precisionMs: 1_000,
  },
  'bilezik/mqtt': {
    makeLinks: ({ host, port, key }) => {
      const speech = new BilezikSpeech(key ?? noKey)
      return (identifier, events, wire) => {
        const topics = { up: `bilezik/${identifier}/up`, down: `bilezik/${identifier}/down` }
        return new MqttLink({ host, port, identifier, speech, events, wire, topics, isPubackPromise: false })
      }
    },
    ...plain,
    burst: 20,
    hasHeartbeat: true,
    precisionMs: 1_000,
  },
  'owntracks/mqtt': {
    makeLinks: ({ host, port }) => {
      const speech = new OwnTracksSpeech()
      return (identifier, events, wire) => {
        const up = `owntracks/${identifier.replace(':', '/')}`
        const topics = { up, down: `${up}/cmd` }
        return new MqttLink({ host, port, identifier, speech, events, wire, topics, isPubackPromise: true })
      }
    },
    ...plain,
    burst: 1,
    saysClosed: false,
    precisionMs: 1_000,
  },
} as const satisfies Readonly<Record<string, BenchProtocol>>

export type BenchProtocolName = keyof typeof benchProtocols
export const benchProtocolNames = Object.keys(benchProtocols) as readonly BenchProtocolName[]

import type { DeviceCommand, Instant, ProtocolName, Reading, Result } from '@bilezik/domain'

/** Why bytes were not believed. They go to quarantine with this reason. */
export type DecodeReason =
  | 'checksum' // the frame's own checksum contradicts it
  | 'framing' // no frame begins or ends where it must
  | 'too-long' // longer than the protocol's limit
  | 'unknown-type' // a whole frame of a type that this codec does not know
  | 'malformed' // a known type whose content contradicts the format
  | 'no-identity' // a message that names no device where the transport carries no login

export interface DecodeFailure {
  readonly code: DecodeReason
  /** One English sentence for staff; never echoes payload text. */
  readonly detail: string
}

/** What a device noted at one moment. It may come again in another grouping and is the same record then. */
export interface DeviceRecord {
  /** The bytes that make this record what it is: without serial number, checksum and transport. Same payload, same readings. */
  readonly payload: Uint8Array
  readonly readings: readonly Reading[]
}

/** The device answers a command of ours. */
export interface CommandAnswer {
  /** As given to `encode`; absent where the protocol carries none: then the oldest command under way is meant. */
  readonly token?: number
  /** Printable text of the device, at most 500 characters. */
  readonly text: string
  /** False when the device says that it will not or cannot. */
  readonly isDone: boolean
}

/** Rises with every message: first by the device's starts, then within one. Both 0 … 2³²-1. */
export interface MessageOrder {
  readonly boot: number
  readonly number: number
}

/** One message of a device, understood. */
export interface Message {
  /** `login`, `position`, `heartbeat`, `alarm` …: the protocol's own word, for staff. */
  readonly type: string
  /** The identifier the device states in this very message (a GT06 login, an OsmAnd `id`); absent on the others. */
  readonly identifier?: string
  /** Empty for a login or heartbeat: the gateway keeps that the device was heard. */
  readonly records: readonly DeviceRecord[]
  /** What the device waits for: bytes on the wire, or the body of an HTTP answer. It leaves only after the message's commit. */
  readonly reply?: Uint8Array
  /**
   * Signed protocols count every message a device makes. One that is not above the last is a repeat, by the device or by somebody
   * who recorded it: what has no time of its own in it says nothing about now.
   */
  readonly order?: MessageOrder
  readonly answer?: CommandAnswer
  /** Its checksum was wrong or absent, and the device's model is known for that. Its readings are marked so for ever. */
  readonly isUnverified?: true
}

export interface DecodeContext {
  /** Our clock: devices ask for it (GT06 time check), and two-digit years need it. */
  readonly receivedAt: Instant
  /** The model of this device is known to write wrong checksums: a wrong one marks the message instead of refusing it. */
  readonly isChecksumUntrusted?: boolean
}

export type Decoded = Result<Message, DecodeFailure>

/** Cuts a byte stream into frames. Never throws, never holds more than `maxFrameBytes` + one chunk. */
export interface Framer {
  /** Whole frames in order; `garbage` is what could not begin a frame, already bounded. */
  push(chunk: Uint8Array): readonly FramerOutput[]
  /** The stream has ended: what is still held comes out as it is. */
  flush(): readonly FramerOutput[]
}

export type FramerOutput =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'garbage'; readonly bytes: Uint8Array; readonly reason: 'framing' | 'too-long' }

/** Whether a connection speaks this protocol, by its first bytes; `more`: too few to tell. */
export type Recognition = 'yes' | 'no' | 'more'

/** Over TCP or TLS. */
export interface StreamFormat {
  readonly maxFrameBytes: number
  /** Never `more` from 64 bytes on. */
  recognise(first: Uint8Array): Recognition
  createFramer(): Framer
  /** One frame as the framer cuts it; a recorded one may lack the line end or envelope that the framer takes off. Never throws. */
  decode(frame: Uint8Array, context: DecodeContext): Decoded
}

/** Over UDP: every datagram names its device. */
export interface DatagramFormat {
  readonly maxDatagramBytes: number
  /** Never throws. */
  decode(datagram: Uint8Array, context: DecodeContext): Decoded
}

export interface HttpRequest {
  readonly method: string
  /** Path and query as received. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body?: string
}

/** One request, one message. The HTTP status is the acknowledgement. */
export interface HttpFormat {
  readonly maxBodyBytes: number
  /** Content type of the reply, where there is one. */
  readonly replyType?: string
  decode(request: HttpRequest, context: DecodeContext): Decoded
}

export interface Publication {
  readonly topic: string
  readonly payload: Uint8Array
}

/** Over MQTT at quality of service 1: the PUBACK is the acknowledgement. A reply is published to the device's command topic. */
export interface MqttFormat {
  /** Topic filters to subscribe to. */
  readonly topics: readonly string[]
  readonly maxPayloadBytes: number
  decode(publication: Publication, context: DecodeContext): Decoded
  /** Where a device listens for replies and commands, given one of its own publications' topics. */
  commandTopic(topic: string): string
}

export interface CommandContext {
  /** 1 … 2³²-1: comes back in the answer where the protocol carries it. */
  readonly token: number
  readonly identifier: string
  readonly at: Instant
}

export interface CommandFormat {
  /** Whether an answer carries the token. Without it one command is under way at a time. */
  readonly hasTokens: boolean
  /** The bytes to send on the device's connection (or to publish), or undefined where the protocol knows no such command. */
  encode(command: DeviceCommand, context: CommandContext): Uint8Array | undefined
}

/** Every message of the protocol is signed with the device's own key. */
export interface Authentication {
  /** Whether the message was made by who holds the key. Never throws. */
  isAuthentic(frame: Uint8Array, key: Uint8Array): boolean
  /** Our reply, signed: the device must not believe another's acknowledgement. */
  seal(reply: Uint8Array, key: Uint8Array): Uint8Array
}

/** One protocol: what it is called, and how it is spoken over each transport that it is spoken over. */
export interface Codec {
  readonly name: ProtocolName
  readonly stream?: StreamFormat
  readonly datagram?: DatagramFormat
  readonly http?: HttpFormat
  readonly mqtt?: MqttFormat
  readonly commands?: CommandFormat
  readonly authentication?: Authentication
  /** How the identifier looks where the protocol allows only one form; a device registered otherwise would never be found. */
  readonly identifierForm?: RegExp
}

/** For messages that hold one record. */
export function oneRecord(payload: Uint8Array, readings: readonly Reading[]): readonly DeviceRecord[] {
  return readings.length === 0 ? [] : [{ payload, readings }]
}

/** All readings of a message in order. */
export function readingsOf(message: Message): readonly Reading[] {
  return message.records.length === 1 ? message.records[0]!.readings : message.records.flatMap((record) => record.readings)
}

import type { Instant, ProtocolName, Reading, Result } from '@bilezik/domain'

/** Why bytes were not believed. They go to quarantine with this reason. */
export type DecodeReason =
  | 'checksum' // the frame's own checksum contradicts it
  | 'framing' // no frame begins or ends where it must
  | 'too-long' // longer than the protocol's limit
  | 'unknown-type' // a whole frame of a type that this codec does not know
  | 'malformed' // a known type whose content contradicts the format
  | 'no-identity' // an HTTP request that names no device

export interface DecodeFailure {
  readonly code: DecodeReason
  /** One English sentence for staff; never echoes payload text. */
  readonly detail: string
}

/** One message of a device, understood. */
export interface Message {
  /** `login`, `position`, `heartbeat`, `alarm` …: the protocol's own word, for staff. */
  readonly type: string
  /** The identifier the device states in this very message (a GT06 login, an OsmAnd `id`); absent on the others. */
  readonly identifier?: string
  /** The bytes that make this message what it is: without serial number, checksum and transport. Same payload, same reading. */
  readonly payload: Uint8Array
  readonly readings: readonly Reading[]
  /** What the device waits for. It leaves only after the message's transaction has committed. */
  readonly reply?: Uint8Array
}

export interface DecodeContext {
  /** Our clock: devices ask for it (GT06 time check), and two-digit years need it. */
  readonly receivedAt: Instant
}

export interface HttpRequest {
  readonly method: string
  /** Path and query as received. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body?: string
}

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

/** A protocol over TCP. */
export interface StreamCodec {
  readonly name: ProtocolName
  readonly transport: 'tcp'
  readonly maxFrameBytes: number
  createFramer(): Framer
  /** Never throws. A reply is given for failures too where the protocol needs one (none does yet). */
  decode(frame: Uint8Array, context: DecodeContext): Result<Message, DecodeFailure>
}

/** A protocol over HTTP: one request, one message. The HTTP status is the acknowledgement. */
export interface HttpCodec {
  readonly name: ProtocolName
  readonly transport: 'http'
  readonly maxBodyBytes: number
  decode(request: HttpRequest, context: DecodeContext): Result<Message, DecodeFailure>
}

export type Codec = StreamCodec | HttpCodec

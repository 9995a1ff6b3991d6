import { instant, isoInstant, type ProtocolName, type Reading } from '@bilezik/domain'
import {
  type Codec,
  codecs,
  type DecodeContext,
  type Decoded,
  type DecodeFailure,
  type Message,
  readingsOf,
  type StreamFormat,
} from '@bilezik/protocols'
import { type LineInput, parseLine } from './parse-line.ts'

/** One reading as printed: its time as ISO 8601. */
export type PrintedReading = Omit<Reading, 'fixAt'> & { readonly fixAt?: string }

export interface DecodedLine {
  readonly seq: number
  readonly type: string
  readonly identifier?: string
  readonly readings: readonly PrintedReading[]
  /** Hexadecimal bytes of a stream protocol, the status of an HTTP one. */
  readonly reply?: string | { readonly status: number }
}

export interface RefusedLine {
  readonly seq: number
  readonly error: DecodeFailure['code'] | 'input'
  readonly detail: string
}

type Outcome = { readonly messages: readonly Message[] } | { readonly error: RefusedLine['error']; readonly detail: string }

function printed(reading: Reading): PrintedReading {
  const { fixAt, ...rest } = reading
  return fixAt === undefined ? rest : { ...rest, fixAt: isoInstant(fixAt) }
}

function failed(failure: DecodeFailure): Outcome {
  return { error: failure.code, detail: failure.detail }
}

/** A line may hold several frames of one connection: all must be sound. Each is decoded on its own, without memory of others. */
function decodeStream(format: StreamFormat, bytes: Uint8Array, context: DecodeContext): Outcome {
  const framer = format.createFramer()
  const messages: Message[] = []
  for (const piece of [...framer.push(bytes), ...framer.flush()]) {
    if (piece.kind === 'garbage') return { error: piece.reason, detail: 'The line holds bytes that belong to no frame.' }
    const decoded = format.decode(piece.bytes, context)
    if (!decoded.ok) return failed(decoded.reason)
    messages.push(decoded.value)
  }
  return { messages }
}

function single(decoded: Decoded): Outcome {
  return decoded.ok ? { messages: [decoded.value] } : failed(decoded.reason)
}

/** Bytes that the stream's framer does not cut may be a datagram, or one message without its envelope. */
function decodeBytes({ stream, datagram }: Codec, bytes: Uint8Array, context: DecodeContext): Outcome | undefined {
  const streamed = stream && decodeStream(stream, bytes, context)
  if (streamed && 'messages' in streamed) return streamed
  const datagrammed = datagram && single(datagram.decode(bytes, context))
  return datagrammed && 'messages' in datagrammed ? datagrammed : (streamed ?? datagrammed)
}

function outcomeOf(codec: Codec, input: LineInput, context: DecodeContext): Outcome {
  const wrong = (transport: string): Outcome => ({ error: 'input', detail: `${codec.name} is not spoken over ${transport}.` })
  switch (input.kind) {
    case 'unusable':
      return { error: 'input', detail: input.detail }
    case 'request':
      return codec.http ? single(codec.http.decode(input.request, context)) : wrong('HTTP')
    case 'publication':
      return codec.mqtt ? single(codec.mqtt.decode(input.publication, context)) : wrong('MQTT')
    case 'text':
      return codec.stream ? single(codec.stream.decode(input.bytes, context)) : wrong('TCP')
    case 'bytes':
      return decodeBytes(codec, input.bytes, context) ?? wrong('TCP or UDP')
    default:
      return input satisfies never
  }
}

function replyOf(input: LineInput, messages: readonly Message[]): DecodedLine['reply'] {
  if (input.kind === 'request') return { status: 200 }
  const bytes = messages.flatMap((message) => (message.reply ? [message.reply] : []))
  return bytes.length === 0 ? undefined : Buffer.concat(bytes).toString('hex')
}

/** One line in, one object out; never throws. `receivedAt` only answers devices that ask for the time. */
export function decodeLine(
  protocol: ProtocolName,
  line: string,
  seq: number,
  context: DecodeContext = { receivedAt: instant(Date.now()) },
): DecodedLine | RefusedLine {
  const parsed = parseLine(protocol, line, seq)
  const codec: Codec = codecs[protocol]
  const outcome = outcomeOf(codec, parsed.input, context)
  if ('error' in outcome) return { seq: parsed.seq, error: outcome.error, detail: outcome.detail }
  const reply = replyOf(parsed.input, outcome.messages)
  const identifier = outcome.messages.find((message) => message.identifier !== undefined)?.identifier
  return {
    seq: parsed.seq,
    type: outcome.messages.map((message) => message.type).join(' '),
    ...(identifier === undefined ? {} : { identifier }),
    readings: outcome.messages.flatMap((message) => readingsOf(message).map(printed)),
    ...(reply === undefined ? {} : { reply }),
  }
}

import { instant, isoInstant, type ProtocolName, type Reading } from '@bilezik/domain'
import {
  codecs,
  type DecodeContext,
  type DecodeFailure,
  type HttpCodec,
  type Message,
  type StreamCodec,
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
function decodeBytes(codec: StreamCodec, bytes: Uint8Array, context: DecodeContext): Outcome {
  const framer = codec.createFramer()
  const messages: Message[] = []
  for (const piece of [...framer.push(bytes), ...framer.flush()]) {
    if (piece.kind === 'garbage') return { error: piece.reason, detail: 'The line holds bytes that belong to no frame.' }
    const decoded = codec.decode(piece.bytes, context)
    if (!decoded.ok) return failed(decoded.reason)
    messages.push(decoded.value)
  }
  return { messages }
}

function outcomeOf(codec: StreamCodec | HttpCodec, input: LineInput, context: DecodeContext): Outcome {
  if (input.kind === 'unusable') return { error: 'input', detail: input.detail }
  if (codec.transport === 'http') {
    if (input.kind !== 'request') return { error: 'input', detail: `${codec.name} is spoken over HTTP: the line holds bytes.` }
    const decoded = codec.decode(input.request, context)
    return decoded.ok ? { messages: [decoded.value] } : failed(decoded.reason)
  }
  if (input.kind !== 'bytes') return { error: 'input', detail: `${codec.name} is spoken over TCP: the line holds a request.` }
  return decodeBytes(codec, input.bytes, context)
}

function replyOf(codec: StreamCodec | HttpCodec, messages: readonly Message[]): DecodedLine['reply'] {
  if (codec.transport === 'http') return { status: 200 }
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
  const codec = codecs[protocol]
  const outcome = outcomeOf(codec, parsed.input, context)
  if ('error' in outcome) return { seq: parsed.seq, error: outcome.error, detail: outcome.detail }
  const reply = replyOf(codec, outcome.messages)
  const identifier = outcome.messages.find((message) => message.identifier !== undefined)?.identifier
  return {
    seq: parsed.seq,
    type: outcome.messages.map((message) => message.type).join(' '),
    ...(identifier === undefined ? {} : { identifier }),
    readings: outcome.messages.flatMap((message) => message.readings.map(printed)),
    ...(reply === undefined ? {} : { reply }),
  }
}

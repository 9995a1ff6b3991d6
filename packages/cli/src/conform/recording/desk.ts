import { randomBytes } from 'node:crypto'
import type { Instant } from '@bilezik/domain'
import { type Codec, type DecodeContext, type Decoded, interpret, type Message } from '@bilezik/protocols'
import type { HeardMessage, UnreadableReason } from './events.ts'
import { heardRecord } from './heard-record.ts'
import type { Recording } from './recording.ts'
import { createScrutiny } from './scrutiny.ts'
import { Withholding } from './withholding.ts'

/** What the server does about a message. `silence` may carry bytes that no device must believe. */
export type Answer =
  | { readonly kind: 'reply'; readonly bytes?: Uint8Array }
  | { readonly kind: 'silence'; readonly bytes?: Uint8Array }
  | { readonly kind: 'refused'; readonly detail: string }

export interface DeskOptions {
  readonly codec: Codec
  readonly now: () => Instant
  readonly recording: Recording
  /** The device's own key, where its protocol signs. */
  readonly secret?: Uint8Array
  readonly isStream: boolean
  /** The transport itself answers each message: HTTP. */
  readonly isAlwaysAnswered: boolean
}

const headBytes = 48

/** The server as a device sees it: reads, notes, and answers or keeps silent. It stores nothing but the recording. */
export class Desk {
  readonly withholding: Withholding
  readonly #options: DeskOptions
  readonly #scrutinise
  readonly #names = new Map<number, string>()
  #connections = 0
  #messages = 0

  constructor(options: DeskOptions) {
    this.#options = options
    this.#scrutinise = createScrutiny(options.codec.name)
    this.withholding = new Withholding(options.isStream)
  }

  /** Of the connection: nobody yet where undefined. */
  nameOf(connection: number): string | undefined {
    return this.#names.get(connection)
  }

  connected(source: string): number {
    const connection = ++this.#connections
    this.#options.recording.add({ kind: 'connected', at: this.#options.now(), connection, source })
    return connection
  }

  closed(connection: number, isClean: boolean): void {
    this.#names.delete(connection)
    this.#options.recording.add({ kind: 'closed', at: this.#options.now(), connection, isClean })
  }

  turnedAway(source: string): void {
    this.#options.recording.add({ kind: 'turned-away', at: this.#options.now(), source })
  }

  garbage(connection: number, bytes: Uint8Array, reason: 'framing' | 'too-long'): void {
    this.#unreadable(connection, bytes, reason, 'The bytes begin no frame of this protocol.')
  }

  hear(connection: number, raw: Uint8Array, decode: (context: DecodeContext) => Decoded): Answer {
    const { codec, now, secret } = this.#options
    const receivedAt = now()
    const refuse = (reason: UnreadableReason, detail: string): Answer => {
      this.#unreadable(connection, raw, reason, detail)
      return { kind: 'refused', detail: `${reason}: ${detail}` }
    }
    const decoded = decode({ receivedAt })
    if (!decoded.ok) return refuse(decoded.reason.code, decoded.reason.detail)
    if (codec.authentication && !(secret && codec.authentication.isAuthentic(raw, secret)))
      return refuse('not-authentic', 'The message is not signed with the key that was given.')
    const message = interpret(decoded.value, undefined)
    const identifier = message.identifier ?? this.#names.get(connection)
    if (identifier === undefined) return refuse('not-logged-in', 'A message before the device said who it is.')
    this.#names.set(connection, identifier)
    const flaw = this.#scrutinise(raw, message)
    if (flaw) this.#unreadable(connection, raw, flaw.reason, flaw.detail)
    return this.#answer(this.#note(connection, receivedAt, message), message.reply)
  }

  #note(connection: number, at: Instant, message: Message): HeardMessage {
    const { type, identifier, answer } = message
    const heard: HeardMessage = {
      kind: 'message',
      at,
      connection,
      no: ++this.#messages,
      type,
      ...(identifier !== undefined && { identifier }),
      isAnswerable: message.reply !== undefined || this.#options.isAlwaysAnswered,
      records: message.records.map(heardRecord),
      ...(answer && { answer }),
    }
    this.#options.recording.add(heard)
    return heard
  }

  #answer(message: HeardMessage, reply: Uint8Array | undefined): Answer {
    const { codec, now, recording, secret } = this.#options
    const { no, isAnswerable } = message
    const seal = (bytes: Uint8Array, key: Uint8Array) => codec.authentication?.seal(bytes, key) ?? bytes
    const treatment = this.withholding.treat(message)
    if (treatment === 'reply') {
      if (isAnswerable) recording.add({ kind: 'replied', at: now(), no })
      return reply && secret ? { kind: 'reply', bytes: seal(reply, secret) } : { kind: 'reply', ...(reply && { bytes: reply }) }
    }
    const isPicked = treatment === 'pick'
    const isForged = isPicked && reply !== undefined && codec.authentication !== undefined
    if (isAnswerable) recording.add({ kind: 'withheld', at: now(), no, isPicked, isForged })
    // Signed with a key that nobody has: a device that believes it would forget what was never stored.
    return isForged ? { kind: 'silence', bytes: seal(reply, new Uint8Array(randomBytes(32))) } : { kind: 'silence' }
  }

  #unreadable(connection: number, bytes: Uint8Array, reason: UnreadableReason, detail: string): void {
    const head = Buffer.from(bytes.subarray(0, headBytes)).toString('hex')
    this.#options.recording.add({ kind: 'unreadable', at: this.#options.now(), connection, reason, detail, head })
  }
}

import type { Instant, WearSignal } from '@bilezik/domain'
import type { CommandAnswer, DecodeReason } from '@bilezik/protocols'

/** What the examination does, in order. */
export const actNames = ['arrival', 'observation', 'withholding', 'strap', 'command', 'outage', 'battery'] as const
export type ActName = (typeof actNames)[number]

/** A position, or the word that none was found. Both keep the promise to report. */
export interface HeardReport {
  /** The device's own time. */
  readonly fixAt?: Instant
  readonly isPlace: boolean
}

/** One record of a device, as far as a verdict needs it. */
export interface HeardRecord {
  /** Of its payload: the same bytes, the same fingerprint. */
  readonly fingerprint: string
  readonly reports: readonly HeardReport[]
  /** Its latest time; undefined where nothing in it has one. */
  readonly latestAt?: Instant
  readonly wear: readonly { readonly signal: WearSignal; readonly fixAt?: Instant }[]
  readonly levelPercent?: number
}

export interface HeardMessage {
  readonly kind: 'message'
  readonly at: Instant
  readonly connection: number
  /** Counts all messages from 1. */
  readonly no: number
  readonly type: string
  readonly identifier?: string
  /** Whether the device waits for an answer to it. */
  readonly isAnswerable: boolean
  readonly records: readonly HeardRecord[]
  readonly answer?: CommandAnswer
}

/** Beyond the codec's reasons: nobody had logged in; the signature; the content contradicts itself or what came before. */
export type UnreadableReason = DecodeReason | 'not-logged-in' | 'not-authentic' | 'not-rising' | 'changed-record'

export interface Unreadable {
  readonly kind: 'unreadable'
  readonly at: Instant
  readonly connection: number
  readonly reason: UnreadableReason
  readonly detail: string
  /** The first bytes, as hexadecimal. */
  readonly head: string
}

/** Everything that happened, in the kit's own time. Verdicts are made of this and of nothing else. */
export type ConformEvent =
  | { readonly kind: 'act'; readonly at: Instant; readonly act: ActName; readonly is: 'begun' | 'ended' }
  | { readonly kind: 'connected'; readonly at: Instant; readonly connection: number; readonly source: string }
  /** `isClean`: the device ended it, and had read all that we sent. */
  | { readonly kind: 'closed'; readonly at: Instant; readonly connection: number; readonly isClean: boolean }
  /** A connection or datagram that came while none was taken. */
  | { readonly kind: 'turned-away'; readonly at: Instant; readonly source: string }
  | { readonly kind: 'outage'; readonly at: Instant; readonly is: 'begun' | 'ended' }
  | Unreadable
  | HeardMessage
  | { readonly kind: 'replied'; readonly at: Instant; readonly no: number }
  /** `isPicked`: the one that is then looked for; `isForged`: it was answered under another key. */
  | {
      readonly kind: 'withheld'
      readonly at: Instant
      readonly no: number
      readonly isPicked: boolean
      readonly isForged: boolean
    }
  | { readonly kind: 'commanded'; readonly at: Instant; readonly token: number }
  /** The tester was asked, and says that it is done. */
  | { readonly kind: 'strap'; readonly at: Instant; readonly is: StrapMove; readonly stage: 'asked' | 'done' }

export type StrapMove = 'opened' | 'closed'
export type EventOf<Kind extends ConformEvent['kind']> = Extract<ConformEvent, { readonly kind: Kind }>

import type { Instant, ProtocolName } from '@bilezik/domain'
import type { DecodeReason, Message } from '@bilezik/protocols'

/** Why bytes are in quarantine: the codec's reason, or ours. */
export type UnreadableReason = DecodeReason | 'not-storable' | 'not-logged-in' | 'not-authentic'

/** What happened to a message, told to its connection once the transaction has committed. */
export type IntakeOutcome = 'stored' | 'rejected'

/** A sign that somebody pretends to be a device. */
export type SecurityEventKind = 'two-connections' | 'wrong-signature'

/** A message on its way to the database. */
export type IntakeItem = {
  /** Remote address; for staff and for quotas. */
  readonly source: string
  readonly receivedAt: Instant
  readonly raw: Uint8Array
  /** Called exactly once, in the order of arrival. Nothing is called while the database is away. */
  readonly settle: (outcome: IntakeOutcome) => void
} & (
  | { readonly kind: 'message'; readonly protocol: ProtocolName; readonly deviceNo: number; readonly message: Message }
  | {
      readonly kind: 'unreadable'
      /** `any`: it came by a door of all protocols, and none could be told. */
      readonly protocol: ProtocolName | 'any'
      readonly deviceNo: number | null
      readonly failure: { readonly code: UnreadableReason; readonly detail: string }
    }
  | { readonly kind: 'stranger'; readonly protocol: ProtocolName; readonly identifier: string }
  | { readonly kind: 'security'; readonly deviceNo: number; readonly event: SecurityEventKind; readonly otherSource?: string }
)

import type { Instant, ProtocolName } from '@bilezik/domain'
import type { DecodeFailure, Message } from '@bilezik/protocols'

/** What happened to a message, told to its connection once the transaction has committed. */
export type IntakeOutcome = 'stored' | 'rejected'

/** A message on its way to the database. */
export type IntakeItem = {
  readonly protocol: ProtocolName
  /** Remote address; for staff and for quotas. */
  readonly source: string
  readonly receivedAt: Instant
  readonly raw: Uint8Array
  /** Called exactly once, in the order of arrival. Nothing is called while the database is away. */
  readonly settle: (outcome: IntakeOutcome) => void
} & (
  | { readonly kind: 'message'; readonly deviceNo: number; readonly message: Message }
  | {
      readonly kind: 'unreadable'
      readonly deviceNo: number | null
      readonly failure: DecodeFailure | { readonly code: 'not-storable' | 'not-logged-in'; readonly detail: string }
    }
  | { readonly kind: 'stranger'; readonly identifier: string }
)

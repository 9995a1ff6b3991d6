import type { Generated } from 'kysely'
import type { DefaultTimestamp, Json, NullableTimestamp, Timestamp } from './columns.ts'

export interface RecipientsTable {
  id: Generated<string>
  organisation_id: string
  name: Json<{ readonly kk: string; readonly ru: string }>
  email: string | null
  webhook_url: string | null
  wrapped_secret: Buffer | null
  duty_unit: string | null
  postal_address: string | null
  is_retired: Generated<boolean>
  created_at: DefaultTimestamp
}

export interface DeliveriesTable {
  id: Generated<string>
  case_id: string
  organisation_id: string
  file_id: string | null
  document_id: string | null
  what: string
  recipient_id: string | null
  recipient_name: Json<{ readonly kk: string; readonly ru: string }>
  channel: 'email' | 'webhook' | 'print'
  address: string | null
  state: Generated<'queued' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unclear' | 'given-up'>
  asked_at: DefaultTimestamp
  asked_by: string | null
  next_at: DefaultTimestamp
  next_by: string | null
  received_by: string | null
  received_at: NullableTimestamp
  proof_file_id: string | null
  reason: string | null
}

export interface DeliveryAttemptsTable {
  delivery_id: string
  number: number
  began_at: Timestamp
  by_user: string | null
  handed_at: NullableTimestamp
  ended_at: NullableTimestamp
  outcome: 'accepted' | 'rejected' | 'not-sent' | 'unclear' | null
  detail: string | null
}

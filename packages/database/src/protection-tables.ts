import type { Language } from '@bilezik/domain'
import type { Generated } from 'kysely'
import type { DefaultTimestamp, NullableTimestamp, Timestamp } from './columns.ts'

export interface ProtectedPersonsTable {
  id: Generated<string>
  order_id: string
  lineage_id: string
  name: string
  language: Language
  phone: string
  created_at: DefaultTimestamp
  /** As the ground of the order names them; null: nobody who applied. */
  applicant: Generated<string | null>
}

export interface ProtectedWarningsTable {
  alert_key: string
  id: Generated<string>
  person_id: string
  lineage_id: string
  due_at: Timestamp
  noted_at: DefaultTimestamp
  given_at: NullableTimestamp
  given_by: string | null
  means: Generated<string>
}

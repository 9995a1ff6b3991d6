import type { CaseState } from '@bilezik/domain'
import type { Generated } from 'kysely'
import type { DefaultTimestamp, Json, Timestamp } from './columns.ts'

export interface CaseFilesTable {
  id: Generated<string>
  person_id: string
  organisation_id: string
  created_at: DefaultTimestamp
  /** Of the form it was entered in; a file opened otherwise has none. */
  draft_id: Generated<string | null>
}

export interface OrderTransfersTable {
  id: Generated<string>
  case_id: string
  person_id: string
  from_organisation_id: string
  to_organisation_id: string
  at: DefaultTimestamp
  last_sequence: number
  because: string
}

export interface CaseEventsTable {
  case_id: string
  sequence: number
  recorded_at: DefaultTimestamp
  at: Timestamp
  user_id: string | null
  kind: string
  state: CaseState
  body: Json<unknown>
  citations: Generated<string[]>
}

/** By the name of the field. */
type CorrectedValues = Record<string, string | null>

export interface PersonCorrectionsTable {
  id: Generated<string>
  person_id: string
  recorded_at: DefaultTimestamp
  user_id: string
  reason: string
  before: Json<CorrectedValues>
  after: Json<CorrectedValues>
}

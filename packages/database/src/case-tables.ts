import type { CaseState } from '@bilezik/domain'
import type { Generated } from 'kysely'
import type { DefaultTimestamp, Json, Timestamp } from './columns.ts'

export interface CaseFilesTable {
  id: Generated<string>
  person_id: string
  organisation_id: string
  created_at: DefaultTimestamp
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

export interface PersonCorrectionsTable {
  id: Generated<string>
  person_id: string
  recorded_at: DefaultTimestamp
  user_id: string
  reason: string
  before: Json<Record<string, string | null>>
  after: Json<Record<string, string | null>>
}

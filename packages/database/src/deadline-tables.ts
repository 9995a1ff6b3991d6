import type { DeadlineOwner, DeadlineRule, DeadlineState, StartEvent } from '@bilezik/domain'
import type { Generated, GeneratedAlways } from 'kysely'
import type { DefaultTimestamp, Json, NullableTimestamp, Timestamp } from './columns.ts'

export interface CalendarChangesTable {
  id: GeneratedAlways<number>
  recorded_at: DefaultTimestamp
  user_id: string
  on_date: string
  is_day_off: boolean
  decree: string
}

export interface DeadlinesTable {
  id: Generated<string>
  case_id: string
  rule: DeadlineRule
  key: string
  start_event: StartEvent
  started_at: NullableTimestamp
  started_on: string | null
  length: Json<unknown>
  due_at: Timestamp
  warn_at: Timestamp
  missed_from: Timestamp
  owed_by: DeadlineOwner
  citation: string | null
  provision_from: string | null
  assumptions: Generated<string[]>
  calendar_change_id: Generated<number>
  state: Generated<DeadlineState>
  warned_at: NullableTimestamp
  escalated_at: NullableTimestamp
  met_at: NullableTimestamp
  evidence: Json<Record<string, unknown>> | null
  opened_at: DefaultTimestamp
}

export interface DeadlineEntriesTable {
  id: GeneratedAlways<number>
  deadline_id: string
  recorded_at: DefaultTimestamp
  user_id: string | null
  kind: 'opened' | 'warned' | 'missed' | 'met' | 'cancelled' | 'move-proposed' | 'moved' | 'move-refused'
  detail: Json<Record<string, unknown>>
}

export interface DeadlineMovesTable {
  id: Generated<string>
  deadline_id: string
  calendar_change_id: number
  was_due_at: Timestamp
  proposed_due_at: Timestamp
  proposed_at: Timestamp
  state: Generated<'open' | 'taken' | 'refused' | 'superseded'>
  decided_by: string | null
  decided_at: NullableTimestamp
  note: Generated<string>
}

export interface InformationRequestsTable {
  id: Generated<string>
  case_id: string
  number: string
  asked_by: string
  received_at: Timestamp
  period_from: NullableTimestamp
  period_until: NullableTimestamp
  recorded_by: string
  recorded_at: DefaultTimestamp
}

export interface DeadlineWatchTable {
  is_single: Generated<boolean>
  since: DefaultTimestamp
  passed_at: NullableTimestamp
}

export interface CalendarTakingsTable {
  id: GeneratedAlways<number>
  organisation_id: string
  calendar_change_id: number
  user_id: string
  taken_at: Timestamp
  persons_total: number
  persons_done: Generated<number>
  last_person_id: string | null
  finished_at: NullableTimestamp
}

export interface PersonDaysOffTable {
  person_id: string
  calendar_change_id: number
  applied_at: Timestamp
}

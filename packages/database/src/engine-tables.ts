import type { AlertKind, AlertReason, IncidentCause, Severity } from '@bilezik/domain'
import type { Generated, GeneratedAlways } from 'kysely'
import type { DefaultTimestamp, Json, NullableTimestamp, Range, Timestamp } from './columns.ts'

export interface EngineTable {
  only_row: Generated<boolean>
  heartbeat_at: Timestamp
  checkpoint_at: NullableTimestamp
  checkpoint_stream_tx: Generated<string>
  checkpoint_stream_id: Generated<number>
  checkpoint_outage_tx: Generated<string>
  checkpoint_outage_id: Generated<number>
  effect_stream_tx: Generated<string>
  effect_stream_id: Generated<number>
  effect_outage_tx: Generated<string>
  effect_outage_id: Generated<number>
}

export interface CursorsTable {
  gateway_no: number
  batch_no: number
}

export interface CheckpointsTable {
  person_id: string
  at: Timestamp
  engine_version: string
  state: Json<unknown>
  stream_tx: string
  stream_id: number
  outage_tx: string
  outage_id: number
  written_at: DefaultTimestamp
  late: Json<unknown> | null
}

export interface EngineFaultsTable {
  id: Generated<string>
  person_id: string
  engine_version: string
  phase: string
  error: string
  replay_from: Timestamp
  began_at: Timestamp
  attempts: Generated<number>
  retry_at: Timestamp
  ended_at: NullableTimestamp
}

export interface EngineVersionsTable {
  version: string
  first_run_at: Timestamp
}

export interface AlertAmendmentsTable {
  id: GeneratedAlways<number>
  alert_id: string
  at: DefaultTimestamp
  engine_version: string
  before: Json<unknown>
  after: Json<unknown>
  cause: Json<unknown>
}

export interface EngineDifferencesTable {
  id: GeneratedAlways<number>
  person_id: string
  alert_id: string | null
  derived_key: string | null
  old_version: string | null
  new_version: string
  stored: Json<unknown> | null
  derived: Json<unknown> | null
  noted_at: DefaultTimestamp
}

export interface ServerOutagesTable {
  id: GeneratedAlways<number>
  tx: Generated<string>
  gateway_no: number
  during: Range
  noted_at: DefaultTimestamp
}

export interface TransitionsTable {
  id: GeneratedAlways<number>
  person_id: string
  lineage_id: string | null
  since: Timestamp
  noticed_at: Timestamp
  value: string
  because: string | null
  belief: number | null
  recorded_at: DefaultTimestamp
  superseded_at: NullableTimestamp
  engine_version: string
}

export interface IncidentsTable {
  id: Generated<string>
  number: GeneratedAlways<number>
  person_id: string
  organisation_id: string
  cause: IncidentCause
  severity: Severity
  severity_rank: number
  state: Generated<'open' | 'taken' | 'concluded'>
  began_at: Timestamp
  opened_at: DefaultTimestamp
  taken_by: string | null
  taken_at: NullableTimestamp
  concluded_by: string | null
  concluded_at: NullableTimestamp
  conclusion: 'confirmed' | 'justified' | 'equipment-fault' | 'false-alert' | 'withdrawn' | null
  conclusion_note: string | null
}

export interface AlertsTable {
  id: Generated<string>
  key: string
  incident_id: string
  person_id: string
  order_id: string
  lineage_id: string
  condition_version: number
  kind: AlertKind
  severity: Severity
  state: Generated<'active' | 'ended' | 'withdrawn' | 'disproved'>
  began_at: Timestamp
  noticed_at: Timestamp
  raised_at: DefaultTimestamp
  ended_at: NullableTimestamp
  end_noticed_at: NullableTimestamp
  reason: Json<AlertReason>
  engine_version: string
}

export interface IncidentEntriesTable {
  id: GeneratedAlways<number>
  incident_id: string
  at: DefaultTimestamp
  user_id: string | null
  kind:
    | 'opened'
    | 'alert-added'
    | 'alert-ended'
    | 'alert-active-again'
    | 'alert-amended'
    | 'alert-withdrawn'
    | 'alert-disproved'
    | 'taken'
    | 'released'
    | 'note'
    | 'concluded'
    | 'reopened'
  alert_kind: AlertKind | null
  text: Generated<string>
}

export interface PersonStatusTable {
  person_id: string
  organisation_id: string
  lat_e7: number | null
  lon_e7: number | null
  accuracy_dm: number | null
  source: number | null
  fix_is_valid: boolean | null
  fix_at: NullableTimestamp
  fix_received_at: NullableTimestamp
  contact_at: NullableTimestamp
  battery_percent: number | null
  is_charging: boolean | null
  standing: 'kept' | 'breached' | 'unclear' | 'off-duty'
  knowledge: Json<unknown>
  obligations: Json<unknown>
  visible_until: Timestamp
  updated_at: DefaultTimestamp
}

export interface FeedEventsTable {
  id: GeneratedAlways<number>
  tx: Generated<string>
  at: DefaultTimestamp
  organisation_id: string
  kind: 'incident' | 'obligation' | 'technical-incident' | 'deadline'
  subject_id: string
}

import type { Generated, GeneratedAlways } from 'kysely'
import type { DefaultTimestamp, Json, NullableTimestamp, Timestamp } from './columns.ts'

export interface FleetStateTable {
  only_row: Generated<boolean>
  state: Json<unknown>
  written_at: DefaultTimestamp
}

export interface FleetOutagesTable {
  id: Generated<string>
  key: string
  group_kind: 'network' | 'network-in-region' | 'firmware' | 'model' | 'region' | 'gateway'
  group_values: Json<readonly string[]>
  because: 'network' | 'device-fault'
  began_at: Timestamp
  noticed_at: Timestamp
  ended_at: NullableTimestamp
  told_until: Timestamp
  peak: number
  evidence: Json<unknown>
}

export interface FleetOutageMembersTable {
  outage_id: string
  device_id: string
  person_id: string
  last_at: Timestamp
  blind_from: Timestamp
  blind_until: NullableTimestamp
  heard_at: NullableTimestamp
}

export interface TechnicalIncidentsTable {
  id: Generated<string>
  number: GeneratedAlways<number>
  outage_id: string
  state: Generated<'open' | 'taken' | 'concluded'>
  opened_at: DefaultTimestamp
  taken_by: string | null
  taken_at: NullableTimestamp
  concluded_by: string | null
  concluded_at: NullableTimestamp
  conclusion_note: string | null
}

export interface TechnicalNoticesTable {
  id: Generated<string>
  outage_id: string
  order_id: string
  person_id: string
  organisation_id: string
  began_at: Timestamp
  ended_at: NullableTimestamp
  known_at: Timestamp
  due_at: Timestamp
  state: Generated<'due' | 'sent'>
  citation: string
}

import type { Generated, GeneratedAlways } from 'kysely'
import type { DefaultTimestamp, Json, NullableTimestamp, Range, Timestamp } from './columns.ts'

export interface SuppressedSignalsTable {
  id: Generated<string>
  key: string
  person_id: string
  device_id: string
  noticed_at: Timestamp
  suppressed: Json<unknown>
  engine_version: string
  recorded_at: DefaultTimestamp
  superseded_at: NullableTimestamp
  reviewed_at: NullableTimestamp
  reviewed_by: string | null
  finding: 'agrees' | 'sends-staff' | null
  review_note: Generated<string>
}

export interface BlindIntervalsTable {
  id: GeneratedAlways<number>
  person_id: string
  during: Range
  because: string
  interval: Json<unknown>
  engine_version: string
  recorded_at: DefaultTimestamp
  superseded_at: NullableTimestamp
}

export interface DeviceClockEventsTable {
  id: GeneratedAlways<number>
  device_id: string
  organisation_id: string
  at: Timestamp
  kind: 'ahead' | 'jumped' | 'restarted'
  by_ms: number
  recorded_at: DefaultTimestamp
}

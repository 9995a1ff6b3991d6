import type { EquipmentClass, EquipmentCondition, EquipmentMove } from '@bilezik/domain'
import type { Generated } from 'kysely'
import type { DefaultTimestamp, Timestamp } from './columns.ts'

export interface DeviceMovesTable {
  device_id: string
  sequence: number
  recorded_at: DefaultTimestamp
  at: Timestamp
  user_id: string | null
  kind: EquipmentMove
  from_holder: string | null
  to_holder: string | null
  person_id: string | null
  organisation_id: string
  condition: EquipmentCondition
  document: string | null
  note: Generated<string>
}

export interface StockLimitsTable {
  organisation_id: string
  class: EquipmentClass
  least: number
}

/** Civil dates, to be read as text. */
export interface EquipmentTypesTable {
  id: Generated<string>
  class: EquipmentClass
  listed_from: string
  listed_until: string | null
  source: string
  user_id: string | null
  recorded_at: DefaultTimestamp
}

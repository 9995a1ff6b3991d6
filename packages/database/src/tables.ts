import type {
  DeviceCommand,
  DeviceModel,
  EquipmentClass,
  EquipmentCondition,
  Language,
  Localised,
  PermitKind,
  ProtocolName,
  Regime,
  Role,
  Rule,
  WeeklySchedule,
} from '@bilezik/domain'
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { DefaultTimestamp, Json, NullableTimestamp, Range, Timestamp } from './columns.ts'
import type { CaseEventsTable, CaseFilesTable, OrderTransfersTable, PersonCorrectionsTable } from './case-tables.ts'
import type {
  DocumentSignaturesTable,
  ElectronicSignaturesTable,
  DocumentsTable,
  OrganisationContactsTable,
} from './document-tables.ts'
import type { BlindIntervalsTable, DeviceClockEventsTable, SuppressedSignalsTable } from './care-tables.ts'
import type {
  CalendarChangesTable,
  CalendarTakingsTable,
  DeadlineEntriesTable,
  DeadlineMovesTable,
  DeadlinesTable,
  DeadlineWatchTable,
  InformationRequestsTable,
  PersonDaysOffTable,
} from './deadline-tables.ts'
import type {
  AlertAmendmentsTable,
  AlertsTable,
  CheckpointsTable,
  CursorsTable,
  EngineDifferencesTable,
  EngineFaultsTable,
  EngineTable,
  EngineVersionsTable,
  FeedEventsTable,
  IncidentEntriesTable,
  IncidentsTable,
  PersonStatusTable,
  ServerOutagesTable,
  TransitionsTable,
} from './engine-tables.ts'
import type { DeliveriesTable, DeliveryAttemptsTable, RecipientsTable } from './delivery-tables.ts'
import type { DeviceMovesTable, EquipmentTypesTable, StockLimitsTable } from './equipment-tables.ts'
import type { FileChunksTable, FilesTable } from './file-tables.ts'
import type {
  FleetOutageMembersTable,
  FleetOutagesTable,
  FleetStateTable,
  TechnicalIncidentsTable,
  TechnicalNoticesTable,
} from './fleet-tables.ts'
import type { ProtectedPersonsTable, ProtectedWarningsTable } from './protection-tables.ts'

export interface OrganisationsTable {
  id: Generated<string>
  name: Json<Localised>
  created_at: DefaultTimestamp
}

export interface OrganisationParentsTable {
  organisation_id: string
  parent_id: string
  during: Range
}

export interface UsersTable {
  id: Generated<string>
  login: string
  name: string
  password_hash: string
  role: Role
  organisation_id: string
  language: Generated<Language>
  iin: string | null
  disabled_at: NullableTimestamp
  created_at: DefaultTimestamp
}

export interface LogEntriesTable {
  id: GeneratedAlways<number>
  at: DefaultTimestamp
  user_id: string | null
  organisation_id: string
  action: string
  person_id: string | null
  subject_id: string | null
  detail: Json<Record<string, unknown>>
}

export interface PersonsTable {
  id: Generated<string>
  organisation_id: string
  family_name: string
  given_name: string
  patronymic: string | null
  iin: string | null
  birth_on: ColumnType<string | null, string | null, string | null>
  language: Language
  phone: string | null
  created_at: DefaultTimestamp
  name_keys: GeneratedAlways<string[]>
  shares_iin: Generated<boolean>
}

export interface OrdersTable {
  id: Generated<string>
  person_id: string
  organisation_id: string
  regime: Regime
  basis_number: string
  decided_at: Timestamp
  term: Range
  closed_reason: string | null
  created_at: DefaultTimestamp
  is_concealed: Generated<boolean>
}

export interface ConditionsTable {
  lineage_id: Generated<string>
  version: Generated<number>
  order_id: string
  rule: Json<Rule>
  source_kind: 'law' | 'order' | 'policy'
  citation: string | null
  during: Range
}

export interface PermitsTable {
  id: Generated<string>
  order_id: string
  kind: PermitKind
  lineage_ids: string[]
  during: Range
  schedule: Json<WeeklySchedule> | null
  given_at: Timestamp
  given_by: string
  document_number: string
  created_at: DefaultTimestamp
  revoked_at: NullableTimestamp
  revoked_reason: string | null
}

export interface DevicesTable {
  id: Generated<string>
  no: GeneratedAlways<number>
  /** Null: it speaks to nobody, and is known by what is printed on it. */
  protocol: ProtocolName | null
  identifier: string
  model: string
  organisation_id: string
  created_at: DefaultTimestamp
  wrapped_secret: Buffer | null
  class: EquipmentClass | null
  serial_number: string | null
  inventory_number: string | null
  iccid: string | null
  sim_operator: string | null
  firmware: string | null
  condition: Generated<EquipmentCondition>
  value_tenge: number | null
  location: string | null
  holder: string | null
}

export interface DeviceModelsTable {
  name: string
  model: Json<DeviceModel>
  updated_at: DefaultTimestamp
}

export interface DeviceCommandsTable {
  id: Generated<string>
  token: GeneratedAlways<number>
  device_id: string
  person_id: string
  organisation_id: string
  command: Json<DeviceCommand>
  reason: string
  requested_by: string
  requested_at: DefaultTimestamp
  during: Range
  sent_count: Generated<number>
  sent_at: NullableTimestamp
  answered_at: NullableTimestamp
  is_done: ColumnType<boolean | null, undefined, never>
  answer: ColumnType<string | null, undefined, never>
}

export interface MessageOrdersTable {
  device_no: number
  boot: number
  number: number
}

export interface SecurityEventsTable {
  id: GeneratedAlways<number>
  at: Timestamp
  kind: 'two-connections' | 'wrong-signature' | 'infected-file'
  device_id: string | null
  organisation_id: string
  source: string
  other_source: string | null
  user_id: string | null
  detail: string | null
}

export interface KitDevicesTable {
  device_id: string
  person_id: string
  role: 'worn' | 'carried' | 'fixed' | 'protected'
  during: Range
  protected_person_id: string | null
}

export interface OrderKeysTable {
  no: GeneratedAlways<number>
  order_id: string
  wrapped_key: Buffer
}

export interface StreamEventsTable {
  id: GeneratedAlways<number>
  tx: Generated<string>
  person_id: string
  at: Timestamp
  body: Json<unknown>
}

export interface QuarantineTable {
  id: GeneratedAlways<number>
  received_at: Timestamp
  /** `any`: no protocol could be told. */
  protocol: ProtocolName | 'any'
  source: string
  device_no: number | null
  reason: string
  detail: string
  size_bytes: number
  head: Buffer
  key_no: number | null
  raw: Buffer | null
}

export interface UnknownDevicesTable {
  protocol: ProtocolName
  identifier: string
  first_heard_at: Timestamp
  last_heard_at: Timestamp
  source: string
}

export interface UncollectedTable {
  device_no: number
  received_minute: Timestamp
  reason: 'no-order' | 'event-outside-order'
}

export interface ReadingsTable {
  event_day: string
  device_no: number
  event_at: Timestamp
  received_at: Timestamp
  batch_id: number
  content_hash: ColumnType<string, string, string>
  lat_e7: number | null
  lon_e7: number | null
  accuracy_dm: number | null
  kind: number
  source: number | null
  speed_cms: number | null
  course_degrees: number | null
  satellites: number | null
  altitude_metres: number | null
  hdop_tenths: number | null
  flags: number
  key_no: number | null
  detail: Json<Record<string, unknown>> | null
  raw: Buffer | null
}

/** Row types of the tables that code reads or writes by the query builder. A test compares them with the schema. */
export interface Tables {
  organisations: OrganisationsTable
  organisation_parents: OrganisationParentsTable
  users: UsersTable
  log_entries: LogEntriesTable
  person_corrections: PersonCorrectionsTable
  persons: PersonsTable
  case_files: CaseFilesTable
  case_events: CaseEventsTable
  order_transfers: OrderTransfersTable
  files: FilesTable
  file_chunks: FileChunksTable
  recipients: RecipientsTable
  deliveries: DeliveriesTable
  delivery_attempts: DeliveryAttemptsTable
  documents: DocumentsTable
  document_signatures: DocumentSignaturesTable
  electronic_signatures: ElectronicSignaturesTable
  organisation_contacts: OrganisationContactsTable
  calendar_changes: CalendarChangesTable
  calendar_takings: CalendarTakingsTable
  person_days_off: PersonDaysOffTable
  deadlines: DeadlinesTable
  deadline_entries: DeadlineEntriesTable
  deadline_moves: DeadlineMovesTable
  deadline_watch: DeadlineWatchTable
  information_requests: InformationRequestsTable
  orders: OrdersTable
  conditions: ConditionsTable
  permits: PermitsTable
  devices: DevicesTable
  device_moves: DeviceMovesTable
  equipment_types: EquipmentTypesTable
  stock_limits: StockLimitsTable
  device_models: DeviceModelsTable
  device_commands: DeviceCommandsTable
  security_events: SecurityEventsTable
  message_orders: MessageOrdersTable
  kit_devices: KitDevicesTable
  protected_persons: ProtectedPersonsTable
  protected_warnings: ProtectedWarningsTable
  order_keys: OrderKeysTable
  stream_events: StreamEventsTable
  quarantine: QuarantineTable
  unknown_devices: UnknownDevicesTable
  uncollected: UncollectedTable
  readings: ReadingsTable
  engine: EngineTable
  engine_cursors: CursorsTable
  engine_checkpoint_cursors: CursorsTable
  checkpoints: CheckpointsTable
  server_outages: ServerOutagesTable
  transitions: TransitionsTable
  suppressed_signals: SuppressedSignalsTable
  blind_intervals: BlindIntervalsTable
  device_clock_events: DeviceClockEventsTable
  engine_faults: EngineFaultsTable
  engine_versions: EngineVersionsTable
  alert_amendments: AlertAmendmentsTable
  engine_differences: EngineDifferencesTable
  incidents: IncidentsTable
  alerts: AlertsTable
  incident_entries: IncidentEntriesTable
  person_status: PersonStatusTable
  feed_events: FeedEventsTable
  fleet_state: FleetStateTable
  fleet_outages: FleetOutagesTable
  fleet_outage_members: FleetOutageMembersTable
  technical_incidents: TechnicalIncidentsTable
  technical_notices: TechnicalNoticesTable
}

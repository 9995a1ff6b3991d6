import type { Language, Localised } from '@bilezik/domain'
import type { Generated } from 'kysely'
import type { DefaultTimestamp, Json, NullableTimestamp, Timestamp } from './columns.ts'

export interface OrganisationContactsTable {
  organisation_id: string
  place: Json<Localised> | null
  address: Json<Localised> | null
  phone: string | null
  bin: string | null
}

export interface DocumentsTable {
  id: Generated<string>
  order_id: string
  person_id: string
  organisation_id: string
  kind: string
  language: Language
  replaces_id: string | null
  asked: Json<unknown>
  drawn_up_by: string
  drawn_up_at: DefaultTimestamp
  year: number | null
  sequence: number | null
  content: Json<unknown> | null
  pdf: Buffer | null
  pdf_sha256: Buffer | null
  short_hash: string | null
  issued_by: string | null
  issued_at: NullableTimestamp
}

export interface DocumentSignaturesTable {
  id: Generated<string>
  document_id: string
  document_sha256: Buffer
  role: string
  name: string
  method: 'drawn' | 'scan' | 'cms' | 'refused'
  signed_at: Timestamp
  recorded_by: string
  recorded_at: DefaultTimestamp
  file_id: string | null
  media_type: string | null
  bytes: Buffer | null
  detail: Json<Record<string, unknown>>
}

export interface ElectronicSignaturesTable {
  id: Generated<string>
  document_id: string
  document_sha256: Buffer
  user_id: string
  role: string
  name: string
  iin: string
  bin: string | null
  cms: Buffer
  submitted_at: Timestamp
  state: Generated<'waiting' | 'accepted' | 'refused'>
  code: string | null
  detail: Json<Record<string, unknown>>
  attempts: Generated<number>
  next_at: Timestamp
  settled_at: NullableTimestamp
  signature_id: string | null
}

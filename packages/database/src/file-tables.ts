import type { Generated } from 'kysely'
import type { DefaultTimestamp } from './columns.ts'

export interface FilesTable {
  id: Generated<string>
  case_id: string
  received_at: DefaultTimestamp
  user_id: string
  name: string
  kind: string
  belongs_to: string | null
  size_bytes: number
  sha256: Buffer
  scan: 'clean' | 'unscanned'
}

export interface FileChunksTable {
  file_id: string
  sequence: number
  bytes: Buffer
}

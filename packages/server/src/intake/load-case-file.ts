import type { ScopedTransaction } from '@bilezik/database'
import type { CaseState, Instant } from '@bilezik/domain'
import type { OrderStep } from '@bilezik/law'
import { sql } from 'kysely'
import { refuse } from '../http/refusal.ts'
import { shortName } from '../persons/person-name.ts'

/** A fact noted, the beginning, or a step. `take-over`: recorded when its execution had begun already. */
export type EventKind = 'record' | 'receive' | 'take-over' | OrderStep | ChangeKind

/** What happens to an order in execution and leads to no other state. */
export type ChangeKind =
  | 'propose-variation'
  | 'told'
  | 'circumstance'
  | 'damage'
  | 'damage-finding'
  | 'damage-claim'
  | 'claim-state'
  /** By a calendar that a head took: other hours on these days. */
  | 'days-off'

export interface CaseEvent {
  readonly sequence: number
  readonly at: Instant
  readonly kind: EventKind
  readonly state: CaseState
  readonly body: Readonly<Record<string, unknown>>
  readonly citations: readonly string[]
}

export interface CaseFile {
  readonly id: string
  readonly personId: string
  /** Family name and initials. */
  readonly personName: string
  readonly organisationId: string
  /** `2006-12-11`; null: not known. */
  readonly birthOn: string | null
  readonly state: CaseState
  readonly events: readonly CaseEvent[]
}

interface Header {
  readonly person_id: string
  readonly organisation_id: string
  readonly birth_on: string | null
  readonly family_name: string
  readonly given_name: string
  readonly patronymic: string | null
}

async function withEvents(tx: ScopedTransaction, id: string, header: Header): Promise<CaseFile> {
  const rows = await tx
    .selectFrom('case_events')
    .select(['sequence', 'at', 'kind', 'state', 'body', 'citations'])
    .where('case_id', '=', id)
    .orderBy('sequence')
    .execute()
  // Both columns are written here, from these types, and by nobody else.
  const events = rows.map((row) => ({ ...row, kind: row.kind as CaseEvent['kind'], body: row.body as CaseEvent['body'] }))
  return {
    id,
    personId: header.person_id,
    personName: shortName(header),
    organisationId: header.organisation_id,
    birthOn: header.birth_on,
    state: events.at(-1)?.state ?? 'received',
    events,
  }
}

/** The file, or, to whoever gave it away, what was in it until then. */
export async function loadOwnTimeOf(tx: ScopedTransaction, id: string): Promise<CaseFile> {
  const isHere = await tx.selectFrom('case_files').select('id').where('id', '=', id).executeTakeFirst()
  if (isHere) return loadCaseFile(tx, id)
  const { rows } = await sql<Header>`
    SELECT person_id, organisation_id, family_name, given_name, patronymic, birth_on::text FROM file_given_away(${id})`.execute(
    tx,
  )
  const [header] = rows
  return header ? withEvents(tx, id, header) : refuse('not-found')
}

/** The file with all its events; out of scope and non-existent are the same answer. */
export async function loadCaseFile(tx: ScopedTransaction, id: string): Promise<CaseFile> {
  const header = await tx
    .selectFrom('case_files as c')
    .innerJoin('persons as p', 'p.id', 'c.person_id')
    .select(['c.id', 'c.person_id', 'c.organisation_id', 'p.birth_on'])
    .select(['p.family_name', 'p.given_name', 'p.patronymic'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!header) return refuse('not-found')
  return withEvents(tx, id, header)
}

/** As above, and nobody else writes to it until the end of the transaction: each step sees the one before. */
export async function lockCaseFile(tx: ScopedTransaction, id: string): Promise<CaseFile> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 13))`.execute(tx)
  return loadCaseFile(tx, id)
}

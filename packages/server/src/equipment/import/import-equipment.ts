import { createHash } from 'node:crypto'
import { mostImportBytes, mostImportRows } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type DeviceModel, type Instant, isoInstant } from '@bilezik/domain'
import { knownModels } from '@bilezik/protocols'
import { sql } from 'kysely'
import { isUniqueViolation } from '../../http/database-errors.ts'
import type { Handler } from '../../http/implement.ts'
import { refuse } from '../../http/refusal.ts'
import { requireOrganisation } from '../../organisations/in-scope.ts'
import { type CheckedRow, type NewPiece, checkRows, headingsOf, keyOf } from './check-rows.ts'
import { readCsv } from './read-csv.ts'
import { type Table, readXlsx } from './read-xlsx.ts'
import { UnreadableFile } from './read-zip.ts'

/** By its first bytes; what a file is called proves nothing. */
const isArchive = (file: Buffer) => file.subarray(0, 2).toString('latin1') === 'PK'

function tableOf(file: Buffer): Table {
  const table = isArchive(file) ? readXlsx(file, mostImportRows) : readCsv(file, mostImportRows)
  if (table.length > mostImportRows + 1) throw new UnreadableFile('too many rows')
  return table
}

async function modelsOf(tx: ScopedTransaction): Promise<ReadonlyMap<string, DeviceModel>> {
  const own = await tx.selectFrom('device_models').select(['name', 'model']).execute()
  return new Map([...knownModels, ...own.map(({ name, model }) => [name, model] as const)])
}

/** What somebody has already, in any organisation. */
async function takenOf(tx: ScopedTransaction, rows: readonly CheckedRow[]) {
  const keys = rows.flatMap(({ key }) => (key ? [key] : []))
  const iccids = rows.flatMap(({ piece }) => piece?.iccid ?? [])
  const [identifiers, cards] = await Promise.all([
    sql<Pick<NewPiece, 'protocol' | 'identifier'>>`SELECT * FROM taken_identifiers(
      ${keys.map(({ protocol }) => protocol)}::text[], ${keys.map(({ identifier }) => identifier)}::text[])`.execute(tx),
    sql<{ iccid: string }>`SELECT iccid FROM taken_iccids(${iccids}::text[]) AS iccid`.execute(tx),
  ])
  return { keys: new Set(identifiers.rows.map(keyOf)), iccids: new Set(cards.rows.map(({ iccid }) => iccid)) }
}

type Judged = CheckedRow & { readonly outcome: 'add' | 'present' | 'wrong' }

async function judge(tx: ScopedTransaction, rows: readonly CheckedRow[]): Promise<Judged[]> {
  const taken = await takenOf(tx, rows)
  return rows.map((row): Judged => {
    // Nothing of it changes, so what is wrong with the row does no harm: a device that signs cannot come by a file, yet stands in one.
    if (row.key && taken.keys.has(keyOf(row.key))) return { ...row, outcome: 'present', problems: [] }
    if (!row.piece) return { ...row, outcome: 'wrong' }
    const { iccid } = row.piece
    if (iccid === null || !taken.iccids.has(iccid)) return { ...row, outcome: 'add' }
    return { ...row, outcome: 'wrong', problems: [{ column: 'iccid', problem: 'taken', value: iccid }] }
  })
}

/** Rows a statement: PostgreSQL takes 65,535 parameters. */
const chunk = 1_000

async function add(tx: ScopedTransaction, pieces: readonly NewPiece[], userId: string, now: Instant): Promise<void> {
  for (let at = 0; at < pieces.length; at += chunk) {
    const made = await tx
      .insertInto('devices')
      .values(
        pieces.slice(at, at + chunk).map((piece) => ({
          protocol: piece.protocol,
          identifier: piece.identifier,
          model: piece.model,
          organisation_id: piece.organisationId,
          class: piece.equipmentClass,
          serial_number: piece.serialNumber,
          inventory_number: piece.inventoryNumber,
          iccid: piece.iccid,
          sim_operator: piece.simOperator,
          firmware: piece.firmware,
          value_tenge: piece.valueTenge,
          location: piece.location,
          holder: piece.holder,
        })),
      )
      .returning(['id', 'holder', 'organisation_id'])
      .execute()
    await tx
      .insertInto('device_moves')
      .values(
        made.map(({ id, holder, organisation_id }) => ({
          device_id: id,
          sequence: 1,
          at: isoInstant(now),
          user_id: userId,
          kind: 'received' as const,
          from_holder: null,
          to_holder: holder,
          person_id: null,
          organisation_id,
          condition: 'serviceable' as const,
          document: null,
        })),
      )
      .execute()
  }
}

function readable<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof UnreadableFile) return refuse('import-unreadable', { detail: error.message })
    throw error
  }
}

export const importEquipment: Handler<'importEquipment'> = async ({ tx, body, session, now, log }) => {
  await requireOrganisation(tx, body.organisationId)
  const file = Buffer.from(body.content, 'base64')
  if (file.length > mostImportBytes) refuse('too-large')
  const digest = createHash('sha256').update(file).update(body.organisationId).digest('hex')
  const models = await modelsOf(tx)
  const { headed, checked } = readable(() => {
    const table = tableOf(file)
    const headings = headingsOf(table)
    return { headed: headings, checked: checkRows(table, headings, body.organisationId, models) }
  })
  const rows = await judge(tx, checked)
  const count = (outcome: Judged['outcome']) => rows.filter((row) => row.outcome === outcome).length
  const counts = { add: count('add'), present: count('present'), wrong: count('wrong') }
  const isTaken = body.takeDigest !== null
  if (isTaken) {
    if (body.takeDigest !== digest) refuse('import-refused', { detail: 'another file' })
    if (counts.wrong > 0) refuse('import-refused', { detail: `${counts.wrong} wrong rows` })
    const pieces = rows.flatMap(({ outcome, piece }) => (outcome === 'add' && piece ? [piece] : []))
    await add(tx, pieces, session.user.id, now).catch((error: unknown) =>
      // Somebody registered one of them since the dry run, or at this moment.
      isUniqueViolation(error) ? refuse('import-refused', { detail: 'registered meanwhile' }) : Promise.reject(error),
    )
  }
  await log({ organisationId: body.organisationId, detail: { digest, ...counts, isTaken } })
  return {
    digest,
    columns: headed.columns.filter((column) => column !== undefined),
    unknownHeadings: [...headed.unknownHeadings],
    counts,
    rows: rows.map(({ line, outcome, model, identifier, piece, problems }) => ({
      line,
      outcome,
      equipmentClass: piece?.equipmentClass ?? null,
      model,
      identifier,
      problems: [...problems],
    })),
    isTaken,
  }
}

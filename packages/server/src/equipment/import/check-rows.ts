import { type ImportColumn, type RowProblem, noProtocolWord, registrationSchema } from '@bilezik/contract'
import { type DeviceModel, type ProtocolName, protocolNames } from '@bilezik/domain'
import { type Codec, codecs } from '@bilezik/protocols'
import type { z } from 'zod'
import { withoutGuard } from '../formula-guard.ts'
import { classOfText, columnOfHeading } from './headings.ts'
import type { Cell, Table } from './read-xlsx.ts'
import { UnreadableFile } from './read-zip.ts'

export type NewPiece = z.output<typeof registrationSchema>

export interface Problem {
  readonly column: ImportColumn
  readonly problem: RowProblem
  readonly value: string
}

export interface CheckedRow {
  readonly line: number
  readonly identifier: string
  readonly model: string
  /** By which it may be registered already, right or wrong; undefined: its protocol is not known. */
  readonly key: Pick<NewPiece, 'protocol' | 'identifier'> | undefined
  /** Undefined: it is wrong. */
  readonly piece: NewPiece | undefined
  readonly problems: readonly Problem[]
}

export interface Headed {
  readonly columns: readonly (ImportColumn | undefined)[]
  readonly unknownHeadings: readonly string[]
}

export function headingsOf([first]: Table): Headed {
  if (!first) throw new UnreadableFile('the file is empty')
  const columns = first.cells.map(({ text }) => columnOfHeading(text))
  const known = columns.filter((column) => column !== undefined)
  if (new Set(known).size < known.length) throw new UnreadableFile('two columns with the same meaning')
  for (const needed of ['model', 'identifier'] as const) {
    if (!known.includes(needed)) throw new UnreadableFile(`no column for ${needed}`)
  }
  return {
    columns,
    unknownHeadings: first.cells.flatMap(({ text }, at) =>
      columns[at] === undefined && text !== '' ? [text.slice(0, 100)] : [],
    ),
  }
}

const noProtocolWords: ReadonlySet<string> = new Set(Object.values(noProtocolWord))

type Fields = ReadonlyMap<ImportColumn, Cell>

/** `12 500,50 тг` → 12501; undefined: no amount. */
function tengeOf(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00A0]|тг\.?|₸|kzt/giu, '').replace(',', '.')
  return /^\d+(\.\d+)?$/.test(plain) ? Math.round(Number(plain)) : undefined
}

const problemOfIssue: Readonly<Record<string, RowProblem>> = { too_big: 'too-long', too_small: 'missing' }

/** What a protocol asks of an identifier; a key is no matter for a table that goes from hand to hand. */
function protocolProblems(protocol: ProtocolName, identifier: string): Problem[] {
  const codec: Codec = codecs[protocol]
  return [
    ...(codec.authentication ? [{ column: 'protocol', problem: 'signing-device', value: protocol } as const] : []),
    ...(codec.identifierForm && !codec.identifierForm.test(identifier)
      ? [{ column: 'identifier', problem: 'wrong-form', value: identifier } as const]
      : []),
  ]
}

/** Undefined: no protocol that is known. */
function protocolOf(text: string, known: DeviceModel | undefined): ProtocolName | null | undefined {
  if (text === '') return known?.protocol ?? null
  return noProtocolWords.has(text) ? null : protocolNames.find((name) => name === text)
}

function checkRow(fields: Fields, organisationId: string, models: ReadonlyMap<string, DeviceModel>) {
  const problems: Problem[] = []
  const wrong = (column: ImportColumn, problem: RowProblem, value: string) =>
    void problems.push({ column, problem, value: value.slice(0, 100) })
  const textOf = (column: ImportColumn) => fields.get(column)?.text ?? ''
  const orNull = (column: ImportColumn) => textOf(column) || null
  for (const [column, { isRounded, text }] of fields) {
    if (isRounded && column !== 'valueTenge') wrong(column, 'rounded', text)
  }
  const known = models.get(textOf('model'))
  const classText = textOf('equipmentClass')
  const equipmentClass = classText === '' ? known?.equipmentClass : classOfText(classText)
  if (equipmentClass === undefined) wrong('equipmentClass', classText === '' ? 'missing' : 'unknown-word', classText)
  const protocolText = textOf('protocol').toLowerCase()
  const protocol = protocolOf(protocolText, known)
  if (protocol === undefined) wrong('protocol', 'unknown-word', protocolText)
  const valueTenge = textOf('valueTenge') === '' ? null : tengeOf(textOf('valueTenge'))
  if (valueTenge === undefined) wrong('valueTenge', 'wrong-form', textOf('valueTenge'))
  const parsed = registrationSchema.safeParse({
    equipmentClass: equipmentClass ?? null,
    protocol: protocol ?? null,
    identifier: textOf('identifier'),
    model: textOf('model'),
    organisationId,
    serialNumber: orNull('serialNumber'),
    inventoryNumber: orNull('inventoryNumber'),
    // As printed, often in groups.
    iccid: textOf('iccid').replaceAll(/[\s-]/g, '') || null,
    simOperator: orNull('simOperator'),
    firmware: orNull('firmware'),
    valueTenge: valueTenge ?? null,
    location: orNull('location'),
    holder: orNull('holder'),
  })
  for (const { path, code } of parsed.error?.issues ?? []) {
    const column = path[0] as ImportColumn
    if (problems.every((one) => one.column !== column)) {
      wrong(column, textOf(column) === '' ? 'missing' : (problemOfIssue[code] ?? 'wrong-form'), textOf(column))
    }
  }
  if (protocol && parsed.success) problems.push(...protocolProblems(protocol, parsed.data.identifier))
  const key = protocol === undefined ? undefined : { protocol, identifier: textOf('identifier') }
  return { piece: problems.length === 0 ? parsed.data : undefined, key, problems }
}

/** A cell of our own export comes back as it was. */
const unguarded = ({ text, isRounded }: Cell): Cell => ({ text: withoutGuard(text).trim(), isRounded })

/** By which a piece is told from all others. */
export const keyOf = ({ protocol, identifier }: Pick<NewPiece, 'protocol' | 'identifier'>) => `${protocol ?? ''} ${identifier}`

/** Each row by itself, and against those before it: a piece or a SIM card is in a file once. */
export function checkRows(
  table: Table,
  { columns }: Headed,
  organisationId: string,
  models: ReadonlyMap<string, DeviceModel>,
): CheckedRow[] {
  const seen = new Set<string>()
  const isRepeated = (key: string) => seen.size === seen.add(key).size
  return table.slice(1).map(({ line, cells }) => {
    const fields: Fields = new Map(
      columns.flatMap((column, at) =>
        column === undefined ? [] : [[column, unguarded(cells[at] ?? { text: '', isRounded: false })] as const],
      ),
    )
    const { piece, key, problems } = checkRow(fields, organisationId, models)
    const twice: Problem[] = []
    if (piece && isRepeated(keyOf(piece))) twice.push({ column: 'identifier', problem: 'twice-in-file', value: piece.identifier })
    if (piece?.iccid && isRepeated(`iccid ${piece.iccid}`))
      twice.push({ column: 'iccid', problem: 'twice-in-file', value: piece.iccid })
    return {
      line,
      identifier: (fields.get('identifier')?.text ?? '').slice(0, 100),
      model: (fields.get('model')?.text ?? '').slice(0, 100),
      key: twice.length === 0 ? key : undefined,
      piece: twice.length === 0 ? piece : undefined,
      problems: [...problems, ...twice],
    }
  })
}

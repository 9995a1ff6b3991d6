import { Readable } from 'node:stream'
import {
  type ImportColumn,
  type QueryOf,
  api,
  importClassWords,
  importColumns,
  importHeadings,
  mostExportRows,
  noProtocolWord,
} from '@bilezik/contract'
import { withScope } from '@bilezik/database'
import { type EquipmentCondition, type Instant, type Language, isoInstant } from '@bilezik/domain'
import type { FastifyInstance } from 'fastify'
import type { Session } from '../accounts/sessions.ts'
import type { AppContext } from '../http/context.ts'
import { authorise, inputOf } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { writeLogEntry } from '../log/write-log-entry.ts'
import { withGuard } from './formula-guard.ts'
import type { itemsQuery } from './item-answer.ts'
import { countOf, filteredItems } from './list-equipment.ts'

type Row = Awaited<ReturnType<ReturnType<typeof itemsQuery>['execute']>>[number]
type Query = QueryOf<typeof api.exportEquipment>

/** What the import does not read; whose kit a piece is in is nobody's business who carries a file around. */
const more = ['condition', 'isInKit', 'organisation'] as const
const moreHeadings: Readonly<Record<Language, Readonly<Record<(typeof more)[number], string>>>> = {
  kk: { condition: 'Күйі', isInKit: 'Адамға берілген', organisation: 'Ұйым' },
  ru: { condition: 'Состояние', isInKit: 'Выдано лицу', organisation: 'Организация' },
  en: { condition: 'Condition', isInKit: 'Given to a person', organisation: 'Organisation' },
}
const yes: Readonly<Record<Language, string>> = { kk: 'иә', ru: 'да', en: 'yes' }
const conditionWords: Readonly<Record<Language, Readonly<Record<EquipmentCondition, string>>>> = {
  kk: {
    serviceable: 'жарамды',
    'on-the-way': 'жолда',
    faulty: 'ақаулы',
    'in-repair': 'жөндеуде',
    lost: 'жоғалған',
    'written-off': 'есептен шығарылған',
  },
  ru: {
    serviceable: 'исправно',
    'on-the-way': 'в пути',
    faulty: 'неисправно',
    'in-repair': 'в ремонте',
    lost: 'утрачено',
    'written-off': 'списано',
  },
  en: {
    serviceable: 'serviceable',
    'on-the-way': 'on the way',
    faulty: 'faulty',
    'in-repair': 'in repair',
    lost: 'lost',
    'written-off': 'written off',
  },
}

/** RFC 4180 with the separator that spreadsheets of the region expect. */
function field(text: string): string {
  const shown = withGuard(text)
  return /[;"\r\n]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown
}

const line = (fields: readonly string[]) => `${fields.map(field).join(';')}\r\n`

function cellOf(row: Row, column: ImportColumn, language: Language): string {
  const value = row[column]
  if (column === 'equipmentClass') return row.equipmentClass === null ? '' : importClassWords[language][row.equipmentClass]
  if (column === 'protocol') return row.protocol ?? noProtocolWord[language]
  return value === null ? '' : String(value)
}

function lineOf(row: Row, organisations: ReadonlyMap<string, string>, language: Language): string {
  return line([
    ...importColumns.map((column) => cellOf(row, column, language)),
    conditionWords[language][row.condition],
    row.role === null ? '' : yes[language],
    organisations.get(row.organisationId) ?? '',
  ])
}

/** Rows a transaction: a slow reader holds no connection to the database. */
const pageRows = 1_000

async function* linesOf({ db }: AppContext, { user }: Session, query: Query, now: Instant): AsyncGenerator<string> {
  const { language } = query
  yield `\uFEFF${line([
    ...importColumns.map((column) => importHeadings[language][column]),
    ...more.map((column) => moreHeadings[language][column]),
  ])}`
  let before: number | undefined
  for (let given = 0; given < mostExportRows; given += pageRows) {
    const { rows, names } = await withScope(db, user.organisationId, async (tx) => {
      const found = filteredItems(tx, query, now)
      const page = before === undefined ? found : found.where('d.no', '<', before)
      return {
        rows: await page.orderBy('d.no', 'desc').limit(pageRows).execute(),
        names: await tx.selectFrom('organisations').select(['id', 'name']).execute(),
      }
    })
    const organisations = new Map(names.map(({ id, name }) => [id, name[language]]))
    yield rows.map((row) => lineOf(row, organisations, language)).join('')
    before = rows.at(-1)?.no
    if (rows.length < pageRows) return
  }
}

/** Not through implement(): the answer is a stream. Each export stands in the log, with how much and by which filters. */
export function exportRoute(app: FastifyInstance, context: AppContext): void {
  app.route({
    method: api.exportEquipment.method,
    url: api.exportEquipment.path,
    config: { endpoint: 'exportEquipment' },
    handler: async (request, reply) => {
      const session = await authorise(context, api.exportEquipment, request)
      const { query, now } = inputOf(context, 'exportEquipment', request, reply)
      await withScope(context.db, session.user.organisationId, async (tx) => {
        const total = await countOf(filteredItems(tx, query, now))
        if (total > mostExportRows) refuse('export-too-large', { detail: `${total} > ${mostExportRows}` })
        await writeLogEntry(tx, session.user, {
          action: 'exportEquipment',
          organisationId: session.user.organisationId,
          detail: { ...query, total },
        })
      })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="equipment-${isoInstant(now).slice(0, 10)}.csv"`)
        .header('x-content-type-options', 'nosniff')
        .send(Readable.from(linesOf(context, session, query, now), { objectMode: false }))
    },
  })
}

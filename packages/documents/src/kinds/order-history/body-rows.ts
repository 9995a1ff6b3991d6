import { type Language, type Localised, parseIsoInstant } from '@bilezik/domain'
import { dayInWords, momentOf } from '../../format/time.ts'
import { equipmentTerms } from '../../wording/order-facts.ts'
import { envelopeWording } from '../../wording/envelope.ts'
import { filled, said } from '../../wording/say.ts'
import { regimeTerms } from '../../wording/terms.ts'
import { endGroundTerms } from '../end-ground.ts'
import { fieldTerms } from './field-terms.ts'
import { slimBody } from './slim-body.ts'
import { pieceTerms } from './terms.ts'
import { orderHistoryWording } from './wording.ts'

type Row = readonly [label: string, value: string]
/** Of one event: a plan of many zones has more, and stands whole in the JSON export. */
const mostRows = 80
const fewestRows = 12
/** Of all events: 12,000 rows of a hundred letters take the renderer two seconds and 110 MB of the 256 MB that it has. */
const mostRowsInAll = 12_000
const mostLettersInAll = 1_200_000
const mostLetters = 4_000
const mostLabelLetters = 200
const mostDepth = 8
/** Which request it was: for machines, and in the JSON export. */
const technical: ReadonlySet<string> = new Set(['requestId', 'lineageId'])

/** Words for a value that is a code, by the name of its field. */
const codeTerms: Readonly<Record<string, Readonly<Record<string, Localised>>>> = {
  measure: regimeTerms,
  regime: regimeTerms,
  ground: endGroundTerms,
  piece: pieceTerms,
  equipment: equipmentTerms,
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

function labelOf(path: readonly string[], language: Language): string {
  return path.map((key) => own(fieldTerms, key)?.[language] ?? key).join(' – ')
}

function scalarText(key: string, value: unknown, language: Language): string {
  const words = said(envelopeWording, language)
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? '–')
  const term = own(own(codeTerms, key) ?? {}, value)
  if (term) return term[language]
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dayInWords(value, language)
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(value) ? parseIsoInstant(value) : undefined
  if (instant?.ok) return momentOf(instant.value, language)
  return value
}

const isScalar = (value: unknown) => value === null || typeof value !== 'object'

function addRows(rows: Row[], path: readonly string[], value: unknown, language: Language): void {
  const key = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
  if (technical.has(key)) return
  const add = (text: string) => void rows.push([labelOf(path, language), text])
  if (isScalar(value)) add(scalarText(key, value, language))
  else if (path.length >= mostDepth) add(scalarText(key, JSON.stringify(value), language))
  else if (Array.isArray(value) && value.every(isScalar)) {
    add(scalarText('', value.map((item) => scalarText(key, item, language)).join(', '), language))
  } else {
    const isList = Array.isArray(value)
    for (const [name, item] of Object.entries(value as object)) {
      addRows(rows, [...path, isList ? String(Number(name) + 1) : name], item, language)
    }
  }
}

function rowsOfBody(body: Readonly<Record<string, unknown>>, most: number, language: Language): readonly Row[] {
  const rows: Row[] = []
  for (const [key, value] of Object.entries(slimBody(body))) addRows(rows, [key], value, language)
  if (rows.length <= most) return rows
  const left = filled(orderHistoryWording.more[language], { count: String(rows.length - most) })
  return [...rows.slice(0, most), ['…', left]]
}

function cut(text: string, most: number, language: Language): string {
  if (text.length <= most) return text
  // By letters, so that no pair of code units is cut in two.
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, most).join('')}${orderHistoryWording.cut[language]}` : text
}

/**
 * The bodies of all events as label and value, whatever is in them. Bounded, each by the same measure: what does not fit is said to
 * stand in the JSON export.
 */
export function bodyRows(bodies: readonly Readonly<Record<string, unknown>>[], language: Language): readonly (readonly Row[])[] {
  const most = Math.min(mostRows, Math.max(fewestRows, Math.floor(mostRowsInAll / Math.max(1, bodies.length))))
  const all = bodies.map((body) => rowsOfBody(body, most, language))
  const lengths = all.flatMap((rows) => rows.map(([label, value]) => label.length + Math.min(value.length, mostLetters)))
  const isTooLong = lengths.reduce((sum, length) => sum + length, 0) > mostLettersInAll
  const longest = isTooLong ? Math.floor(mostLettersInAll / lengths.length) : mostLetters
  return all.map((rows) => rows.map(([label, value]) => [cut(label, mostLabelLetters, language), cut(value, longest, language)]))
}

import { type Language, type Weekday, minute, parseIsoInstant } from '@bilezik/domain'
import { z } from 'zod'
import { durationOf, wholeNumber } from '../../format/quantity.ts'
import { dayInWords, momentOf } from '../../format/time.ts'
import { envelopeWording } from '../../wording/envelope.ts'
import { filled, said } from '../../wording/say.ts'
import { hoursWords } from '../../wording/obligations.ts'
import { codeTerm } from './code-terms.ts'
import { fieldTerms } from './field-terms.ts'
import { findingWords } from './finding-terms.ts'
import { slimBody } from './slim-body.ts'
import { orderHistoryWording } from './wording.ts'

type Row = readonly [label: string, value: string]
/** Of one event: a plan of many zones has more, and stands whole in the JSON export. */
const mostRows = 80
const fewestRows = 12
/** Of all events: what reaches both bounds took the renderer four seconds and 140 MB of the 256 MB that it has. */
const mostRowsInAll = 12_000
const mostLettersInAll = 1_200_000
const mostLetters = 4_000
const mostLabelLetters = 200
const mostDepth = 8
/** Which request it was: for machines, and in the JSON export. */
const technical: ReadonlySet<string> = new Set(['requestId', 'lineageId'])

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

function labelOf(path: readonly string[], language: Language): string {
  return path.map((key) => own(fieldTerms, key)?.[language] ?? key).join(' – ')
}

function numberText(key: string, value: number, language: Language): string {
  if (key.endsWith('Ms')) return durationOf(Math.round(value / minute), language)
  return key.endsWith('Tenge') && Number.isInteger(value) ? wholeNumber(value, language) : String(value)
}

const minuteOfDay = z.number().int().min(0).max(1_440)
const dayWindows = z.array(z.object({ startMinute: minuteOfDay, endMinute: minuteOfDay })).max(10)
const weekday = z.union([1, 2, 3, 4, 5, 6, 7].map((day) => z.literal(day as Weekday)))
/** What is read aloud as hours of a week. A bound for what came from elsewhere: a schedule that is none stays fields. */
const schedule = z.strictObject({
  windows: z.array(z.object({ days: z.array(weekday).min(1).max(7), startMinute: minuteOfDay, endMinute: minuteOfDay })).max(50),
  daysOff: dayWindows.exactOptional(),
  exceptions: z
    .array(z.object({ on: z.iso.date(), windows: dayWindows }))
    .max(366)
    .exactOptional(),
})
const position = z.strictObject({ lat: z.number(), lon: z.number() })

/** An object that is one thing to its reader: a finding with its provision, a place, hours of a week. */
function wholeText(value: unknown, language: Language): string | undefined {
  const found = findingWords(value, language)
  if (found !== undefined) return found
  const place = position.safeParse(value)
  if (place.success) return `${place.data.lat}, ${place.data.lon}`
  const hours = schedule.safeParse(value)
  return hours.success ? hoursWords(hours.data, language) : undefined
}

function scalarText(key: string, value: unknown, language: Language): string {
  const words = said(envelopeWording, language)
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return numberText(key, value, language)
  if (typeof value !== 'string') return JSON.stringify(value) ?? '–'
  const term = codeTerm(key, value)
  if (term) return term[language]
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dayInWords(value, language)
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(value) ? parseIsoInstant(value) : undefined
  if (instant?.ok) return momentOf(instant.value, language)
  return value
}

const isScalar = (value: unknown) => value === null || typeof value !== 'object'

function addRows(rows: Row[], path: readonly string[], value: unknown, language: Language): void {
  const key = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
  // What says nothing stands in the JSON export alone.
  if (technical.has(key) || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return
  const add = (text: string) => void rows.push([labelOf(path, language), text])
  const whole = isScalar(value) ? scalarText(key, value, language) : wholeText(value, language)
  if (whole !== undefined) add(whole)
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

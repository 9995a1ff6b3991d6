import { type Instant, ok, parseInstant, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'

/** The fields of one message by name. A map: a field called `__proto__` or `constructor` is a field like others. */
export type Fields = ReadonlyMap<string, unknown>

export function malformed(detail: string): Result<never, DecodeFailure> {
  return refused({ code: 'malformed', detail })
}

/** The apps nest three deep (a configuration with waypoints). */
const maxDepth = 16

/** Brackets outside of texts: what a parser would have to remember. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isText) {
      if (character === '\\') at++
      else if (character === '"') isText = false
    } else if (character === '"') isText = true
    else if (character === '{' || character === '[') {
      if (++depth > maxDepth) return true
    } else if (character === '}' || character === ']') depth--
  }
  return false
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function fieldsOf(value: object): Fields {
  return new Map(Object.entries(value))
}

/** One object; the caller has bounded the text. */
export function parseFields(text: string): Result<Fields, DecodeFailure> {
  if (isTooDeep(text)) return malformed(`The message nests deeper than ${maxDepth}.`)
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? ok(fieldsOf(value)) : malformed('The message is not a JSON object.')
  } catch {
    return malformed('The message is not valid JSON.')
  }
}

/** A number, or a text that is one: some clients quote their figures. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : undefined
}

export function numberWithin(value: unknown, least: number, most: number): number | undefined {
  const number = numberOf(value)
  return number !== undefined && number >= least && number <= most ? number : undefined
}

/** No database holds a zero byte or half a surrogate pair in a text, and no app means one. */
export function textOf(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string' || value === '' || value.length > maxLength) return undefined
  return value.includes('\0') || !value.isWellFormed() ? undefined : value
}

export function booleanOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  return value === 1 ? true : value === 0 ? false : undefined
}

/** Seconds since 1970, in fractions at most of milliseconds; `bad` for what is there and no moment. */
export function instantOf(value: unknown): Instant | 'bad' | undefined {
  if (value === undefined || value === null) return undefined
  // Up to the year 5138: a larger figure counts milliseconds, which the booklet does not know.
  const seconds = numberWithin(value, 0, 100_000_000_000)
  const parsed = seconds === undefined ? undefined : parseInstant(Math.round(seconds * 1_000))
  return parsed?.ok ? parsed.value : 'bad'
}

/** For spreading: leaves absent what the app left absent. */
export function present<Values extends Record<string, unknown>>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

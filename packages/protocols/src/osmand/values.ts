import { type Instant, instant, parseInstant, parseIsoInstant } from '@bilezik/domain'

/** What a device may send for one field: text of a query or form, or a JSON value. */
export type Raw = unknown

export const metresPerSecondOfKnot = 1852 / 3600

/** Undefined for an absent field; `bad` for one that is present and no finite number. Empty text counts as absent. */
export function numberOf(raw: Raw): number | 'bad' | undefined {
  if (raw === undefined || raw === null || raw === '') return undefined
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : 'bad'
  if (typeof raw !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*$/.test(raw)) return 'bad'
  const value = Number(raw)
  return Number.isFinite(value) ? value : 'bad'
}

/** For fields that only describe a fix: a nonsensical one is left out rather than costing the fix. */
export function numberWithin(raw: Raw, min: number, max: number): number | undefined {
  const value = numberOf(raw)
  return typeof value === 'number' && value >= min && value <= max ? value : undefined
}

export function booleanOf(raw: Raw): boolean | undefined {
  if (typeof raw === 'boolean') return raw
  if (raw === 1 || raw === '1' || raw === 'true' || raw === 'yes') return true
  if (raw === 0 || raw === '0' || raw === 'false' || raw === 'no') return false
  return undefined
}

export function textOf(raw: Raw): string | undefined {
  if (typeof raw === 'number' && Number.isSafeInteger(raw)) return String(raw)
  return typeof raw === 'string' && raw.trim() !== '' ? raw.trim() : undefined
}

/** Up to here a number counts seconds (the year 5138), beyond it milliseconds (from 1973 on). */
const highestSeconds = 100_000_000_000
const civilText = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/

/** Seconds, milliseconds, ISO 8601 with an offset, or `YYYY-MM-DD HH:MM:SS`, which the protocol defines as UTC. */
export function instantOf(raw: Raw): Instant | 'bad' | undefined {
  const value = numberOf(raw)
  if (value === undefined) return undefined
  if (typeof value === 'number') {
    const parsed = parseInstant(Math.round(Math.abs(value) < highestSeconds ? value * 1_000 : value))
    return parsed.ok ? instant(parsed.value) : 'bad'
  }
  if (typeof raw !== 'string') return 'bad'
  const parsed = parseIsoInstant(raw.trim().replace(civilText, '$1T$2Z'))
  return parsed.ok ? parsed.value : 'bad'
}

/** No database holds a zero byte or half a surrogate pair in a text, and no maker means one. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

export type Fields = Readonly<Record<string, Raw>>

export function isFields(raw: Raw): raw is Fields {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw)
}

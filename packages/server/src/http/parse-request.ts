import { type Instant, parseIsoInstant } from '@bilezik/domain'
import type { z } from 'zod'
import { refuse } from './refusal.ts'

/** Our caller sees at most so many complaints about one request. */
const maxFields = 20

/** Where a text stands that the database cannot hold: a zero byte, or half a surrogate pair. */
function unstorableIn(input: unknown, path: readonly string[]): readonly string[] | undefined {
  if (typeof input === 'string') return input.includes('\0') || !input.isWellFormed() ? path : undefined
  if (typeof input !== 'object' || input === null) return undefined
  for (const [name, value] of Object.entries(input)) {
    const found = unstorableIn(value, [...path, name])
    if (found) return found
  }
  return undefined
}

/** One of the four doors: inside, what comes out of here is trusted. */
export function parsePart(place: 'params' | 'query' | 'body', schema: z.ZodType | undefined, input: unknown): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(input)
  if (parsed.success) {
    // What the contract knows is nested no deeper than the contract; the raw input may be.
    const unstorable = unstorableIn(parsed.data, [place])
    if (unstorable)
      refuse('bad-request', { fields: [{ path: unstorable.join('.'), message: 'a text with a zero byte or half a character' }] })
    return parsed.data
  }
  const fields = parsed.error.issues
    .slice(0, maxFields)
    .map((issue) => ({ path: [place, ...issue.path.map(String)].join('.'), message: issue.message }))
  return refuse('bad-request', { fields })
}

/** The contract has checked the form; what remains are dates such as 31 February and years out of range. */
export function instantOf(text: string, path: string): Instant {
  const parsed = parseIsoInstant(text)
  return parsed.ok ? parsed.value : refuse('bad-request', { fields: [{ path, message: 'not an instant' }] })
}

import { type Instant, parseIsoInstant } from '@bilezik/domain'
import type { z } from 'zod'
import { refuse } from './refusal.ts'

/** Our caller sees at most so many complaints about one request. */
const maxFields = 20

/** One of the four doors: inside, what comes out of here is trusted. */
export function parsePart(place: 'params' | 'query' | 'body', schema: z.ZodType | undefined, input: unknown): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
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

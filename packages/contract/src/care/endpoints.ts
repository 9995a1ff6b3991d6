import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, noContent, pageLimit } from '../fields.ts'

/** What a head found: the signal was a flicker, or staff go and see. */
export const suppressionFindings = ['agrees', 'sends-staff'] as const

export const suppressedSignalSchema = z.object({
  id,
  person: z.object({ id, name: z.string().describe('Family name and initials') }),
  deviceId: id,
  identifier: z.string(),
  signal: z.enum(['strap-open', 'removed']),
  from: instantField.describe('When the signal was given, by the device’s clock'),
  until: instantField.describe('When it was taken for a flicker'),
  readingIds: z.array(z.string()).describe('Of the signal and of its repetitions'),
  reasons: z.array(
    z.object({
      kind: z.enum(['strap-closed', 'worn', 'skin-temperature', 'motion']),
      readingId: z.string(),
      at: instantField,
      celsius: z.number().nullable(),
    }),
  ),
  policy: z.object({ verifyMs: z.number(), mostSuppressed: z.number(), suppressedWithinMs: z.number() }),
  suppressedCount: z.number().int().describe('How many of the person were suppressed within the policy’s time, this one counted'),
  isSuperseded: z.boolean().describe('Later data show that it was none, or that it raised after all'),
  review: z.object({ byName: z.string(), at: instantField, finding: z.enum(suppressionFindings), note: z.string() }).nullable(),
})

export const listSuppressedSignals = endpoint({
  method: 'GET',
  path: '/api/suppressed-signals',
  summary: 'Signals of a strap that a machine took for a flicker: those not reviewed first, oldest first, then the newest',
  permission: 'suppression:review',
  query: z.object({ state: z.enum(['unreviewed', 'all']).default('all'), limit: pageLimit }),
  response: z.object({ signals: z.array(suppressedSignalSchema) }),
  refusals: [],
})

export const reviewSuppressedSignal = endpoint({
  method: 'POST',
  path: '/api/suppressed-signals/:signalId/review',
  summary: 'Say what you find of a suppressed signal; `sends-staff` opens an incident with the signal’s own time',
  permission: 'suppression:review',
  params: z.object({ signalId: id }),
  body: z.object({ finding: z.enum(suppressionFindings), note: z.string().trim().max(2_000) }),
  response: noContent,
  refusals: ['not-found', 'suppression-reviewed', 'order-closed'],
})

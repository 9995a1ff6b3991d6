import { blindCauses } from '@bilezik/domain'
import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import {
  citationSchema,
  dateField,
  instantField,
  maybe,
  numberField,
  remarkField,
  several,
  shortWordsField,
  wordsField,
} from '../../fields.ts'

const minutesField = z.number().int().min(0).max(1_000_000)

/** A policy is the service's own and never wears a law's citation. */
const sourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('law'), citation: citationSchema }),
  z.object({ kind: z.literal('order'), citation: maybe(citationSchema) }),
  z.strictObject({ kind: z.literal('policy') }),
])

/** The hours in which an obligation held, by what the data say of them. */
const obligationSchema = z.object({
  what: wordsField,
  source: sourceSchema,
  keptMinutes: minutesField,
  notKeptMinutes: minutesField,
  unclearMinutes: minutesField,
})

const eventSchema = z
  .object({
    from: instantField,
    until: maybe(instantField),
    what: wordsField,
    /** What an official found, where somebody has looked into it. */
    finding: maybe(wordsField),
  })
  .refine(({ from, until }) => until === null || from <= until, { path: ['until'], message: 'ends before it begins' })

const minuteOfDay = z.number().int().min(0).max(1_440)
const daySchema = z.object({
  on: dateField,
  /** In order, without overlap; where nothing stands nothing was asked. */
  spans: several(z.object({ from: minuteOfDay, until: minuteOfDay, tone: z.enum(['inside', 'outside', 'unknown']) }), 300).refine(
    (spans) => spans.every(({ from, until }, i) => (i === 0 ? 0 : (spans[i - 1]?.until ?? 0)) <= from && from < until),
    { message: 'not in order' },
  ),
})

/** The answer to a request of the body: presence and compliance in a period, as facts. 1369 §9. */
export const informationReportSchema = z
  .object({
    kind: z.literal('information-report'),
    ...envelopeFields,
    addressee: shortWordsField,
    request: z.object({ number: maybe(numberField), receivedAt: instantField, asked: maybe(remarkField) }),
    from: instantField,
    until: instantField,
    /** What came in later is not in it. */
    knownAt: instantField,
    obligations: several(obligationSchema, 60),
    /** Of the zone that presence is told of. */
    zone: maybe(wordsField),
    days: several(daySchema, 366),
    blind: several(
      z.object({ cause: z.enum(blindCauses), times: z.number().int().min(1), minutes: minutesField }),
      blindCauses.length,
    ),
    events: several(eventSchema, 1_000),
  })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'ends before it begins' })
export type InformationReport = z.output<typeof informationReportSchema>

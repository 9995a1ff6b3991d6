import { caseStates, documentKinds } from '@bilezik/domain'
import { z } from 'zod'
import {
  citationSchema,
  instantField,
  maybe,
  nameField,
  numberField,
  several,
  shortWordsField,
  wordsField,
} from '../../fields.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const eventSchema = z.object({
  sequence: z.number().int().min(1),
  /** By the clock of the database: when it was written down. */
  recordedAt: instantField,
  /** When it took effect. */
  at: instantField,
  /** Null: brought over from before there were files. */
  by: maybe(nameField),
  /** `record`, or the step. */
  kind: numberField,
  state: z.enum(caseStates),
  body: z.record(z.string(), z.unknown()),
  citations: several(citationSchema, 100),
})
export type HistoryEvent = z.output<typeof eventSchema>

/**
 * The complete history of an order, for reading on paper. It is an extract and no document of the journal: it has no number
 * and no signature, and names the data (the JSON export) that it shows by their hash.
 */
export const orderHistorySchema = z.object({
  kind: z.literal('order-history'),
  orderId: numberField,
  printedAt: instantField,
  /** Null: given away, and its own name is no longer in scope. */
  organisation: maybe(shortWordsField),
  personName: nameField,
  decision: maybe(z.object({ number: numberField, on: z.iso.date(), body: wordsField })),
  state: z.enum(caseStates),
  /** A file takes 500 (the server's `mostEvents`); what was brought over may be on top. */
  events: several(eventSchema, 1_000),
  documents: several(
    z.object({ number: numberField, kind: z.enum(documentKinds), issuedAt: instantField, by: maybe(nameField), sha256: hash }),
    500,
  ),
  /** Of the JSON export of the same history. */
  jsonSha256: hash,
})
export type OrderHistory = z.output<typeof orderHistorySchema>

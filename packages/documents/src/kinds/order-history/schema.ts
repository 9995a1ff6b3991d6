import { caseStates, documentKinds, permitKinds, signatoryRoles } from '@bilezik/domain'
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

const signatureSchema = z.object({
  role: z.enum(signatoryRoles),
  name: nameField,
  /** `refused`: somebody would not sign, and said why or not. */
  method: z.enum(['drawn', 'scan', 'cms', 'refused']),
  at: instantField,
  reason: maybe(wordsField),
})

const permitSchema = z.object({
  kind: z.enum(permitKinds),
  from: instantField,
  until: instantField,
  givenAt: instantField,
  by: nameField,
  number: numberField,
  revokedAt: maybe(instantField),
})

const deliverySchema = z.object({
  /** Of the paper; null: a file of the order. */
  number: maybe(numberField),
  recipient: z.object({ kk: wordsField, ru: wordsField }),
  /** A channel or a state newer than our words is printed by its code. */
  channel: numberField,
  state: numberField,
  at: instantField,
  receivedAt: maybe(instantField),
  receivedBy: maybe(nameField),
})

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
    z.object({
      number: numberField,
      kind: z.enum(documentKinds),
      issuedAt: instantField,
      by: maybe(nameField),
      sha256: hash,
      signatures: several(signatureSchema, 20),
    }),
    500,
  ),
  permits: several(permitSchema, 1_000),
  deliveries: several(deliverySchema, 5_000),
  /** Of the JSON export of the same history. */
  jsonSha256: hash,
})
export type OrderHistory = z.output<typeof orderHistorySchema>

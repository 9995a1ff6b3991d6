import {
  caseStates,
  deadlineOwners,
  deadlineRules,
  deadlineStates,
  documentKinds,
  languages,
  permitKinds,
  signatoryRoles,
} from '@bilezik/domain'
import { z } from 'zod'
import { deliveryChannels, deliveryStates } from '../deliveries/endpoints.ts'
import { signatureMethods } from '../documents/endpoints.ts'
import { endpoint } from '../endpoint.ts'
import { dateField, id, instantField, localisedField } from '../fields.ts'
import { scheduleSchema } from './rule.ts'

const ofOrder = z.object({ orderId: id })
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const who = z.string().nullable()
const citation = z.object({
  code: z.string(),
  words: z.object({ kk: z.string(), ru: z.string(), en: z.string() }).describe('The same provision in words'),
})

const event = z.object({
  sequence: z.number().int(),
  recordedAt: instantField.describe('By the database’s clock'),
  at: instantField.describe('When it took effect'),
  byName: who.describe('Null: brought over from before there were files'),
  kind: z.string().describe('`record`, or the step'),
  state: z.enum(caseStates).describe('After it'),
  body: z.record(z.string(), z.unknown()).describe('Whole, as it was recorded'),
  citations: z.array(citation),
})

const document = z.object({
  id,
  kind: z.enum(documentKinds),
  language: z.enum(languages),
  number: z.string(),
  issuedAt: instantField,
  issuedByName: who,
  pdfSha256: hash,
  replacesId: id.nullable(),
  signatures: z
    .array(
      z.object({
        role: z.enum(signatoryRoles),
        name: z.string(),
        method: z.enum(signatureMethods),
        signedAt: instantField,
        recordedByName: who,
        reason: z.string().nullable().describe('Of a refusal'),
        witnesses: z.array(z.string()),
      }),
    )
    .describe('In the order in which they were recorded; a refusal is one of them'),
})

const permit = z.object({
  kind: z.enum(permitKinds),
  lineageIds: z.array(id).describe('The conditions that it lifts'),
  from: instantField,
  until: instantField,
  schedule: scheduleSchema.nullable(),
  givenAt: instantField,
  givenBy: z.string(),
  documentNumber: z.string(),
  revokedAt: instantField.nullable(),
  revokedReason: z.string().nullable(),
})

const delivery = z.object({
  what: z.string(),
  documentId: id.nullable(),
  fileId: id.nullable(),
  recipientName: z.object({ kk: z.string(), ru: z.string() }),
  channel: z.enum(deliveryChannels),
  state: z.enum(deliveryStates),
  reason: z.string().nullable().describe('Why somebody gave it up; null: nobody did'),
  askedAt: instantField,
  askedByName: who,
  receivedAt: instantField.nullable(),
  receivedBy: who,
})

const deadline = z.object({
  rule: z.enum(deadlineRules),
  dueAt: instantField,
  owedBy: z.enum(deadlineOwners),
  state: z.enum(deadlineStates),
  metAt: instantField.nullable(),
  citation: citation.nullable(),
})

/** What was done beside the steps: the same in the export and on the screen. */
export const besideSteps = {
  documents: z.array(document).describe('Issued ones alone, in order of issuing'),
  permits: z.array(permit).describe('By the beginning of what they lift'),
  deliveries: z.array(delivery),
}

/** Of the canonical form: keys in the order of their code units, no blanks, UTF-8. The same history gives the same bytes. */
export const historyHashHeader = 'x-content-sha256'
export const historyFormat = 'bilezik-order-history/1'

export const orderHistoryExportSchema = z.object({
  format: z.literal(historyFormat).describe('A change that a reader would notice makes it `/2`'),
  order: z.object({ id, state: z.enum(caseStates) }),
  person: z.object({ id, name: z.string() }),
  organisation: z.object({ id, name: localisedField.nullable().describe('Null: out of scope since the file was given away') }),
  decision: z
    .object({ number: z.string(), decidedOn: dateField, decidedHour: z.string().nullable(), body: z.string() })
    .nullable()
    .describe('The latest recorded; the earlier ones stand among the events'),
  events: z.array(event).describe('In the order in which they were recorded'),
  ...besideSteps,
  deadlines: z.array(deadline),
})
export type OrderHistoryExport = z.output<typeof orderHistoryExportSchema>

export const exportOrderHistoryJson = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/history.json',
  summary:
    'The complete history of an order as one file in a stable form; the header x-content-sha256 is the SHA-256 of its bytes, and the same history gives the same bytes',
  permission: 'person:read',
  readsLocation: true,
  params: ofOrder,
  response: orderHistoryExportSchema,
  refusals: ['not-found'],
})

export const exportOrderHistoryPdf = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/history.pdf',
  summary: 'The same history as one PDF in words; it names the SHA-256 of the JSON file. An extract: it is not in the journal',
  permission: 'person:read',
  readsLocation: true,
  givesBytes: true,
  params: ofOrder,
  query: z.object({ language: z.enum(languages).default('kk') }),
  response: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  refusals: ['not-found', 'document-refused', 'renderer-unavailable'],
})

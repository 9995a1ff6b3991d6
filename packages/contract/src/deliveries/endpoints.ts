import { documentKinds, languages } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, id, instantField, nameField, noContent, pageLimit } from '../fields.ts'

export const deliveryChannels = ['email', 'webhook', 'print'] as const
export type DeliveryChannel = (typeof deliveryChannels)[number]

/**
 * `unclear`: the other side may or may not have it, and only a person can find out. `delivered`: somebody received it, by name.
 * `failed`: the other side refused it. `given-up`: nobody could be reached, or somebody decided so.
 */
export const deliveryStates = ['queued', 'sending', 'sent', 'delivered', 'failed', 'unclear', 'given-up'] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const attemptOutcomes = ['accepted', 'rejected', 'not-sent', 'unclear'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]

const shortText = z.string().trim().min(1).max(300)
const recipientName = z.object({ kk: z.string().trim().min(1).max(200), ru: z.string().trim().min(1).max(200) })

const addresses = {
  name: recipientName,
  email: z.email().max(254).nullable(),
  webhookUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  dutyUnit: shortText.nullable().describe('Whom to call, and where'),
  postalAddress: shortText.nullable().default(null).describe('Where a paper is handed over'),
}

const recipientSchema = z.object({ id, organisationId: id, ...addresses, isRetired: z.boolean() })
export type Recipient = z.output<typeof recipientSchema>

export const listRecipients = endpoint({
  method: 'GET',
  path: '/api/recipients',
  summary: 'The address book: bodies, courts, health institutions that papers go to',
  permission: 'organisation:read',
  response: z.object({ recipients: z.array(recipientSchema) }),
  refusals: [],
})

export const addRecipient = endpoint({
  method: 'POST',
  path: '/api/recipients',
  summary: 'Put somebody into the address book; the secret of a webhook is told here and never again',
  permission: 'order:change',
  body: z.object({ organisationId: id, ...addresses }),
  response: created.extend({ webhookSecret: z.string().nullable() }),
  refusals: ['not-found', 'receiver-not-allowed'],
})

export const changeRecipient = endpoint({
  method: 'PUT',
  path: '/api/recipients/:recipientId',
  summary: 'Correct an entry of the address book, or retire it; what was sent keeps the address it went to',
  permission: 'order:change',
  params: z.object({ recipientId: id }),
  body: z.object({ ...addresses, isRetired: z.boolean() }),
  response: z.object({ webhookSecret: z.string().nullable().describe('Told when there was none before') }),
  refusals: ['not-found', 'receiver-not-allowed'],
})

export const rotateSecret = endpoint({
  method: 'POST',
  path: '/api/recipients/:recipientId/secret',
  summary: 'A new secret for a webhook, told here and never again; from now on the former one signs nothing',
  permission: 'order:change',
  params: z.object({ recipientId: id }),
  response: z.object({ webhookSecret: z.string() }),
  refusals: ['not-found'],
})

const attemptSchema = z.object({
  number: z.number().int().positive(),
  beganAt: instantField,
  endedAt: instantField.nullable(),
  outcome: z.enum(attemptOutcomes).nullable(),
  detail: z.string().nullable().describe('What the other side said'),
  byName: z.string().nullable().describe('Who asked for it again; null: the server by itself'),
})

const deliverySchema = z.object({
  id,
  orderId: id,
  personId: id,
  personName: z.string(),
  organisationId: id,
  fileId: id.nullable(),
  documentId: id.nullable(),
  documentKind: z.enum(documentKinds).nullable(),
  documentNumber: z.string().nullable(),
  what: z.string().describe('Its name'),
  recipientId: id.nullable().describe('Null: in no address book'),
  recipientName,
  channel: z.enum(deliveryChannels),
  address: z.string().nullable().describe('As it was when it was sent; null: handed over, and no address is known'),
  state: z.enum(deliveryStates),
  askedAt: instantField,
  askedByName: z.string().nullable().describe('Null: the server, by what it was told to do'),
  nextAt: instantField.nullable().describe('When it is tried again'),
  receivedBy: z.string().nullable(),
  receivedAt: instantField.nullable(),
  proofFileId: id.nullable(),
  reason: z.string().nullable().describe('Why it was given up'),
  attempts: z.array(attemptSchema),
})
export type Delivery = z.output<typeof deliverySchema>

const typedName = z.string().trim().min(1).max(200)

/** An entry of the address book, or somebody who is in none. */
export const addresseeSchema = z.union([
  z.object({ recipientId: id, channel: z.enum(deliveryChannels) }),
  z.object({
    typed: z.discriminatedUnion('channel', [
      z.object({ channel: z.literal('email'), name: typedName, address: z.email().max(254) }),
      z.object({ channel: z.literal('print'), name: typedName, address: shortText.nullable() }),
    ]),
  }),
])
export type Addressee = z.output<typeof addresseeSchema>

export const sendPaper = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/deliveries',
  summary: 'Send a paper of the case file to one or several: each is a delivery of its own, and all of them stand or none',
  permission: 'order:prepare',
  params: z.object({ orderId: id }),
  body: z
    .object({
      fileId: id.nullable().default(null),
      documentId: id.nullable().default(null).describe('An issued document'),
      to: z.array(addresseeSchema).min(1).max(10),
    })
    .refine(({ fileId, documentId }) => (fileId === null) !== (documentId === null), { message: 'either a file or a document' }),
  response: z.object({ ids: z.array(id) }),
  refusals: ['not-found', 'no-such-address'],
})

export const listDeliveries = endpoint({
  method: 'GET',
  path: '/api/deliveries',
  summary: 'What was sent, the latest first: of one order, or of everything in your scope that waits for a person',
  permission: 'person:read',
  query: z.object({
    orderId: id.optional(),
    isStuck: z.enum(['true']).optional().describe('Only failed, unclear, given up by the server, or to be handed over'),
    isOpen: z.enum(['true']).optional().describe('Those, and what has not left yet'),
    organisationId: id.optional(),
    sort: z.enum(['latest', 'oldest']).default('latest'),
    limit: pageLimit,
  }),
  response: z.object({ deliveries: z.array(deliverySchema) }),
  refusals: [],
})

export const countDeliveries = endpoint({
  method: 'GET',
  path: '/api/delivery-counts',
  summary: 'How much of what is sent in your scope needs a person, and how much has not left yet',
  permission: 'person:read',
  response: z.object({
    stuck: z.number().int().describe('Failed, unclear, or given up by the server'),
    toHandOver: z.number().int().describe('Printed papers whose receipt is not noted yet'),
    unsent: z.number().int(),
    oldestUnsentAt: instantField.nullable(),
  }),
  refusals: [],
})

export const getCoverSheet = endpoint({
  method: 'GET',
  path: '/api/deliveries/:deliveryId/cover.pdf',
  summary:
    'What lies on top of papers that are handed over: the addressee, the list of all that wait for them, room for the receipt',
  permission: 'order:prepare',
  givesBytes: true,
  params: z.object({ deliveryId: id }),
  query: z.object({ language: z.enum(languages).default('kk') }),
  response: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  refusals: ['not-found', 'document-refused', 'renderer-unavailable'],
})

export const resendDelivery = endpoint({
  method: 'POST',
  path: '/api/deliveries/:deliveryId/attempts',
  summary: 'Try again, on the word of whoever asks: also where it is unclear whether the other side has it',
  permission: 'order:prepare',
  params: z.object({ deliveryId: id }),
  body: z.object({ reason: shortText }),
  response: noContent,
  refusals: ['not-found', 'delivery-not-there'],
})

export const settleDelivery = endpoint({
  method: 'POST',
  path: '/api/deliveries/:deliveryId/outcome',
  summary: 'Say what became of it: it arrived after all, somebody received it, or it is given up',
  permission: 'order:prepare',
  params: z.object({ deliveryId: id }),
  body: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('arrived'), reason: shortText.describe('How that is known') }),
    z.object({
      outcome: z.literal('delivered'),
      receivedBy: nameField.describe('Name and position of who received it'),
      receivedAt: instantField,
      proofFileId: id.nullable().describe('A file of this case: a stamped copy, a receipt'),
    }),
    z.object({ outcome: z.literal('given-up'), reason: shortText }),
  ]),
  response: noContent,
  refusals: ['not-found', 'delivery-not-there', 'case-record-impossible'],
})

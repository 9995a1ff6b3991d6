import { documentKinds, documentStates, languages, signatoryRoles } from '@bilezik/domain'
import { z } from 'zod'
import { addresseeSchema } from '../deliveries/endpoints.ts'
import { endpoint } from '../endpoint.ts'
import { created, dateField, id, instantField, localisedField, noContent, requestIdField } from '../fields.ts'
import { electronicSignatureSchema } from '../signing/endpoints.ts'
import { askedSchema } from './asked.ts'
import { toldSchema } from './told.ts'

const ofOrder = z.object({ orderId: id })
const ofDocument = z.object({ documentId: id })
const phone = z
  .string()
  .trim()
  .regex(/^[+\d][\d ()-]{3,48}$/)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** A drawn signature in each of twelve places. */
const mostAskedBytes = 4 * 1024 * 1024

/** A fact without which a document is not drawn up: who has to bring it, and the provision that asks for it. */
export const missingFactSchema = z.object({
  code: z.string(),
  citation: z.string().nullable(),
  owedBy: z.enum(['body', 'subdivision', 'head', 'court', 'controlling-service', 'administrator']),
})

export const signatureMethods = ['drawn', 'scan', 'cms', 'refused'] as const

const signatureSchema = z.object({
  id,
  role: z.enum(signatoryRoles),
  name: z.string(),
  method: z.enum(signatureMethods),
  signedAt: instantField,
  recordedByName: z.string().nullable(),
  mediaType: z.string().nullable(),
  reason: z.string().nullable().describe('Of a refusal, as it was told'),
  witnesses: z.array(z.string()).describe('Of a refusal: who saw it'),
  certificate: z
    .object({
      subject: z.string(),
      issuer: z.string(),
      serial: z.string(),
      iin: z.string().nullable(),
      validUntil: instantField.nullable(),
      stampedAt: instantField.nullable().describe('By the time stamp in it, where it has one'),
    })
    .nullable()
    .describe('Of a qualified signature, as the service told that checked it'),
})

/** `waiting`: an electronic signature is there that nobody has checked yet; it does not count until it is. */
export const placeStates = ['open', 'waiting', 'signed', 'refused'] as const

const placeSchema = z.object({
  role: z.enum(signatoryRoles),
  name: z.string().nullable().describe('Null: whoever signs there writes it'),
  state: z.enum(placeStates),
  signatureId: id.nullable().describe('Null: none, or it stands on the paper itself'),
})

export const documentSchema = z.object({
  id,
  orderId: id,
  kind: z.enum(documentKinds),
  language: z.enum(languages),
  state: z.enum(documentStates),
  number: z.string().nullable().describe('`15/2026`; null: a draft'),
  shortHash: z.string().nullable(),
  pdfSha256: z.string().nullable(),
  drawnUpAt: instantField,
  drawnUpByName: z.string().nullable(),
  issuedAt: instantField.nullable(),
  issuedByName: z.string().nullable(),
  replacesId: id.nullable(),
  replacedById: id.nullable(),
  places: z.array(placeSchema).describe('Who has to sign, in the order of the paper; it is signed when all of them have'),
  signatures: z.array(signatureSchema),
  electronic: z.array(electronicSignatureSchema).describe('Electronic signatures that were handed in, the latest first'),
  asked: askedSchema.nullable().describe('Of a draft: what its author added'),
})
export type DocumentEntry = z.output<typeof documentSchema>

export const listDocuments = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/documents',
  summary: 'The papers of an order, and which can be drawn up now: what is missing for the others, and who owes it',
  permission: 'person:read',
  params: ofOrder,
  response: z.object({
    documents: z.array(documentSchema),
    issuable: z.array(
      z.object({
        kind: z.enum(documentKinds),
        missing: z.array(missingFactSchema).describe('Empty: it can be drawn up'),
        isHeadOnly: z.boolean(),
        language: z.enum(languages).describe('The one proposed'),
      }),
    ),
    kit: z.array(
      z.object({
        deviceId: id,
        model: z.string(),
        serial: z.string(),
        role: z.string(),
        returnedAt: instantField.nullable(),
      }),
    ),
    told: toldSchema.describe('What the order’s facts tell already, for a form to ask only for the rest'),
    electronicSigning: z.object({
      isSetUp: z.boolean(),
      isBinKnown: z.boolean().describe('Without the organisation’s BIN no certificate that names one is taken'),
      isIinKnown: z.boolean().describe('Without your IIN nobody could tell whether a certificate is yours'),
    }),
    personName: z.string().describe('In full, as it stands on papers'),
    contacts: z.object({ phone: z.string().nullable() }),
  }),
  refusals: ['not-found'],
})

export const previewDocument = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/documents/preview',
  summary: 'Draw a document up as it would be issued; nothing is stored and no number is used',
  permission: 'order:prepare',
  mostBodyBytes: mostAskedBytes,
  params: ofOrder,
  body: z.object({ document: askedSchema }),
  response: z.object({
    picture: z.string().describe('SVG: its pages, one below the other'),
    number: z.string().describe('The one it would get now'),
    digest: hash.describe('Of all it says but number and time: hand it in on issuing, and what was read is what is issued'),
    addressee: z.string().nullable().describe('Whom it names as the one it goes to; null: it stays, or is handed to the person'),
  }),
  refusals: ['not-found', 'document-facts-missing', 'document-refused', 'document-too-many', 'renderer-unavailable'],
})

export const saveDraft = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/documents/drafts',
  summary: 'Keep a document as a draft, for whoever may issue it',
  permission: 'order:prepare',
  mostBodyBytes: mostAskedBytes,
  params: ofOrder,
  body: z.object({ document: askedSchema }),
  response: created,
  refusals: ['not-found', 'document-refused', 'document-too-many'],
})

export const discardDraft = endpoint({
  method: 'DELETE',
  path: '/api/documents/:documentId',
  summary: 'Throw a draft away; an issued document is never deleted',
  permission: 'order:prepare',
  params: ofDocument,
  response: noContent,
  refusals: ['not-found', 'document-issued'],
})

export const issueDocument = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/documents',
  summary: 'Issue a document: it gets its number and never changes again',
  permission: 'order:prepare',
  mostBodyBytes: mostAskedBytes,
  params: ofOrder,
  body: z.object({
    document: askedSchema,
    digest: hash.nullable().default(null).describe('Of the preview that was read'),
    draftId: id.nullable().default(null).describe('The draft that becomes it'),
    to: z.array(addresseeSchema).max(10).default([]).describe('Sent to them as soon as it is issued; both stand or neither'),
    requestId: requestIdField,
  }),
  response: z.object({ id, number: z.string(), shortHash: z.string(), pdfSha256: hash }),
  refusals: [
    'not-found',
    'no-such-address',
    'document-facts-missing',
    'document-refused',
    'document-changed',
    'document-head-only',
    'document-issued',
    'document-too-many',
    'case-file-full',
    'renderer-unavailable',
  ],
})

export const getDocumentPdf = endpoint({
  method: 'GET',
  path: '/api/documents/:documentId/pdf',
  summary: 'An issued document, byte by byte as it was issued',
  permission: 'person:read',
  readsLocation: true,
  givesBytes: true,
  params: ofDocument,
  response: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  refusals: ['not-found'],
})

const signatory = {
  role: z.enum(signatoryRoles),
  name: z.string().trim().min(1).max(300),
  pdfSha256: hash.describe('Of the bytes that the signatory has read'),
  signedAt: instantField
    .optional()
    .describe('By the clock of the phone or tablet, where it waited for a connection; held between the issue and now'),
  requestId: id.optional().describe('Sent again with the same one, it is one signature'),
}

export const signDocument = endpoint({
  method: 'POST',
  path: '/api/documents/:documentId/signatures',
  summary:
    'Add a signature to an issued document: drawn on the screen, a scan of the signed paper, or that somebody would not sign',
  permission: 'order:prepare',
  mostBodyBytes: 512 * 1024,
  params: ofDocument,
  body: z.discriminatedUnion('method', [
    z.object({ method: z.literal('drawn'), ...signatory, image: z.base64().max(270_000).describe('A PNG') }),
    z.object({ method: z.literal('scan'), ...signatory, fileId: id.describe('A file of the same order') }),
    z.object({
      method: z.literal('refused'),
      ...signatory,
      reason: z.string().trim().min(1).max(1_000).describe('As it was told, or that none was'),
      witnesses: z.array(z.string().trim().min(1).max(300)).max(5).default([]).describe('Who saw it; no provision asks for them'),
    }),
  ]),
  response: created,
  refusals: ['not-found', 'document-refused', 'document-changed', 'document-too-many', 'case-file-full'],
})

export const checkDocument = endpoint({
  method: 'GET',
  path: '/api/check/:code',
  summary: 'Whether a paper with this code was issued and still stands; tells nothing of anybody',
  permission: 'public',
  params: z.object({
    code: z
      .string()
      .max(40)
      .regex(/^[0-9A-Za-z -]+$/),
  }),
  response: z.object({
    number: z.string(),
    issuedOn: dateField.describe('In Kazakhstan'),
    kind: z.enum(documentKinds),
    organisation: localisedField,
    stands: z.boolean().describe('False: another document stands in its place'),
    replacedBy: z.string().nullable().describe('The number of the other one'),
    pdfSha256: hash.describe('Of the file as it was issued, to compare with the file at hand'),
  }),
  refusals: ['not-found'],
})

export const getContacts = endpoint({
  method: 'GET',
  path: '/api/organisations/:organisationId/contacts',
  summary: 'What is printed at the head of an organisation’s papers besides its name',
  permission: 'organisation:read',
  params: z.object({ organisationId: id }),
  response: z.object({
    place: localisedField.nullable(),
    address: localisedField.nullable(),
    phone: z.string().nullable(),
    bin: z.string().nullable(),
  }),
  refusals: ['not-found'],
})

export const putContacts = endpoint({
  method: 'PUT',
  path: '/api/organisations/:organisationId/contacts',
  summary: 'Set what is printed at the head of an organisation’s papers; those issued before stay as they are',
  permission: 'organisation:contacts',
  params: z.object({ organisationId: id }),
  body: z.object({
    place: localisedField.nullable(),
    address: localisedField.nullable(),
    phone: phone.nullable(),
    bin: z
      .string()
      .max(40)
      .nullable()
      .optional()
      .describe('That certificates of its officials name, as it is typed; absent: as it was'),
  }),
  response: noContent,
  refusals: ['not-found', 'bin-invalid'],
})

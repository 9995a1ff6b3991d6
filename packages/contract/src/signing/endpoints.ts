import { signatoryRoles } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, noContent } from '../fields.ts'

/** Why an electronic signature does not count; the first line says why it could not be checked yet, and is tried again. */
export const signingCodes = [
  ...(['service-away', 'service-unclear', 'revocation-unknown'] as const),
  'unreadable',
  'not-detached',
  'several-signers',
  'other-document',
  'not-valid',
  'untrusted',
  'expired',
  'expired-meanwhile',
  'revoked',
  'authentication-key',
  'no-signing-key',
  'certificate-without-iin',
  'other-person',
  'organisation-unknown',
  'other-organisation',
  'signed-meanwhile',
  'never-checked',
] as const
export type SigningCode = (typeof signingCodes)[number]

export const signingStates = ['waiting', 'accepted', 'refused'] as const

/** A detached CMS has some kilobytes; with a time stamp and a chain of certificates a few dozen. */
export const mostCmsBytes = 256 * 1024

/** The letters round up to three bytes: two bytes too many would still fit. */
const bytesIn = (base64: string) => (base64.length / 4) * 3 - (/=*$/.exec(base64)?.[0].length ?? 0)

/** Of an electronic signature that was handed in, whatever became of it. */
export const electronicSignatureSchema = z.object({
  id,
  role: z.enum(signatoryRoles),
  name: z.string(),
  state: z.enum(signingStates),
  code: z.enum(signingCodes).nullable(),
  submittedAt: instantField,
})

const ofDocument = z.object({ documentId: id })

export const signElectronically = endpoint({
  method: 'POST',
  path: '/api/documents/:documentId/electronic-signatures',
  summary:
    'Hand in your own qualified signature of an issued document: a detached CMS. It counts once the NCANode service has checked it',
  permission: 'order:prepare',
  mostBodyBytes: Math.ceil(mostCmsBytes / 3) * 4 + 10_000,
  params: ofDocument,
  body: z.object({
    role: z.enum(signatoryRoles),
    pdfSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('Of the bytes that were signed'),
    cms: z
      .base64()
      .min(4)
      .max(Math.ceil(mostCmsBytes / 3) * 4)
      .refine((text) => bytesIn(text) <= mostCmsBytes, 'too large'),
  }),
  response: z.object({ id, state: z.enum(signingStates), code: z.enum(signingCodes).nullable() }),
  refusals: [
    'not-found',
    'document-refused',
    'document-changed',
    'document-too-many',
    'signing-not-set-up',
    'signing-iin-unknown',
  ],
})

export const getSignatureCms = endpoint({
  method: 'GET',
  path: '/api/documents/:documentId/signatures/:signatureId/cms',
  summary: 'A qualified signature as it was made: anybody can check it against the PDF without us',
  permission: 'person:read',
  givesBytes: true,
  params: ofDocument.extend({ signatureId: id }),
  response: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  refusals: ['not-found'],
})

export const putUserIin = endpoint({
  method: 'PUT',
  path: '/api/users/:userId/iin',
  summary: 'Say whose certificate the signatures of an account have to bear',
  permission: 'user:change',
  params: z.object({ userId: id }),
  body: z.object({
    iin: z.string().max(40).nullable().describe('As it is typed; null: not known any more'),
  }),
  response: noContent,
  refusals: ['not-found', 'iin-invalid'],
})

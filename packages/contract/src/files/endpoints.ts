import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField } from '../fields.ts'

/** What may lie in a case file; told from the bytes, never from a name or a declared type. */
export const fileKinds = ['pdf', 'jpeg', 'png', 'tiff', 'heic', 'cms'] as const
export type FileKind = (typeof fileKinds)[number]

/** `unscanned`: no scanner is set, or it was away and the installation takes files nevertheless. */
export const scanStates = ['clean', 'unscanned'] as const
export type ScanState = (typeof scanStates)[number]

/** `identity-copy`, `medical`, `photo`, `document:<id>`: what a file shows or proves. */
const belongsToField = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}(:[0-9a-f-]{36})?$/)
  .describe('The piece of the package, the kind of record, or a kind with the id of what it belongs to')

const caseFileFileSchema = z.object({
  id,
  name: z.string(),
  kind: z.enum(fileKinds),
  belongsTo: z.string().nullable(),
  sizeBytes: z.number().int().positive(),
  sha256: z.string().describe('Hexadecimal'),
  scan: z.enum(scanStates),
  receivedAt: instantField,
  byName: z.string().nullable(),
})
export type CaseFileFile = z.output<typeof caseFileFileSchema>

export const fileLimitsSchema = z.object({
  kinds: z.array(z.enum(fileKinds)),
  mostBytesAFile: z.number().int().positive(),
  mostFilesAnOrder: z.number().int().positive(),
  mostBytesAnOrder: z.number().int().positive(),
})
export type FileLimits = z.output<typeof fileLimitsSchema>

const ofOrder = z.object({ orderId: id })

export const uploadFile = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/files',
  summary:
    'Put a file into a case file. What it is is told from its bytes; the same bytes sent again for the same thing are one file',
  permission: 'order:prepare',
  params: ofOrder,
  query: z.object({ name: z.string().trim().min(1).max(300), belongsTo: belongsToField.optional() }),
  takesBytes: true,
  response: caseFileFileSchema,
  refusals: [
    'not-found',
    'file-too-large',
    'file-kind-refused',
    'file-damaged',
    'file-infected',
    'too-many-files',
    'upload-too-slow',
    'uploads-busy',
    'scanner-away',
  ],
})

export const listFiles = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/files',
  summary: 'The files of a case file, in the order of their receipt, and what may be added',
  permission: 'person:read',
  params: ofOrder,
  response: z.object({ files: z.array(caseFileFileSchema), limits: fileLimitsSchema }),
  refusals: ['not-found'],
})

export const getFileLimits = endpoint({
  method: 'GET',
  path: '/api/file-limits',
  summary: 'What may be put into a case file, for a form whose file is not stored yet',
  permission: 'person:read',
  response: fileLimitsSchema,
  refusals: [],
})

export const downloadFile = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/files/:fileId',
  summary: 'The bytes of a file, as they came; each download stands in the log',
  permission: 'person:read',
  params: z.object({ orderId: id, fileId: id }),
  givesBytes: true,
  response: z.object({}),
  refusals: ['not-found'],
})

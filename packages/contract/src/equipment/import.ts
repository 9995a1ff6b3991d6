import { equipmentClasses } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id } from '../fields.ts'

/** Of the file itself; in base64 it is a third longer. */
export const mostImportBytes = 2 * 1024 * 1024
export const mostImportRows = 5_000

/** What a file's columns can tell; the headings of each, in three languages, are the server's to know. */
export const importColumns = [
  'equipmentClass',
  'model',
  'protocol',
  'identifier',
  'serialNumber',
  'inventoryNumber',
  'iccid',
  'simOperator',
  'firmware',
  'valueTenge',
  'location',
  'holder',
] as const
export type ImportColumn = (typeof importColumns)[number]

export const rowProblems = [
  'missing',
  'unknown-word',
  'wrong-form',
  'too-long',
  'rounded',
  'signing-device',
  'twice-in-file',
  'taken',
] as const
export type RowProblem = (typeof rowProblems)[number]

export const importEquipment = endpoint({
  method: 'POST',
  path: '/api/equipment-import',
  summary: 'Read a CSV or XLSX file of equipment: first what each row would do, then all of it at once',
  permission: 'device:change',
  mostBodyBytes: 3 * 1024 * 1024,
  body: z.object({
    organisationId: id.describe('Into whose stock'),
    content: z.base64().max(Math.ceil(mostImportBytes / 3) * 4),
    takeDigest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .describe('Null: a dry run. The `digest` of the dry run: take this very file, all of it or nothing'),
  }),
  response: z.object({
    digest: z.string(),
    columns: z.array(z.enum(importColumns)).describe('Those that were found'),
    unknownHeadings: z.array(z.string()).describe('Columns that nothing is read from'),
    counts: z.object({ add: z.number().int(), present: z.number().int(), wrong: z.number().int() }),
    rows: z.array(
      z.object({
        line: z.number().int().describe('In the file, its headings being 1'),
        outcome: z.enum(['add', 'present', 'wrong']).describe('`present`: registered already, nothing is changed'),
        equipmentClass: z.enum(equipmentClasses).nullable(),
        model: z.string(),
        identifier: z.string(),
        problems: z.array(z.object({ column: z.enum(importColumns), problem: z.enum(rowProblems), value: z.string() })),
      }),
    ),
    isTaken: z.boolean(),
  }),
  refusals: ['not-found', 'import-unreadable', 'import-refused'],
})

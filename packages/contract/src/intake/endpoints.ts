import { caseStates } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, dateField, id, instantField, noContent, pageLimit, requestIdField } from '../fields.ts'
import { caseFileSchema, impossibleSchema } from './case-file.ts'
import { decisionSchema, recordSchema } from './facts.ts'

/** A package of some hundred papers, told piece by piece by another system. */
const atMostRecords = 200

export const openCaseFile = endpoint({
  method: 'POST',
  path: '/api/persons/:personId/case-files',
  summary: 'Record the receipt of a package: a case file, before there is an order to execute',
  permission: 'order:prepare',
  params: z.object({ personId: id }),
  body: z.object({
    organisationId: id.describe('The subdivision that received it'),
    draftId: id
      .optional()
      .describe(
        'Of the form it was entered in: sent again, it answers with the file that it opened, and notes what was changed since',
      ),
    receivedAt: instantField.optional().describe('Now when absent'),
    decision: decisionSchema.omit({ kind: true }).nullable().describe('Null: the package came without it'),
    records: z.array(recordSchema).max(atMostRecords).default([]).describe('What else came with it'),
  }),
  response: created,
  refusals: ['not-found', 'case-record-impossible', 'case-file-full', 'order-closed'],
})

export const judgeDraft = endpoint({
  method: 'POST',
  path: '/api/case-files/draft',
  summary: 'What the law would say of a package as it lies on the desk: missing, late, blocked, impossible. Nothing is stored',
  permission: 'order:prepare',
  changesNothing: true,
  body: z.object({
    birthOn: dateField.nullable().describe('Of the person; null: not known'),
    records: z.array(recordSchema).max(atMostRecords).describe('What is entered so far, the decision among it'),
  }),
  response: caseFileSchema
    .pick({ isMinor: true, owed: true, sendings: true, blocks: true, warnings: true, control: true })
    .extend({ impossible: z.array(impossibleSchema).describe('What could not be stored as it is') }),
  refusals: [],
})

export const listCaseFiles = endpoint({
  method: 'GET',
  path: '/api/case-files',
  summary: 'The case files in your scope, the latest first',
  permission: 'person:read',
  query: z.object({ state: z.enum(caseStates).optional(), personId: id.optional(), limit: pageLimit }),
  response: z.object({
    caseFiles: z.array(
      z.object({
        id,
        personId: id,
        personName: z.string(),
        organisationId: id,
        state: z.enum(caseStates),
        since: instantField,
      }),
    ),
  }),
  refusals: [],
})

export const getCaseFile = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/case-file',
  summary: 'The file of an order: what is recorded, what is missing and who owes it, what is late, what blocks, what comes next',
  permission: 'person:read',
  params: z.object({ orderId: id }),
  response: caseFileSchema,
  refusals: ['not-found'],
})

export const addCaseRecords = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/case-file/records',
  summary: 'Note facts of the file, or correct them: the latest of a kind holds, the earlier ones stay in the history',
  permission: 'order:prepare',
  params: z.object({ orderId: id }),
  body: z.object({ records: z.array(recordSchema).min(1).max(atMostRecords), requestId: requestIdField }),
  response: noContent,
  refusals: ['not-found', 'case-record-impossible', 'case-file-full', 'order-closed'],
})

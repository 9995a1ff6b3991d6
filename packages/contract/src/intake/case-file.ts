import { caseStates, packagePieces, regimes } from '@bilezik/domain'
import { z } from 'zod'
import { id, instantField, latField, lonField } from '../fields.ts'
import { factsSchema } from './facts.ts'

/** Something that the law, or a policy, says of the file; a policy carries no citation. */
export const findingSchema = z.object({
  code: z.string(),
  citation: z.string().nullable(),
  needsLawyer: z.string().nullable().describe('The assumption made where the text is unclear'),
})

export const owedPieceSchema = findingSchema.extend({
  piece: z.string(),
  owedBy: z.string().describe('`body`, `court` or `controlling-service`'),
  blocksAdoption: z.boolean().describe('All else is claimed from whoever owes it, and execution begins'),
  fields: z.array(z.string()).describe('What an incomplete certificate does not tell'),
})

/** 1369 §6: from the decision to the sending; when we received it counts for nothing against the body. */
const sendingSchema = z.object({
  piece: z.enum(packagePieces),
  dueAt: instantField,
  isDecisionHourKnown: z.boolean().describe('False: counted from the end of the day of the decision'),
  sentAt: instantField.nullable(),
  receivedAt: instantField.nullable().describe('Null: not here yet'),
  punctuality: z
    .enum(['in-time', 'late', 'unknown'])
    .nullable()
    .describe('`unknown`: the sending was not noted, and nobody is called late on it; null: neither sent nor received'),
  lateMs: z
    .number()
    .int()
    .min(0)
    .nullable()
    .describe('From the due time to the sending, or to now while nothing was sent; null: not late'),
  citation: z.string().nullable(),
})

/** PEC 19, 24, 163, 171: whom the law puts in charge of keeping this measure. */
const controlSchema = z.object({
  by: z.enum(['subdivision', 'probation-service', 'internal-affairs', 'justice-bodies', 'institution', 'unit-command']),
  stage: z.enum(['pre-trial', 'convicted']),
  citation: z.string(),
})

/** A record that cannot have been so. */
export const impossibleSchema = z.object({
  index: z.number().int().describe('Of the record, as sent'),
  kind: z.string(),
  problem: z.string(),
  citation: z.string().nullable(),
})

export const nextStepSchema = z.object({
  step: z.string(),
  blockedBy: z.array(findingSchema).describe('Empty: it can be done'),
  warnings: z.array(findingSchema),
})

export const caseFileSchema = z.object({
  id: id.describe('Also the id of the order that it becomes'),
  personId: id,
  personName: z.string().describe('Family name and initials'),
  organisationId: id,
  isMinor: z.boolean().nullable().describe('On this day; null: the birth date is not known'),
  state: z.enum(caseStates),
  regime: z.enum(regimes).describe('Under which its obligations are judged'),
  isTakenOver: z.boolean().describe('Recorded when its execution had begun: nothing of its intake is known here'),
  facts: factsSchema,
  control: controlSchema.nullable().describe('Null: no decision is recorded'),
  applicants: z
    .array(z.object({ name: z.string(), protectedPersonId: id.nullable() }))
    .describe('Who applied because of a threat (1369 §20(3)), and which protected person they are'),
  owed: z.array(owedPieceSchema),
  sendings: z.array(sendingSchema),
  blocks: z.array(findingSchema).describe('What keeps the decision from being adopted'),
  warnings: z.array(findingSchema),
  next: z.array(nextStepSchema),
  measuredHome: z
    .object({
      lat: latField,
      lon: lonField,
      accuracyMetres: z.number(),
      movedMetres: z.number().describe('From the centre that was adopted'),
    })
    .nullable()
    .describe('Where the home was measured at the fitting: the execution may begin with its circle around it. Null: it may not'),
  closingGrounds: z.array(z.object({ code: z.string(), citation: z.string() })).describe('The closed list under this measure'),
})
export type CaseFile = z.output<typeof caseFileSchema>

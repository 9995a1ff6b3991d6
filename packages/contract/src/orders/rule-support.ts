import { leaveKinds, regimes, territoryLevels } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { dateField, id, instantField } from '../fields.ts'

const supportSchema = z.object({
  kind: z.enum(['law', 'order', 'policy']).describe('`order`: by the decision alone, where it says so'),
  citation: z.string().nullable().describe('Null: a policy, which wears no law’s citation'),
  needsLawyer: z.string().nullable().describe('The assumption made where the text is unclear'),
})

export const getRuleSupport = endpoint({
  method: 'GET',
  path: '/api/rule-support',
  summary: 'What supports each kind of condition under a measure; what nothing supports cannot be adopted',
  permission: 'order:prepare',
  query: z.object({ regime: z.enum(regimes) }),
  response: z.object({
    kinds: z.array(
      z.object({
        kind: z.enum(['curfew', 'exclusion', 'distance', 'device-care', 'contact']),
        support: supportSchema.nullable(),
      }),
    ),
    territories: z.array(
      z.object({ level: z.enum(territoryLevels), leave: z.enum(leaveKinds), support: supportSchema.nullable() }),
    ),
    unsupported: z.object({ citation: z.string() }).describe('The provision by which all else is refused'),
  }),
  refusals: [],
})

export const proposeTerm = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/term-proposal',
  summary: 'From when until when the decision would be executed, computed by law from what the file says and the length given',
  permission: 'order:prepare',
  params: z.object({ orderId: id }),
  query: z.object({
    begunOn: dateField.optional().describe('The day from which the law lets the term count; of a convicted person'),
    months: z.coerce.number().int().min(0).max(300).default(0),
    days: z.coerce.number().int().min(0).max(366).default(0),
  }),
  response: z.object({
    regime: z.enum(regimes),
    isPreTrial: z.boolean(),
    begins: z.enum(['decision', 'verdict-received', 'recorded', 'released', 'court-act']).describe('What the term counts from'),
    termFrom: instantField.nullable().describe('Null: what it counts from is not known'),
    termUntil: instantField.nullable().describe('Null: no length is given'),
    citation: z.string().nullable().describe('Null: the decision itself says how long'),
    needsLawyer: z.string().nullable(),
  }),
  refusals: ['not-found', 'step-not-allowed'],
})

import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, noContent } from '../fields.ts'
import { obligationsField, ruleSchema } from '../orders/rule.ts'
import { attendants, changeDecision, note, orderParams, refusedSteps, text } from './fields.ts'

export const varyOrder = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/vary',
  summary: 'A new version of the conditions, or another end of the term, by decision of those entitled to it; what was stays',
  permission: 'order:change',
  // A zone of the most corners, each with a dozen decimals.
  mostBodyBytes: 1024 * 1024,
  params: orderParams,
  body: z.object({
    decision: changeDecision.nullable().describe('Null is refused, with the provision: nothing is varied without a decision'),
    effectiveAt: instantField.optional().describe('Now when absent; never before the decision nor before the last variation'),
    rules: z
      .array(
        z.object({ lineageId: id.nullable().describe('The obligation that it continues; null: a new one'), rule: ruleSchema }),
      )
      .min(1)
      .max(20)
      .describe('All that binds from then on: an obligation that is not named ends'),
    obligations: obligationsField,
    termUntil: instantField.nullable().default(null).describe('Null: the term stays'),
    attendants: attendants.describe('Who stood by when it was explained; a minor’s representatives among them'),
    note,
  }),
  response: noContent,
  refusals: [...refusedSteps, 'term-not-a-period', 'bad-zone', 'condition-unsupported', 'change-out-of-order'],
})

export const proposeVariation = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/variation-proposals',
  summary: 'Propose a variation to the body, which alone decides: nothing changes by it',
  permission: 'order:prepare',
  params: orderParams,
  body: z.object({ proposal: text, reasons: text }),
  response: noContent,
  refusals: refusedSteps,
})

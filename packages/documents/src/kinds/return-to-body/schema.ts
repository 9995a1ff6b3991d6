import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { atLeastOne, citationSchema, instantField, maybe, shortWordsField, wordsField } from '../../fields.ts'

/** What is missing or wrong in the package that the body sent, each with the provision that asks for it: 1369 §6. */
export const returnToBodySchema = z.object({
  kind: z.literal('return-to-body'),
  ...envelopeFields,
  addressee: shortWordsField,
  sentAt: maybe(instantField),
  receivedAt: instantField,
  findings: atLeastOne(z.object({ what: wordsField, owedBy: maybe(wordsField), citation: citationSchema }), 40),
  /** Whether execution waits for it: only a missing decision makes it wait. */
  isExecutionBlocked: z.boolean(),
})
export type ReturnToBody = z.output<typeof returnToBodySchema>

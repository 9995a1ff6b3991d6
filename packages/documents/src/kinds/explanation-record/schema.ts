import { explanationTopics } from '@bilezik/domain'
import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { atLeastOne, instantField, maybe, nameField, remarkField, wordsField } from '../../fields.ts'
import { participantsField } from '../../signature.ts'
import { companionsOf, isAccompanied } from '../minor-presence.ts'

/** The record of what was explained to the person, by whom, in which language and in whose presence. */
export const explanationRecordSchema = z
  .object({
    kind: z.literal('explanation-record'),
    ...envelopeFields,
    explainedFor: z.enum(['body', 'subdivision']),
    explainedAt: instantField,
    explainedBy: nameField,
    explainedIn: wordsField,
    topics: atLeastOne(z.enum(explanationTopics), explanationTopics.length),
    /** The person's own answer. */
    hasUnderstood: z.boolean(),
    isCopyHanded: z.boolean(),
    /** Questions and remarks of the person, as they put them. */
    remarks: maybe(remarkField),
    present: participantsField,
  })
  .refine((record) => isAccompanied(record, record.present, companionsOf[record.explainedFor]), {
    path: ['present'],
    message: 'a minor is told in the presence of those whom the law names',
  })
export type ExplanationRecord = z.output<typeof explanationRecordSchema>

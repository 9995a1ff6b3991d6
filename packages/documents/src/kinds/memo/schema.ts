import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { instantField, maybe, nameField, paperDevicesField, phoneField, wordsField } from '../../fields.ts'
import { participantsField } from '../../signature.ts'
import { companionsOf, isAccompanied } from '../minor-presence.ts'

/** The memo on safety and operation, explained against signature: 1369 §7(3). It adds no obligation to those of the decision. */
export const memoSchema = z
  .object({
    kind: z.literal('memo'),
    ...envelopeFields,
    devices: paperDevicesField,
    /** Where the person calls when something is wrong. */
    contactPhone: phoneField,
    signals: z.enum(['vibration', 'sound', 'vibration-and-sound']),
    chargeMinutes: maybe(z.number().int().min(1).max(1_440)),
    explainedAt: instantField,
    explainedBy: nameField,
    /** The name of the language it was explained in. */
    explainedIn: wordsField,
    present: participantsField,
  })
  .refine((memo) => isAccompanied(memo, memo.present, companionsOf.subdivision), {
    path: ['present'],
    message: 'a minor is told in the presence of a legal representative, a defender or the guardianship authority',
  })
export type Memo = z.output<typeof memoSchema>

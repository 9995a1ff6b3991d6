import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { instantField, maybe, nameField, paperDevicesField, remarkField } from '../../fields.ts'
import { participantsField } from '../../signature.ts'

/** A malfunctioning device is replaced at once; where it cannot be used any further, by other means: 1369 §8(2), §17. */
export const replacementActSchema = z
  .object({
    kind: z.literal('replacement-act'),
    ...envelopeFields,
    because: z.enum(['malfunction', 'further-use-impossible']),
    description: remarkField,
    noticedAt: instantField,
    replacedAt: instantField,
    replacedBy: nameField,
    removed: paperDevicesField,
    fitted: paperDevicesField,
    /** The time without a working device. */
    gap: maybe(z.object({ from: instantField, until: instantField })),
    present: participantsField,
    remarks: maybe(remarkField),
  })
  .refine(({ gap }) => gap === null || gap.from < gap.until, { path: ['gap'], message: 'ends before it begins' })
export type ReplacementAct = z.output<typeof replacementActSchema>

import { replacementCauses } from '@bilezik/domain'
import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { instantField, maybe, nameField, paperDeviceSchema, paperDevicesField, remarkField, several } from '../../fields.ts'
import { participantsField } from '../../signature.ts'

/** A malfunctioning device is replaced at once; where it cannot be used any further, by other means: 1369 §8(2), §17. One is replaced by plan, too. */
export const replacementActSchema = z
  .object({
    kind: z.literal('replacement-act'),
    ...envelopeFields,
    because: z.enum(replacementCauses),
    description: remarkField,
    noticedAt: instantField,
    replacedAt: instantField,
    replacedBy: nameField,
    removed: paperDevicesField,
    /** Empty where no device can be used any further, and other means are taken. */
    fitted: several(paperDeviceSchema, 20),
    /** The time without a working device. */
    gap: maybe(z.object({ from: instantField, until: instantField })),
    present: participantsField,
    remarks: maybe(remarkField),
  })
  .refine(({ gap }) => gap === null || gap.from < gap.until, { path: ['gap'], message: 'ends before it begins' })
export type ReplacementAct = z.output<typeof replacementActSchema>

import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import {
  dateField,
  instantField,
  maybe,
  nameField,
  numberField,
  paperDeviceSchema,
  remarkField,
  several,
  wordsField,
} from '../../fields.ts'
import { participantsField } from '../../signature.ts'
import { endGrounds } from '../end-ground.ts'

/** The end of tracking under an order, on one of the grounds of 1369 §10 (or at the end of the authorised time). */
export const closingActSchema = z
  .object({
    kind: z.literal('closing-act'),
    ...envelopeFields,
    ground: z.enum(endGrounds),
    /** The decision, verdict or record that the ground rests on; the end of a term rests on the order itself. */
    groundDocument: maybe(z.object({ number: numberField, on: dateField, by: wordsField })),
    /** Null: nothing was ever collected. */
    collectionEndedAt: maybe(instantField),
    removedAt: maybe(instantField),
    returned: several(paperDeviceSchema, 20),
    /** Not given back: lost, destroyed, or never brought. */
    notReturned: several(paperDeviceSchema, 20),
    /** Null where nothing came back. */
    storedWith: maybe(nameField),
    present: participantsField,
    remarks: maybe(remarkField),
  })
  .refine(({ returned, storedWith }) => returned.length === 0 || storedWith !== null, {
    path: ['storedWith'],
    message: 'whoever keeps what was given back is named',
  })
export type ClosingAct = z.output<typeof closingActSchema>

import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import {
  dateField,
  instantField,
  maybe,
  nameField,
  numberField,
  paperDevicesField,
  remarkField,
  wordsField,
} from '../../fields.ts'
import { participantsField } from '../../signature.ts'
import { endGrounds } from '../end-ground.ts'

/** The end of tracking under an order, on one of the grounds of 1369 §10 (or at the end of the authorised time). */
export const closingActSchema = z.object({
  kind: z.literal('closing-act'),
  ...envelopeFields,
  ground: z.enum(endGrounds),
  /** The decision, verdict or record that the ground rests on; the end of a term rests on the order itself. */
  groundDocument: maybe(z.object({ number: numberField, on: dateField, by: wordsField })),
  collectionEndedAt: instantField,
  removedAt: maybe(instantField),
  returned: paperDevicesField,
  storedWith: nameField,
  present: participantsField,
  remarks: maybe(remarkField),
})
export type ClosingAct = z.output<typeof closingActSchema>

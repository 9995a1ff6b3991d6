import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { instantField, maybe, nameField, paperDevicesField, remarkField, several, wordsField } from '../../fields.ts'
import { participantsField } from '../../signature.ts'
import { endGrounds } from '../end-ground.ts'

const occasionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fitting') }),
  z.object({
    kind: z.literal('transfer'),
    /** 1369 §11: another body has taken the case, or the verdict has been announced. */
    because: z.enum(['case-taken-over', 'verdict-announced']),
    receivingBody: wordsField,
  }),
  z.object({ kind: z.literal('removal'), ground: z.enum(endGrounds) }),
])

/** The act of receiving and transmitting a device: 1369 §7(2) at the fitting, §11 at a transfer and a removal. */
export const handoverActSchema = z.object({
  kind: z.literal('handover-act'),
  ...envelopeFields,
  occasion: occasionSchema,
  heldAt: instantField,
  handedOverBy: nameField,
  receivedBy: nameField,
  devices: paperDevicesField,
  /** What was tried before signing, and how it came out: position, contact, strap, battery. */
  checks: several(z.object({ what: wordsField, outcome: wordsField }), 20),
  /** How the device is kept from the eyes of others: 1369 §13. */
  concealment: maybe(wordsField),
  present: participantsField,
  remarks: maybe(remarkField),
})
export type HandoverAct = z.output<typeof handoverActSchema>

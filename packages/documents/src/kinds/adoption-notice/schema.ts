import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { instantField, maybe, nameField, numberField, phoneField, several, shortWordsField, wordsField } from '../../fields.ts'

/** To the body, at once after registration: the decision has been adopted for execution. 1369 §7(4). */
export const adoptionNoticeSchema = z.object({
  kind: z.literal('adoption-notice'),
  ...envelopeFields,
  addressee: shortWordsField,
  receivedAt: instantField,
  registeredAt: instantField,
  registrationNumber: numberField,
  fittedAt: maybe(instantField),
  /** What a machine watches, and the obligation of the decision that it rests on. */
  conditions: several(z.object({ what: wordsField, basis: wordsField }), 60),
  responsible: nameField,
  responsiblePhone: maybe(phoneField),
})
export type AdoptionNotice = z.output<typeof adoptionNoticeSchema>

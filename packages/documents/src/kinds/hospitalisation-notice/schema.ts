import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { instantField, maybe, paperDevicesField, phoneField, shortWordsField, wordsField } from '../../fields.ts'

/**
 * That tracking is applied to somebody taken to hospital: 1369 §18. The body gets the whole order; the health institution
 * gets what it needs to treat the person, and neither case, measure nor personal number.
 */
export const hospitalisationNoticeSchema = z.object({
  kind: z.literal('hospitalisation-notice'),
  ...envelopeFields,
  to: z.enum(['body', 'health-institution']),
  addressee: shortWordsField,
  institution: wordsField,
  admittedAt: maybe(instantField),
  learnedAt: instantField,
  devices: paperDevicesField,
  /** Where the institution calls before it takes a device off. */
  contactPhone: phoneField,
})
export type HospitalisationNotice = z.output<typeof hospitalisationNoticeSchema>

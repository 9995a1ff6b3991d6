import { measuresWithoutTracking, regimes, standings } from '@bilezik/domain'
import { z } from 'zod'
import {
  addressField,
  atLeastOne,
  citationSchema,
  dateField,
  instantField,
  maybe,
  nameField,
  numberField,
  phoneField,
  several,
  shortWordsField,
  wordsField,
} from './fields.ts'
import { signatureSchema } from './signature.ts'

const personSchema = z.object({
  fullName: nameField,
  /** Null: not told, and not printed. */
  standing: maybe(z.enum(standings)),
  isMinor: z.boolean(),
  birthOn: maybe(dateField),
  iin: maybe(z.string().regex(/^\d{12}$/)),
  identityDocument: maybe(nameField),
  address: maybe(addressField),
  phone: maybe(phoneField),
})

const orderSchema = z.object({
  number: numberField,
  decidedAt: instantField,
  /** False where the decision names a day and no hour: then none is printed. */
  isHourKnown: z.boolean().default(true),
  /** The body conducting the criminal process; for a convicted person the court. */
  body: wordsField,
  official: maybe(nameField),
  caseNumber: maybe(numberField),
  /** Also one that carries no tracking: such a decision is sent back. */
  regime: z.enum([...regimes, ...measuresWithoutTracking]),
  /** Half-open, as everywhere. */
  termFrom: maybe(instantField),
  termUntil: maybe(instantField),
})

const organisationSchema = z.object({ name: shortWordsField, address: maybe(shortWordsField), phone: maybe(phoneField) })

/** What every document carries, whatever its kind. */
export const envelopeFields = {
  /** Of the organisation's journal: numbers begin anew each year. */
  number: z.object({ sequence: z.number().int().min(1).max(9_999_999), year: z.number().int().min(2024).max(2199) }),
  issuedAt: instantField,
  place: maybe(shortWordsField),
  organisation: organisationSchema,
  person: personSchema,
  order: orderSchema,
  /** What it is drawn up under, at least one provision, in the version in force on the date that governs. */
  citations: atLeastOne(citationSchema, 20),
  /** Where a reader can check the document; the short hash is appended as the last part of the path. */
  checkUrl: maybe(
    z
      .url({ protocol: /^https?$/ })
      .max(200)
      .regex(/^[\x21-\x7e]+$/),
  ),
  signatures: several(signatureSchema, 12),
}

export const envelopeSchema = z.object(envelopeFields)
export type Envelope = z.output<typeof envelopeSchema>

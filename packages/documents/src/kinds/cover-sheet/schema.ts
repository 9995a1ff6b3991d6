import { documentKinds } from '@bilezik/domain'
import { z } from 'zod'
import {
  addressField,
  instantField,
  maybe,
  nameField,
  numberField,
  phoneField,
  shortWordsField,
  wordsField,
} from '../../fields.ts'

/** A document of the journal by its number and day, or a file by its name. */
const enclosedSchema = z.union([
  z.object({ kind: z.enum(documentKinds), number: numberField, issuedAt: instantField }),
  z.object({ name: nameField }),
])
export type Enclosed = z.output<typeof enclosedSchema>

/**
 * What lies on top of papers that are handed over: to whom, which, and where the receipt is signed. It names nobody whom they are
 * about: it is read by everybody whose hands it goes through.
 */
export const coverSheetSchema = z.object({
  kind: z.literal('cover-sheet'),
  deliveryId: numberField,
  printedAt: instantField,
  organisation: z.object({ name: shortWordsField, address: maybe(wordsField), phone: maybe(phoneField) }),
  addressee: nameField,
  address: maybe(addressField),
  enclosed: z.array(enclosedSchema).min(1).max(100).readonly(),
})
export type CoverSheet = z.output<typeof coverSheetSchema>

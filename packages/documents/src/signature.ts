import { signatoryRoles } from '@bilezik/domain'
import { z } from 'zod'
import { instantField, maybe, nameField, several, shortWordsField } from './fields.ts'
import { pngFault } from './layout/png.ts'

/** Base64 of 200 kB: a drawn signature has a tenth of it. */
const mostImageLetters = 270_000

const imageField = z
  .base64()
  .max(mostImageLetters)
  .superRefine((base64, context) => {
    const fault = pngFault(Buffer.from(base64, 'base64'))
    if (fault) context.addIssue({ code: 'custom', message: `the image of a signature is not usable: ${fault}` })
  })

/** A place to sign. Without name, time and image it is an empty line for a pen. */
export const signatureSchema = z.object({
  role: z.enum(signatoryRoles),
  name: maybe(nameField),
  position: maybe(shortWordsField),
  signedAt: maybe(instantField),
  /** A signature drawn on a screen: a PNG in base64. */
  image: maybe(imageField),
  /** Somebody who would not sign: printed as such in the place of a signature. */
  hasRefused: z.boolean().default(false),
})
export type Signature = z.output<typeof signatureSchema>

/** Who was present at something that is recorded. */
export const participantSchema = z.object({ role: z.enum(signatoryRoles), name: nameField })
export type Participant = z.output<typeof participantSchema>
export const participantsField = several(participantSchema, 12)

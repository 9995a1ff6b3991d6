import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { atLeastOne, instantField, maybe, nameField, paperDevicesField, remarkField, several, wordsField } from '../../fields.ts'
import { participantsField } from '../../signature.ts'

const mostTenge = 1_000_000_000

/** Each line is multiplied and the sum made here, so that no paper carries a wrong one. A deduction has a negative price. */
const lineSchema = z.object({
  what: wordsField,
  /** Where the amount comes from: book value, an invoice, wear. */
  basis: wordsField,
  quantity: z.number().int().min(1).max(10_000),
  unitTenge: z.number().int().min(-mostTenge).max(mostTenge),
})

/** Whether it was done on purpose is found by an official, or not found yet. */
const findingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-examined') }),
  z.object({
    kind: z.enum(['intentional', 'not-intentional', 'equipment-fault']),
    official: nameField,
    foundAt: instantField,
    reasons: remarkField,
  }),
])

/** The act of damage, loss or destruction with the computation of what is to be compensated: 1369 §12. */
export const damageActSchema = z.object({
  kind: z.literal('damage-act'),
  ...envelopeFields,
  event: z.enum(['damaged', 'lost', 'destroyed']),
  foundAt: instantField,
  foundBy: nameField,
  circumstances: remarkField,
  /** What the person says to it. */
  personStatement: maybe(remarkField),
  devices: paperDevicesField,
  lines: atLeastOne(lineSchema, 100),
  finding: findingSchema,
  annexes: several(wordsField, 50),
  present: participantsField,
})
export type DamageAct = z.output<typeof damageActSchema>

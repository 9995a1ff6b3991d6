import { deviceRoles } from '@bilezik/domain'
import { z } from 'zod'
import { envelopeFields } from '../../envelope.ts'
import { atLeastOne, instantField, maybe, nameField, remarkField, several, wordsField } from '../../fields.ts'

const choiceSchema = z.object({ name: wordsField, role: z.enum(deviceRoles), model: maybe(nameField), because: wordsField })

/** The head's decision which equipment is fitted, with reasons: 1369 §16, with what §13 asks to be taken into account. */
export const equipmentDecisionSchema = z.object({
  kind: z.literal('equipment-decision'),
  ...envelopeFields,
  decidedBy: nameField,
  decidedAt: instantField,
  /** Obligations, residence, power, coverage, health, age, way of life: what it is and what follows from it. */
  circumstances: atLeastOne(z.object({ what: wordsField, finding: wordsField }), 30),
  concealment: wordsField,
  /** What the system proposed; the head is not bound by it. */
  proposed: several(choiceSchema, 20),
  decided: atLeastOne(choiceSchema, 20),
  reasons: remarkField,
})
export type EquipmentDecision = z.output<typeof equipmentDecisionSchema>

import { damageKinds, replacementCauses } from '@bilezik/domain'
import { z } from 'zod'
import { id, instantField } from '../fields.ts'
import { attendantsField } from '../intake/facts.ts'

const entry = z.number().int().describe('In the history of the order')
const device = z.string().describe('Model and serial number')

/** What the facts of an order tell of the papers that can be drawn up on it. */
export const toldSchema = z.object({
  isMinor: z.boolean().nullable().describe('Null: the birth date is not known'),
  isPreTrial: z.boolean(),
  attendants: attendantsField.describe('Who stood by before, for whoever draws up the next paper to confirm'),
  replacements: z.array(z.object({ entry, at: instantField, because: z.enum(replacementCauses), device })),
  hospitalisations: z.array(z.object({ entry, at: instantField, institution: z.string() })),
  transfers: z.array(z.object({ entry, at: instantField, receivingBody: z.string() })),
  damages: z.array(
    z.object({
      entry,
      kind: z.enum(damageKinds),
      foundAt: instantField,
      device,
      valueTenge: z.number().int().nullable().describe('As recorded in the register'),
      hasClaim: z.boolean().describe('Its computation stands'),
    }),
  ),
  requests: z.array(
    z.object({
      id,
      number: z.string(),
      askedBy: z.string(),
      receivedAt: instantField,
      from: instantField.nullable(),
      until: instantField.nullable(),
    }),
  ),
  closing: z
    .object({ ground: z.string(), documentNumber: z.string().nullable(), closedAt: instantField, body: z.string().nullable() })
    .nullable(),
  stillOut: z.array(z.object({ deviceId: id, device })).describe('Neither back nor recorded as lost'),
  executingSince: instantField.nullable(),
})

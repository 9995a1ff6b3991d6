import { explanationTopics, languages, signatoryRoles, standings } from '@bilezik/domain'
import { z } from 'zod'
import { dateField, id, instantField } from '../fields.ts'
import { costLine } from '../changes/damage.ts'
import { attendantsField } from '../intake/facts.ts'

const name = z.string().trim().min(1).max(300)
const words = z.string().trim().min(1).max(4_000)
const number = z.string().trim().min(1).max(100)
const ground = z.string().regex(/^[a-z-]{1,50}$/)

/** A place to sign on the paper itself: drawn on the screen as it is issued, refused, or left for a pen. */
const placeSchema = z.object({
  role: z.enum(signatoryRoles),
  name,
  image: z.base64().max(270_000).nullable().default(null).describe('A PNG; null: an empty line for a pen'),
  hasRefused: z.boolean().default(false),
})

/** What whoever draws a document up adds; everything else is taken from the order's own facts. */
const common = {
  language: z.enum(languages).optional().describe('The person’s own when absent; another one is refused for the memo'),
  place: name.nullable().default(null).describe('Where it is drawn up; the subdivision’s own when null'),
  standing: z.enum(standings).optional().describe('As in the document before, when absent'),
  replacesId: id.nullable().default(null).describe('The issued document of the same kind that it takes the place of'),
  signatures: z.array(placeSchema).max(12).default([]),
}
const present = attendantsField.default([])
const remarks = words.nullable().default(null)

const entry = z.number().int().min(1).optional().describe('Its entry in the history of the order; the last one when absent')

const groundDocument = z.object({ number, on: dateField, by: name }).nullable().default(null)

export const askedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('adoption-notice'), ...common, responsible: name.optional() }),
  z.object({ kind: z.literal('return-to-body'), ...common }),
  z.object({ kind: z.literal('equipment-decision'), ...common }),
  z.object({
    kind: z.literal('handover-act'),
    ...common,
    occasion: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('fitting') }),
      z.object({ kind: z.literal('transfer'), entry }),
      z.object({ kind: z.literal('removal'), ground: ground.optional().describe('As the order was closed when absent') }),
    ]),
    heldAt: instantField.optional().describe('As recorded when absent; now of what is not recorded'),
    present,
    remarks,
  }),
  z.object({
    kind: z.literal('memo'),
    ...common,
    explainedAt: instantField.optional().describe('Now when absent'),
    chargeMinutes: z.number().int().min(1).max(1_440).nullable().default(null),
    present,
  }),
  z.object({
    kind: z.literal('explanation-record'),
    ...common,
    explainedAt: instantField.optional().describe('Now when absent'),
    topics: z.array(z.enum(explanationTopics)).min(1).max(explanationTopics.length).default(['safety', 'operation']),
    hasUnderstood: z.boolean(),
    isCopyHanded: z.boolean(),
    present,
    remarks,
  }),
  z.object({
    kind: z.literal('hospitalisation-notice'),
    ...common,
    to: z.enum(['body', 'health-institution']),
    entry,
  }),
  z.object({
    kind: z.literal('replacement-act'),
    ...common,
    entry,
    present,
    remarks,
  }),
  z.object({
    kind: z.literal('damage-act'),
    ...common,
    entry,
    lines: z
      .array(costLine)
      .min(1)
      .max(100)
      .optional()
      .describe('The computation; when absent as it was claimed, else the recorded value of the device'),
    annexes: z.array(name).max(50).default([]),
    present,
  }),
  z.object({
    kind: z.literal('information-report'),
    ...common,
    from: instantField,
    until: instantField.describe('At most 366 days after'),
    request: z.union([
      z
        .object({ id, asked: words.nullable().default(null) })
        .describe('A request that was recorded: its answer meets the deadline'),
      z.object({ number: number.nullable(), receivedAt: instantField, asked: words.nullable().default(null) }),
    ]),
  }),
  z.object({
    kind: z.literal('closing-act'),
    ...common,
    groundDocument,
    lostDeviceIds: z.array(id).max(20).default([]).describe('Not given back, besides those of which it is recorded'),
    storedWith: name.optional(),
    present,
    remarks,
  }),
])
export type Asked = z.output<typeof askedSchema>

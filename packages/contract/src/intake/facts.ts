import {
  attendantCapacities,
  cohabitantsOutcomes,
  convictingActs,
  defenceNeeds,
  equipmentConsiderations,
  homeCoverages,
  homePowers,
  measuresWithoutTracking,
  memoOutcomes,
  packagePieces,
  regimes,
  supervisionGrounds,
  trackingGrounds,
  trackingTimings,
} from '@bilezik/domain'
import { z } from 'zod'
import { dateField, instantField, latField, lonField, nameField } from '../fields.ts'

const text = z.string().trim().min(1).max(1_000)
const shortText = z.string().trim().min(1).max(200)
const number = z.string().trim().min(1).max(100)

export const attendantsField = z
  .array(z.object({ name: nameField, capacity: z.enum(attendantCapacities) }))
  .max(10)
  .describe('Who was present; a minor’s representatives among them')

export const decisionSchema = z.object({
  kind: z.literal('decision'),
  measure: z.enum([...regimes, ...measuresWithoutTracking]),
  number,
  decidedOn: dateField.describe('In Kazakhstan'),
  decidedHour: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .describe('In Kazakhstan, `14:30`; null: the decision names none'),
  body: shortText,
  official: shortText,
  hasTrackingNote: z.boolean(),
  orderedWith: z.enum(trackingTimings),
  isUnderArticle139: z.boolean().describe('Article 139 of the Criminal Procedure Code excepts the decision on qualification'),
  authorisation: z.object({ court: shortText, number, on: dateField }).nullable(),
  act: z
    .object({
      kind: z.enum(convictingActs),
      inForceFrom: dateField.nullable(),
      isCitizen: z.boolean(),
      supervisionGround: z.enum(supervisionGrounds).nullable(),
    })
    .nullable()
    .describe('What a convicted person’s order rests on; null before trial'),
})

export const recordSchemas = {
  decision: decisionSchema,
  piece: z.object({
    kind: z.literal('piece'),
    piece: z.enum(packagePieces),
    sentAt: instantField.nullable().describe('Null: the package does not tell'),
    receivedAt: instantField,
    isCertified: z.boolean().describe('By the seal of the body'),
  }),
  ground: z.object({
    kind: z.literal('ground'),
    ground: z.enum(trackingGrounds),
    applicants: z.array(nameField).max(20).describe('Those who applied because of a threat'),
  }),
  explanation: z.object({
    kind: z.literal('explanation'),
    explainedOn: dateField,
    official: shortText,
    attendants: attendantsField,
    isCopyHandedOver: z.boolean(),
    isAppealExplained: z.boolean(),
  }),
  medical: z.object({
    kind: z.literal('medical'),
    examinedOn: dateField,
    institution: shortText,
    documentNumber: number,
    hasContraindication: z.boolean().describe('The outcome alone: no diagnosis belongs here'),
  }),
  'cohabitants-receipt': z.object({
    kind: z.literal('cohabitants-receipt'),
    outcome: z.enum(cohabitantsOutcomes),
    takenOn: dateField,
    takenBy: shortText,
  }),
  residence: z.object({
    kind: z.literal('residence'),
    tenure: z.enum(['permanent', 'temporary']),
    address: shortText,
    lat: latField,
    lon: lonField,
  }),
  certificate: z.object({
    kind: z.literal('certificate'),
    crime: text.nullable(),
    defender: z
      .object({ name: shortText.nullable() })
      .nullable()
      .describe('Null within: there is none, and the certificate says so'),
    defenceNeeds: z.array(z.enum(defenceNeeds)).max(defenceNeeds.length),
    specialisedHealth: text.nullable().describe('Registrations with specialised health institutions'),
    investigatorContacts: shortText.nullable(),
    residence: text.nullable(),
    criminalRecord: text.nullable(),
    workOrStudy: text.nullable(),
  }),
  concealment: z.object({
    kind: z.literal('concealment'),
    measures: text,
    placesVisited: text,
    waysOfMoving: text,
    health: text,
    maritalStatus: text,
    lifestyle: text,
  }),
  'self-test': z.object({
    kind: z.literal('self-test'),
    hasFix: z.boolean(),
    hasContact: z.boolean(),
    isStrapClosed: z.boolean(),
    batteryPercent: z.number().int().min(0).max(100).nullable(),
  }),
  feasibility: z.object({
    kind: z.literal('feasibility'),
    power: z.enum(homePowers),
    coverage: z.enum(homeCoverages).describe('Of the mobile network at the residence'),
    considerations: z.array(z.enum(equipmentConsiderations)).max(equipmentConsiderations.length),
    checkedOn: dateField,
  }),
  'home-capture': z
    .object({
      kind: z.literal('home-capture'),
      lat: latField,
      lon: lonField,
      accuracyMetres: z.number().min(0).max(100_000),
      capturedAt: instantField.describe('By the clock of the phone or tablet'),
    })
    .describe('Where the fitter stood at the residence. A proposal: the address of the decision is what binds'),
  act: z.object({ kind: z.literal('act'), number, signedOn: dateField }).describe('Of receiving and transmitting the device'),
  memo: z
    .object({ kind: z.literal('memo'), outcome: z.enum(memoOutcomes), explainedOn: dateField, attendants: attendantsField })
    .describe('On safety and operation, explained against signature'),
}

/** One fact of a case file; the latest of its kind (of a piece: of its piece) holds, the earlier ones stay in the history. */
export const recordSchema = z.discriminatedUnion('kind', [
  recordSchemas.decision,
  recordSchemas.piece,
  recordSchemas.ground,
  recordSchemas.explanation,
  recordSchemas.medical,
  recordSchemas['cohabitants-receipt'],
  recordSchemas.residence,
  recordSchemas.certificate,
  recordSchemas.concealment,
  recordSchemas.feasibility,
  recordSchemas['home-capture'],
  recordSchemas['self-test'],
  recordSchemas.act,
  recordSchemas.memo,
])
export type CaseRecord = z.output<typeof recordSchema>

export const factsSchema = z.object({
  decision: recordSchemas.decision.nullable(),
  pieces: z.array(recordSchemas.piece),
  ground: recordSchemas.ground.nullable(),
  explanation: recordSchemas.explanation.nullable(),
  medical: recordSchemas.medical.nullable(),
  cohabitantsReceipt: recordSchemas['cohabitants-receipt'].nullable(),
  residence: recordSchemas.residence.nullable(),
  certificate: recordSchemas.certificate.nullable(),
  concealment: recordSchemas.concealment.nullable(),
  feasibility: recordSchemas.feasibility.nullable(),
  homeCapture: recordSchemas['home-capture'].nullable(),
  selfTest: recordSchemas['self-test'].nullable(),
  act: recordSchemas.act.nullable(),
  memo: recordSchemas.memo.nullable(),
})

import { z } from 'zod'
import { id, instantField, localisedField } from '../fields.ts'
import { incidentStates } from '../incidents/incident.ts'

/** What the devices that fell silent together have in common. */
export const outageGroupKinds = ['network', 'network-in-region', 'firmware', 'model', 'region', 'gateway'] as const

/** An outage of many devices, as staff of one scope see it: persons of others are neither named nor counted. */
export const technicalIncidentSchema = z.object({
  id,
  number: z.number().int().describe('Counts up, apart from the numbers of incidents'),
  group: z.object({
    kind: z.enum(outageGroupKinds),
    values: z
      .array(z.string())
      .describe('The network (`401-01`), the model, the model and its firmware, or the gateway; empty for a region'),
    region: localisedField.nullable().describe('Of a region, or of a network in a region'),
  }),
  because: z.enum(['network', 'device-fault']),
  beganAt: instantField.describe('Where the first reports were missed'),
  noticedAt: instantField,
  endedAt: instantField.nullable().describe('Null while it lasts'),
  personCount: z.number().int().describe('Persons of your scope whose devices fell silent in it'),
  silentCount: z.number().int().describe('Those of them who are silent still'),
  state: z.enum(incidentStates),
  taken: z
    .object({
      isYours: z.boolean(),
      byName: z.string().nullable().describe('Null: somebody of an organisation beside yours'),
      at: instantField,
    })
    .nullable(),
  concluded: z
    .object({
      byName: z.string().nullable().describe('Null: somebody of an organisation beside yours, whose note is not shown either'),
      at: instantField,
      note: z.string().nullable(),
    })
    .nullable(),
})
export type TechnicalIncident = z.output<typeof technicalIncidentSchema>

export const technicalNoticeSchema = z.object({
  id,
  technicalIncidentNumber: z.number().int(),
  order: z.object({ id, basisNumber: z.string() }),
  person: z.object({ id, name: z.string().describe('Family name and initials') }),
  organisation: z.object({ id, name: localisedField }).describe('That executes the order'),
  beganAt: instantField,
  endedAt: instantField.nullable(),
  knownAt: instantField.describe('When we had the information'),
  dueAt: instantField.describe('By when it must be written'),
  state: z.enum(['due', 'sent']),
  citation: z.string(),
})

import {
  alertKinds,
  fixSources,
  incidentCauses,
  severities,
  blindCauses,
  graceKinds,
  permitKinds,
  permitShortfalls,
} from '@bilezik/domain'
import { z } from 'zod'
import { id, instantField } from '../fields.ts'

export const incidentStates = ['open', 'taken', 'concluded'] as const
/** What an official found. `confirmed` is a statement of fact about the event, not yet a finding of a violation. */
export const conclusions = ['confirmed', 'justified', 'equipment-fault', 'false-alert'] as const

const weighedFix = z.object({
  readingId: z.string(),
  at: z.number(),
  lat: z.number(),
  lon: z.number(),
  sigmaMetres: z.number(),
  distanceMetres: z.number(),
  weight: z.number(),
  logOdds: z.number(),
  beforeLogOdds: z.number().optional(),
  source: z.enum(fixSources).optional(),
  statedMetres: z.number().nullable().optional(),
  aloneLogOdds: z.number().optional(),
  newShare: z.number().optional(),
  evidence: z.enum(['position', 'contact', 'no-contact']).optional(),
  mostLogOdds: z.number().optional(),
})

const consideredPermit = z.object({
  permitId: id,
  kind: z.enum(permitKinds),
  from: z.number(),
  until: z.number(),
  shortfall: z.enum(permitShortfalls).describe('Why it did not cover'),
})

/** The engine's decision path; instants inside are milliseconds since 1970 (UTC). See `AlertReason` in the domain. */
export const alertReasonSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('presence'),
    presence: z.enum(['inside', 'outside', 'unknown']),
    belief: z.number(),
    thresholdLogOdds: z.number(),
    duty: z.object({ from: z.number(), until: z.number() }),
    graceMs: z.number(),
    grace: z.enum(graceKinds).exactOptional().describe('Absent where there is none, and in alerts from before it was told'),
    approachMetres: z.number().exactOptional().describe('For an approach: how near to the zone is too near'),
    permits: z.array(consideredPermit).exactOptional().describe('Those that name the condition and did not cover'),
    path: z.array(weighedFix),
    drift: z.object({ restLogOdds: z.number(), lastsMs: z.number() }).optional(),
  }),
  z.object({
    kind: z.literal('unconfirmed'),
    unknownSince: z.number(),
    because: z.enum(blindCauses),
    lastSeenAt: z.number(),
    duty: z.object({ from: z.number(), until: z.number() }),
    graceMs: z.number(),
    grace: z.enum(graceKinds),
    permits: z.array(consideredPermit).exactOptional(),
    path: z.array(weighedFix),
  }),
  z.object({ kind: z.literal('signal'), readingId: z.string(), signal: z.string() }),
  z.object({ kind: z.literal('silence'), lastContactAt: z.number(), everyMs: z.number(), serverBlindMs: z.number() }),
  z.object({ kind: z.literal('battery'), readingId: z.string(), levelPercent: z.number().nullable(), limitPercent: z.number() }),
])

export const alertSchema = z.object({
  id,
  kind: z.enum(alertKinds),
  severity: z.enum(severities),
  /** `withdrawn`: later data disproved it before anyone touched it; `disproved`: after someone had. */
  state: z.enum(['active', 'ended', 'withdrawn', 'disproved']),
  beganAt: instantField,
  noticedAt: instantField,
  raisedAt: instantField.describe('Our clock, when the alert was written'),
  endedAt: instantField.nullable(),
  lineageId: id,
  zoneName: z.string().nullable(),
  reason: alertReasonSchema,
})

export const incidentSchema = z.object({
  id,
  number: z.number().int().describe('Counts up; what people say on the phone'),
  person: z.object({ id, name: z.string().describe('Family name and initials') }),
  organisationId: id,
  cause: z.enum(incidentCauses),
  severity: z.enum(severities),
  /** The kind of its worst alert still active, else of its newest. */
  headline: z.enum(alertKinds),
  zoneName: z.string().nullable(),
  state: z.enum(incidentStates),
  isActive: z.boolean().describe('Whether any of its alerts still lasts'),
  beganAt: instantField,
  openedAt: instantField,
  alertCount: z.number().int(),
  distanceMetres: z.number().nullable().describe('From the zone, at the last weighed fix'),
  belief: z.number().nullable(),
  taken: z.object({ byUserId: id, byName: z.string(), at: instantField }).nullable(),
  concluded: z
    .object({
      byName: z.string().nullable().describe('Null: the system, when later data disproved every alert before anyone touched it'),
      at: instantField,
      conclusion: z.enum([...conclusions, 'withdrawn']),
      note: z.string(),
    })
    .nullable(),
})
export type Incident = z.output<typeof incidentSchema>

export const incidentEntrySchema = z.object({
  at: instantField,
  byName: z.string().nullable().describe('Null: the system'),
  kind: z.enum([
    'opened',
    'alert-added',
    'alert-ended',
    'alert-withdrawn',
    'alert-disproved',
    'alert-amended',
    'alert-active-again',
    'taken',
    'released',
    'note',
    'concluded',
    'reopened',
  ]),
  alertKind: z.enum(alertKinds).nullable(),
  text: z.string(),
})

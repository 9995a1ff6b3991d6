import {
  type Instant,
  type Statement,
  type StatementCode,
  type StatementParams,
  alertKinds,
  blindCauses,
  fixSources,
  fixStrengths,
  permitKinds,
  permitShortfalls,
} from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField } from '../fields.ts'
import { shapeSchema } from '../orders/rule.ts'
import { alertSchema } from './incident.ts'

// An instant is a number with a name; the schema has no way to say so.
const at = z.number() as unknown as z.ZodType<Instant>
const side = z.enum(['inside', 'outside'])
const nothing = z.object({})
const zoneHours = z.object({ zone: z.string(), from: at, until: at })
const zoneAlways = z.object({ zone: z.string() })
const because = z.enum(blindCauses)
const moment = z.object({ at })
const without = z.object({ at, probability: z.number() })

/** One line for each statement of the domain: a missing one does not compile. Instants are milliseconds since 1970 (UTC). */
const params: { readonly [Code in StatementCode]: z.ZodType<StatementParams[Code]> } = {
  raised: z.object({ alertKind: z.enum(alertKinds), beganAt: at, noticedAt: at }),
  'duty-home': zoneHours,
  'duty-home-always': zoneAlways,
  'duty-away': zoneHours,
  'duty-away-always': zoneAlways,
  'duty-distance': z.object({ metres: z.number() }),
  'duty-territory': zoneAlways,
  'duty-wear': nothing,
  'duty-charge': z.object({ limitPercent: z.number() }),
  'duty-contact': z.object({ everyMs: z.number() }),
  'duty-none': nothing,
  version: z.object({ version: z.number(), from: at, until: at }),
  grace: z.object({ graceMs: z.number() }),
  'no-grace': nothing,
  'no-permit': nothing,
  'permit-short': z.object({ permitKind: z.enum(permitKinds), from: at, until: at, shortfall: z.enum(permitShortfalls) }),
  'permit-elsewhen': z.object({ from: at, until: at, givenAt: at }),
  believed: z.object({ side, zone: z.string(), probability: z.number(), distanceMetres: z.number() }),
  'believed-close': z.object({ zone: z.string(), metres: z.number(), probability: z.number(), distanceMetres: z.number() }),
  'believed-near': z.object({ metres: z.number(), probability: z.number() }),
  fixes: z.object({ count: z.number(), forCount: z.number(), from: at, until: at }),
  'began-at': z.object({ side, probability: z.number() }),
  threshold: z.object({ side, probability: z.number(), wrongOneIn: z.number() }),
  reached: z.object({ at, probability: z.number() }),
  signal: z.object({ signal: z.string(), at }),
  silence: z.object({ lastContactAt: at, everyMs: z.number(), silentMs: z.number() }),
  unconfirmed: z.object({ lastSeenAt: at, since: at, because }),
  'own-outage': z.object({ blindMs: z.number() }),
  charge: z.object({ levelPercent: z.number(), limitPercent: z.number() }),
  'charge-said-low': nothing,
  blind: z.object({ from: at, until: at, because }),
  'precision-unstated': z.object({ count: z.number() }),
  'reason-unknown': nothing,
  'hand-unknown': nothing,
  'whereabouts-unknown': nothing,
  'otherwise-without-strongest': without,
  'otherwise-same-without': without,
  'otherwise-fix': z.object({ side }),
  'otherwise-further': nothing,
  'otherwise-permit': nothing,
  'otherwise-contact': z.object({ by: at }),
  'otherwise-charged': z.object({ limitPercent: z.number() }),
  'otherwise-counterpart': nothing,
  lasts: nothing,
  over: moment,
  amended: z.object({ at, beganBefore: at, beganAfter: at }),
  withdrawn: moment,
  disproved: moment,
  'no-finding': nothing,
}

const statementSchema = z.union(
  Object.entries(params).map(([code, schema]) => z.object({ code: z.literal(code), params: schema })),
) as unknown as z.ZodType<Statement>

const fixSchema = z.object({
  readingId: z.string(),
  at,
  lat: z.number(),
  lon: z.number(),
  source: z.enum(fixSources).nullable(),
  statedMetres: z.number().nullable(),
  sigmaMetres: z.number(),
  distanceMetres: z.number().describe('To the border of the zone, negative inside'),
  says: side,
  strength: z.enum(fixStrengths),
  newShare: z.number().nullable(),
  beforeLogOdds: z.number(),
  weight: z.number(),
  logOdds: z.number().describe('beforeLogOdds + weight; natural logarithm of the odds of being outside'),
  probability: z.number(),
})

const explanationSchema = z.object({
  statements: z.array(statementSchema).describe('Codes with their facts, in the order in which they are read'),
  fixes: z.array(fixSchema),
  threshold: z.object({ side, logOdds: z.number(), probability: z.number() }).nullable(),
  blind: z.array(z.object({ from: at, until: at, because })),
})

export const getExplanation = endpoint({
  method: 'GET',
  path: '/api/alerts/:alertId/explanation',
  summary: 'Why an alert was raised: statements, the fixes they rest on, the belief over time, and what became of it',
  permission: 'location:read',
  readsLocation: true,
  params: z.object({ alertId: id }),
  response: z.object({
    alert: alertSchema,
    incident: z.object({ id, number: z.number().int() }),
    person: z.object({ id, name: z.string() }),
    order: z.object({ id, basisNumber: z.string(), decidedAt: instantField }).nullable().describe('Null outside your scope'),
    zone: z
      .object({ name: z.string(), kind: z.enum(['curfew', 'exclusion', 'territory']), shape: shapeSchema })
      .nullable()
      .describe('As it was in the version that the alert names; null where no zone of the person’s own was weighed'),
    engineVersion: z.string().describe('The version of the engine that raised it'),
    explanation: explanationSchema,
  }),
  refusals: ['not-found'],
})

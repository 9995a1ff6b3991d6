import { blindCauses, deviceRoles, languages, protocolNames, regimes, severities } from '@bilezik/domain'
import { z } from 'zod'
import { episodeSchema } from '../changes/get-changes.ts'
import { endpoint } from '../endpoint.ts'
import { dateField, id, instantField, latField, lonField, nameField, pageLimit } from '../fields.ts'
import { alertSchema } from '../incidents/incident.ts'
import { ruleSchema } from '../orders/rule.ts'

export const presenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inside'), since: instantField, belief: z.number() }),
  z.object({ kind: z.literal('outside'), since: instantField, belief: z.number() }),
  z.object({ kind: z.literal('unknown'), since: instantField, because: z.enum(blindCauses) }),
])

export const obligationSchema = z.object({
  lineageId: id,
  orderId: id,
  rule: ruleSchema,
  status: z.enum(['kept', 'breached', 'unclear', 'off-duty']),
  since: instantField,
  presence: presenceSchema.nullable(),
  nextChangeAt: instantField.nullable(),
  /** Law, order or policy; a policy carries no citation. */
  source: z.object({ kind: z.enum(['law', 'order', 'policy']), citation: z.string().nullable() }),
})

export const fixSchema = z.object({
  at: instantField,
  receivedAt: instantField,
  lat: latField,
  lon: lonField,
  accuracyMetres: z.number().nullable().describe('As the device states it'),
  source: z.enum(['gnss', 'rf', 'wifi', 'cell', 'unknown']),
  isValid: z.boolean(),
})

export const personName = { familyName: nameField, givenName: nameField, patronymic: nameField.nullable() }

export const personListItemSchema = z.object({
  id,
  ...personName,
  birthOn: dateField.nullable(),
  organisationId: id,
  worstSeverity: z.enum(severities).nullable(),
  openIncidents: z.number().int(),
})

export const listPersons = endpoint({
  method: 'GET',
  path: '/api/persons',
  summary: 'Find persons in your scope by the beginning of a name; no locations',
  permission: 'person:read',
  query: z.object({ query: z.string().trim().max(100).default(''), limit: pageLimit }),
  response: z.object({ persons: z.array(personListItemSchema) }),
  refusals: [],
})

export const getPerson = endpoint({
  method: 'GET',
  path: '/api/persons/:personId',
  summary: 'One person: orders, obligations with their state now, kit, last position',
  permission: 'location:read',
  readsLocation: true,
  params: z.object({ personId: id }),
  response: z.object({
    id,
    ...personName,
    iinMasked: z.string().nullable(),
    birthOn: dateField.nullable(),
    language: z.enum(languages),
    phone: z.string().nullable(),
    organisation: z.object({ id, name: z.object({ kk: z.string(), ru: z.string(), en: z.string() }) }),
    order: z
      .object({
        id,
        regime: z.enum(regimes),
        basisNumber: z.string(),
        decidedAt: instantField,
        termFrom: instantField,
        termUntil: instantField,
        termRestsSince: instantField
          .nullable()
          .describe('By court act the term rests since then: its end is not known, and what stands there is our bound'),
        state: z.enum(['coming', 'active', 'ended']),
      })
      .nullable()
      .describe('The active order, else the next, else the last'),
    kit: z.array(
      z.object({
        deviceId: id,
        role: z.enum(deviceRoles),
        protocol: z.enum(protocolNames).nullable().describe('Null: it speaks to nobody'),
        identifier: z.string(),
        model: z.string(),
        from: instantField,
      }),
    ),
    status: z
      .object({
        contactAt: instantField.nullable(),
        batteryPercent: z.number().nullable(),
        isCharging: z.boolean().nullable(),
        fix: fixSchema.nullable(),
        knowledge: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('known'), since: instantField }),
          z.object({ kind: z.literal('blind'), since: instantField, because: z.enum(blindCauses) }),
        ]),
      })
      .nullable()
      .describe('Null before the engine has seen the person'),
    episodes: z.array(episodeSchema).describe('In hospital or sought, now: it explains where somebody is, and lifts nothing'),
    notWatchedSince: instantField
      .nullable()
      .describe('Since when the watching fails by a fault of ours: every obligation is then unclear, and the rest is as it was'),
    obligations: z.array(obligationSchema),
  }),
  refusals: ['not-found'],
})

const knownEnd = z.object({
  at: instantField,
  sigmaMetres: z.number(),
  zones: z.array(z.object({ lineageId: id, presence: z.enum(['inside', 'outside', 'unknown']) })),
})

/** See `BlindInterval` of the engine. Positions are not in it: those of its ends are among the fixes. */
export const blindIntervalSchema = z.object({
  from: instantField,
  until: instantField,
  because: z.enum(blindCauses).describe('Of several causes the one that lasted longest'),
  causes: z.array(z.object({ because: z.enum(blindCauses), since: instantField })),
  before: knownEnd.nullable().describe('The last fix before it; null when there was none'),
  after: knownEnd.nullable().describe('The first fix after it; null when the watch ended before'),
  gapMetres: z.number().nullable().describe('Between both places'),
  couldHaveReachedMetres: z
    .number()
    .nullable()
    .describe('How far beyond both places one could have gone and come back between the two fixes, at the stated speed'),
  reachKilometresPerHour: z.number(),
})

export const getHistory = endpoint({
  method: 'GET',
  path: '/api/persons/:personId/history',
  summary: 'Fixes, presence bands, blind intervals and alerts of a period of at most 31 days',
  permission: 'location:read',
  readsLocation: true,
  params: z.object({ personId: id }),
  query: z.object({ from: instantField, until: instantField }),
  response: z.object({
    fixes: z.array(fixSchema).describe('Oldest first, thinned evenly to at most 5,000'),
    isThinned: z.boolean(),
    zones: z.array(
      z.object({
        lineageId: id,
        name: z.string(),
        bands: z.array(
          z.object({
            from: instantField,
            until: instantField.nullable(),
            presence: z.enum(['inside', 'outside', 'unknown']),
            because: z.enum(blindCauses).nullable(),
          }),
        ),
      }),
    ),
    blind: z.array(z.object({ from: instantField, until: instantField.nullable(), because: z.enum(blindCauses) })),
    blindIntervals: z.array(blindIntervalSchema).describe('Those that have ended; one that lasts is the open band of `blind`'),
    alerts: z.array(alertSchema),
  }),
  refusals: ['not-found', 'term-not-a-period'],
})

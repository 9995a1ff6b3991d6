import {
  changedCircumstances,
  claimStates,
  damageFindings,
  damageKinds,
  deviceFates,
  deviceRoles,
  handOverCauses,
  toldParties,
} from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { dateField, id, instantField, localisedField } from '../fields.ts'
import { ruleSchema } from '../orders/rule.ts'
import { costLine } from './damage.ts'
import { orderParams } from './fields.ts'

const toldSchema = z.object({
  about: z.string(),
  party: z.enum(toldParties),
  toWhom: z.string(),
  means: z.string(),
  at: instantField,
})

/** A time in hospital, or of a search. It explains where somebody is and lifts no condition: only the body does. */
export const episodeSchema = z.object({
  kind: z.enum(['hospitalisation', 'search']),
  since: instantField,
  until: instantField.nullable(),
  place: z.string().describe('The health institution, or who searches'),
  note: z.string(),
  told: z.array(toldSchema).describe('Who was told of it since it began'),
})

const damageSchema = z.object({
  damage: z.number().int(),
  deviceId: id,
  device: z.string().describe('Model and identifier'),
  kind: z.enum(damageKinds),
  foundAt: instantField,
  foundBy: z.string(),
  circumstances: z.string(),
  personStatement: z.string().nullable(),
  actNumber: z.string(),
  actOn: dateField,
  finding: z
    .object({
      finding: z.enum(damageFindings),
      official: z.string(),
      position: z.string(),
      reasons: z.string(),
      foundAt: instantField,
    })
    .nullable()
    .describe('Null: no official has found yet how it came about'),
  claim: z
    .object({
      state: z.enum(claimStates),
      lines: z.array(costLine),
      totalTenge: z.number().int(),
      paidTenge: z.number().int(),
      claimedOn: dateField,
      documentNumber: z.string(),
      moves: z.array(
        z.object({
          state: z.enum(claimStates),
          on: dateField,
          amountTenge: z.number().int().nullable(),
          documentNumber: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
})

export const getOrderChanges = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/changes',
  summary: 'What changed between activation and removal: versions, kit, episodes, circumstances, damages, holders',
  permission: 'person:read',
  params: orderParams,
  response: z.object({
    termUntil: instantField.nullable().describe('Null: nothing was authorised yet'),
    conditions: z.array(
      z.object({
        lineageId: id,
        version: z.number().int(),
        rule: ruleSchema,
        from: instantField,
        until: instantField,
        citation: z.string().nullable(),
      }),
    ),
    binding: z
      .array(
        z.object({
          lineageId: id.nullable().describe('Null: not activated yet'),
          rule: ruleSchema,
          obligation: z.string().describe('As the decision words it; empty: not recorded'),
        }),
      )
      .describe('What binds to the end of the term, or will from the activation on: what a variation starts from'),
    variations: z.array(
      z.object({ at: instantField, number: z.string(), decidedOn: dateField, body: z.string(), note: z.string() }),
    ),
    proposals: z.array(z.object({ at: instantField, proposal: z.string(), reasons: z.string() })),
    kit: z.array(
      z.object({
        deviceId: id,
        device: z.string(),
        role: z.enum(deviceRoles),
        from: instantField,
        until: instantField.nullable(),
        fate: z.enum(deviceFates).nullable().describe('Null: with the person, or not recorded'),
      }),
    ),
    episodes: z.array(episodeSchema),
    told: z.array(toldSchema),
    circumstances: z.array(
      z.object({
        what: z.enum(changedCircumstances),
        from: dateField,
        to: z.string(),
        basis: z.enum(['notice', 'permission', 'decision']),
        by: z.string(),
        toldAt: instantField,
        documentNumber: z.string().nullable(),
      }),
    ),
    damages: z.array(damageSchema),
    body: z
      .object({ name: z.string(), official: z.string() })
      .nullable()
      .describe('Who conducts the case now; null: not recorded'),
    holders: z.array(
      z.object({
        organisationId: id,
        name: localisedField.nullable().describe('Null: outside your scope'),
        from: instantField.nullable().describe('Null: from the beginning'),
        until: instantField.nullable(),
        because: z.enum(handOverCauses).nullable(),
      }),
    ),
  }),
  refusals: ['not-found'],
})

import { caseStates, deviceRoles, equipmentClasses } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, noContent } from '../fields.ts'
import { findingSchema } from '../intake/case-file.ts'
import { recordSchemas } from '../intake/facts.ts'

const params = z.object({ orderId: id })

export const getFitting = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/fitting',
  summary: 'All that a fitting needs on one page: what was decided, the kit, and what each piece has said since it was fitted',
  permission: 'location:read',
  readsLocation: true,
  params,
  response: z.object({
    orderId: id,
    personId: id,
    personName: z.string(),
    isMinor: z.boolean().nullable(),
    state: z.enum(caseStates),
    decided: z.array(z.enum(equipmentClasses)),
    isVibrationOnly: z.boolean(),
    fittedAt: instantField.nullable(),
    residence: recordSchemas.residence.nullable(),
    concealment: recordSchemas.concealment.nullable(),
    homeCapture: recordSchemas['home-capture'].nullable(),
    selfTest: recordSchemas['self-test'].nullable(),
    act: recordSchemas.act.nullable(),
    memo: recordSchemas.memo.nullable(),
    blockedBy: z.array(findingSchema).describe('What stands against the fitting, or once it is fitted against the activation'),
    kit: z.array(
      z.object({
        deviceId: id,
        equipmentClass: z.enum(equipmentClasses).nullable(),
        role: z.enum(deviceRoles),
        identifier: z.string(),
        model: z.string(),
        speaks: z.boolean().describe('False: nothing can be heard of it, and it is looked at by hand'),
        heardAt: instantField.nullable().describe('Null: not since the fitting'),
        fix: z.object({ at: instantField, lat: z.number(), lon: z.number(), accuracyMetres: z.number().nullable() }).nullable(),
        strap: z.enum(['closed', 'open']).nullable().describe('Null: it has not said'),
        batteryPercent: z.number().int().nullable(),
      }),
    ),
  }),
  refusals: ['not-found', 'step-not-allowed'],
})

export const pairDevice = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/kit',
  summary: 'Put a piece into the kit by what is printed on it; the same piece again changes nothing',
  permission: 'order:prepare',
  params,
  body: z.object({
    code: z.string().trim().min(1).max(64).describe('Identifier, serial number or ICCID, as scanned or typed'),
    role: z.enum(deviceRoles),
  }),
  response: z.object({ deviceId: id }),
  refusals: ['not-found', 'step-not-allowed', 'device-in-use', 'device-unfit', 'equipment-not-decided'],
})

export const unpairDevice = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/kit/:deviceId/remove',
  summary: 'Take a piece out of a kit that is not fitted yet',
  permission: 'order:prepare',
  params: params.extend({ deviceId: id }),
  response: noContent,
  refusals: ['not-found', 'step-not-allowed'],
})

export const takeSelfTest = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/self-test',
  summary: 'Record what the kit has shown since it was fitted; what it did not show is recorded as not shown',
  permission: 'order:prepare',
  params,
  body: z.object({
    isStrapCheckedByHand: z
      .boolean()
      .describe('Counts where the worn piece says nothing of its strap; never against what it says'),
  }),
  response: z.object({ selfTest: recordSchemas['self-test'] }),
  refusals: ['not-found', 'step-not-allowed', 'case-file-full'],
})

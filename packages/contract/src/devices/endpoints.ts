import { deviceRoles, protocolNames } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { itemFields } from '../equipment/item.ts'
import { created, id, instantField, noContent, pageLimit } from '../fields.ts'

const identifier = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._:-]{3,64}$/)
  .describe('As the device states it: an IMEI for GT06, the `id` for OsmAnd')

/** Each may be left out at registration. */
const itemInputs = {
  equipmentClass: itemFields.equipmentClass.default(null).describe('Null: as the model says, where it is known'),
  serialNumber: itemFields.serialNumber.default(null),
  inventoryNumber: itemFields.inventoryNumber.default(null),
  iccid: itemFields.iccid.default(null),
  simOperator: itemFields.simOperator.default(null),
  firmware: itemFields.firmware.default(null),
  valueTenge: itemFields.valueTenge.default(null),
  location: itemFields.location.default(null),
  holder: itemFields.holder.default(null),
}

export const deviceSchema = z.object({
  id,
  protocol: z.enum(protocolNames),
  identifier: z.string(),
  model: z.string(),
  organisationId: id,
  wornBy: z.object({ personId: id, name: z.string() }).nullable(),
  lastHeardAt: instantField.nullable(),
})

export const listDevices = endpoint({
  method: 'GET',
  path: '/api/devices',
  summary: 'Devices in your scope',
  permission: 'device:read',
  query: z.object({ limit: pageLimit }),
  response: z.object({ devices: z.array(deviceSchema) }),
  refusals: [],
})

/** One piece, by a form or a row of a file. */
export const registrationSchema = z.object({
  ...itemInputs,
  protocol: z.enum(protocolNames).nullable().describe('Null: it speaks to nobody, and is known by what is printed on it'),
  identifier,
  model: z.string().trim().min(1).max(100),
  organisationId: id,
  secret: z
    .string()
    .regex(/^[0-9A-Fa-f]{64}$/)
    .optional()
    .describe('The device’s own key, 32 bytes in hexadecimal, for protocols that sign; never shown again'),
})

export const registerDevice = endpoint({
  method: 'POST',
  path: '/api/devices',
  summary: 'Register a piece of equipment; only registered devices are listened to',
  permission: 'device:change',
  body: registrationSchema,
  response: created,
  refusals: ['device-exists', 'not-found'],
})

export const issueDevice = endpoint({
  method: 'POST',
  path: '/api/persons/:personId/kit',
  summary: 'Put a device into the kit of a person',
  permission: 'device:change',
  params: z.object({ personId: id }),
  body: z.object({ deviceId: id, role: z.enum(deviceRoles), from: instantField.optional().describe('Now when absent') }),
  response: noContent,
  refusals: ['not-found', 'device-in-use', 'device-unfit'],
})

export const returnDevice = endpoint({
  method: 'POST',
  path: '/api/devices/:deviceId/return',
  summary: 'Take a device back from the kit it is in',
  permission: 'device:change',
  params: z.object({ deviceId: id }),
  body: z.object({ at: instantField.optional().describe('Now when absent') }),
  response: noContent,
  refusals: ['not-found'],
})

export const listUnknownDevices = endpoint({
  method: 'GET',
  path: '/api/unknown-devices',
  summary: 'Identifiers that spoke to the gateway and are not registered',
  permission: 'system:read',
  response: z.object({
    devices: z.array(
      z.object({
        protocol: z.enum(protocolNames),
        identifier: z.string(),
        firstHeardAt: instantField,
        lastHeardAt: instantField,
        source: z.string(),
      }),
    ),
  }),
  refusals: [],
})

export const listQuarantine = endpoint({
  method: 'GET',
  path: '/api/quarantine',
  summary: 'What the gateway could not believe, newest first, with the reason; never the bytes',
  permission: 'system:read',
  query: z.object({ limit: pageLimit }),
  response: z.object({
    entries: z.array(
      z.object({
        receivedAt: instantField,
        protocol: z
          .enum([...protocolNames, 'any'])
          .describe('`any`: it came by the port for every protocol, and none could be told'),
        source: z.string(),
        identifier: z.string().nullable(),
        reason: z.string(),
        detail: z.string(),
        sizeBytes: z.number().int(),
        areBytesKept: z.boolean(),
      }),
    ),
  }),
  refusals: [],
})

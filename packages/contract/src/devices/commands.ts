import { type DeviceCommand, deviceRoles, equipmentClasses, protocolNames } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, id, instantField, pageLimit } from '../fields.ts'

const seconds = (most: number) => z.number().int().min(1).max(most)

/** The interface form of `DeviceCommand`. */
export const deviceCommandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('locate') }),
  z.object({ kind: z.literal('interval'), seconds: seconds(86_400) }),
  z.object({ kind: z.literal('vibrate'), seconds: seconds(60) }),
  z.object({ kind: z.literal('sound'), seconds: seconds(60) }),
  z.object({ kind: z.literal('restart') }),
]) satisfies z.ZodType<DeviceCommand>

/** `queued`: the device has not been connected since; `sent`: it has not answered yet, which not every protocol lets it do. */
export const commandStates = ['queued', 'sent', 'done', 'refused', 'expired'] as const

export const commandSchema = z.object({
  id,
  deviceId: id,
  identifier: z.string(),
  command: deviceCommandSchema,
  reason: z.string(),
  state: z.enum(commandStates),
  requestedBy: z.string().describe('Name of the user'),
  requestedAt: instantField,
  from: instantField.describe('Not sent before it'),
  until: instantField.describe('Not sent from then on'),
  sentAt: instantField.nullable(),
  sentCount: z.number().int(),
  answeredAt: instantField.nullable(),
  answer: z.string().nullable(),
})

export const requestCommand = endpoint({
  method: 'POST',
  path: '/api/persons/:personId/commands',
  summary: 'Ask a device of the person for something over its own connection',
  permission: 'device:command',
  params: z.object({ personId: id }),
  body: z.object({
    deviceId: id,
    command: deviceCommandSchema,
    reason: z.string().trim().min(3).max(500),
    expiresInSeconds: seconds(86_400).default(600),
    follow: z
      .object({ minutes: z.number().int().min(1).max(240), thenSeconds: seconds(86_400) })
      .optional()
      .describe('With `interval`: after so many minutes the device is told to report every `thenSeconds` again'),
  }),
  response: created,
  refusals: ['not-found', 'order-closed', 'command-unsupported', 'sound-not-allowed', 'too-many-requests'],
})

export const listCommands = endpoint({
  method: 'GET',
  path: '/api/persons/:personId/commands',
  summary: 'The newest hundred commands to the person’s devices, and what became of them',
  permission: 'person:read',
  params: z.object({ personId: id }),
  response: z.object({ commands: z.array(commandSchema) }),
  refusals: ['not-found'],
})

const text = z.string().trim().min(1).max(100)
const meaning = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('wear'),
    signal: z.enum(['strap-cut', 'strap-open', 'strap-closed', 'case-open', 'case-closed', 'removed', 'worn']),
    strap: z.enum(['left', 'right']).optional(),
  }),
  z.object({ kind: z.literal('sos') }),
  z.object({ kind: z.literal('low-battery') }),
  z.object({ kind: z.literal('charging'), isCharging: z.boolean() }),
  z.object({ kind: z.literal('external-power'), isPresent: z.boolean() }),
  z.object({ kind: z.literal('motion'), isMoving: z.boolean() }),
  z.object({ kind: z.literal('interference'), cause: z.enum(['jammed', 'shielded']), isPresent: z.boolean() }),
  z.object({ kind: z.literal('fault'), isPresent: z.boolean() }),
  z.object({ kind: z.literal('powering-off') }),
  z.object({ kind: z.literal('ignored') }),
])
const calibration = z.object({
  factor: z.number().min(0.1).max(100),
  leastMetres: z.number().min(1).max(10_000),
  tailShare: z.number().min(0).max(0.5),
  tailMetres: z.number().min(1).max(100_000),
})

/** The interface form of `DeviceModel`. */
export const deviceModelSchema = z.object({
  name: text,
  maker: text,
  equipmentClass: z.enum(equipmentClasses),
  role: z.enum(deviceRoles),
  protocol: z.enum(protocolNames),
  signals: z
    .array(z.object({ key: text, equals: z.union([z.number(), z.string().max(100), z.boolean()]), means: meaning }))
    .max(500)
    .describe('What a telemetry value of this model means: an input line, an alarm code, an IO element'),
  calibration: z.object({
    gnss: calibration.optional(),
    rf: calibration.optional(),
    wifi: calibration.optional(),
    cell: calibration.optional(),
    unknown: calibration.optional(),
  }),
  batteryCurve: z
    .array(z.tuple([z.number().min(0).max(100), z.number().min(0).max(100)]))
    .max(50)
    .refine((curve) => curve.every(([volts], i) => i === 0 || volts > curve[i - 1]![0]), 'volts must rise')
    .describe('Pairs of volts and per cent, rising'),
  commands: z.array(z.enum(['locate', 'interval', 'vibrate', 'sound', 'restart'])).max(5),
  isChecksumTrusted: z.boolean().describe('False: wrong checksums of this model are forgiven, and its readings marked for ever'),
})

export const listDeviceModels = endpoint({
  method: 'GET',
  path: '/api/device-models',
  summary: 'What is known of models of devices: those that come with Bilezik and the installation’s own',
  permission: 'device:read',
  response: z.object({ models: z.array(deviceModelSchema) }),
  refusals: [],
})

export const putDeviceModel = endpoint({
  method: 'PUT',
  path: '/api/device-models',
  summary: 'Describe a model of device, or describe it anew; holds for what its devices send from now on',
  permission: 'device:change',
  body: deviceModelSchema,
  response: z.object({}),
  refusals: [],
})

export const listSecurityEvents = endpoint({
  method: 'GET',
  path: '/api/security-events',
  summary: 'Signs that somebody pretends to be a device, and infected files that were refused, newest first',
  permission: 'device:read',
  response: z.object({
    events: z.array(
      z.object({
        at: instantField,
        kind: z.enum(['two-connections', 'wrong-signature', 'infected-file']),
        deviceId: id.nullable().describe('Null: a person’s doing, not a device’s; or the device has left your scope since'),
        identifier: z.string().nullable(),
        byName: z.string().nullable().describe('Who sent the file'),
        source: z.string(),
        otherSource: z.string().nullable(),
        detail: z.string().nullable().describe('The name of what the scanner found'),
      }),
    ),
  }),
  refusals: [],
})

export const listDeviceClockEvents = endpoint({
  method: 'GET',
  path: '/api/device-clock-events',
  summary:
    'Clocks of devices that stood wrong, newest first: technical facts of the devices, at most one a device, kind and hour',
  permission: 'device:read',
  query: z.object({ limit: pageLimit }),
  response: z.object({
    events: z.array(
      z.object({
        at: instantField.describe('By our clock'),
        kind: z.enum(['ahead', 'jumped', 'restarted']),
        deviceId: id,
        identifier: z.string().nullable().describe('Null when the device has left your scope since'),
        byMs: z.number().int().describe('How far the device’s clock stood, or jumped, ahead; negative: behind, or back'),
      }),
    ),
  }),
  refusals: [],
})

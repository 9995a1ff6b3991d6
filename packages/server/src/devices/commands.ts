import { type DeviceCommand, type Instant, type ProtocolName, isoInstant, later, minute, second } from '@bilezik/domain'
import { type Codec, codecs, knownModels } from '@bilezik/protocols'
import type { ScopedTransaction } from '@bilezik/database'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { concerning, requirePerson } from '../persons/in-scope.ts'

interface KitDevice {
  readonly id: string
  readonly protocol: ProtocolName
  readonly identifier: string
  readonly model: string
}

async function deviceInKit(tx: ScopedTransaction, personId: string, deviceId: string, now: Instant): Promise<KitDevice> {
  const device = await tx
    .selectFrom('devices as d')
    .innerJoin('kit_devices as k', 'k.device_id', 'd.id')
    .select(['d.id', 'd.protocol', 'd.identifier', 'd.model'])
    .where('d.id', '=', deviceId)
    .where('d.protocol', 'is not', null)
    .$narrowType<{ protocol: ProtocolName }>()
    .where('k.person_id', '=', personId)
    // A protected person's device is asked for nothing: nobody is shown where they are.
    .where('k.role', '<>', 'protected')
    .where(sql<boolean>`k.during @> ${isoInstant(now)}::timestamptz`)
    .executeTakeFirst()
  return device ?? refuse('not-found')
}

/** Whose order is in force now: without one nothing may be asked of the device. */
async function orderInForce(tx: ScopedTransaction, personId: string, now: Instant) {
  const order = await tx
    .selectFrom('orders')
    .select(['organisation_id', 'is_concealed'])
    .where('person_id', '=', personId)
    .where(sql<boolean>`term @> ${isoInstant(now)}::timestamptz`)
    .executeTakeFirst()
  return order ?? refuse('order-closed')
}

/** Refused before it is queued: what the protocol has no word for, and what the model is known not to obey. */
async function requireSupport(tx: ScopedTransaction, device: KitDevice, command: DeviceCommand, now: Instant): Promise<void> {
  const codec: Codec = codecs[device.protocol]
  const isKnown = codec.commands?.encode(command, { token: 1, identifier: device.identifier, at: now }) !== undefined
  if (!isKnown) refuse('command-unsupported', { detail: `${device.protocol} has no such command.` })
  const own = await tx.selectFrom('device_models').select('model').where('name', '=', device.model).executeTakeFirst()
  const model = own?.model ?? knownModels.get(device.model)
  if (model && !model.commands.includes(command.kind))
    refuse('command-unsupported', { detail: `The model ${device.model} is not known to obey it.` })
}

/** More than staff would ask of one device; each is looked at twice a second. */
const mostOpenCommands = 20

async function requireRoom(tx: ScopedTransaction, deviceId: string, now: Instant): Promise<void> {
  const { open } = await tx
    .selectFrom('device_commands')
    .select((e) => e.fn.countAll<number>().as('open'))
    .where('device_id', '=', deviceId)
    .where('answered_at', 'is', null)
    .where(sql<boolean>`upper(during) > ${isoInstant(now)}::timestamptz`)
    .executeTakeFirstOrThrow()
  if (open >= mostOpenCommands) refuse('too-many-requests', { retryAfterSeconds: 60 })
}

export const requestCommand: Handler<'requestCommand'> = async ({ tx, params, body, now, log, session }) => {
  const person = await requirePerson(tx, params.personId)
  const device = await deviceInKit(tx, person.id, body.deviceId, now)
  const order = await orderInForce(tx, person.id, now)
  const { command, follow } = body
  await requireSupport(tx, device, command, now)
  await requireRoom(tx, device.id, now)
  // 1369 §13: tracking is kept from others' notice; a device that sounds tells everyone.
  if (command.kind === 'sound' && order.is_concealed) refuse('sound-not-allowed', { citation: '1369 §13' })
  const row = (asked: DeviceCommand, from: Instant, until: Instant) => ({
    device_id: device.id,
    person_id: person.id,
    organisation_id: order.organisation_id,
    command: JSON.stringify(asked),
    reason: body.reason,
    requested_by: session.user.id,
    during: sql<string>`tstzrange(${isoInstant(from)}, ${isoInstant(until)}, '[)')`,
  })
  const rows = [row(command, now, later(now, body.expiresInSeconds * second))]
  if (follow && command.kind === 'interval') {
    const endsAt = later(now, follow.minutes * minute)
    // A device that was away at the end is told when it comes back, within a week.
    rows.push(row({ kind: 'interval', seconds: follow.thenSeconds }, endsAt, later(endsAt, 7 * 24 * 60 * minute)))
  }
  const [first] = await tx.insertInto('device_commands').values(rows).returning('id').execute()
  await log({
    ...concerning(person),
    subjectId: device.id,
    detail: { command, reason: body.reason, ...(follow ? { follow } : {}) },
  })
  return { id: (first as { id: string }).id }
}

type Row = {
  readonly sent_at: Instant | null
  readonly answered_at: Instant | null
  readonly is_done: boolean | null
  readonly until: Instant
}

function stateOf(row: Row, now: Instant) {
  if (row.answered_at !== null) return row.is_done ? 'done' : 'refused'
  if (row.until <= now) return row.sent_at === null ? 'expired' : 'sent'
  return row.sent_at === null ? 'queued' : 'sent'
}

const at = (value: Instant | null): string | null => (value === null ? null : isoInstant(value))

export const listCommands: Handler<'listCommands'> = async ({ tx, params, now }) => {
  const person = await requirePerson(tx, params.personId)
  const rows = await tx
    .selectFrom('device_commands as c')
    .innerJoin('devices as d', 'd.id', 'c.device_id')
    .select(['c.id', 'c.device_id as deviceId', 'd.identifier', 'c.command', 'c.reason', 'c.requested_at', 'c.sent_at'])
    .select(['c.sent_count as sentCount', 'c.answered_at', 'c.is_done', 'c.answer'])
    .select([sql<Instant>`lower(c.during)`.as('from'), sql<Instant>`upper(c.during)`.as('until')])
    .select(sql<string>`name_of_user(c.requested_by)`.as('requestedBy'))
    .where('c.person_id', '=', person.id)
    .orderBy('c.requested_at', 'desc')
    .orderBy('c.token', 'desc')
    .limit(100)
    .execute()
  return {
    commands: rows.map(({ requested_at, sent_at, answered_at, is_done, from, until, ...rest }) => ({
      ...rest,
      state: stateOf({ sent_at, answered_at, is_done, until }, now),
      requestedAt: isoInstant(requested_at),
      from: isoInstant(from),
      until: isoInstant(until),
      sentAt: at(sent_at),
      answeredAt: at(answered_at),
    })),
  }
}

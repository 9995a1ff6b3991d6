import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type DeviceFate, type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { type CaseEvent, type CaseFile, loadCaseFile } from '../intake/case-events.ts'
import { bindingOf } from './binding-of.ts'
import { damagesOf } from './damages-of.ts'
import { episodesOf, toldOf } from './episodes-of.ts'
import { bodyOf } from './hand-over.ts'
import { holdersOf } from './holders-of.ts'

type Changes = ResponseOf<typeof api.getOrderChanges>

async function termUntilOf(tx: ScopedTransaction, orderId: string): Promise<string | null> {
  const order = await tx
    .selectFrom('orders')
    .select(sql<Instant>`upper(term)`.as('until'))
    .where('id', '=', orderId)
    .executeTakeFirst()
  return order ? isoInstant(order.until) : null
}

async function conditionsOf(tx: ScopedTransaction, orderId: string): Promise<Changes['conditions']> {
  const rows = await tx
    .selectFrom('conditions')
    .select(['lineage_id', 'version', 'rule', 'citation'])
    .select([sql<Instant>`lower(during)`.as('from'), sql<Instant>`upper(during)`.as('until')])
    .where('order_id', '=', orderId)
    .orderBy('lineage_id')
    .orderBy('version')
    .execute()
  return rows.map(({ lineage_id: lineageId, rule, from, until, ...row }) => ({
    ...row,
    lineageId,
    // zod's output type is mutable, the domain's is not; the value is the same.
    rule: rule as Changes['conditions'][number]['rule'],
    from: isoInstant(from),
    until: isoInstant(until),
  }))
}

/** What became of a device, as the last word on it in the history says. */
function fateOf(events: readonly CaseEvent[], deviceId: string): DeviceFate | null {
  const last = events.findLast(
    ({ kind, body }) => (kind === 'replace-device' || kind === 'damage') && body['deviceId'] === deviceId,
  )
  const closing = events.findLast(({ kind }) => kind === 'close')?.body['devices']
  const atClosing = Array.isArray(closing)
    ? (closing as { deviceId: string; fate: DeviceFate }[]).find((device) => device.deviceId === deviceId)?.fate
    : undefined
  if (atClosing !== undefined) return atClosing
  if (last?.kind === 'replace-device') return last.body['fate'] as DeviceFate
  const damage = last?.body['kind']
  return damage === 'lost' || damage === 'destroyed' ? damage : null
}

async function kitOf(tx: ScopedTransaction, file: CaseFile): Promise<Changes['kit']> {
  const rows = await tx
    .selectFrom('kit_devices as k')
    // Seen where the device has moved on to another organisation, too: it was in this kit.
    .leftJoin('devices as d', 'd.id', 'k.device_id')
    .select(['k.device_id as deviceId', 'k.role', 'd.model', 'd.identifier'])
    .select([sql<Instant>`lower(k.during)`.as('from'), sql<Instant | null>`upper(k.during)`.as('until')])
    .where('k.person_id', '=', file.personId)
    .orderBy(sql`lower(k.during)`)
    .execute()
  return rows.flatMap(({ role, model, identifier, from, until, deviceId }) =>
    role === 'protected'
      ? []
      : {
          deviceId,
          role,
          device: [model, identifier].filter(Boolean).join(' '),
          from: isoInstant(from),
          until: until === null ? null : isoInstant(until),
          fate: until === null ? null : fateOf(file.events, deviceId),
        },
  )
}

const bodiesOf = <Body>(events: readonly CaseEvent[], wanted: CaseEvent['kind']) =>
  // The bodies of these events passed the contract when they were written.
  events.filter(({ kind }) => kind === wanted).map(({ at, body }) => ({ at: isoInstant(at), ...(body as unknown as Body) }))

function variationsOf(events: readonly CaseEvent[]): Changes['variations'] {
  type Varied = { readonly decision: { number: string; decidedOn: string; body: string }; readonly note: string }
  return bodiesOf<Varied>(events, 'vary').map(({ at, decision, note }) => ({ at, ...decision, note }))
}

/** What changed since the activation, folded from the history and read from what stands. */
export const getOrderChanges: Handler<'getOrderChanges'> = async ({ tx, params, log }) => {
  const file = await loadCaseFile(tx, params.orderId)
  const { events } = file
  const kit = await kitOf(tx, file)
  const nameOf = (deviceId: string) => kit.find((device) => device.deviceId === deviceId)?.device ?? deviceId
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId })
  const standing = { termUntil: await termUntilOf(tx, file.id), conditions: await conditionsOf(tx, file.id) }
  return {
    ...standing,
    binding: bindingOf(file, standing),
    variations: variationsOf(events),
    proposals: bodiesOf<Omit<Changes['proposals'][number], 'at'>>(events, 'propose-variation'),
    kit,
    episodes: episodesOf(events),
    told: toldOf(events),
    circumstances: bodiesOf<Changes['circumstances'][number]>(events, 'circumstance'),
    damages: damagesOf(events).map((damage) => ({
      ...damage,
      device: nameOf(damage.deviceId),
      claim: damage.claim && { ...damage.claim, lines: [...damage.claim.lines], moves: [...damage.claim.moves] },
    })),
    body: bodyOf(events),
    holders: await holdersOf(tx, file),
  }
}

import { type KitDevice, type WatchEvent, type WatchPlan, defaultPolicy } from '@bilezik/compliance'
import type { ScopedTransaction } from '@bilezik/database'
import {
  type Condition,
  type DeviceId,
  type Instant,
  type LineageId,
  type OrderId,
  instant,
  isoInstant,
  later,
  minute,
} from '@bilezik/domain'
import { knownModels } from '@bilezik/protocols'
import { sql } from 'kysely'
import { daysOffOf } from './days-off-of.ts'
import { daysOffTaken, takeDaysOff } from './person-days-off.ts'
import { permitsOf } from './permits-of.ts'
import { withEveryOrder } from './with-every-order.ts'

/** The end of a kit entry that has none yet: the last instant with a four-digit year. */
const openEnd = instant(253_402_300_799_999)
/** A device takes some minutes from registration to its first report. */
const listeningGraceMs = 5 * minute

type StoredEvent<Kind extends WatchEvent['kind']> = Omit<Extract<WatchEvent, { kind: Kind }>, 'at'>

async function append(
  tx: ScopedTransaction,
  personId: string,
  at: Instant,
  body: StoredEvent<'plan'> | StoredEvent<'server-blind'> | StoredEvent<'fleet-blind'>,
): Promise<void> {
  await tx
    .insertInto('stream_events')
    .values({ person_id: personId, at: isoInstant(at), body: JSON.stringify(body) })
    .execute()
}

async function conditionsOf(tx: ScopedTransaction, personId: string): Promise<Condition[]> {
  const rows = await tx
    .selectFrom('conditions as c')
    .innerJoin('orders as o', 'o.id', 'c.order_id')
    .select(['c.lineage_id', 'c.order_id', 'c.version', 'c.rule'])
    .select([sql<Instant>`lower(c.during)`.as('from'), sql<Instant>`upper(c.during)`.as('until')])
    .where('o.person_id', '=', personId)
    .orderBy('c.lineage_id')
    .orderBy('c.version')
    .execute()
  return rows.map((row) => ({
    lineageId: row.lineage_id as LineageId,
    orderId: row.order_id as OrderId,
    version: row.version,
    from: row.from,
    until: row.until,
    rule: row.rule,
  }))
}

export async function kitOf(tx: ScopedTransaction, personId: string): Promise<KitDevice[]> {
  const rows = await tx
    .selectFrom('kit_devices as k')
    .innerJoin('devices as d', 'd.id', 'k.device_id')
    .leftJoin('device_models as m', 'm.name', 'd.model')
    .leftJoin('protected_persons as p', 'p.id', 'k.protected_person_id')
    .select(['k.device_id', 'k.role', 'd.identifier', 'd.model as modelName', 'm.model', 'p.lineage_id'])
    .select([sql<Instant>`lower(k.during)`.as('from'), sql<Instant | null>`upper(k.during)`.as('until')])
    .where('k.person_id', '=', personId)
    // What speaks to nobody is never silent: nothing of it can be watched.
    .where('d.protocol', 'is not', null)
    .orderBy(sql`lower(k.during)`)
    .orderBy('k.device_id')
    .execute()
  return rows.map((row) => {
    const calibration = (row.model ?? knownModels.get(row.modelName))?.calibration
    return {
      deviceId: row.device_id as DeviceId,
      role: row.role,
      from: row.from,
      until: row.until ?? openEnd,
      identifier: row.identifier,
      ...(calibration && Object.keys(calibration).length > 0 && { calibration }),
      ...(row.lineage_id !== null && { protects: row.lineage_id as LineageId }),
    }
  })
}

/**
 * Tells the engine what to watch for this person from `at` on: every condition of every order and the whole kit, past and
 * coming, each with its own dates. Called last in a transaction that changed any of them; `at` is when the change takes effect,
 * in the past too. A change that takes effect later is told now: the stream of a person never runs ahead of the clock.
 */
export async function writePlan(tx: ScopedTransaction, personId: string, at: Instant, now: Instant): Promise<void> {
  // Two changes at once for one person cannot each miss the other: writing an order or a kit took the collection lock (a trigger).
  const from = instant(Math.min(at, now))
  const plan = await withEveryOrder(tx, async (): Promise<WatchPlan> => {
    await takeDaysOff(tx, personId, now)
    const conditions = await conditionsOf(tx, personId)
    const kit = await kitOf(tx, personId)
    const permits = await permitsOf(tx, personId, from)
    const corrections = await daysOffTaken(tx, personId)
    return { conditions, kit, policy: defaultPolicy, permits, daysOff: daysOffOf(conditions, permits, from, corrections) }
  })
  await append(tx, personId, from, { kind: 'plan', plan })
}

/** A new order or device that counts from the past: before we knew of it we were not listening, which is never held against anyone. */
export async function writeBlindUntilKnown(tx: ScopedTransaction, personId: string, at: Instant, now: Instant): Promise<void> {
  if (at < now) await append(tx, personId, at, { kind: 'server-blind', until: later(now, listeningGraceMs) })
}

/**
 * The person's device was out of order from `from` to `until`: the silence is the equipment's, never conduct. What it recorded all the
 * same and hands over later is heard. An empty time takes an excuse with the same beginning back: an official found intent.
 */
export async function writeDeviceFault(tx: ScopedTransaction, personId: string, from: Instant, until: Instant): Promise<void> {
  await append(tx, personId, from, { kind: 'fleet-blind', until, because: 'device-fault', silentSince: from })
}

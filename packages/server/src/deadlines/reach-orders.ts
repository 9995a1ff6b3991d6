import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { type CaseFile, appendEvents, lockCaseFile, mostEvents } from '../intake/case-events.ts'
import { dateInKazakhstan } from '../intake/check-records.ts'
import { type DayTaken, daysOffTaken, takeDaysOff } from '../orders/person-days-off.ts'
import { writePlan } from '../orders/write-plan.ts'

/** So many persons in one transaction: the gateway and whoever writes a plan wait for it. */
export const personsAtOnce = 50

/** Whether an order `o` that runs at this moment has hours which are others on days off, by its conditions or by a permit. */
const asksForDaysOff = (now: Instant) => sql<boolean>`upper(o.term) > ${isoInstant(now)}::timestamptz AND (
  EXISTS (SELECT FROM conditions c WHERE c.order_id = o.id AND upper(c.during) > ${isoInstant(now)}::timestamptz
    AND jsonb_exists(c.rule -> 'schedule', 'daysOff'))
  OR EXISTS (SELECT FROM permits p WHERE p.order_id = o.id AND upper(p.during) > ${isoInstant(now)}::timestamptz
    AND p.revoked_at IS NULL AND jsonb_exists(p.schedule, 'daysOff')))`

/** How many persons in scope a taken correction concerns. */
export async function personsConcerned(tx: ScopedTransaction, now: Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT o.person_id)::int AS count FROM orders o WHERE ${asksForDaysOff(now)}`.execute(tx)
  return rows[0]?.count ?? 0
}

interface Taking {
  readonly id: number
  readonly organisation_id: string
  readonly calendar_change_id: number
  readonly user_id: string
  readonly taken_at: Instant
  readonly last_person_id: string | null
}

async function nextPersons(tx: ScopedTransaction, taking: Taking, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE below (id) AS (
      SELECT ${taking.organisation_id}::uuid
      UNION
      SELECT p.organisation_id FROM organisation_parents p JOIN below b ON p.parent_id = b.id WHERE p.during @> now()
    )
    SELECT DISTINCT o.person_id AS id FROM orders o
    WHERE o.organisation_id IN (SELECT id FROM below) AND ${asksForDaysOff(now)}
      AND (${taking.last_person_id}::uuid IS NULL OR o.person_id > ${taking.last_person_id}::uuid)
    ORDER BY o.person_id LIMIT ${personsAtOnce}`.execute(tx)
  return rows.map(({ id }) => id)
}

interface OrderConcerned {
  readonly id: string
  readonly person_id: string
  readonly last_day: string
}

/** Every order of these persons, of whichever service, that has hours on days off. */
async function ordersOf(tx: ScopedTransaction, personIds: readonly string[], now: Instant): Promise<OrderConcerned[]> {
  const { rows } = await sql<OrderConcerned & { ends: Instant }>`
    SELECT o.id, o.person_id, upper(o.term) AS ends FROM orders o JOIN case_files f ON f.id = o.id
    WHERE o.person_id = ANY (${personIds}::uuid[]) AND ${asksForDaysOff(now)} ORDER BY o.id`.execute(tx)
  return rows.map((row) => ({ ...row, last_day: dateInKazakhstan(row.ends) }))
}

/** Which corrections the file tells of already. */
const toldIn = ({ events }: CaseFile) =>
  new Set(
    events
      .flatMap(({ kind, body }) => (kind === 'days-off' ? (body['days'] as { readonly change: number }[]) : []))
      .map(({ change }) => change),
  )

/**
 * The history of the order tells which days count from now on, and by which decree: the person’s hours changed. Also of what another
 * change of the same person’s plan has brought into it meanwhile.
 */
async function tellOrder(tx: ScopedTransaction, order: OrderConcerned, taking: Taking, taken: readonly DayTaken[], now: Instant) {
  const file = await lockCaseFile(tx, order.id)
  const told = toldIn(file)
  const days = taken
    .filter(({ id, appliedAt }) => id <= taking.calendar_change_id && appliedAt >= taking.taken_at && !told.has(id))
    .filter(({ on }) => on > dateInKazakhstan(now) && on <= order.last_day)
    .map(({ id: change, on, isDayOff, decree }) => ({ change, on, isDayOff, decree }))
  if (days.length === 0 || file.events.length >= mostEvents) return
  await appendEvents(tx, file, taking.user_id, [{ kind: 'days-off', at: now, state: file.state, body: { days } }])
}

/**
 * A calendar that a head took reaches the running orders: the plans of the persons concerned are written anew as of now, some at a
 * time, and each order's history tells of it. To be called in the scope of the topmost organisation, until it gives 0.
 */
export async function reachOrders(tx: ScopedTransaction, now: Instant): Promise<number> {
  const taking = await tx
    .selectFrom('calendar_takings')
    .select(['id', 'organisation_id', 'calendar_change_id', 'user_id', 'taken_at', 'last_person_id'])
    .where('finished_at', 'is', null)
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!taking) return 0
  const persons = await nextPersons(tx, taking, now)
  const orders = await ordersOf(tx, persons, now)
  // Whoever works on a file holds it before waiting for the turn to write plans: so do we, or both would wait for ever.
  for (const { id } of orders) await lockCaseFile(tx, id)
  for (const personId of persons) {
    if ((await takeDaysOff(tx, personId, now)).length > 0) await writePlan(tx, personId, now, now)
    const taken = await daysOffTaken(tx, personId)
    for (const order of orders.filter((one) => one.person_id === personId)) await tellOrder(tx, order, taking, taken, now)
  }
  await tx
    .updateTable('calendar_takings')
    .set((row) => ({
      persons_done: row('persons_done', '+', persons.length),
      ...(persons.length > 0 && { last_person_id: persons.at(-1) ?? null }),
      ...(persons.length < personsAtOnce && { finished_at: isoInstant(now) }),
    }))
    .where('id', '=', taking.id)
    .execute()
  return 1
}

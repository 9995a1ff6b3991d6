import type { BodyOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type DeviceFate, type Instant, isoInstant } from '@bilezik/domain'
import { closingGroundsOf, earlyReleaseAt, isEarlyEnding } from '@bilezik/law'
import { sql } from 'kysely'
import { happenedAt } from '../changes/append-change.ts'
import { requireWorn } from '../changes/require-worn.ts'
import { takeFromKit } from '../devices/kit.ts'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { orderFactsOf } from '../intake/order-facts.ts'
import { takeStep } from '../intake/take-step.ts'
import { writePlan } from './write-plan.ts'

/** Ends the collection at an instant of the term; where the term has run out before, it has ended already and nothing is cut. */
async function cutShort(tx: ScopedTransaction, orderId: string, at: Instant, now: Instant, reason: string): Promise<boolean> {
  const order = await tx
    .selectFrom('orders')
    .select([sql<Instant>`lower(term)`.as('from'), sql<Instant>`upper(term)`.as('until')])
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirst()
  if (!order) return false
  if (at <= order.from) refuse('term-not-a-period')
  const isOver = order.until <= now
  // Nobody closes now, as of a time when the collection will have ended by itself.
  if (!isOver && at >= order.until) refuse('term-not-a-period')
  const ending = isoInstant(at)
  await tx
    .updateTable('orders')
    .set({ closed_reason: reason, ...(!isOver && { term: sql<string>`tstzrange(lower(term), ${ending}, '[)')` }) })
    .where('id', '=', orderId)
    .execute()
  if (isOver) return false
  await tx
    .updateTable('conditions')
    .set({ during: sql<string>`tstzrange(lower(during), ${ending}, '[)')` })
    .where('order_id', '=', orderId)
    .where(sql<boolean>`lower(during) < ${ending}::timestamptz AND upper(during) > ${ending}::timestamptz`)
    .execute()
  return true
}

/** On early release the papers' arrival tells when; otherwise whoever closes does. */
function endingAt({ ground, at, documentsReceivedAt }: BodyOf<typeof api.closeOrder>, now: Instant): Instant {
  if (documentsReceivedAt === undefined) return at === undefined ? now : instantOf(at, 'body.at')
  if (at !== undefined || !isEarlyEnding(ground)) {
    const message = 'on early release alone, and in place of `at`'
    return refuse('bad-request', { fields: [{ path: 'body.documentsReceivedAt', message }] })
  }
  return earlyReleaseAt(happenedAt(documentsReceivedAt, 'body.documentsReceivedAt', now))
}

/** How a piece stands by what became of it; evidence and stock come back as they went out. */
const foundAfter: Partial<Record<DeviceFate, 'faulty' | 'lost'>> = { repair: 'faulty', destroyed: 'faulty', lost: 'lost' }

/** Takes back what came back, and waits no longer for what was lost. */
async function endKit(
  tx: ScopedTransaction,
  personId: string,
  devices: BodyOf<typeof api.closeOrder>['devices'],
  at: Instant,
  userId: string,
): Promise<void> {
  for (const { deviceId, fate } of devices) {
    const { from } = await requireWorn(tx, personId, deviceId)
    if (at <= from) refuse('change-out-of-order', { detail: 'the device was issued later' })
    await takeFromKit(tx, deviceId, at, { userId, personId, found: foundAfter[fate] })
  }
}

/** Closes on a ground of the law's closed list alone: an order at any stage, also one whose term ran out, or a file that never became one. */
export const closeOrder: Handler<'closeOrder'> = async (call) => {
  const { tx, body, now } = call
  const at = endingAt(body, now)
  let changed: string | undefined
  await takeStep(
    call,
    'close',
    async ({ file, circumstances, verdict }) => {
      const { regime, basis } = orderFactsOf(file, circumstances)
      const provision = closingGroundsOf(regime, basis).find(({ code }) => code === body.ground)?.provision
      if (await cutShort(tx, file.id, at, now, body.reason)) changed = file.personId
      await endKit(tx, file.personId, body.devices, at, call.session.user.id)
      if (body.devices.length > 0) changed = file.personId
      const { ground, documentNumber, reason, devices } = body
      const received = body.documentsReceivedAt === undefined ? {} : { documentsReceivedAt: body.documentsReceivedAt }
      return {
        at,
        body: { ground, documentNumber, reason, at: isoInstant(at), devices, ...received },
        basis: [...(provision ? [{ code: body.ground, source: { kind: 'law' as const, provision } }] : []), ...verdict.warnings],
      }
    },
    { closingGround: body.ground },
  )
  if (changed !== undefined) await writePlan(tx, changed, at, now)
  return {}
}

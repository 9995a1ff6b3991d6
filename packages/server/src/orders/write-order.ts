import { type ScopedTransaction, newOrderKey, wrapKey } from '@bilezik/database'
import { type Instant, type Regime, type Rule, isoInstant } from '@bilezik/domain'
import type { Support } from '@bilezik/law'
import { sql } from 'kysely'
import { calendarInForce } from '../deadlines/calendar-in-force.ts'
import { watchTerm } from '../deadlines/watch-term.ts'

export interface NewOrder {
  /** That of its case file. */
  readonly id: string
  readonly personId: string
  readonly organisationId: string
  readonly regime: Regime
  readonly basisNumber: string
  readonly decidedAt: Instant
  readonly from: Instant
  readonly until: Instant
  readonly isConcealed: boolean
}

const termOf = (from: Instant, until: Instant) => sql<string>`tstzrange(${isoInstant(from)}, ${isoInstant(until)}, '[)')`

/** From here on there is something to collect: the order with its authorised time and its key. */
export async function writeOrder(tx: ScopedTransaction, masterKey: Buffer, order: NewOrder): Promise<void> {
  await tx
    .insertInto('orders')
    .values({
      id: order.id,
      person_id: order.personId,
      organisation_id: order.organisationId,
      regime: order.regime,
      basis_number: order.basisNumber,
      decided_at: isoInstant(order.decidedAt),
      term: termOf(order.from, order.until),
      is_concealed: order.isConcealed,
    })
    .execute()
  await tx
    .insertInto('order_keys')
    .values({ order_id: order.id, wrapped_key: wrapKey(newOrderKey(), masterKey) })
    .execute()
  const { id: caseId, regime, until } = order
  await watchTerm(tx, await calendarInForce(tx), { caseId, regime, until, watchedBefore: 0 })
}

export interface SupportedRule {
  readonly rule: Rule
  readonly support: Support
  /** The version that it follows; absent: it begins a lineage of its own. */
  readonly after?: { readonly lineageId: string; readonly version: number }
}

/** What binds in this time, each with what supports it. */
export async function writeConditions(
  tx: ScopedTransaction,
  orderId: string,
  rules: readonly SupportedRule[],
  from: Instant,
  until: Instant,
): Promise<void> {
  await tx
    .insertInto('conditions')
    .values(
      rules.map(({ rule, support, after }) => ({
        ...(after && { lineage_id: after.lineageId, version: after.version + 1 }),
        order_id: orderId,
        rule: JSON.stringify(rule),
        source_kind: support.kind,
        citation: support.kind === 'policy' ? null : support.provision.citation,
        during: termOf(from, until),
      })),
    )
    .execute()
}

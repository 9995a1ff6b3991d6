import { type Instant, instant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../../http/implement.ts'
import { refuse } from '../../http/refusal.ts'
import { orderFactsOf } from '../../intake/order-facts.ts'
import { takeStep } from '../../intake/take-step.ts'
import { requireRules } from '../require-rules.ts'
import { writeConditions } from '../write-order.ts'
import { writePlan } from '../write-plan.ts'
import { adoptedTermOf } from './adopted.ts'
import { measuredHome, rulesAround } from './measured-home.ts'

/** The conditions bind from now on, each supported by the law as it is now. */
export const activateOrder: Handler<'activateOrder'> = async (call) => {
  const { tx, body, now } = call
  let began: { readonly personId: string; readonly from: Instant } | undefined
  await takeStep(call, 'activate', async ({ file, circumstances }) => {
    const order = await tx
      .selectFrom('orders')
      .select([sql<Instant>`lower(term)`.as('from'), sql<Instant>`upper(term)`.as('until')])
      .where('id', '=', file.id)
      .executeTakeFirst()
    if (!order || order.until <= now) return refuse('order-closed')
    const from = instant(Math.max(now, order.from))
    const home = body.isHomeMeasured ? (measuredHome(file) ?? refuse('home-not-measured')) : null
    const adopted = adoptedTermOf(file).rules
    const rules = requireRules(orderFactsOf(file, circumstances).regime, home ? rulesAround(home, adopted) : adopted)
    await writeConditions(tx, file.id, rules, from, order.until)
    began = { personId: file.personId, from }
    const { lat, lon, accuracyMetres, movedMetres } = home ?? {}
    return {
      body: { note: body.note, ...(home && { isHomeMeasured: true, homeCentre: { lat, lon }, accuracyMetres, movedMetres }) },
    }
  })
  if (began) await writePlan(tx, began.personId, began.from, now)
  return {}
}

import { day, isoInstant, later } from '@bilezik/domain'
import type { TestApp } from './test-app.ts'
import { aDecision, aPerson, curfew, recordsWithout } from './test-bodies.ts'
import type { TestBrowser } from './test-browser.ts'

/** Those of one subdivision who take an order on its way. */
export interface Subdivision {
  readonly test: TestApp
  readonly organisationId: string
  readonly head: TestBrowser
  readonly operator: TestBrowser
}

export interface TestOrder {
  readonly personId: string
  readonly orderId: string
}

export interface OrderWish {
  readonly records?: readonly unknown[]
  readonly decision?: unknown
  readonly birthOn?: string
  readonly rules?: readonly unknown[]
  /** In the words of the decision, one for each rule. */
  readonly obligations?: readonly string[]
}

/** An order of which the package is complete, adopted by the head: what comes next is the decision on equipment. */
export async function adoptedOrder(
  { test, organisationId, head, operator }: Subdivision,
  { records = recordsWithout(), decision = aDecision(), birthOn = '1990-05-01', rules = [curfew], obligations }: OrderWish = {},
): Promise<TestOrder> {
  const { id: personId } = await head.done('createPerson', { body: aPerson(organisationId, { birthOn }) })
  const body = { organisationId, decision, records }
  const { id: orderId } = await operator.done('openCaseFile', { params: { personId }, body })
  const params = { orderId }
  await operator.done('checkCaseFile', { params, body: {} })
  const adoption = {
    registrationNumber: '9',
    termFrom: '2026-11-20T14:30:00+05:00',
    termUntil: isoInstant(later(test.clock.now, 30 * day)),
    rules,
    ...(obligations && { obligations }),
  }
  await head.done('adoptOrder', { params, body: adoption })
  return { personId, orderId }
}

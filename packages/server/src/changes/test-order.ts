import { type Instant, day, isoInstant, later, parseIsoInstant } from '@bilezik/domain'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { anOrder, aPerson } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'

export interface Running {
  readonly personId: string
  readonly orderId: string
  readonly deviceId: string
  readonly params: { readonly orderId: string }
}

interface StoredEvent {
  readonly at: Instant
  readonly body: { readonly kind: string; readonly until?: number; readonly plan?: { readonly conditions: unknown[] } }
}

export const problemOf = ({ text }: { readonly text: string }) => {
  const { code, citation, detail } = JSON.parse(text) as { code: string; citation?: string; detail?: string }
  return { code, citation, detail }
}

/** A subdivision with its head and an operator, on 21 November 2026 at four in the afternoon, and orders that it executes. */
export class ChangesWorld {
  readonly test: TestApp
  readonly organisationId: string
  readonly head: TestBrowser
  readonly operator: TestBrowser
  private devices = 0

  private constructor(test: TestApp, organisationId: string, head: TestBrowser, operator: TestBrowser) {
    this.test = test
    this.organisationId = organisationId
    this.head = head
    this.operator = operator
  }

  static async begin(): Promise<ChangesWorld> {
    const test = await startTestApp()
    const a = await test.addOrganisation('A')
    return new ChangesWorld(test, a, await test.addUser('head', a, 'head-a'), await test.addUser('operator', a, 'operator-a'))
  }

  startOver(): void {
    const at = parseIsoInstant('2026-11-21T16:00:00+05:00')
    if (at.ok) this.test.clock.now = at.value
  }

  ago(ms: number): string {
    return isoInstant(later(this.test.clock.now, -ms))
  }

  async spare(): Promise<string> {
    const identifier = `spare-${this.devices++}`
    const device = { protocol: 'osmand', identifier, model: 'Test', organisationId: this.organisationId }
    return (await this.head.done('registerDevice', { body: device })).id
  }

  /** An order in execution since ten days ago, with a bracelet on. */
  async running(change: Record<string, unknown> = {}, person: Record<string, unknown> = {}): Promise<Running> {
    const body = aPerson(this.organisationId, { birthOn: '1990-05-01', ...person })
    const { id: personId } = await this.head.done('createPerson', { body })
    const from = later(this.test.clock.now, -10 * day)
    const order = anOrder(this.organisationId, from, change)
    const { id: orderId } = await this.head.done('createOrder', { params: { personId }, body: order })
    const deviceId = await this.spare()
    const issued = { deviceId, role: 'worn', from: isoInstant(from) }
    await this.head.done('issueDevice', { params: { personId }, body: issued })
    return { personId, orderId, deviceId, params: { orderId } }
  }

  changesOf({ params }: Running) {
    return this.operator.done('getOrderChanges', { params })
  }

  async lastEventOf({ params }: Running) {
    return (await this.operator.done('getOrderHistory', { params })).events.at(-1)
  }

  async told({ personId }: Running): Promise<StoredEvent[]> {
    const { rows } = await this.test.owner.query<StoredEvent>(
      'SELECT (extract(epoch FROM at) * 1000)::float8 AS at, body FROM stream_events WHERE person_id = $1 ORDER BY id',
      [personId],
    )
    return rows
  }

  aDamage({ deviceId }: Running, change: Record<string, unknown> = {}) {
    return {
      deviceId,
      kind: 'damaged',
      foundAt: this.ago(60_000),
      foundBy: 'Akhmetov B.',
      circumstances: 'The strap is cut through',
      personStatement: null,
      actNumber: '7/2026',
      actOn: '2026-11-21',
      ...change,
    }
  }

  aFinding(finding = 'intentional') {
    return {
      finding,
      official: 'Serikov D.',
      position: 'Head of the subdivision',
      reasons: 'Cut with a tool',
      foundAt: isoInstant(this.test.clock.now),
    }
  }
}

import type { EquipmentClass } from '@bilezik/domain'
import { minute, later, parseIsoInstant } from '@bilezik/domain'
import { startTestApp } from '../../http/test-app.ts'
import { fittingRecords } from '../../http/test-bodies.ts'
import type { TestBrowser } from '../../http/test-browser.ts'
import type { Renderer } from '../render/renderer.ts'
import { type OrderWish, type Subdivision, type TestOrder, adoptedOrder } from '../../http/test-order.ts'

export interface Worn extends TestOrder {
  readonly deviceId: string
  readonly params: { readonly orderId: string }
}

type Content = Readonly<Record<string, unknown>>
interface Refused {
  readonly code?: string
  readonly detail?: string
  readonly citation?: string
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
}

/** A subdivision with a telephone, on 21 November 2026 at four in the afternoon, whose orders give occasion for papers. */
export class PapersWorld {
  readonly at: Subdivision
  private made = 0

  private constructor(at: Subdivision) {
    this.at = at
  }

  static async begin(renderer?: Renderer): Promise<PapersWorld> {
    const test = await startTestApp({ publicUrl: 'https://bilezik.example' }, undefined, renderer)
    const organisationId = await test.addOrganisation('A')
    const head = await test.addUser('head', organisationId, 'head-a')
    const operator = await test.addUser('operator', organisationId, 'operator-a')
    await head.done('putContacts', { params: { organisationId }, body: { place: null, address: null, phone: '+7 7172 000000' } })
    return new PapersWorld({ test, organisationId, head, operator })
  }

  startOver(): void {
    const at = parseIsoInstant('2026-11-21T16:00:00+05:00')
    if (at.ok) this.at.test.clock.now = at.value
  }

  pass(ms: number): void {
    this.at.test.clock.now = later(this.at.test.clock.now, ms)
  }

  async device(more: { readonly valueTenge?: number; readonly equipmentClass?: EquipmentClass } = {}): Promise<string> {
    const identifier = `paper-${++this.made}`
    const body = {
      protocol: 'osmand',
      identifier,
      model: 'Test',
      organisationId: this.at.organisationId,
      equipmentClass: 'bracelet',
      serialNumber: `S-${identifier}`,
      inventoryNumber: `00-${identifier}`,
      ...more,
    }
    return (await this.at.head.done('registerDevice', { body })).id
  }

  /** In execution, with a bracelet of that value on; of a minor with whoever stood by. */
  async active(wish: OrderWish = {}, attendants: readonly object[] = [], valueTenge?: number): Promise<Worn> {
    const { head, operator } = this.at
    const order = await adoptedOrder(this.at, wish)
    const params = { orderId: order.orderId }
    await head.done('decideEquipment', { params, body: { equipment: ['bracelet'], reasons: 'At home at night' } })
    const deviceId = await this.device(valueTenge === undefined ? {} : { valueTenge })
    await head.done('issueDevice', { params: { personId: order.personId }, body: { deviceId, role: 'worn' } })
    this.pass(minute)
    await operator.done('recordFitting', { params, body: { place: 'Astana, Abai avenue 1', attendants } })
    const records = Object.values({ ...fittingRecords, memo: { ...fittingRecords.memo, attendants } })
    await operator.done('addCaseRecords', { params, body: { records } })
    this.pass(minute)
    await head.done('activateOrder', { params, body: {} })
    this.pass(minute)
    return { ...order, deviceId, params }
  }

  /** What the paper says, as it is stored. */
  async issued(who: TestBrowser, { params }: Worn, document: object): Promise<Content> {
    const { id } = await who.done('issueDocument', { params, body: { document } })
    const { rows } = await this.at.test.owner.query<{ content: Content }>('SELECT content FROM documents WHERE id = $1', [id])
    return rows[0]?.content ?? {}
  }

  async refused(who: TestBrowser, { params }: Worn, document: object): Promise<Refused> {
    const { text } = await who.call('issueDocument', { params, body: { document } })
    return JSON.parse(text) as Refused
  }

  async missing({ params }: Worn, kind: string): Promise<readonly string[]> {
    const { issuable } = await this.at.operator.done('listDocuments', { params })
    return issuable.find((one) => one.kind === kind)?.missing.map(({ code }) => code) ?? ['no such kind']
  }

  async told({ params }: Worn) {
    return (await this.at.operator.done('listDocuments', { params })).told
  }
}

import type { Instant } from '@bilezik/domain'
import type { Bracelet, BraceletAction, BraceletEvent } from './bracelet.ts'
import type { BraceletRecord } from './record.ts'

type Sending = Exclude<BraceletAction, { kind: 'open' | 'close' }>

/**
 * A gateway for the tests that stores in order and answers after storing, and loses connections when told.
 * What it has not stored when a connection breaks is gone, as are the answers under way.
 */
export class FakeGateway {
  readonly stored = new Map<number, BraceletRecord>()
  readonly order: number[] = []
  isUp = true
  #isOpen = false
  #received: Sending[] = []
  #answers: number[] = []
  readonly #bracelet: Bracelet
  readonly #isStream: boolean

  constructor(bracelet: Bracelet) {
    this.#bracelet = bracelet
    this.#isStream = bracelet.person.device.protocol === 'gt06'
  }

  tell(event: BraceletEvent, now: Instant): void {
    for (const action of this.#bracelet.handle(event, now)) {
      if (action.kind === 'open') this.#opening = true
      else if (action.kind === 'close') this.#forget()
      else if (this.#isOpen) this.#received.push(action)
    }
  }

  #opening = false

  /** Lets connections in or turns them away. */
  settle(now: Instant): void {
    if (!this.#opening) return
    this.#opening = false
    this.#isOpen = this.isUp
    this.tell({ kind: this.isUp ? 'opened' : 'closed' }, now)
  }

  /** Stores up to `most` sendings, in order. */
  store(most: number): void {
    for (const sending of this.#received.splice(0, most)) {
      const records = sending.kind === 'send' ? sending.records : []
      for (const record of records) {
        this.stored.set(record.id, record)
        this.order.push(record.id)
      }
      const isAnswered = !this.#isStream || sending.kind === 'heartbeat' || records.some((record) => record.alarm)
      if (isAnswered) this.#answers.push(sending.number)
    }
  }

  answer(most: number, now: Instant): void {
    for (const number of this.#answers.splice(0, most)) if (this.#isOpen) this.tell({ kind: 'answered', number }, now)
  }

  break(now: Instant): void {
    if (!this.#isOpen) return
    this.#forget()
    this.tell({ kind: 'closed' }, now)
  }

  #forget(): void {
    this.#isOpen = false
    this.#opening = false
    this.#received = []
    this.#answers = []
  }
}

import type { Instant } from '@bilezik/domain'
import type { Collection } from './collection.ts'
import { CopyRows } from './copy-rows.ts'
import type { IntakeItem } from './intake-message.ts'
import { type UncollectedReason, minuteOf, prepareMessage } from './prepare-rows.ts'
import type { RecentReadings } from './recent-readings.ts'
import type { RawSealer } from './seal-raw.ts'

/** The serial is unique among all items of this process, and stays with the item when its batch is written again. */
export type QueuedItem = IntakeItem & { readonly serial: number }
type MessageItem = Extract<QueuedItem, { kind: 'message' }>

/** A batch's number across all gateways: the gateway above, its own count below. */
export function batchIdOf(gatewayNo: number, batchNo: number): bigint {
  return (BigInt(gatewayNo) << 40n) | BigInt(batchNo)
}

export interface DraftContext {
  readonly collection: Collection
  readonly recent: RecentReadings
  readonly sealer: RawSealer
  /** An item that we cannot write, whatever we try; told once. */
  readonly onPoison: (item: QueuedItem, error: unknown) => QueuedItem
}

interface Uncollected {
  readonly deviceNo: number
  readonly receivedAt: Instant
  readonly reason: UncollectedReason
}

/**
 * What one transaction will write, made ready as it comes: while a batch is on its way to the database, the next one's rows are
 * decoded, sealed and laid out. It holds for one number of a batch and one version of the authorised times; when either turns out
 * to be another, it is made anew from its items.
 */
export class BatchDraft {
  readonly #context: DraftContext
  readonly batchId: bigint
  readonly collectionVersion: number
  readonly items: QueuedItem[] = []
  readonly days = new Map<number, CopyRows>()
  /** Signed messages, which may be repeats: that is known within the transaction only, and till then they are not in `days`. */
  readonly ordered: MessageItem[] = []
  readonly uncollected: Uncollected[] = []
  readonly unreadable: Extract<IntakeItem, { kind: 'unreadable' }>[] = []
  readonly strangers: Extract<IntakeItem, { kind: 'stranger' }>[] = []
  readonly securityEvents: Extract<IntakeItem, { kind: 'security' }>[] = []
  readonly answers: MessageItem[] = []
  rawBytes = 0
  /** Repeats included. */
  readings = 0

  constructor(batchId: bigint, context: DraftContext) {
    this.batchId = batchId
    this.collectionVersion = context.collection.version
    this.#context = context
  }

  static of(items: readonly QueuedItem[], batchId: bigint, context: DraftContext): BatchDraft {
    const draft = new BatchDraft(batchId, context)
    for (const item of items) draft.add(item)
    return draft
  }

  get rowCount(): number {
    let count = 0
    for (const rows of this.days.values()) count += rows.rowCount
    return count
  }

  /** Whether something is to be written besides readings. */
  get hasRest(): boolean {
    const rest = [this.uncollected, this.unreadable, this.strangers, this.securityEvents, this.answers]
    return rest.some((items) => items.length > 0)
  }

  add(item: QueuedItem): void {
    this.items.push(item)
    this.rawBytes += item.raw.length
    this.#sort(item)
  }

  /** Once: it is known now which of the signed messages are repeats. */
  addOrdered(repeats: ReadonlySet<IntakeItem>): void {
    for (const item of this.ordered) this.#write(item, repeats.has(item))
  }

  #sort(item: QueuedItem): void {
    if (item.kind === 'unreadable') this.unreadable.push(item)
    else if (item.kind === 'stranger') this.strangers.push(item)
    else if (item.kind === 'security') this.securityEvents.push(item)
    else if (item.message.order) this.ordered.push(item)
    else this.#write(item, false)
  }

  #write(item: MessageItem, isRepeat: boolean): void {
    try {
      this.#writeReadings(item, isRepeat)
      if (item.message.answer && !isRepeat) this.answers.push(item)
    } catch (error) {
      // Thrown before anything of it was written.
      const told = this.#context.onPoison(item, error)
      this.items[this.items.indexOf(item)] = told
      this.#sort(told)
    }
  }

  #writeReadings(item: MessageItem, isRepeat: boolean): void {
    const { collection, recent } = this.#context
    const device = collection.get(item.deviceNo)
    if (!device) return
    const { readings, uncollected } = prepareMessage({ ...item, device, isRepeat })
    this.readings += readings.length
    let raw: Uint8Array | null = null
    for (const reading of readings) {
      raw ??= reading.raw
      if (!recent.note(reading.deviceNo, reading)) continue
      // With the first reading that is new.
      reading.raw = raw
      raw = null
      this.#rowsOf(reading.eventDay).add(reading)
    }
    if (uncollected) this.uncollected.push({ deviceNo: device.no, receivedAt: minuteOf(item.receivedAt), reason: uncollected })
  }

  #rowsOf(day: number): CopyRows {
    let rows = this.days.get(day)
    if (!rows) {
      rows = new CopyRows(this.batchId, this.#context.sealer)
      this.days.set(day, rows)
    }
    return rows
  }
}

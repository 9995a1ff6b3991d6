import type { MessageOrder } from '@bilezik/protocols'
import type pg from 'pg'
import type { IntakeItem } from './intake-message.ts'

type MessageItem = Extract<IntakeItem, { kind: 'message' }>

/** A row of known_message_orders() and advance_message_orders(). */
export interface OrderRow {
  readonly device_no: number
  readonly boot: string | number
  readonly number: string | number
}

function orderOf({ boot, number }: OrderRow): MessageOrder {
  return { boot: Number(boot), number: Number(number) }
}

function isAbove(order: MessageOrder, last: MessageOrder | undefined): boolean {
  return last === undefined || order.boot > last.boot || (order.boot === last.boot && order.number > last.number)
}

/** The highest message of each device that this process has seen, so that one played back takes nobody's connection. */
export class SeenOrders {
  readonly #highest = new Map<number, MessageOrder>()

  /** What was seen before this process began. */
  load(rows: readonly OrderRow[]): void {
    for (const row of rows) this.isNew(row.device_no, orderOf(row))
  }

  /** Whether it is above all before it; then it is the highest. */
  isNew(deviceNo: number, order: MessageOrder): boolean {
    if (!isAbove(order, this.#highest.get(deviceNo))) return false
    this.#highest.set(deviceNo, order)
    return true
  }
}

/**
 * The messages of a batch that come after one which their device made later: repeats, by the device or by whoever recorded them.
 * The orders are moved up in the batch's own transaction.
 */
export async function findRepeats(client: pg.ClientBase, items: readonly IntakeItem[]): Promise<ReadonlySet<IntakeItem>> {
  const ordered = items.filter((item): item is MessageItem => item.kind === 'message' && item.message.order !== undefined)
  if (ordered.length === 0) return new Set()
  const highest = new Map<number, MessageOrder>()
  for (const { deviceNo, message } of ordered)
    if (isAbove(message.order!, highest.get(deviceNo))) highest.set(deviceNo, message.order!)
  const orders = [...highest.values()]
  const { rows } = await client.query<OrderRow>('SELECT * FROM advance_message_orders($1, $2, $3)', [
    [...highest.keys()],
    orders.map((order) => order.boot),
    orders.map((order) => order.number),
  ])
  const last = new Map(rows.map((row) => [row.device_no, orderOf(row)]))
  const repeats = new Set<IntakeItem>()
  for (const item of ordered) {
    const order = item.message.order!
    if (isAbove(order, last.get(item.deviceNo))) last.set(item.deviceNo, order)
    else repeats.add(item)
  }
  return repeats
}

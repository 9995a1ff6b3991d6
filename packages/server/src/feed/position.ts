import { type Instant, instant } from '@bilezik/domain'

/**
 * Where in the stream of durable events a client stands, as its `Last-Event-ID`.
 * `tx-id`: behind this row of feed_events. `0-ms`: behind everything older than this instant; given to a client before
 * the first durable event, and again when there was none for long. No transaction has the number 0.
 */
export type Position =
  | { readonly kind: 'row'; readonly tx: string; readonly id: number }
  | { readonly kind: 'time'; readonly at: Instant }

const form = /^(\d{1,20})-(\d{1,15})$/
const greatestTx = 2n ** 64n - 1n

export function parsePosition(text: string): Position | undefined {
  const [, tx, number] = form.exec(text) ?? []
  if (tx === undefined || number === undefined || BigInt(tx) > greatestTx) return undefined
  return /^0+$/.test(tx) ? { kind: 'time', at: instant(Number(number)) } : { kind: 'row', tx, id: Number(number) }
}

export function positionText(position: Position): string {
  return position.kind === 'row' ? `${position.tx}-${position.id}` : `0-${position.at}`
}

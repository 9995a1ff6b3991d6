import type { Battery } from '../bracelet/battery.ts'
import type { BraceletRecord } from '../bracelet/record.ts'

/** The way of one device to the gateway. After `closed` it may be opened again. */
export interface Link {
  open(): void
  send(number: number, records: readonly BraceletRecord[]): void
  heartbeat(number: number, battery: Battery): void
  /** At once and silently: `onClosed` is not called. */
  close(): void
}

export interface LinkEvents {
  onOpened(): void
  /** The gateway answered what was sent under this number. */
  onAnswered(number: number): void
  /** Why, in one sentence for the log. */
  onClosed(why: string): void
  /** The gateway commands something, in the protocol's own words. What is returned is the answer; without one the device is silent. */
  onCommand?(words: string): string | undefined
}

/** What really goes onto the wire for these bytes. */
export type Wire = (bytes: Uint8Array) => Uint8Array

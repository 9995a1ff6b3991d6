import type { Battery } from '../bracelet/battery.ts'
import type { BraceletRecord } from '../bracelet/record.ts'

/** What a device makes of the server's bytes. */
export type Heard =
  | { readonly kind: 'let-in' }
  /** What was sent under this number is safe. */
  | { readonly kind: 'answered'; readonly number: number }
  | { readonly kind: 'command'; readonly words: string; readonly answerWith: (text: string) => Uint8Array | undefined }
  | { readonly kind: 'nonsense'; readonly why: string }

/** One device's way of writing and reading one protocol over a stream. It outlives connections. */
export interface Speech {
  /** Called at the start of a connection: what is said first, after which the device waits to be let in. Undefined: it need not wait. */
  greet(identifier: string): Uint8Array | undefined
  report(number: number, records: readonly BraceletRecord[]): Uint8Array
  /** Undefined where the protocol has none. */
  heartbeat(number: number, battery: Battery): Uint8Array | undefined
  /** Bytes as they come, in whatever pieces. */
  hear(chunk: Uint8Array): readonly Heard[]
}

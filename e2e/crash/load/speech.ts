import type { NumberedRecord } from './numbered-record.ts'

export type Heard =
  | { readonly kind: 'let-in' }
  /** The answer to this message, whole and verified, and it promises storage. */
  | { readonly kind: 'stored'; readonly message: number }
  | { readonly kind: 'nonsense'; readonly why: string }

/** How a device talks over a connection. */
export interface Speech {
  /** A new connection begins; what is returned is sent first and must be answered by `let-in`. */
  greet(): Uint8Array | undefined
  report(message: number, records: readonly NumberedRecord[]): Uint8Array
  hear(chunk: Uint8Array): readonly Heard[]
}

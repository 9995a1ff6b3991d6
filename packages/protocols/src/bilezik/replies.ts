import type { Instant } from '@bilezik/domain'
import { ByteWriter } from './byte-writer.ts'
import { type BilezikHeader, buildUnsealed, kinds } from './frame.ts'

/** `stored`: forget the records. `later`: keep them and wait. `refused`: keep them aside, they will not be taken as they are. */
export type AckResult = 'stored' | 'later' | 'refused'
export const ackResults = ['stored', 'later', 'refused'] as const satisfies readonly AckResult[]

export interface AckContent {
  readonly result: AckResult
  /** Our clock. */
  readonly at: Instant
  /** With `later`: how long. */
  readonly waitSeconds?: number
}

/** Seconds since 1970 in four bytes: until 2106. */
export function secondsOf(at: Instant): number {
  return Math.max(0, Math.min(0xffff_ffff, Math.floor(at / 1_000)))
}

/** Names the frame that it answers; not sealed yet, for only who looked up the device has its key. */
export function encodeBilezikAck(answered: Omit<BilezikHeader, 'kind'>, { result, at, waitSeconds }: AckContent): Uint8Array {
  const { identifier, boot, number } = answered
  const body = new ByteWriter()
    .uint(ackResults.indexOf(result), 1)
    .uint(secondsOf(at), 4)
    .uint(Math.min(0xffff, waitSeconds ?? 0), 2)
  return buildUnsealed({ kind: kinds.ack, identifier, boot, number }, body.done())
}

import { type Reading, refused, type Result } from '@bilezik/domain'
import type { CommandAnswer, DecodeFailure, DecodeReason } from '../codec.ts'

/** What a frame says, before it becomes a message. */
export interface Content {
  readonly type: string
  readonly identifier?: string
  readonly readings: readonly Reading[]
  /** The record without its envelope, its checksum and the mark that it was stored. */
  readonly payload: Uint8Array
  readonly answer?: CommandAnswer
  /** Its checksum was wrong (and the model is known for that), or the frame came without the one its format has. */
  readonly isUnverified?: boolean
  readonly reply?: Uint8Array
}

export type Family = Result<Content, DecodeFailure>

export function refuse(code: DecodeReason, detail: string): Result<never, DecodeFailure> {
  return refused({ code, detail })
}

import type { ErrorCode } from '@bilezik/contract'

export interface RefusalDetail {
  /** The provision, where law decides. */
  readonly citation?: string
  /** What exactly was wrong, for the person who has to correct it. */
  readonly detail?: string
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
  /** For `too-many-requests` and `database-unavailable`: when to come back. */
  readonly retryAfterSeconds?: number
}

/** The caller is at fault, in a way that the catalogue knows; the transaction of the request is rolled back. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly because: RefusalDetail

  constructor(code: ErrorCode, because: RefusalDetail = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.because = because
  }
}

export function refuse(code: ErrorCode, because?: RefusalDetail): never {
  throw new Refusal(code, because)
}

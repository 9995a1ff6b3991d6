/** A paper on its way: what it is, to whom, and the bytes. */
export interface Outgoing {
  /** Of the delivery; the same in every attempt, so that the other side can tell a repetition. */
  readonly id: string
  readonly address: string
  readonly recipientName: { readonly kk: string; readonly ru: string }
  readonly senderName: { readonly kk: string; readonly ru: string }
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
  readonly bytes: Buffer
  /** Of a webhook. */
  readonly secret: Buffer | undefined
}

/** `not-sent`: certainly not received. `unclear`: the last byte may have left, and no answer came. */
export type SendOutcome = {
  readonly outcome: 'accepted' | 'rejected' | 'not-sent' | 'unclear'
  /** What the other side said, or what went wrong; no address of ours, no secret. */
  readonly detail: string
}

const mostDetail = 300

export function told(outcome: SendOutcome['outcome'], detail: string): SendOutcome {
  return {
    outcome,
    detail: detail
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, mostDetail),
  }
}

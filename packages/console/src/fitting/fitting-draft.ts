import { type DeviceRole } from '@bilezik/domain'
import { type CallOptions } from '../api/client.ts'

type Signing = CallOptions<'signDocument'>['body']
type Records = NonNullable<CallOptions<'addCaseRecords'>['body']>['records']

/** What is to be sent; each can be sent twice and is done once. `id` is the request's own. */
export type Sending =
  | { readonly id: string; readonly kind: 'pair'; readonly code: string; readonly role: DeviceRole }
  | { readonly id: string; readonly kind: 'fit'; readonly place: string }
  | { readonly id: string; readonly kind: 'records'; readonly records: Records }
  /** Its bytes are kept by its id: photos/photo-store.ts. */
  | { readonly id: string; readonly kind: 'photo'; readonly name: string }
  /** Of an issued paper, `number`. Some dozen kilobytes; a fitting has a handful. */
  | {
      readonly id: string
      readonly kind: 'signature'
      readonly documentId: string
      readonly number: string
      readonly signing: Signing
    }

/** What was typed and not yet put into the queue, by the name of its field. */
export type Fields = Readonly<Record<string, string>>

export interface FittingDraft {
  readonly fields: Fields
  readonly queue: readonly Sending[]
}

export const emptyDraft: FittingDraft = { fields: {}, queue: [] }

const prefix = 'bilezik-fitting.'
const keyOf = (userId: string, orderId: string) => `${prefix}${userId}.${orderId}`

function isDraft(value: unknown): value is FittingDraft {
  if (typeof value !== 'object' || value === null) return false
  const { fields, queue } = value as Partial<FittingDraft>
  return typeof fields === 'object' && fields !== null && Array.isArray(queue)
}

/** What this user has entered of this order's fitting on this device; empty where nothing is kept, or it cannot be read. */
export function loadDraft(userId: string, orderId: string, storage: Storage = localStorage): FittingDraft {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(userId, orderId)) ?? 'null')
    return isDraft(kept) ? kept : emptyDraft
  } catch {
    return emptyDraft
  }
}

/** Kept until it is stored on the server; nothing is left behind of a draft that is empty. False: the browser keeps nothing. */
export function keepDraft(userId: string, orderId: string, draft: FittingDraft, storage: Storage = localStorage): boolean {
  const isEmpty = draft.queue.length === 0 && Object.values(draft.fields).every((text) => text === '')
  try {
    if (isEmpty) storage.removeItem(keyOf(userId, orderId))
    else storage.setItem(keyOf(userId, orderId), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

/**
 * At the sign-out: what was only typed goes. What was saved and is not sent yet stays for its own user's next sign-in, and no
 * other user is ever shown it: whoever signs out where there is no connection loses nothing that was entered.
 */
export function forgetFittings(storage: Storage = localStorage): void {
  try {
    for (const key of Object.keys(storage))
      if (key.startsWith(prefix) && !hasUnsent(storage.getItem(key))) storage.removeItem(key)
  } catch {
    // A browser that forbids storage has kept nothing.
  }
}

function hasUnsent(held: string | null): boolean {
  try {
    const kept: unknown = JSON.parse(held ?? 'null')
    return isDraft(kept) && kept.queue.length > 0
  } catch {
    return false
  }
}

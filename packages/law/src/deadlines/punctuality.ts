import type { Instant } from '@bilezik/domain'
import { beginningOf, requireDay } from '../civil-date.ts'
import { officialCalendar } from './calendar.ts'
import type { Moment } from './deadline.ts'
import { packageSending } from './deadline-list.ts'
import { type Due, dueAt } from './due-at.ts'

/** `unknown`: it may have been either; nobody is called late on it. */
export type Punctuality = 'in-time' | 'late' | 'unknown'

/** Something done at a moment; `no-later-than`: only its outcome is known, such as the receipt of what was sent. */
export type Done = Moment | { readonly kind: 'no-later-than'; readonly at: Instant }

/** Whether what was done was done in time. Of a day without an hour it is asked whether all of it, or none of it, lay within. */
export function punctualityOf({ at: due }: Due, done: Done): Punctuality {
  if (done.kind === 'instant') return done.at <= due ? 'in-time' : 'late'
  if (done.kind === 'no-later-than') return done.at <= due ? 'in-time' : 'unknown'
  const days = requireDay(done.on)
  return beginningOf(days + 1) <= due ? 'in-time' : beginningOf(days) > due ? 'late' : 'unknown'
}

export interface SendingOfPackage {
  readonly decided: Moment
  /** Absent: not noted on the package. */
  readonly sent?: Moment
  readonly receivedAt?: Instant
}

/**
 * Whether the body sent the package within its hours: from the decision to the sending. Where the sending was not noted, a receipt in
 * time speaks for it, and a later one against nobody. `punctuality` is absent while neither is known.
 */
export function sendingOfPackage({ decided, sent, receivedAt }: SendingOfPackage): {
  readonly due: Due
  readonly punctuality?: Punctuality
} {
  const due = dueAt(packageSending, decided, officialCalendar)
  const done: Done | undefined = sent ?? (receivedAt === undefined ? undefined : { kind: 'no-later-than', at: receivedAt })
  return done ? { due, punctuality: punctualityOf(due, done) } : { due }
}

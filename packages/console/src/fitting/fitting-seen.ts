import { type Session } from '../api/queries.ts'
import { type Signable } from '../documents/sign/WhatIsSigned.tsx'
import { type Fitting } from './fitting-query.ts'

/** What the page of a fitting showed last and to whom, so that it opens again where there is no connection. One order's only. */
interface Seen {
  readonly session: Session
  readonly fitting: Fitting
  /** Its papers, so that they can be signed where there is no connection. */
  readonly papers?: readonly Signable[]
}

const key = 'bilezik-fitting-seen'

function readSeen(storage: Storage): Seen | null {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as Partial<Seen> | null
    return kept?.session?.user && kept.fitting?.orderId ? (kept as Seen) : null
  } catch {
    return null
  }
}

/** The token that changes are made with is not kept: it comes anew with the session, from the server. */
export function keepSeen(
  session: Session,
  fitting: Fitting,
  papers: readonly Signable[] = [],
  storage: Storage = localStorage,
): void {
  try {
    storage.setItem(key, JSON.stringify({ session: { ...session, csrfToken: '' }, fitting, papers } satisfies Seen))
  } catch {
    // A browser that keeps nothing does not open this page without a connection.
  }
}

/** Who was signed in when this device last had a connection; null where nobody was, or the session is over by now. */
export function seenSession(nowMs: number, storage: Storage = localStorage): Session | null {
  const session = readSeen(storage)?.session
  return session && Date.parse(session.expiresAt) > nowMs ? session : null
}

/** The fitting as this user saw it last. */
export function seenFitting(userId: string, orderId: string, storage: Storage = localStorage): Fitting | undefined {
  const seen = readSeen(storage)
  return seen?.session.user.id === userId && seen.fitting.orderId === orderId ? seen.fitting : undefined
}

/** The papers of a fitting as this user saw them last. */
export function seenPapers(userId: string, orderId: string, storage: Storage = localStorage): readonly Signable[] {
  const seen = readSeen(storage)
  return seen?.session.user.id === userId && seen.fitting.orderId === orderId ? (seen.papers ?? []) : []
}

/** When the session is over: whoever is next has to sign in. What was entered stays, for who entered it (fitting-draft.ts). */
export function forgetSeen(storage: Storage = localStorage): void {
  try {
    storage.removeItem(key)
  } catch {
    // A browser that forbids storage has kept nothing.
  }
}

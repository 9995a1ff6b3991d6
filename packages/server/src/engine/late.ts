import type { WatchEvent } from '@bilezik/compliance'
import { type Instant, instant, minute, second } from '@bilezik/domain'

/** What made a replay necessary: kept with every alert that the replay changes. */
export type LateCause =
  | { readonly kind: 'reading'; readonly at: Instant; readonly readingId: string }
  /** An order or a kit was changed as of an earlier moment. */
  | { readonly kind: 'plan'; readonly at: Instant }
  | { readonly kind: 'server-blind'; readonly at: Instant }
  /** A device was heard before we were told whose it is. */
  | { readonly kind: 'new-device'; readonly at: Instant }
  /** A predecessor ended before it could say what it had derived; or a person who was set apart is watched again. */
  | { readonly kind: 'restart'; readonly at: Instant }
  /** Any other stored event that counts from the past, by its kind. */
  | { readonly kind: 'event'; readonly at: Instant; readonly event: string }

/** What came late for one person and is not replayed yet. */
export interface Late {
  /** Event time of the earliest of it. */
  readonly from: Instant
  /** Our clock when the first and the last of it came. */
  readonly seenAt: Instant
  readonly lastAt: Instant
  readonly count: number
  /** The first of it; the rest is counted. */
  readonly causes: readonly LateCause[]
}

/** The last replay of a person: what the next one waits for. */
export interface LastReplay {
  readonly at: Instant
  readonly stepped: number
}

/** The causes of one replay that are kept; a backlog of a day has thousands. */
const mostCauses = 16

export function withLate(late: Late | null, cause: LateCause, now: Instant): Late {
  if (late === null) return { from: cause.at, seenAt: now, lastAt: now, count: 1, causes: [cause] }
  const causes = late.causes.length < mostCauses ? [...late.causes, cause] : late.causes
  return { ...late, from: instant(Math.min(late.from, cause.at)), lastAt: now, count: late.count + 1, causes }
}

export function causeOfEvent(event: Exclude<WatchEvent, { kind: 'wake' }>): LateCause {
  const { at } = event
  if (event.kind === 'reading') return { kind: 'reading', at, readingId: event.readingId }
  return event.kind === 'plan' || event.kind === 'server-blind'
    ? { kind: event.kind, at }
    : { kind: 'event', at, event: (event as WatchEvent).kind }
}

/** Nothing late for so long: the backlog is through. */
const quietMs = 2 * second
/** Longer than this nobody waits for a replay, whatever else comes. */
const longestWaitMs = minute
/** A replay of fewer events than this is not worth waiting for. */
const fewEvents = 32
/** After a replay the next one of this person waits so long for each event that was stepped. */
const pauseMsAnEvent = 20

/**
 * Whether it is time to replay a person. A backlog that comes newest first moves the earliest reading back again and again, and a
 * replay steps everything from there: replayed every two seconds, N readings would cost N² steps. So while more comes, a replay
 * waits until as much is gathered as the last one stepped: each is at least twice as long as the one before, and all together cost
 * no more than twice the last. A backlog that trickles in is replayed in its pauses, which grow with what a replay costs: at most
 * fifty events a second. In any case a minute is the end of waiting. What cannot wait has been raised long before.
 */
export function isReplayDue(late: Late, last: LastReplay, now: Instant): boolean {
  if (now - late.seenAt >= longestWaitMs) return true
  if (late.count >= Math.max(fewEvents, last.stepped)) return true
  return now - late.lastAt >= quietMs && now - last.at >= last.stepped * pauseMsAnEvent
}

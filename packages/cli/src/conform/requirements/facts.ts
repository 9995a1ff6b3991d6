import { type Instant, instant } from '@bilezik/domain'
import type { Conversation } from '../conversation.ts'
import type { ActName, ConformEvent, EventOf, HeardMessage } from '../recording/events.ts'

export function eventsOf<Kind extends ConformEvent['kind']>({ events }: Conversation, kind: Kind): readonly EventOf<Kind>[] {
  return events.filter((event): event is EventOf<Kind> => event.kind === kind)
}

export interface Span {
  readonly from: Instant
  readonly to: Instant
}

export const isWithin = (at: Instant, { from, to }: Span) => at >= from && at <= to

/** Of an act that has begun; it lasts until now where it has not ended. */
export function spanOf(conversation: Conversation, act: ActName): Span | undefined {
  const marks = eventsOf(conversation, 'act').filter((event) => event.act === act)
  const from = marks.find((event) => event.is === 'begun')?.at
  const to = marks.find((event) => event.is === 'ended')?.at ?? conversation.endedAt
  return from === undefined ? undefined : { from, to }
}

/** While nothing was let in. */
export function outageOf(conversation: Conversation): Span | undefined {
  const marks = eventsOf(conversation, 'outage')
  const from = marks.find((event) => event.is === 'begun')?.at
  const to = marks.find((event) => event.is === 'ended')?.at
  return from === undefined || to === undefined ? undefined : { from, to }
}

export function latestOf(message: HeardMessage): Instant | undefined {
  const times = message.records.flatMap(({ latestAt }) => (latestAt === undefined ? [] : [latestAt]))
  return times.length === 0 ? undefined : instant(Math.max(...times))
}

export interface Report {
  readonly receivedAt: Instant
  readonly fixAt?: Instant
  readonly isPlace: boolean
}

/** Positions in the order in which they came. What a device tells in its answer to a command is no report. */
export function reportsOf(conversation: Conversation): readonly Report[] {
  return eventsOf(conversation, 'message')
    .filter(({ answer }) => !answer)
    .flatMap((message) =>
      message.records.flatMap(({ reports }) => reports.map((report) => ({ ...report, receivedAt: message.at }))),
    )
}

/**
 * By how much the device's time lags behind ours, way and all: the least of what was seen while it was watched, for what comes out of
 * a store is older. Negative where its clock is ahead. Undefined where nothing had a time.
 */
export function lagMs(conversation: Conversation): number | undefined {
  const watched = spanOf(conversation, 'observation')
  const lags = eventsOf(conversation, 'message').flatMap((message) => {
    const latestAt = latestOf(message)
    return latestAt === undefined || !watched || !isWithin(message.at, watched) ? [] : [message.at - latestAt]
  })
  return lags.length === 0 ? undefined : Math.min(...lags)
}

/** Times of reports by our clock, each once, ascending. */
export function reportTimes(conversation: Conversation, isWanted: (report: Report) => boolean = () => true): readonly Instant[] {
  const lag = lagMs(conversation) ?? 0
  const times = reportsOf(conversation)
    .filter(isWanted)
    .flatMap(({ fixAt }) => (fixAt === undefined ? [] : [instant(fixAt + lag)]))
  return [...new Set(times)].toSorted((a, b) => a - b)
}

export function gapsOf(times: readonly Instant[]): readonly number[] {
  return times.slice(1).map((at, index) => at - times[index]!)
}

/** How often the device reports, as it showed while it was watched. */
export interface Rhythm {
  readonly count: number
  readonly usualMs: number
  readonly longestMs: number
  readonly gaps: readonly number[]
  /** Since the last report, when the watch ended. */
  readonly sinceLastMs: number
}

/** What was noted before the watch began comes out of a store, and shows another rhythm. */
const storedSeconds = 5

export function rhythmOf(conversation: Conversation): Rhythm | undefined {
  const watched = spanOf(conversation, 'observation')
  if (!watched) return undefined
  const times = reportTimes(conversation, ({ receivedAt }) => isWithin(receivedAt, watched)).filter(
    (at) => at >= watched.from - storedSeconds * conversation.timetable.secondMs,
  )
  const gaps = gapsOf(times)
  const usualMs = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]
  return usualMs === undefined
    ? undefined
    : { count: times.length, usualMs, longestMs: Math.max(...gaps), gaps, sinceLastMs: watched.to - times.at(-1)! }
}

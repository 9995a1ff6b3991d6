import { type Mark, type feedEventSchemas } from '@bilezik/contract'
import { type z } from 'zod'

type MarksEvent = z.output<(typeof feedEventSchemas)['marks']>
type PulseEvent = z.output<(typeof feedEventSchemas)['pulse']>

/** Beyond these the screen says that it is old. */
export const feedStaleMs = 5_000
export const engineStaleMs = 10_000

/** All times here are of one monotonic clock; only the server's own instants cross machines. */
export interface LinkState {
  readonly isOpen: boolean
  /** When anything last came; null before the first event. */
  readonly heardAtMs: number | null
  /** When the watch for the feed began: before the first event, this is what it is late against. */
  readonly awaitedSinceMs: number
  /** Age of the engine's last round when the last pulse came, by the server's clock alone. */
  readonly engineAgeAtPulseMs: number | null
  readonly pulseAtMs: number | null
  readonly engineLagMs: number
  /** The server's clock less this computer's, at the last pulse: waits are counted by the server's. */
  readonly clockAheadMs: number
}

export interface Ages {
  readonly feedMs: number
  readonly engineMs: number | null
  readonly stale: 'feed' | 'engine' | null
}

export function agesAt(link: LinkState, nowMs: number): Ages {
  const feedMs = Math.max(0, nowMs - (link.heardAtMs ?? link.awaitedSinceMs))
  const engineMs =
    link.engineAgeAtPulseMs === null || link.pulseAtMs === null
      ? null
      : Math.max(0, link.engineAgeAtPulseMs) + Math.max(0, nowMs - link.pulseAtMs)
  const isFeedStale = feedMs > feedStaleMs
  const isEngineStale = engineMs !== null && engineMs > engineStaleMs
  return { feedMs, engineMs, stale: isFeedStale ? 'feed' : isEngineStale ? 'engine' : null }
}

export interface FeedStore {
  readonly marks: () => ReadonlyMap<string, Mark>
  readonly link: () => LinkState
  readonly subscribeMarks: (listener: () => void) => () => void
  readonly subscribeLink: (listener: () => void) => () => void
  readonly takeMarks: (event: MarksEvent) => void
  readonly takePulse: (event: PulseEvent, nowMs: number, wallClockMs: number) => void
  readonly heard: (nowMs: number) => void
  readonly opened: (isOpen: boolean) => void
  readonly clear: (nowMs: number) => void
}

function channel() {
  const listeners = new Set<() => void>()
  return {
    tell: () => listeners.forEach((listener) => listener()),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Outside React: marks change once a second, and only what draws marks may render for it. */
export function createFeedStore(nowMs: number): FeedStore {
  const marksChannel = channel()
  const linkChannel = channel()
  let marks: ReadonlyMap<string, Mark> = new Map()
  const blank = (awaitedSinceMs: number): LinkState => ({
    isOpen: false,
    heardAtMs: null,
    awaitedSinceMs,
    engineAgeAtPulseMs: null,
    pulseAtMs: null,
    engineLagMs: 0,
    clockAheadMs: 0,
  })
  let link = blank(nowMs)
  const setLink = (change: Partial<LinkState>) => {
    link = { ...link, ...change }
    linkChannel.tell()
  }

  return {
    marks: () => marks,
    link: () => link,
    subscribeMarks: marksChannel.subscribe,
    subscribeLink: linkChannel.subscribe,
    takeMarks(event) {
      const next = new Map(event.isFull ? [] : marks)
      for (const id of event.gone) next.delete(id)
      for (const mark of event.marks) next.set(mark.personId, mark)
      marks = next
      marksChannel.tell()
    },
    takePulse(event, atMs, wallClockMs) {
      setLink({
        engineAgeAtPulseMs: Date.parse(event.serverAt) - Date.parse(event.engineAt),
        pulseAtMs: atMs,
        engineLagMs: event.engineLagMs,
        clockAheadMs: Date.parse(event.serverAt) - wallClockMs,
      })
    },
    heard: (atMs) => setLink({ heardAtMs: atMs }),
    opened: (isOpen) => setLink({ isOpen }),
    clear(atMs) {
      marks = new Map()
      link = blank(atMs)
      marksChannel.tell()
      linkChannel.tell()
    },
  }
}

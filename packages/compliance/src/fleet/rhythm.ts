import { hour, minute, second } from '@bilezik/domain'
import { slackMs } from './fleet-policy.ts'

/** How often a device speaks, from the gaps between its contacts as we received them. A few numbers, however long it lives. */
export interface Rhythm {
  /** Gaps seen, up to `enoughGaps`. */
  readonly count: number
  /** The usual gap. */
  readonly gapMs: number
  /** The longest gap of a usual hour: many trackers speak once a minute on the way and once in a quarter of an hour at rest. */
  readonly longestMs: number
  /** The hour that runs: what is left of it, and its longest gap so far. */
  readonly hourLeftMs: number
  readonly hourLongestMs: number
  /** The share of its time in which it was silent beyond what it is waited for. */
  readonly silentShare: number
}

/** Before so many gaps nothing is said about a device. */
const enoughGaps = 4
/** Records of one sending come within moments of each other. */
const shortestGapMs = 2 * second
const gapWeight = 0.1
const hourWeight = 0.2
/** Silent time is remembered for about a day. */
const silentMemoryMs = 24 * hour
/** No device is waited for less, and none longer, however it behaved. */
const shortestWaitMs = minute
const longestWaitMs = 6 * hour

export const unknownRhythm: Rhythm = { count: 0, gapMs: 0, longestMs: 0, hourLeftMs: hour, hourLongestMs: 0, silentShare: 0 }

export function isKnown({ count }: Rhythm): boolean {
  return count >= enoughGaps
}

/** A silence of this length is more than the device's rhythm explains: three missed reports, or half as long again as its hours usually bring. */
export function waitMs({ gapMs, longestMs, hourLongestMs }: Rhythm): number {
  return Math.min(longestWaitMs, Math.max(shortestWaitMs, 3 * gapMs, 1.5 * longestMs, 1.5 * hourLongestMs) + slackMs)
}

/** One report was missed: too little by itself, enough for a device of a group whose outage is known. */
export function missedOneMs({ gapMs }: Rhythm): number {
  return 1.5 * gapMs + slackMs
}

/** How long after the last contact the next was due: from then on something is missing. */
export function dueMs({ gapMs }: Rhythm): number {
  return Math.round(1.1 * gapMs) + 5 * second
}

/** The rhythm after one more gap. A single long gap moves it little: it is cut at four times the usual one. */
export function withGap(rhythm: Rhythm, gapMs: number): Rhythm {
  if (gapMs < shortestGapMs) return rhythm
  const { count } = rhythm
  const cut = count === 0 ? Math.min(gapMs, hour) : Math.min(gapMs, 4 * rhythm.gapMs, longestWaitMs)
  // The first gaps weigh more: their mean is the first estimate.
  const weight = Math.max(gapWeight, 1 / (count + 1))
  const silentMs = isKnown(rhythm) ? Math.max(0, gapMs - waitMs(rhythm)) : 0
  const share = silentMs / gapMs
  const silentShare = rhythm.silentShare + (1 - Math.exp(-gapMs / silentMemoryMs)) * (share - rhythm.silentShare)
  const hourLongestMs = Math.max(rhythm.hourLongestMs, Math.min(gapMs, longestWaitMs))
  const hourLeftMs = rhythm.hourLeftMs - gapMs
  const isOver = hourLeftMs <= 0
  const { longestMs } = rhythm
  return {
    count: Math.min(enoughGaps, count + 1),
    gapMs: Math.round(rhythm.gapMs + weight * (cut - rhythm.gapMs)),
    longestMs: isOver
      ? Math.round(longestMs === 0 ? hourLongestMs : longestMs + hourWeight * (hourLongestMs - longestMs))
      : longestMs,
    hourLeftMs: isOver ? hour : hourLeftMs,
    hourLongestMs: isOver ? 0 : hourLongestMs,
    silentShare: Math.round(silentShare * 1e6) / 1e6,
  }
}

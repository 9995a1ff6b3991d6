import { type Instant, type WeeklySchedule, civilInKazakhstan, hour, instant, later, minute, second } from '@bilezik/domain'
import type { Random } from '../random.ts'
import type { SimulatedProtocol, Story, StoryKind, Subdivision } from './person.ts'

/** One thing that happens in the demo, so long after its start, at any hour of the day. */
export interface Script {
  readonly kind: Exclude<StoryKind, 'stays-home' | 'ordinary'>
  readonly afterMs: number
  readonly protocol: SimulatedProtocol
  readonly subdivision: Subdivision
}

/**
 * In the order in which a smaller population takes them. Seven begin within the first ten minutes: enough to see each kind,
 * too few to flood a queue.
 */
export const scripts: readonly Script[] = [
  { kind: 'cuts-strap', afterMs: 45 * second, protocol: 'gt06', subdivision: 'astana-2' },
  { kind: 'enters-forbidden', afterMs: 2 * minute, protocol: 'osmand', subdivision: 'astana-2' },
  { kind: 'comes-late', afterMs: 90 * second, protocol: 'osmand', subdivision: 'astana-2' },
  { kind: 'battery-dies', afterMs: 3 * minute, protocol: 'gt06', subdivision: 'astana-2' },
  { kind: 'sos', afterMs: 6 * minute, protocol: 'gt06', subdivision: 'almaty-1' },
  { kind: 'goes-silent', afterMs: 1 * minute, protocol: 'gt06', subdivision: 'astana-2' },
  { kind: 'cuts-strap', afterMs: 8 * minute, protocol: 'osmand', subdivision: 'almaty-2' },
  { kind: 'comes-late', afterMs: 16 * minute, protocol: 'gt06', subdivision: 'almaty-1' },
  { kind: 'enters-forbidden', afterMs: 14 * minute, protocol: 'gt06', subdivision: 'astana-1' },
  { kind: 'battery-dies', afterMs: 22 * minute, protocol: 'osmand', subdivision: 'akkol' },
  { kind: 'comes-late', afterMs: 30 * minute, protocol: 'osmand', subdivision: 'astana-2' },
]

/** At most one person in ten has a story, and somebody always has. */
export function scriptsFor(count: number): readonly Script[] {
  return scripts.slice(0, Math.min(scripts.length, Math.max(1, Math.floor(count / 10))))
}

export function storyOf(script: Script, startAt: Instant, random: Random): Story {
  const at = later(startAt, script.afterMs)
  switch (script.kind) {
    case 'cuts-strap':
    case 'sos':
      return { kind: script.kind, at }
    case 'enters-forbidden':
      return { kind: script.kind, at, leavesAt: later(at, random.integer(18, 30) * minute) }
    case 'battery-dies':
      return { kind: script.kind, at, deadAt: later(at, 9 * minute) }
    case 'goes-silent':
      return { kind: script.kind, at, backAt: later(at, 25 * minute) }
    case 'comes-late': {
      const dueAt = instant(Math.ceil(at / minute) * minute)
      return { kind: script.kind, at, dueAt, homeAt: later(dueAt, random.integer(40, 90) * minute) }
    }
    default:
      return script.kind satisfies never
  }
}

/**
 * A daily curfew that begins at `dueAt`, whatever the hour, and ends at 06:00 or, where that would make it shorter than nine
 * hours or longer than sixteen, ten hours later.
 */
export function curfewFrom(dueAt: Instant): WeeklySchedule {
  const civil = civilInKazakhstan(dueAt)
  const startMinute = civil.hour * 60 + civil.minute
  const untilSix = (6 * 60 - startMinute + 1440) % 1440
  const lengthMinutes = untilSix >= 9 * 60 && untilSix <= 16 * 60 ? untilSix : (10 * hour) / minute
  return { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute, endMinute: (startMinute + lengthMinutes) % 1440 }] }
}

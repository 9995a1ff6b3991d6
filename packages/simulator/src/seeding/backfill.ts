import { type Instant, hour, instant, later, minute } from '@bilezik/domain'
import type { Backfill } from '../bracelet/bracelet.ts'
import type { SimulatedPerson } from '../population/person.ts'

const pastMs = 24 * hour
const everyMs = 10 * minute

/**
 * The past that each bracelet of the demo brings along: a day, one record in ten minutes, or what is missing of it since the
 * gateway last heard from the device.
 */
export function demoBackfill(now: Instant, lastHeardAt: ReadonlyMap<string, Instant>): (person: SimulatedPerson) => Backfill {
  const aDayAgo = later(now, -pastMs)
  return ({ device }) => ({ from: instant(Math.max(aDayAgo, lastHeardAt.get(device.identifier) ?? aDayAgo)), everyMs })
}

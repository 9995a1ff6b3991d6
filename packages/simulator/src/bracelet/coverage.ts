import { type Instant, hour, minute } from '@bilezik/domain'
import { whereIs } from '../motion/where-is.ts'
import type { SimulatedPerson } from '../population/person.ts'
import { unitAt } from '../random.ts'

const slotMs = 3 * hour

/** A cellar, a lift, a crowded mast: a few minutes now and then, more often in the village. */
function isInGap(person: SimulatedPerson, at: Instant): boolean {
  const slot = Math.floor(at / slotMs)
  if (unitAt(person.seed, 'gap', slot) > (person.town === 'akkol' ? 0.3 : 0.12)) return false
  const lengthMs = (2 + 6 * unitAt(person.seed, 'gap-length', slot)) * minute
  const from = slot * slotMs + unitAt(person.seed, 'gap-from', slot) * (slotMs - lengthMs)
  return at >= from && at < from + lengthMs
}

/** Whether the device can reach the gateway at all. It goes on recording where it cannot. */
export function hasCoverage(person: SimulatedPerson, at: Instant): boolean {
  const { story } = person
  if (story.kind === 'goes-silent' && at >= story.at && at < story.backAt) return false
  if (story.kind !== 'ordinary' && story.kind !== 'stays-home') return true
  return !isInGap(person, at) && whereIs(person, at).surroundings !== 'underground'
}

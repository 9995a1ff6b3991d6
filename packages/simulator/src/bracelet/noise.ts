import type { Instant } from '@bilezik/domain'
import { normalAt } from '../random.ts'

/**
 * A standard normal that wanders: neighbouring instants resemble each other, instants further apart than `knotMs` do not.
 * Errors of positioning are like that: ten fixes in a minute share one error.
 */
export function wanderingAt(seed: number, stream: string, at: Instant, knotMs: number): number {
  const knot = Math.floor(at / knotMs)
  const share = at / knotMs - knot
  const mixed = (1 - share) * normalAt(seed, stream, knot) + share * normalAt(seed, stream, knot + 1)
  return mixed / Math.hypot(1 - share, share)
}

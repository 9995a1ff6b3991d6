import { boundsOf } from '@bilezik/domain'
import type { Watch, WatchState, ZoneBelief, ZoneWatch } from '../state.ts'
import type { WatchPlan } from '../stream.ts'
import { longAgo, never } from '../time.ts'
import { certainty, isAlike, lowestScore, noBelief, weigh } from './belief.ts'
import { farEvidence, farMetresOf } from './evidence.ts'
import type { Fixed } from './place.ts'

/**
 * Most fixes lie far from most forbidden places and only confirm what is believed of them. What it takes to see that is laid side
 * by side for all zones of a person: states are cold in the processor's caches, and every object on the way to a zone is a walk to
 * memory. It changes speed, never an answer: a zone is passed over only when weighing the fix for it would change nothing.
 */
export interface FarZones {
  /** South, west, north, east of each watch's zone in turn; not a number for a watch that has to be asked itself. */
  readonly bounds: readonly number[]
  /** What is believed of all of these zones alike. */
  readonly belief: ZoneBelief
}

/** Beyond it the plane at the fix is no longer good to a hundredth, which is what the bounds are asked with. */
const planarMetres = 50_000

const ofPlans = new WeakMap<WatchPlan, readonly number[]>()
const ofWatches = new WeakMap<readonly Watch[], FarZones | 'none'>()

const unbounded = [NaN, NaN, NaN, NaN]

function boundsOfPlan(plan: WatchPlan): readonly number[] {
  let bounds = ofPlans.get(plan)
  if (!bounds) {
    bounds = plan.conditions.flatMap(({ rule }) => {
      if (rule.kind !== 'exclusion') return unbounded
      const { south, west, north, east } = boundsOf(rule.zone.shape)
      return [south, west, north, east]
    })
    ofPlans.set(plan, bounds)
  }
  return bounds
}

/** What is believed of most forbidden places most of the time. One object for everybody is always at hand. */
const settledAway: ZoneBelief = {
  ...noBelief(longAgo),
  score: lowestScore,
  side: 'ordinary',
  lean: -1,
  heldUntil: never,
  presence: { kind: 'outside', since: longAgo, belief: certainty(lowestScore) },
}

/** One that tells of approach holds a second belief, about a wider border. */
function isPassable(watch: Watch): watch is ZoneWatch {
  return watch.kind === 'exclusion' && watch.approach === undefined
}

function gathered({ plan, watches }: WatchState): FarZones | 'none' {
  const first = watches.find(isPassable)
  if (!first) return 'none'
  const belief = isAlike(first.belief, settledAway) ? settledAway : first.belief
  const all = boundsOfPlan(plan)
  const bounds: number[] = []
  for (const watch of watches) {
    const isSame = isPassable(watch) && isAlike(watch.belief, belief)
    const at = 4 * watch.conditionIndex
    bounds.push(...(isSame ? all.slice(at, at + 4) : unbounded))
  }
  return { bounds, belief }
}

/** The forbidden places that this fix changes nothing about unless it lies near them; undefined when every watch has to be asked. */
export function farZones(state: WatchState, fixed: Fixed): FarZones | undefined {
  let zones = ofWatches.get(state.watches)
  if (zones === undefined) {
    zones = gathered(state)
    ofWatches.set(state.watches, zones)
  }
  if (zones === 'none') return undefined
  const { belief } = zones
  return weigh(belief, fixed, farEvidence(fixed), 'inside', state.plan.policy) === belief ? zones : undefined
}

/** Whether the fix is certain to lie so far from the zone of this watch that it only confirms. */
export function isFarFrom({ bounds }: FarZones, index: number, fixed: Fixed): boolean {
  const at = 4 * index
  const lats = Math.max((bounds[at] as number) - fixed.lat, fixed.lat - (bounds[at + 2] as number), 0)
  const lons = Math.max((bounds[at + 1] as number) - fixed.lon, fixed.lon - (bounds[at + 3] as number), 0)
  const y = lats * fixed.metresPerLat
  const x = lons * fixed.metresPerLon
  const farMetres = 1.01 * farMetresOf(fixed)
  // On the far side of the globe the short way round may be the other one.
  return farMetres < planarMetres && lons < 180 && x * x + y * y > farMetres * farMetres
}

import { type BlindCause, type Instant, type Presence, distanceMetres } from '@bilezik/domain'
import type { Blindness, Watch, WatchState, ZoneWatch } from '../state.ts'
import type { BlindInterval, KnownEnd } from '../stream.ts'
import { longAgo } from '../time.ts'
import type { Told } from './trail.ts'

const mostCauses = 8

/** The answer that held until now: one that became unknown at this very instant counts as it was. */
function presenceUntil({ belief, kind }: ZoneWatch, at: Instant): Presence['kind'] {
  const { presence, side } = belief
  if (presence.kind !== 'unknown') return presence.kind
  if (presence.since !== at || side === 'none') return 'unknown'
  return (side === 'notable') === (kind === 'exclusion') ? 'inside' : 'outside'
}

function isOfZone(watch: Watch): watch is ZoneWatch {
  return 'duty' in watch
}

function zonesUntil({ watches, at }: WatchState): KnownEnd['zones'] {
  return watches.filter(isOfZone).map((watch) => ({ lineageId: watch.lineageId, presence: presenceUntil(watch, at) }))
}

/** The last usable position, and the answers that it left. */
function knownNow(state: WatchState): Blindness['before'] {
  const { last } = state.trail
  return last.at === longAgo ? null : { fix: last, zones: zonesUntil(state) }
}

/** Nothing is known from now on, or for another reason than before. */
export function blinder(state: WatchState, because: BlindCause): Blindness {
  const cause = { because, since: state.at }
  const { blindness } = state.standing
  if (!blindness) return { from: state.at, causes: [cause], before: knownNow(state) }
  const { causes } = blindness
  return { ...blindness, causes: [...(causes.length < mostCauses ? causes : causes.slice(0, mostCauses - 2)), cause] }
}

function longest(causes: Blindness['causes'], until: Instant): BlindCause {
  const lasted = new Map<BlindCause, number>()
  causes.forEach(({ because, since }, i) => {
    lasted.set(because, (lasted.get(because) ?? 0) + ((causes[i + 1]?.since ?? until) - since))
  })
  return [...lasted].reduce((most, next) => (next[1] > most[1] ? next : most))[0]
}

function endOf({ readingId, at, sigmaMetres }: Told, zones: KnownEnd['zones']): KnownEnd {
  return { readingId, at, sigmaMetres: Math.round(sigmaMetres), zones }
}

/** The interval that ends now: with the fix that makes something known again, or, without one, with the watch. */
export function intervalUntilNow(state: WatchState, { from, causes, before }: Blindness, isKnown: boolean): BlindInterval {
  const { at, plan } = state
  const { reachKilometresPerHour } = plan.policy
  const after = isKnown ? knownNow(state) : null
  const gapMetres = before && after ? Math.round(distanceMetres(before.fix, after.fix)) : null
  // All the way they can have gone, less the straight line between both places; half of what is left leads away, half back.
  const spareMetres =
    before && after && gapMetres !== null
      ? (((after.fix.at - before.fix.at) / 3_600) * reachKilometresPerHour - gapMetres) / 2
      : null
  return {
    from,
    until: at,
    because: longest(causes, at),
    causes,
    before: before && endOf(before.fix, before.zones),
    after: after && endOf(after.fix, after.zones),
    gapMetres,
    couldHaveReachedMetres: spareMetres === null ? null : Math.max(0, Math.round(spareMetres)),
    reachKilometresPerHour,
  }
}

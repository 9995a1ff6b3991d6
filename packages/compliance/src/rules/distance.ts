import { type DistanceRule, type Instant, type Presence, type Shape, metresPerDegree } from '@bilezik/domain'
import { isInKit } from '../kit.ts'
import { certainty, driftOf, heldUntil, noBelief, weigh } from '../presence/belief.ts'
import { type Evidence, forbiddenEvidence, forbiddenEvidenceWithin } from '../presence/evidence.ts'
import { type Fixed, fixedFrom, keptAfter } from '../presence/place.ts'
import type { DistanceWatch, Spot, WatchBase, WatchState, ZoneBelief } from '../state.ts'
import { earliest, latest, longAgo, never } from '../time.ts'
import { type Turn, conditionOf, endAlerts, raise } from '../turn.ts'
import type { Heard, RuleWatcher } from './rule.ts'
import { blinded, hasAlertOf, withoutStale } from './zone-watch.ts'

/** Two fixes further apart in time say nothing of how near the two people were. */
const mostApartMs = 5 * 60_000
/** A person on foot: how far either may have gone between the two fixes. */
const walkingMetresPerMs = 1.5 / 1_000
/** So roughly is the way to the protected person told: several exact ones would show where they are. */
const toldMetres = 50

function ruleOf(state: WatchState, watch: Pick<DistanceWatch, 'conditionIndex'>): DistanceRule {
  return conditionOf(state, { ...watch } as DistanceWatch).rule as DistanceRule
}

function spotOf({ readingId, at, lat, lon, kind, sigmaMetres, tailShare, tailMetres }: Fixed): Spot {
  return { readingId, at, lat, lon, isPrecise: kind === 'precise', sigmaMetres, tailShare, tailMetres }
}

/** The two fixes as one: where the wearer was, with what both sides may have erred or gone meanwhile. `newest` is the one just heard. */
function together(newest: Fixed, worn: Spot, theirs: Spot, watch: DistanceWatch): Fixed | undefined {
  const apartMs = Math.abs(worn.at - theirs.at)
  if (apartMs > mostApartMs) return undefined
  const gone = walkingMetresPerMs * apartMs
  const sigmaMetres = Math.sqrt(worn.sigmaMetres ** 2 + theirs.sigmaMetres ** 2 + gone ** 2)
  const scale = metresPerDegree(worn.lat)
  return {
    ...newest,
    lat: worn.lat,
    lon: worn.lon,
    metresPerLat: scale.lat,
    metresPerLon: scale.lon,
    kind: worn.isPrecise && theirs.isPrecise ? 'precise' : 'network',
    sigmaMetres,
    tailShare: Math.min(0.5, worn.tailShare + theirs.tailShare),
    tailMetres: Math.max(worn.tailMetres, theirs.tailMetres, 2 * sigmaMetres),
    kept: keptAfter(newest.at - watch.weighedAt),
    formerKnownUntil: watch.togetherUntil,
  }
}

function roughly({ borderMetres, ...evidence }: Evidence): Evidence {
  // Plus zero: JSON knows no negative zero.
  return { ...evidence, borderMetres: Math.round(borderMetres / toldMetres) * toldMetres + 0 }
}

function withPerson(state: WatchState, watch: DistanceWatch, newest: Fixed): DistanceWatch {
  const { worn, theirs } = watch
  const both = worn && theirs && together(newest, worn, theirs, watch)
  if (!both) return watch
  const { policy } = state.plan
  const around: Shape = {
    kind: 'circle',
    centre: { lat: theirs.lat, lon: theirs.lon },
    radiusMetres: ruleOf(state, watch).metres,
  }
  const person = weigh(watch.person, both, roughly(forbiddenEvidence(both, around)), 'inside', policy)
  const togetherUntil = (Math.min(worn.at, theirs.at) + policy.presenceHoldsMs) as Instant
  return { ...watch, person, weighedAt: both.at, togetherUntil: latest(watch.togetherUntil, togetherUntil) }
}

function withPlaces(state: WatchState, watch: DistanceWatch, fixed: Fixed): DistanceWatch {
  const { places, metres } = ruleOf(state, watch)
  if (places.length === 0) return watch
  const shapes = places.map((place) => place.shape)
  const belief = weigh(watch.places, fixed, forbiddenEvidenceWithin(fixed, shapes, metres), 'inside', state.plan.policy)
  return belief === watch.places ? watch : { ...watch, places: belief }
}

/** What the protected person's own device says, as if it were worn: their errors are remembered apart from the wearer's. */
function theirFix({ state }: Turn, watch: DistanceWatch, { at, readingId, reading }: Heard): Fixed | undefined {
  if (reading.kind !== 'fix') return undefined
  return fixedFrom(state, at, readingId, reading, undefined, undefined, watch.theirs?.at ?? longAgo)
}

/** Until when the latest fixes count: of the wearer alone for the places, of both for the person. */
function knownUntilOf(state: WatchState, watch: DistanceWatch): { places: Instant; person: Instant } {
  return { places: state.knownUntil, person: earliest(watch.togetherUntil, state.knownUntil) }
}

/** Whether the places or the person can be told at all: a condition without either is not watched by it. */
function relevant(state: WatchState, watch: DistanceWatch): ZoneBelief[] {
  const hasDevice = state.plan.kit.some((device) => device.protects === watch.lineageId && isInKit(device, state.at))
  return [...(ruleOf(state, watch).places.length > 0 ? [watch.places] : []), ...(hasDevice ? [watch.person] : [])]
}

/** Too near to one is too near; far enough means far from all; anything else is unknown. */
function presenceOf(state: WatchState, watch: DistanceWatch): Presence {
  const answers = relevant(state, watch).map((belief) => belief.presence)
  const farFromAll = answers.toSorted((a, b) => a.since - b.since).at(-1)
  const worst =
    answers.find(({ kind }) => kind === 'inside') ??
    answers.find(({ kind }) => kind === 'unknown') ??
    farFromAll ??
    noAnswer(watch)
  const before = watch.presence
  if (worst.kind !== before.kind) return worst.since <= state.at ? worst : { ...worst, since: state.at }
  return worst.kind === 'unknown' && before.kind === 'unknown' && worst.because !== before.because ? worst : before
}

function noAnswer({ startedAt }: DistanceWatch): Presence {
  return { kind: 'unknown', since: startedAt, because: 'not-yet' }
}

function tell(turn: Turn, watch: DistanceWatch): DistanceWatch {
  const presence = presenceOf(turn.state, watch)
  if (presence === watch.presence) return watch
  turn.effects.push({ kind: 'presence', noticedAt: turn.state.at, lineageId: watch.lineageId, presence })
  return { ...watch, presence }
}

function withAlert(turn: Turn, watch: DistanceWatch): DistanceWatch {
  const { state } = turn
  const beliefs = relevant(state, watch)
  if (hasAlertOf('near-protected', watch)) {
    const isNear = beliefs.some((belief) => belief.side === 'notable')
    return isNear ? watch : endAlerts(turn, watch, (alert) => alert.kind === 'near-protected')
  }
  const near = beliefs.find((belief) => belief.presence.kind === 'inside')
  if (!near) return watch
  const { from, until } = conditionOf(state, watch)
  const raised = raise(turn, watch, {
    kind: 'near-protected',
    cause: near.decidedBy,
    beganAt: latest(from, near.sideSince),
    reason: {
      kind: 'presence',
      presence: 'inside',
      belief: certainty(near.score),
      thresholdLogOdds: -state.plan.policy.exitLogOdds,
      duty: { from, until },
      graceMs: 0,
      path: near.path,
      drift: driftOf('inside'),
    },
  })
  const key = raised.alerts.at(-1)?.key ?? ''
  turn.effects.push({ kind: 'warn-protected', noticedAt: state.at, lineageId: watch.lineageId, alertKey: key })
  return raised
}

function fresh(state: WatchState): Omit<DistanceWatch, keyof WatchBase> {
  return {
    kind: 'distance',
    places: noBelief(state.at),
    person: noBelief(state.at),
    presence: { kind: 'unknown', since: state.at, because: 'not-yet' },
    worn: null,
    theirs: null,
    weighedAt: state.at,
    togetherUntil: longAgo,
  }
}

/** Keep away from a protected person: from fixed places, and from their device as it moves; both sides' uncertainty counts. */
export const distance: RuleWatcher<DistanceWatch> = {
  start: (turn, base) => {
    const watch: DistanceWatch = { ...base, ...fresh(turn.state) }
    turn.effects.push({ kind: 'presence', noticedAt: turn.state.at, lineageId: base.lineageId, presence: watch.presence })
    return watch
  },
  renew: (turn, base, before, isZoneUnchanged) => {
    if (isZoneUnchanged) return { ...before, ...base }
    return tell(turn, {
      ...endAlerts(turn, { ...before, ...base }, (alert) => alert.kind === 'near-protected'),
      ...fresh(turn.state),
      presence: before.presence,
    })
  },
  onReading: (turn, watch, heard) => {
    const { state } = turn
    if (heard.role === 'protected') {
      const theirs = theirFix(turn, watch, heard)
      return theirs ? withPerson(state, { ...watch, theirs: spotOf(theirs) }, theirs) : watch
    }
    const { fixed } = heard
    return fixed ? withPerson(state, withPlaces(state, { ...watch, worn: spotOf(fixed) }, fixed), fixed) : watch
  },
  onBlind: (turn, watch) => {
    const { state } = turn
    return tell(turn, { ...watch, places: blinded(state, watch.places), person: blinded(state, watch.person) })
  },
  settle: (turn, watch) => {
    const { state } = turn
    const knownUntil = knownUntilOf(state, watch)
    const places = withoutStale(state, watch.places, knownUntil.places)
    const person = withoutStale(state, watch.person, knownUntil.person)
    const now = places === watch.places && person === watch.person ? watch : { ...watch, places, person }
    return withAlert(turn, tell(turn, now))
  },
  dueAt: (state, watch) => {
    const { places, person } = watch
    const knownUntil = knownUntilOf(state, watch)
    const due = places.presence.kind === 'unknown' ? never : heldUntil(places, knownUntil.places)
    return person.presence.kind === 'unknown' ? due : earliest(due, heldUntil(person, knownUntil.person))
  },
  statusOf: (_state, watch) => {
    if (hasAlertOf('near-protected', watch)) return 'breached'
    return watch.presence.kind === 'unknown' ? 'unclear' : 'kept'
  },
}

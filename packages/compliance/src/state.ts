import type {
  AlertKind,
  DeviceId,
  GraceKind,
  Instant,
  LineageId,
  Occurrence,
  PersonId,
  Presence,
  WeighedFix,
} from '@bilezik/domain'
import { defaultPolicy } from './policy.ts'
import { type Told, type Trail, noTrail } from './presence/trail.ts'
import type { BlindInterval, KnownEnd, Knowledge, ObligationNow, SuppressionReason, WatchPlan } from './stream.ts'
import { longAgo, never } from './time.ts'

/** An alert that was raised and not ended yet. */
export interface OpenAlert {
  readonly kind: AlertKind
  readonly key: string
  /** The device it is about; absent for zones and silence. */
  readonly deviceId?: DeviceId
  /** When it ends by itself; `never` for most. */
  readonly endsAt: Instant
}

export interface WatchBase {
  readonly lineageId: LineageId
  /** Index of the version in force in `plan.conditions`. */
  readonly conditionIndex: number
  /** When the lineage came into force without a break; hours of duty count from here. */
  readonly startedAt: Instant
  readonly status: ObligationNow['status']
  readonly statusSince: Instant
  readonly alerts: readonly OpenAlert[]
}

/**
 * The answer that matters to the rule is the *notable* one: outside a home, inside a forbidden place.
 * The other is the ordinary one. So one belief serves both kinds of zone.
 */
export type Side = 'notable' | 'ordinary' | 'none'

/** Evidence about one zone. `side` remembers the last decision; `presence` is what is believed now, unknown when the decision is stale. */
export interface ZoneBelief {
  /** Log-odds of the notable answer at the last weighed fix. */
  readonly score: number
  readonly side: Side
  /** The reading that last moved `side`, and its time. */
  readonly decidedBy: string
  readonly decidedAt: Instant
  /** Which way the last telling fixes lean (1 notable, -1 ordinary, 0 none yet), and since which fix. */
  readonly lean: -1 | 0 | 1
  readonly leanAt: Instant
  /** What the last weighed fix by itself speaks for, however softly: 1 notable, -1 ordinary, 0 none yet. */
  readonly lastSpoke: -1 | 0 | 1
  /** Best estimate of when the present side began. */
  readonly sideSince: Instant
  /**
   * Until when the side is believed. `never` while the latest fix upholds it: then it is believed as long as that fix counts,
   * until `knownUntil`. So a fix that only confirms changes nothing here, which is most fixes.
   */
  readonly heldUntil: Instant
  readonly presence: Presence
  /** The last fixes that moved the belief, oldest first; at most twelve. */
  readonly path: readonly WeighedFix[]
}

/** A time in which the rule binds: hours of its schedule, or what a permit leaves of them. Half-open. */
export interface Duty extends Occurrence {
  /** It begins where a permit ended. */
  readonly afterPermit: boolean
}

/** Nearness to a forbidden place: the same evidence, against a border that lies so far outside the zone's own. */
export interface Approach {
  readonly metres: number
  readonly belief: ZoneBelief
  /** This approach was told of, or came to be a stay in the place itself. */
  readonly isTold: boolean
}

export interface ZoneWatch extends WatchBase {
  readonly kind: 'curfew' | 'exclusion' | 'territory'
  readonly belief: ZoneBelief
  /** For an exclusion that tells of approach. */
  readonly approach?: Approach
  /** The duty that holds now, or the next one; `never` on both ends when there is none. */
  readonly duty: Duty
  readonly isOnDuty: boolean
  /** Which grace runs, or ran last, in this duty. */
  readonly grace: GraceKind
  /** Since when the grace of this duty runs; `never` while it does not. */
  readonly graceFrom: Instant
  /** Server-blind time that the grace must not count. */
  readonly graceBlindMs: number
}

export interface Battery {
  readonly deviceId: DeviceId
  /** The last time it was found low, without a level. */
  readonly lowAt: Instant
}

/** A signal of the strap that waits whether it was a flicker; at most one a worn device. */
export interface PendingSignal {
  readonly deviceId: DeviceId
  readonly signal: 'strap-open' | 'removed'
  /** Of the signal, then of its repetitions; at most eight. */
  readonly readingIds: readonly string[]
  readonly from: Instant
  readonly until: Instant
  /** The latest counter-signal since, and the sign since it that the bracelet is on the person. */
  readonly counter: SuppressionReason | null
  readonly sign: SuppressionReason | null
}

export interface CareWatch extends WatchBase {
  readonly kind: 'device-care'
  readonly batteries: readonly Battery[]
  readonly pending: readonly PendingSignal[]
  /** When signals were suppressed lately, as far as the policy counts. */
  readonly suppressedAt: readonly Instant[]
}

export interface ContactWatch extends WatchBase {
  readonly kind: 'contact'
  /** Whether the kit holds a device that could be heard. */
  readonly hasDevice: boolean
  readonly silentSince: Instant
  readonly silentBlindMs: number
  /** By our clock: since when receipts have followed each other without a silence, and the last of them. */
  readonly receivedFrom: Instant
  readonly receivedUntil: Instant
}

/** What is kept of a usable fix, to be weighed once more when the other person is heard. */
export interface Spot {
  readonly readingId: string
  readonly at: Instant
  readonly lat: number
  readonly lon: number
  readonly isPrecise: boolean
  readonly sigmaMetres: number
  readonly tailShare: number
  readonly tailMetres: number
}

export interface DistanceWatch extends WatchBase {
  readonly kind: 'distance'
  /** Whether the wearer is too near to one of the places; to the protected person's device. */
  readonly places: ZoneBelief
  readonly person: ZoneBelief
  /** The two as one answer: inside means too near. */
  readonly presence: Presence
  /** The latest usable fixes of the wearer and of the protected person. */
  readonly worn: Spot | null
  readonly theirs: Spot | null
  /** When the two were last weighed against each other, and until when that counts. */
  readonly weighedAt: Instant
  readonly togetherUntil: Instant
}

export type Watch = ZoneWatch | CareWatch | ContactWatch | DistanceWatch

/** A network position that was seen lately: towers and access points repeat themselves, and a repetition is hardly a new witness. */
export interface SeenPlace {
  readonly lat: number
  readonly lon: number
  /** When it was first and last seen. */
  readonly since: Instant
  readonly at: Instant
}

export type Trouble = 'shielded' | 'jammed' | 'device-fault' | 'battery-empty'

/** The clock of one device, judged by how long after it our receipt comes. */
export interface DeviceClock {
  readonly deviceId: DeviceId
  /** By our clock. */
  readonly toldAt: Instant
  /** The lag of the latest readings, since which receipt, and of how many. */
  readonly lagMs: number
  readonly lagFrom: Instant
  readonly count: number
  /** The lag that was steady last. */
  readonly steadyLagMs: number
}

export interface Blindness {
  readonly from: Instant
  /** At most eight: of more, the ones between the first six and the last. */
  readonly causes: BlindInterval['causes']
  readonly before: { readonly fix: Told; readonly zones: KnownEnd['zones'] } | null
}

/**
 * What a position that only confirms leaves as it is. It is an object of its own, shared by one state after the other: most steps
 * copy the few fields of the state around it and no more, and what a step copies is what it costs.
 */
export interface Standing {
  /** When a condition or a device next comes or goes. */
  readonly planDueAt: Instant
  /** The last network position that counted: errors of neighbours are correlated within a kind of source. */
  readonly networkAt: Instant
  readonly seenPlaces: readonly SeenPlace[]
  /** Carried devices that met the worn one lately. */
  readonly bonds: readonly { readonly deviceId: DeviceId; readonly at: Instant }[]
  /** When a home unit was last heard; when one last said that the bracelet is not near it, and until when that counts for homes. */
  readonly unitHeardAt: Instant
  readonly apartAt: Instant
  readonly apartUntil: Instant
  /** What is wrong by the devices' own word and not yet put right, the latest word last. */
  readonly troubles: readonly Trouble[]
  /** Clocks that are not as they should be; of the kit's devices only. */
  readonly clocks: readonly DeviceClock[]
  /** While nothing is known of the whereabouts: since when, why, and what was known last. */
  readonly blindness: Blindness | null
  /** The latest time in which we heard nobody, or this person's devices went silent with many others; half-open. */
  readonly blind: Occurrence & { readonly because: 'server' | 'network' | 'device-fault' }
}

/** All that the engine remembers of one person: plain data, bounded by the plan. */
export interface WatchState {
  readonly version: 1
  readonly personId: PersonId
  /** The greatest event time processed. */
  readonly at: Instant
  readonly plan: WatchPlan
  /** When to look again: nothing happens without a reading before it, and often nothing at it. */
  readonly wakeAt: Instant
  readonly knowledge: Knowledge
  /** Last reading of a worn or carried device. */
  readonly heardAt: Instant
  /** Where the worn device was last, and until when that counts as knowledge. */
  readonly trail: Trail
  readonly knownUntil: Instant
  readonly standing: Standing
  /** The first reading of the present instant, and others of it: a doubled record has the same event time, so these know it again. */
  readonly readId: string
  readonly otherReadIds: readonly string[]
  readonly watches: readonly Watch[]
}

/** The watches after a change to each: the same array when none changed. */
export function replaced(watches: readonly Watch[], change: (watch: Watch, index: number) => Watch): readonly Watch[] {
  let result: Watch[] | undefined
  for (let i = 0; i < watches.length; i++) {
    const watch = watches[i] as Watch
    const changed = change(watch, i)
    if (changed === watch) continue
    result ??= watches.slice()
    result[i] = changed
  }
  return result ?? watches
}

/** One for everybody, parts and all: what nothing has happened to is always at hand. */
const noStanding: Standing = {
  planDueAt: never,
  networkAt: longAgo,
  seenPlaces: [],
  bonds: [],
  unitHeardAt: longAgo,
  apartAt: longAgo,
  apartUntil: longAgo,
  troubles: [],
  clocks: [],
  blindness: null,
  blind: { from: longAgo, until: longAgo, because: 'server' },
}

export function initialState(personId: PersonId): WatchState {
  return {
    version: 1,
    personId,
    at: longAgo,
    plan: { conditions: [], kit: [], policy: defaultPolicy, permits: [], daysOff: [] },
    wakeAt: never,
    knowledge: { kind: 'blind', since: longAgo, because: 'not-yet' },
    heardAt: longAgo,
    trail: noTrail,
    knownUntil: longAgo,
    standing: noStanding,
    readId: '',
    otherReadIds: [],
    watches: [],
  }
}

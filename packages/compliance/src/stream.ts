import type {
  Alert,
  BlindCause,
  Condition,
  DeviceId,
  DeviceRole,
  FixSource,
  Instant,
  LatLon,
  LineageId,
  OrderId,
  Permit,
  Presence,
  Reading,
  SourceCalibration,
} from '@bilezik/domain'

/** A device of the person's kit; half-open in time. */
export interface KitDevice {
  readonly deviceId: DeviceId
  /** `protected`: the device of a person whom a distance condition of the plan protects. It witnesses them, never the wearer. */
  readonly role: DeviceRole | 'protected'
  readonly from: Instant
  readonly until: Instant
  /** As it is registered: what the other devices of the kit call it when they meet. */
  readonly identifier?: string
  /** How the sources of this model err, where it is known; what is absent errs like any. */
  readonly calibration?: Readonly<Partial<Record<FixSource, SourceCalibration>>>
  /** The distance condition that a `protected` device is for. */
  readonly protects?: LineageId
  /** Where a fixed device stands; absent: at the home that the curfews name. */
  readonly placedAt?: LatLon
}

/**
 * A strap's contact flickers on a bracelet that is worn all the while. So a signal waits for `verifyMs` whether it was a flicker;
 * at most `mostSuppressed` signals of a person are taken for one in `suppressedWithinMs`, and the next one raises.
 */
export interface WearPolicy {
  readonly verifyMs: number
  readonly mostSuppressed: number
  readonly suppressedWithinMs: number
}

/** Settings of the service that runs the watch, never of the law. They travel in the stream, so a replay uses the ones then in force. */
export interface WatchPolicy {
  /** Log-odds of being outside at which an exit is believed: ln(99) means one false exit in a hundred decisions at most. */
  readonly exitLogOdds: number
  /** Log-odds below which a return is believed. */
  readonly returnLogOdds: number
  /** A presence whose last evidence is older becomes unknown. */
  readonly presenceHoldsMs: number
  /** How a signal that the strap is open is verified before it raises; a cut strap and an opened case never are. */
  readonly wear: WearPolicy
  /** How fast a person may have travelled unseen, at most. */
  readonly reachKilometresPerHour: number
}

/** What the engine watches for one person from this moment on: replaces the plan before it. */
export interface WatchPlan {
  readonly conditions: readonly Condition[]
  readonly kit: readonly KitDevice[]
  readonly policy: WatchPolicy
  /** Notices and permissions that lift conditions for a time. */
  readonly permits: readonly Permit[]
  /** Official days off, `2026-12-16`, as far as the conditions reach: schedules may name other hours for them. */
  readonly daysOff: readonly string[]
}

/**
 * Everything that can happen to one person's state, in event time. `at` orders the stream.
 * A reading's `at` is the device's time when it is believable, else the time of receipt: the shell decides that once, at intake.
 */
export type WatchEvent =
  | { readonly kind: 'plan'; readonly at: Instant; readonly plan: WatchPlan }
  | {
      readonly kind: 'reading'
      readonly at: Instant
      readonly receivedAt: Instant
      /** Identity of the reading: the same record sent twice has the same id. */
      readonly readingId: string
      readonly deviceId: DeviceId
      readonly reading: Reading
    }
  /** Time has passed; nothing else. `step` behaves the same whether wake-ups come one by one or all at once. */
  | { readonly kind: 'wake'; readonly at: Instant }
  /** We heard nobody from `at` until `until`: our silence, never theirs. */
  | { readonly kind: 'server-blind'; readonly at: Instant; readonly until: Instant }
  /** A head found that a suppressed signal is to be looked into after all: staff are sent. */
  | {
      readonly kind: 'signal-upheld'
      readonly at: Instant
      readonly lineageId: LineageId
      readonly deviceId: DeviceId
      readonly signal: SuppressedSignal['signal']
      readonly readingId: string
      /** When the signal was given. */
      readonly beganAt: Instant
    }
  /**
   * Contact with many devices was lost together, this person's among them: not attributable to any of them. Told ahead in bounded
   * pieces while it lasts; a later one with an earlier end takes the rest back. `silentSince`: our last contact before. What a device
   * kept and handed over later is heard all the same: of who recorded something after `silentSince` only the silence is excused.
   */
  | {
      readonly kind: 'fleet-blind'
      readonly at: Instant
      readonly until: Instant
      readonly because: 'network' | 'device-fault'
      readonly silentSince: Instant
    }

/** Whether anything valid is known about the person's whereabouts at all. */
export type Knowledge =
  | { readonly kind: 'known'; readonly since: Instant }
  | { readonly kind: 'blind'; readonly since: Instant; readonly because: BlindCause }

/** Why a signal was taken for a flicker: what was heard within the verification, each from one reading. */
export interface SuppressionReason {
  readonly kind: 'strap-closed' | 'worn' | 'skin-temperature' | 'motion'
  readonly readingId: string
  readonly at: Instant
  /** Of `skin-temperature`. */
  readonly celsius?: number
}

/** One suppression, with all that it rests on: for the review of a head. */
export interface SuppressedSignal {
  /** Same evidence, same key. */
  readonly key: string
  readonly lineageId: LineageId
  readonly orderId: OrderId
  readonly deviceId: DeviceId
  readonly signal: 'strap-open' | 'removed'
  /** Of the signal, and of its repetitions. */
  readonly readingIds: readonly string[]
  /** When the signal was given, by the device's clock, and when it was decided to be a flicker. */
  readonly from: Instant
  readonly until: Instant
  readonly reasons: readonly SuppressionReason[]
  readonly policy: WearPolicy
  /** How many were suppressed within the policy's time, this one counted. */
  readonly suppressedCount: number
}

/** What was known at one end of a blind interval. The position itself stays with its reading, under the rules for positions. */
export interface KnownEnd {
  readonly readingId: string
  readonly at: Instant
  readonly sigmaMetres: number
  /** The answer about each zone then. */
  readonly zones: readonly { readonly lineageId: LineageId; readonly presence: Presence['kind'] }[]
}

/** A time in which nothing valid was known about the whereabouts: facts about what could be heard, no word about conduct. */
export interface BlindInterval {
  readonly from: Instant
  readonly until: Instant
  /** Of several causes the one that lasted longest. */
  readonly because: BlindCause
  readonly causes: readonly { readonly because: BlindCause; readonly since: Instant }[]
  /** Null: nothing had been heard before; the watch ended before anything was heard again. */
  readonly before: KnownEnd | null
  readonly after: KnownEnd | null
  /** Between the two positions. */
  readonly gapMetres: number | null
  /** How far beyond both places the person could have gone and come back between the two fixes, at the policy's speed at most. */
  readonly couldHaveReachedMetres: number | null
  readonly reachKilometresPerHour: number
}

/**
 * What the shell has to write. `noticedAt` is the event time of the step that produced the effect, never before the
 * state's time; `since` inside may lie earlier. A replay from a checkpoint at C supersedes exactly the effects noticed after C.
 */
export type Effect =
  | { readonly kind: 'presence'; readonly noticedAt: Instant; readonly lineageId: LineageId; readonly presence: Presence }
  | { readonly kind: 'knowledge'; readonly noticedAt: Instant; readonly knowledge: Knowledge }
  | { readonly kind: 'raise-alert'; readonly noticedAt: Instant; readonly alert: Alert }
  | { readonly kind: 'end-alert'; readonly noticedAt: Instant; readonly key: string; readonly endedAt: Instant }
  /** The wearer came too near to a protected person, who is to be told at once: where they are stays with us. */
  | { readonly kind: 'warn-protected'; readonly noticedAt: Instant; readonly lineageId: LineageId; readonly alertKey: string }
  /** The lineage is no longer watched (expired, revoked, replaced): its presence ends here. Its alerts have been ended just before. */
  | { readonly kind: 'lineage-end'; readonly noticedAt: Instant; readonly lineageId: LineageId }
  /** A signal of the strap that was taken for a flicker: raised nothing, hidden from nobody. */
  | { readonly kind: 'suppressed-signal'; readonly noticedAt: Instant; readonly suppressed: SuppressedSignal }
  /** The clock of a device is wrong: a technical fact of the device. */
  | {
      readonly kind: 'device-clock'
      readonly noticedAt: Instant
      readonly clock: {
        readonly deviceId: DeviceId
        readonly kind: 'ahead' | 'jumped' | 'restarted'
        /** How far the clock stands, or jumped, ahead; negative: back. */
        readonly byMs: number
        /** By our clock. */
        readonly at: Instant
      }
    }
  /** Something is known again, or the watch ends, after a time in which nothing was. */
  | { readonly kind: 'blind-interval'; readonly noticedAt: Instant; readonly interval: BlindInterval }
  /** No condition is in force any more: knowledge ends here, and readings are ignored until a condition comes into force. */
  | { readonly kind: 'watch-end'; readonly noticedAt: Instant }

/** One obligation as a person would ask about it now. */
export interface ObligationNow {
  readonly lineageId: LineageId
  readonly kind: Condition['rule']['kind']
  /** `off-duty`: the hours do not bind now; `unclear`: it binds and nothing valid is known. */
  readonly status: 'kept' | 'breached' | 'unclear' | 'off-duty'
  readonly since: Instant
  /** For zones. */
  readonly presence?: Presence
  /** When the hours next begin or end. */
  readonly nextChangeAt?: Instant
}

export interface StepResult<State> {
  readonly state: State
  readonly effects: readonly Effect[]
}

import type { DeviceId, Instant, Reading } from '@bilezik/domain'
import type { Fixed } from '../presence/place.ts'
import type { Watch, WatchBase, WatchState } from '../state.ts'
import type { KitDevice, ObligationNow } from '../stream.ts'
import type { Turn } from '../turn.ts'

/** A reading of a device that is in the kit at its time. */
export interface Heard {
  readonly at: Instant
  readonly receivedAt: Instant
  readonly readingId: string
  readonly deviceId: DeviceId
  readonly role: KitDevice['role']
  readonly reading: Reading
  /** The usable position in it, worked out once for all zones; undefined for anything that is no evidence of place. */
  readonly fixed: Fixed | undefined
  /** A home unit's word that the bracelet is not near it: evidence for homes alone. */
  readonly apart: Fixed | undefined
}

/** Every rule answers the same questions. All are pure but for the effects that they push to the turn; the present is `turn.state.at`. */
export interface RuleWatcher<W extends Watch> {
  /** The lineage comes into force. */
  readonly start: (turn: Turn, base: WatchBase) => W
  /** Another version of the lineage takes over from `before`; `base` is the common part of `before`, already pointing at that version. */
  readonly renew: (turn: Turn, base: WatchBase, before: W, isZoneUnchanged: boolean) => W
  readonly onReading: (turn: Turn, watch: W, heard: Heard) => W
  /** We heard nobody in `[from, until)`, which begins now or lies ahead. */
  readonly onBlind: (turn: Turn, watch: W, from: Instant, until: Instant) => W
  /** Everything that the present instant decides without a reading. Asked twice at one instant, it changes nothing the second time. */
  readonly settle: (turn: Turn, watch: W) => W
  /** The next instant at which `settle` would decide something; `never` if none. */
  readonly dueAt: (state: WatchState, watch: W) => Instant
  readonly statusOf: (state: WatchState, watch: W) => ObligationNow['status']
}

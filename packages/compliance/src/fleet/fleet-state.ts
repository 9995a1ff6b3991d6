import type { DeviceId, Instant } from '@bilezik/domain'
import { longAgo } from '../time.ts'
import type { FleetAttributes, Group } from './group.ts'
import type { Rhythm } from './rhythm.ts'

export interface FleetDevice {
  readonly attributes: FleetAttributes
  /** Our receipt of the last thing heard from it. */
  readonly lastAt: Instant
  readonly rhythm: Rhythm
}

export interface Outage {
  readonly id: string
  readonly group: Group
  readonly from: Instant
  readonly noticedAt: Instant
  /** Those not heard since. */
  readonly silent: Readonly<Record<DeviceId, Omit<SilentDevice, 'deviceId'>>>
  /** The most devices that were silent at a time. */
  readonly peak: number
  /** How far ahead it has been told. */
  readonly toldUntil: Instant
}

/** All that the detector remembers: plain data, bounded by the devices that are known and the outages that last. */
export interface FleetState {
  readonly version: 1
  /** The greatest time processed, by our clock. */
  readonly at: Instant
  /** Until then we heard nobody ourselves, or were still receiving what had been kept for us: no silence counts from before. */
  readonly deafUntil: Instant
  readonly devices: Readonly<Record<DeviceId, FleetDevice>>
  readonly outages: readonly Outage[]
}

export const initialFleetState: FleetState = { version: 1, at: longAgo, deafUntil: longAgo, devices: {}, outages: [] }

export interface SilentDevice {
  readonly deviceId: DeviceId
  /** Our last contact. */
  readonly lastAt: Instant
  /**
   * From here on its silence is the outage's: when it first missed a report, or the outage's beginning where it was overdue already.
   * Until then nothing was missing, and what was known of the person stands.
   */
  readonly blindFrom: Instant
}

/** Why an outage was believed: enough to follow the decision by hand. */
export interface OutageEvidence {
  /** Devices of the group that were overdue, and devices of it of which one could tell (overdue, or heard since). */
  readonly silent: number
  readonly decided: number
  /** The share of them that would usually be silent. */
  readonly usualShare: number
  /** An upper bound of the probability that so many fell silent each by itself. */
  readonly chance: number
}

/** What the shell has to write. Times are by our clock. */
export type FleetEffect =
  | {
      readonly kind: 'outage-begins'
      readonly outageId: string
      readonly noticedAt: Instant
      readonly group: Group
      readonly from: Instant
      readonly evidence: OutageEvidence
    }
  /** The silence of these is the outage's until `until`, unless it is told otherwise before: for the first time, or (`isRenewed`) still. */
  | {
      readonly kind: 'devices-lost'
      readonly outageId: string
      readonly noticedAt: Instant
      readonly until: Instant
      readonly isRenewed: boolean
      readonly devices: readonly SilentDevice[]
    }
  /** These were heard again. From `graceUntil` on (by then what they kept has come in), their silence is their own again. */
  | {
      readonly kind: 'devices-back'
      readonly outageId: string
      readonly devices: readonly (SilentDevice & { readonly heardAt: Instant; readonly graceUntil: Instant })[]
    }
  /** Most were heard again. The silence of the others is their own from `graceUntil` on. */
  | {
      readonly kind: 'outage-ends'
      readonly outageId: string
      readonly endedAt: Instant
      readonly graceUntil: Instant
      readonly stragglers: readonly SilentDevice[]
    }

export type FleetEvent =
  /** Devices spoke: everything since the last such event, the latest receipt of each. In the order of receipt `at` is not before any of them. */
  | {
      readonly kind: 'heard'
      readonly at: Instant
      readonly contacts: readonly { readonly deviceId: DeviceId; readonly at: Instant; readonly attributes: FleetAttributes }[]
    }
  /** Time has passed, and everything that was received by `at` has been told. */
  | { readonly kind: 'tick'; readonly at: Instant }
  /** We heard nobody until `until`, the grace for backlogs included: our silence, never theirs. */
  | { readonly kind: 'deaf'; readonly at: Instant; readonly until: Instant }
  /** These are watched no longer. */
  | { readonly kind: 'forget'; readonly at: Instant; readonly deviceIds: readonly DeviceId[] }

import type { DeviceId, Instant } from '@bilezik/domain'
import { latest } from '../time.ts'
import type { FleetPolicy } from './fleet-policy.ts'
import type { FleetDevice, FleetState, OutageEvidence } from './fleet-state.ts'
import { type Group, groupKey, groupKinds, groupsOf } from './group.ts'
import { isKnown, waitMs } from './rhythm.ts'

/** The share of a group's devices that an outage of the group silences: a few speak by other ways (Wi-Fi, roaming). */
const reachOfOutage = 0.95

interface Silence {
  readonly deviceId: DeviceId
  readonly lastAt: Instant
}

export interface Explanation {
  readonly group: Group
  readonly silent: readonly Silence[]
  readonly evidence: OutageEvidence
}

/** Since when the device is silent, as far as its silence counts. */
export function silentSince(state: FleetState, { lastAt }: FleetDevice): Instant {
  return latest(lastAt, state.deafUntil)
}

/** An upper bound of the probability of at least `hits` in `tries` at `share` each (Chernoff, Hoeffding 1963). */
function chanceOf(hits: number, tries: number, share: number): number {
  const found = hits / tries
  if (found <= share) return 1
  const rest = found === 1 ? 0 : (1 - found) * Math.log((1 - found) / (1 - share))
  return Math.exp(-tries * (found * Math.log(found / share) + rest))
}

interface Count {
  readonly group: Group
  readonly silent: Silence[]
  /** The last contact with any of the silent: who spoke after it has outlived the loss, who spoke before it may yet be overdue. */
  lastAt: Instant
  heard: number
  usual: number
}

/**
 * Counts, for every group with enough overdue devices, who is silent and who was heard since. A device that has been overdue for
 * longer than `togetherMs` was silent before, and says nothing; one that is not overdue yet says nothing either.
 */
function countGroups(state: FleetState, policy: FleetPolicy, explained: ReadonlySet<DeviceId>): readonly Count[] {
  const counts = new Map<string, Count>()
  for (const [id, device] of Object.entries(state.devices)) {
    if (!isKnown(device.rhythm) || explained.has(id as DeviceId)) continue
    const silentMs = state.at - silentSince(state, device)
    const overdueMs = silentMs - waitMs(device.rhythm)
    if (overdueMs <= 0 || overdueMs > policy.togetherMs) continue
    const usual = Math.max(policy.leastUsualShare, device.rhythm.silentShare)
    for (const group of groupsOf(device.attributes)) {
      const key = groupKey(group)
      const count = counts.get(key) ?? { group, silent: [], lastAt: device.lastAt, heard: 0, usual: 0 }
      counts.set(key, count)
      count.silent.push({ deviceId: id as DeviceId, lastAt: device.lastAt })
      count.lastAt = latest(count.lastAt, device.lastAt)
      count.usual += usual
    }
  }
  for (const [key, count] of counts) if (count.silent.length < policy.leastDevices) counts.delete(key)
  return counts.size === 0 ? [] : withHeard(state, policy, counts, explained)
}

function withHeard(
  state: FleetState,
  policy: FleetPolicy,
  counts: ReadonlyMap<string, Count>,
  explained: ReadonlySet<DeviceId>,
): readonly Count[] {
  for (const [id, device] of Object.entries(state.devices)) {
    if (!isKnown(device.rhythm) || explained.has(id as DeviceId)) continue
    for (const group of groupsOf(device.attributes)) {
      const count = counts.get(groupKey(group))
      if (!count || device.lastAt <= count.lastAt) continue
      count.heard++
      count.usual += Math.max(policy.leastUsualShare, device.rhythm.silentShare)
    }
  }
  return [...counts.values()]
}

function evidenceOf({ silent, heard, usual }: Count): OutageEvidence {
  const decided = silent.length + heard
  const usualShare = Math.min(0.5, usual / decided)
  return { silent: silent.length, decided, usualShare, chance: chanceOf(silent.length, decided, usualShare) }
}

/** How much better an outage of the group explains what is seen than that each fell silent by itself. */
function logOdds({ silent, decided, usualShare }: OutageEvidence): number {
  const heard = decided - silent
  return silent * Math.log(reachOfOutage / usualShare) + heard * Math.log((1 - reachOfOutage) / (1 - usualShare))
}

function isBetter(a: Explanation, b: Explanation | undefined): boolean {
  if (!b) return true
  const gain = logOdds(a.evidence) - logOdds(b.evidence)
  if (Math.abs(gain) > 1e-9) return gain > 0
  return groupKinds.indexOf(a.group.kind) < groupKinds.indexOf(b.group.kind)
}

/** The group whose outage explains best what is silent and not yet explained; undefined where nothing beyond chance is seen. */
export function explainSilence(
  state: FleetState,
  policy: FleetPolicy,
  explained: ReadonlySet<DeviceId>,
): Explanation | undefined {
  let best: Explanation | undefined
  for (const count of countGroups(state, policy, explained)) {
    const evidence = evidenceOf(count)
    const isEnough = evidence.silent >= policy.leastShare * evidence.decided && evidence.chance <= policy.falseOutageRate
    const explanation = { group: count.group, silent: count.silent, evidence }
    if (isEnough && isBetter(explanation, best)) best = explanation
  }
  return best
}

import { type DeviceId, type Instant, later } from '@bilezik/domain'
import { latest } from '../time.ts'
import { type Explanation, explainSilence, silentSince } from './explain-silence.ts'
import { type FleetPolicy, defaultFleetPolicy } from './fleet-policy.ts'
import type { FleetDevice, FleetEffect, FleetEvent, FleetState, Outage, SilentDevice } from './fleet-state.ts'
import { type FleetAttributes, groupKey, groupsOf } from './group.ts'
import { dueMs, isKnown, missedOneMs, unknownRhythm, waitMs, withGap } from './rhythm.ts'

interface Turn {
  readonly state: { -readonly [Key in keyof FleetState]: FleetState[Key] }
  readonly policy: FleetPolicy
  readonly effects: FleetEffect[]
}

export interface FleetStep {
  readonly state: FleetState
  readonly effects: readonly FleetEffect[]
}

/**
 * Watches contact with all devices at once, by our clock: finds that contact with many devices of one group was lost together,
 * says whose silence that explains, and when it is over. Never changes `state`; never throws. A time that goes back counts as the present.
 */
export function stepFleet(state: FleetState, event: FleetEvent, policy: FleetPolicy = defaultFleetPolicy): FleetStep {
  const turn: Turn = { state: { ...state, at: latest(state.at, event.at) }, policy, effects: [] }
  switch (event.kind) {
    case 'heard':
      hear(turn, event.contacts)
      break
    case 'deaf':
      turn.state.deafUntil = latest(state.deafUntil, event.until)
      break
    case 'forget':
      forget(turn, event.deviceIds)
      break
    case 'tick':
      look(turn)
      break
    default:
      event satisfies never
  }
  return { state: turn.state, effects: turn.effects }
}

function hear(turn: Turn, contacts: Extract<FleetEvent, { kind: 'heard' }>['contacts']): void {
  const { state } = turn
  const devices = { ...state.devices }
  const back = new Map<DeviceId, Instant>()
  for (const { deviceId, at, attributes } of contacts) {
    const before = devices[deviceId]
    if (before && at <= before.lastAt) continue
    devices[deviceId] = {
      attributes: merged(before?.attributes, attributes),
      lastAt: at,
      rhythm: rhythmAfter(state, deviceId, before, at),
    }
    back.set(deviceId, at)
  }
  state.devices = devices
  state.outages = state.outages.map((outage) => withoutBack(turn, outage, back))
}

/** What is told once (firmware, SIM) is known from then on; attributes that are the same stay the same object. */
function merged(before: FleetAttributes | undefined, now: FleetAttributes): FleetAttributes {
  if (before === now || !before) return now
  return { ...before, ...now }
}

function rhythmAfter(state: FleetState, deviceId: DeviceId, before: FleetDevice | undefined, at: Instant): FleetDevice['rhythm'] {
  if (!before) return unknownRhythm
  // A gap that an outage of the network or of ours lies in is not the device's rhythm.
  const isOurs = before.lastAt < state.deafUntil || state.outages.some((outage) => deviceId in outage.silent)
  return isOurs ? before.rhythm : withGap(before.rhythm, at - before.lastAt)
}

function withoutBack(turn: Turn, outage: Outage, back: ReadonlyMap<DeviceId, Instant>): Outage {
  const devices = Object.entries(outage.silent).flatMap(([id, silence]) => {
    const heardAt = back.get(id as DeviceId)
    if (heardAt === undefined) return []
    return [{ deviceId: id as DeviceId, ...silence, heardAt, graceUntil: later(heardAt, turn.policy.backlogGraceMs) }]
  })
  if (devices.length === 0) return outage
  turn.effects.push({ kind: 'devices-back', outageId: outage.id, devices })
  const gone = new Set<string>(devices.map((device) => device.deviceId))
  return { ...outage, silent: Object.fromEntries(Object.entries(outage.silent).filter(([id]) => !gone.has(id))) }
}

/** No effect speaks of who is watched no longer: the plan that let them go has. */
function forget({ state }: Turn, deviceIds: readonly DeviceId[]): void {
  const gone = new Set<string>(deviceIds)
  const keep = <T>(record: Readonly<Record<DeviceId, T>>): Record<DeviceId, T> =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)))
  state.devices = keep(state.devices)
  state.outages = state.outages.map((outage) => ({ ...outage, silent: keep(outage.silent) }))
}

function look(turn: Turn): void {
  const { state } = turn
  // While we hear nobody, or not yet everything that was kept for us, nothing is known of anyone.
  if (state.at < state.deafUntil) return
  state.outages = state.outages.flatMap((outage) => goOn(turn, outage))
  const explained = new Set(state.outages.flatMap((outage) => Object.keys(outage.silent) as DeviceId[]))
  for (let found = explainSilence(state, turn.policy, explained); found; found = explainSilence(state, turn.policy, explained)) {
    const outage = begin(turn, found, explained)
    state.outages = [...state.outages, outage]
    for (const id of Object.keys(outage.silent)) explained.add(id as DeviceId)
    // Each look explains more than before, so the loop ends.
    for (const { deviceId } of found.silent) explained.add(deviceId)
  }
}

/** As good as the beginning: one in ten of those silenced, and one at least, may have been silent for a reason of its own before. */
function beginningOf(lastContacts: readonly Instant[]): Instant {
  const sorted = lastContacts.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length / 10))] as Instant
}

function begin(turn: Turn, { group, silent, evidence }: Explanation, explained: ReadonlySet<DeviceId>): Outage {
  const { state, policy } = turn
  const { at } = state
  const from = beginningOf(silent.map((device) => device.lastAt))
  const id = `${groupKey(group)}@${from}`
  turn.effects.push({ kind: 'outage-begins', outageId: id, noticedAt: at, group, from, evidence })
  const toldUntil = later(at, policy.toldAheadMs)
  const begun: Outage = { id, group, from, noticedAt: at, silent: {}, peak: 0, toldUntil }
  return joined(turn, begun, explained)
}

/** The devices of the group that are not heard since, and would have been: an outage that is known needs one missed report. */
function joined(turn: Turn, outage: Outage, explained: ReadonlySet<DeviceId>): Outage {
  const { state } = turn
  const key = groupKey(outage.group)
  const lost: SilentDevice[] = []
  for (const [id, device] of Object.entries(state.devices)) {
    const deviceId = id as DeviceId
    if (!isKnown(device.rhythm) || deviceId in outage.silent || explained.has(deviceId)) continue
    const since = silentSince(state, device)
    if (state.at - since <= missedOneMs(device.rhythm)) continue
    const overdueMs = outage.from - later(since, waitMs(device.rhythm))
    if (overdueMs > turn.policy.togetherMs || !groupsOf(device.attributes).some((group) => groupKey(group) === key)) continue
    // Who was overdue before it began was silent for a reason of their own until then.
    lost.push({ deviceId, lastAt: device.lastAt, blindFrom: overdueMs > 0 ? outage.from : later(since, dueMs(device.rhythm)) })
  }
  if (lost.length === 0) return outage
  const { id: outageId, toldUntil } = outage
  turn.effects.push({ kind: 'devices-lost', outageId, noticedAt: state.at, until: toldUntil, isRenewed: false, devices: lost })
  const silent = { ...outage.silent, ...Object.fromEntries(lost.map(({ deviceId, ...silence }) => [deviceId, silence])) }
  return { ...outage, silent, peak: Math.max(outage.peak, Object.keys(silent).length) }
}

function goOn(turn: Turn, outage: Outage): Outage[] {
  const { state, policy } = turn
  const others = new Set(
    state.outages.flatMap((other) => (other.id === outage.id ? [] : (Object.keys(other.silent) as DeviceId[]))),
  )
  const still = Object.keys(outage.silent).length
  const isOver = still <= policy.endShare * outage.peak || state.at - outage.noticedAt >= policy.longestMs
  if (isOver) {
    end(turn, outage)
    return []
  }
  return [renewed(turn, joined(turn, outage, others))]
}

function silentOf({ silent }: Outage): SilentDevice[] {
  return Object.entries(silent).map(([id, silence]) => ({ deviceId: id as DeviceId, ...silence }))
}

function renewed(turn: Turn, outage: Outage): Outage {
  const { state, policy } = turn
  if (outage.toldUntil - state.at > policy.toldAheadMs / 3) return outage
  const until = later(state.at, policy.toldAheadMs)
  const devices = silentOf(outage)
  turn.effects.push({ kind: 'devices-lost', outageId: outage.id, noticedAt: state.at, until, isRenewed: true, devices })
  return { ...outage, toldUntil: until }
}

function end(turn: Turn, outage: Outage): void {
  const { at } = turn.state
  turn.effects.push({
    kind: 'outage-ends',
    outageId: outage.id,
    endedAt: at,
    graceUntil: later(at, turn.policy.backlogGraceMs),
    stragglers: silentOf(outage),
  })
}

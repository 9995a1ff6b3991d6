import { type DeviceId, type Instant, hour, isClockBelievable, minute, parseInstant, second } from '@bilezik/domain'
import type { DeviceClock } from '../state.ts'
import { longAgo } from '../time.ts'
import type { Turn } from '../turn.ts'

// What can be known of a device's clock from its time and the time of receipt. A reading that is dated after its receipt comes from a
// clock that runs ahead. One dated before it may come out of a backlog: only a lag that stays the same while reports keep coming
// is a clock that stands behind, or jumped. It is a technical fact of the device, and no word about the person.

/** Less is drift, and harms nothing: such a reading counts as of its receipt. */
const aheadMs = minute
/** A change of the lag by less may be the network's. */
const jumpMs = 5 * minute
/** A lag is steady when it stays within this for so long and so many readings. */
const steadyWithinMs = 30 * second
const steadyForMs = 10 * minute
const steadyCount = 5
const toldEveryMs = hour

function tell(
  turn: Turn,
  clock: DeviceClock,
  receivedAt: Instant,
  kind: 'ahead' | 'jumped' | 'restarted',
  byMs: number,
): DeviceClock {
  if (receivedAt < clock.toldAt + toldEveryMs) return clock
  turn.effects.push({
    kind: 'device-clock',
    noticedAt: turn.state.at,
    clock: { deviceId: clock.deviceId, kind, byMs, at: receivedAt },
  })
  return { ...clock, toldAt: receivedAt }
}

function afterSteady(turn: Turn, clock: DeviceClock, lagMs: number, receivedAt: Instant): DeviceClock {
  if (Math.abs(lagMs - clock.lagMs) > steadyWithinMs || receivedAt < clock.lagFrom)
    return { ...clock, lagMs, lagFrom: receivedAt, count: 1 }
  const count = Math.min(steadyCount, clock.count + 1)
  const jumpedMs = clock.steadyLagMs - clock.lagMs
  const isSteady = count === steadyCount && receivedAt - clock.lagFrom >= steadyForMs
  if (!isSteady || Math.abs(jumpedMs) < jumpMs) return count === clock.count ? clock : { ...clock, count }
  return tell(turn, { ...clock, count, steadyLagMs: clock.lagMs }, receivedAt, 'jumped', jumpedMs)
}

/** Looks at the clock of the device that this reading comes from. Most clocks are right, and leave nothing behind. */
export function watchClock(turn: Turn, deviceId: DeviceId, fixAt: Instant | undefined, receivedAt: Instant): void {
  if (fixAt === undefined || !parseInstant(fixAt).ok) return
  const { state } = turn
  const lagMs = receivedAt - fixAt
  const known = state.standing.clocks.find((clock) => clock.deviceId === deviceId)
  if (!known && lagMs >= -aheadMs && lagMs < jumpMs) return
  const before = known ?? { deviceId, toldAt: longAgo, lagMs, lagFrom: receivedAt, count: 0, steadyLagMs: 0 }
  const after = !isClockBelievable(fixAt, receivedAt)
    ? tell(turn, before, receivedAt, 'restarted', -lagMs)
    : lagMs < -aheadMs
      ? tell(turn, before, receivedAt, 'ahead', -lagMs)
      : afterSteady(turn, before, lagMs, receivedAt)
  if (after === known) return
  // As many as the kit holds devices.
  const others = state.standing.clocks.filter(
    (clock) => clock !== known && state.plan.kit.some((device) => device.deviceId === clock.deviceId),
  )
  state.standing = { ...state.standing, clocks: [...others, after] }
}

import { type DeviceCareRule, type PowerReading, minute } from '@bilezik/domain'
import type { CareWatch } from '../state.ts'
import { type Turn, conditionOf, endAlerts, raise } from '../turn.ts'
import type { Heard } from './rule.ts'

/** The level must rise so far above the limit before the alert ends: a battery at the limit reads 20, 21, 20 … */
const recoveryPercent = 10
/** A device that only says "low" must have said "not low" for so long. */
const recoveryMs = 30 * minute
/** Below it, silence is put down to the battery. */
const allButEmptyPercent = 5

export function isAllButEmpty(power: PowerReading): boolean {
  return power.levelPercent === undefined ? power.isLow === true : power.levelPercent <= allButEmptyPercent
}

type Charge = 'low' | 'recovering' | 'charged' | 'unsaid'

function chargeOf({ levelPercent, isLow }: PowerReading, limitPercent: number): Charge {
  if (levelPercent !== undefined) {
    if (levelPercent <= limitPercent) return 'low'
    return levelPercent >= Math.min(100, limitPercent + recoveryPercent) ? 'charged' : 'recovering'
  }
  return isLow === undefined ? 'unsaid' : isLow ? 'low' : 'charged'
}

/** Raises when the battery falls to the limit, and ends only when it is charged well above it. */
export function onPower(turn: Turn, watch: CareWatch, { reading, role, deviceId, readingId, at }: Heard): CareWatch {
  if (reading.kind !== 'power' || role === 'fixed') return watch
  const { lowBatteryPercent: limitPercent } = conditionOf(turn.state, watch).rule as DeviceCareRule
  const charge = chargeOf(reading, limitPercent)
  const hasLevel = reading.levelPercent !== undefined
  const others = watch.batteries.filter((battery) => battery.deviceId !== deviceId)
  const lowAt = watch.batteries.find((battery) => battery.deviceId === deviceId)?.lowAt
  if (charge === 'charged' && (hasLevel || lowAt === undefined || at - lowAt >= recoveryMs)) {
    return endAlerts(
      turn,
      { ...watch, batteries: others },
      (alert) => alert.kind === 'low-battery' && alert.deviceId === deviceId,
    )
  }
  if (charge !== 'low') return watch
  const low: CareWatch = { ...watch, batteries: [...others, { deviceId, lowAt: at }] }
  if (low.alerts.some((alert) => alert.kind === 'low-battery' && alert.deviceId === deviceId)) return low
  const reason = { kind: 'battery', readingId, levelPercent: reading.levelPercent ?? null, limitPercent } as const
  return raise(turn, low, { kind: 'low-battery', cause: readingId, beganAt: at, reason, deviceId })
}

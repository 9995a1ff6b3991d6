import { type DeviceId, type Instant, type Reading, later } from '@bilezik/domain'
import type { CareWatch, PendingSignal, Watch } from '../state.ts'
import type { SuppressionReason, WearPolicy } from '../stream.ts'
import { earliest, never } from '../time.ts'
import { type Turn, conditionOf, endAlerts, raise } from '../turn.ts'
import type { Heard } from './rule.ts'

// A strap's contact flickers on a bracelet that sits on its leg. For a bounded time a signal that the strap is open waits: a
// counter-signal, and since it a sign that the bracelet is on the person, make it a flicker, which is put on record for the review
// of a head. Silence or anything less raises, dated when the signal was given. Only what comes by the device's own word counts.

const mostRepetitions = 8
/** Skin under a bracelet, °C. Air, a pocket or a table seldom lies between them for long, and never closes a strap. */
const coldestSkinCelsius = 30
const warmestSkinCelsius = 42
/** The key of a sensor that touches the skin. A device's inner temperature says nothing of who wears it. */
const skinTemperatureKey = 'skinTemperatureCelsius'

function replacedPending(
  watch: CareWatch,
  deviceId: DeviceId,
  change: (pending: PendingSignal) => PendingSignal | null,
): CareWatch {
  const index = watch.pending.findIndex((pending) => pending.deviceId === deviceId)
  const before = watch.pending[index]
  if (!before) return watch
  const after = change(before)
  if (after === before) return watch
  return { ...watch, pending: after ? watch.pending.with(index, after) : watch.pending.toSpliced(index, 1) }
}

function raised(turn: Turn, watch: CareWatch, { deviceId, signal, readingIds, from }: PendingSignal): CareWatch {
  const readingId = readingIds[0] ?? ''
  const reason = { kind: 'signal', readingId, signal } as const
  return raise(turn, watch, { kind: 'strap-open', cause: readingId, beganAt: from, reason, deviceId })
}

function lately(suppressedAt: readonly Instant[], at: Instant, { suppressedWithinMs }: WearPolicy): readonly Instant[] {
  return suppressedAt.filter((then) => then > later(at, -suppressedWithinMs))
}

/**
 * A signal that the strap is open. One whose verification would be over by now (it came late) raises at once, as does one too many:
 * what the replay then finds, holds. The key is the same either way.
 */
export function withSignal(turn: Turn, watch: CareWatch, heard: Heard, signal: PendingSignal['signal']): CareWatch {
  const { at, deviceId, readingId } = heard
  const policy = turn.state.plan.policy.wear
  if (watch.pending.some((pending) => pending.deviceId === deviceId)) {
    // Open again: what spoke for a flicker came before it.
    return replacedPending(watch, deviceId, (pending) =>
      pending.readingIds.includes(readingId)
        ? pending
        : {
            ...pending,
            readingIds: [...pending.readingIds.slice(0, mostRepetitions - 1), readingId],
            counter: null,
            sign: null,
          },
    )
  }
  const pending: PendingSignal = {
    deviceId,
    signal,
    readingIds: [readingId],
    from: at,
    until: later(at, policy.verifyMs),
    counter: null,
    sign: null,
  }
  const isSpent = lately(watch.suppressedAt, at, policy).length >= policy.mostSuppressed
  if (isSpent || pending.until <= turn.state.at) return raised(turn, watch, pending)
  return { ...watch, pending: [...watch.pending, pending] }
}

/** The strap is closed again, and perhaps the device itself says that it is worn, which is a sign as well. */
export function withCounter(watch: CareWatch, heard: Heard, signal: 'strap-closed' | 'worn'): CareWatch {
  const counter: SuppressionReason = { kind: signal, readingId: heard.readingId, at: heard.at }
  return replacedPending(watch, heard.deviceId, (pending) => ({
    ...pending,
    counter: pending.counter ?? counter,
    sign: signal === 'worn' ? counter : pending.sign,
  }))
}

function signOf(reading: Reading): Pick<SuppressionReason, 'kind' | 'celsius'> | undefined {
  if (reading.kind === 'motion' && reading.isMoving) return { kind: 'motion' }
  if (reading.kind !== 'telemetry') return undefined
  const celsius = reading.values[skinTemperatureKey]
  const isSkin = typeof celsius === 'number' && celsius >= coldestSkinCelsius && celsius <= warmestSkinCelsius
  return isSkin ? { kind: 'skin-temperature', celsius } : undefined
}

/** Takes a sign that the bracelet is on the person, and decides for a flicker when nothing is missing any more. */
export function withSign(turn: Turn, watch: CareWatch, { reading, readingId, deviceId, role, at }: Heard): CareWatch {
  if (watch.pending.length === 0 || role !== 'worn') return watch
  const sign = signOf(reading)
  const signed = sign
    ? replacedPending(watch, deviceId, (pending) => ({ ...pending, sign: pending.sign ?? { ...sign, readingId, at } }))
    : watch
  const pending = signed.pending.find((candidate) => candidate.deviceId === deviceId)
  // A sign from before the strap was closed shows where the bracelet was, not where it is; in one message the order means nothing.
  if (!pending?.counter || !pending.sign) return signed
  if (pending.sign.at < pending.counter.at) return replacedPending(signed, deviceId, () => ({ ...pending, sign: null }))
  return suppressed(turn, signed, pending, pending.counter, pending.sign)
}

function suppressed(
  turn: Turn,
  watch: CareWatch,
  { deviceId, signal, readingIds, from }: PendingSignal,
  counter: SuppressionReason,
  sign: SuppressionReason,
): CareWatch {
  const { at, personId, plan } = turn.state
  const { orderId } = conditionOf(turn.state, watch)
  const suppressedAt = [...lately(watch.suppressedAt, at, plan.policy.wear), at]
  turn.effects.push({
    kind: 'suppressed-signal',
    noticedAt: at,
    suppressed: {
      key: `${personId}:${watch.lineageId}:suppressed:${readingIds[0]}`,
      lineageId: watch.lineageId,
      orderId,
      deviceId,
      signal,
      readingIds,
      from,
      until: at,
      reasons: sign === counter ? [counter] : [counter, sign],
      policy: plan.policy.wear,
      suppressedCount: suppressedAt.length,
    },
  })
  return replacedPending({ ...watch, suppressedAt }, deviceId, () => null)
}

/** What waits for this device waits no longer. */
export function raisedAtOnce(turn: Turn, watch: CareWatch, deviceId: DeviceId): CareWatch {
  const pending = watch.pending.find((candidate) => candidate.deviceId === deviceId)
  return pending ? replacedPending(raised(turn, watch, pending), deviceId, () => null) : watch
}

/** Raises what was not found to be a flicker in its time, or whose device has left the kit; one whose strap is closed again ends with it. */
export function verified(turn: Turn, watch: CareWatch, isGone: (deviceId: DeviceId) => boolean): CareWatch {
  let next = watch
  for (const pending of watch.pending) {
    if (turn.state.at < pending.until && !isGone(pending.deviceId)) continue
    next = raisedAtOnce(turn, next, pending.deviceId)
    if (!pending.counter) continue
    next = endAlerts(turn, next, (alert) => alert.kind === 'strap-open' && alert.deviceId === pending.deviceId)
  }
  return next
}

export function verificationDueAt(watch: CareWatch): Instant {
  return watch.pending.reduce((due, pending) => earliest(due, pending.until), never)
}

/** A head sends staff because of a signal that had been suppressed: it raises as of when it was given, once. */
export function withUpheld<W extends Watch>(
  turn: Turn,
  watch: W,
  { deviceId, signal, readingId, beganAt }: Pick<PendingSignal, 'deviceId' | 'signal'> & { readingId: string; beganAt: Instant },
): W {
  const cause = `${readingId}/head`
  if (watch.alerts.some((alert) => alert.key.endsWith(cause))) return watch
  return raise(turn, watch, { kind: 'strap-open', cause, beganAt, reason: { kind: 'signal', readingId, signal }, deviceId })
}

import type { BlindCause } from '@bilezik/domain'
import type { WatchState } from '../state.ts'
import { longAgo } from '../time.ts'

/**
 * Why nothing valid is known at `state.at`. Our own outage comes first: it is never counted against anyone. Then the devices' own
 * word, the latest first: of reception and of faults, and of the battery where the device is silent. A silence that nothing
 * announced is `no-contact`, whatever lies behind it.
 */
export function causeOfSilence(state: WatchState): BlindCause {
  const { at, heardAt, plan } = state
  const { blind, troubles } = state.standing
  const holdsMs = plan.policy.presenceHoldsMs
  const isHeardSinceBlind = heardAt >= blind.until
  const isInBlind = at < blind.until
  const speaks = at < heardAt + holdsMs && heardAt >= blind.from
  if (speaks) return troubles.findLast((trouble) => trouble !== 'battery-empty') ?? 'no-fix'
  if (isInBlind || (!isHeardSinceBlind && blind.until > longAgo && at < blind.until + holdsMs)) return blind.because
  if (heardAt === longAgo) return 'not-yet'
  return troubles.at(-1) ?? 'no-contact'
}

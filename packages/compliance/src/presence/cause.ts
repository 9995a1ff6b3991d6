import type { BlindCause } from '@bilezik/domain'
import type { WatchState } from '../state.ts'
import { longAgo } from '../time.ts'

/** Why nothing valid is known at `state.at`. Our own outage comes first: it is never counted against anyone. */
export function causeOfSilence(state: WatchState): BlindCause {
  const { at, blind, heardAt, plan } = state
  const holdsMs = plan.policy.presenceHoldsMs
  const isHeardSinceBlind = heardAt >= blind.until
  const isInBlind = at < blind.until
  const speaks = at < heardAt + holdsMs && heardAt >= blind.from
  if (speaks) return 'no-fix'
  if (isInBlind || (!isHeardSinceBlind && blind.until > longAgo && at < blind.until + holdsMs)) return blind.because
  if (heardAt === longAgo) return 'not-yet'
  return state.isBatteryAllButEmpty ? 'battery-empty' : 'no-contact'
}

import type { Instant } from '@bilezik/domain'
import { nextChangeOf } from './rules/zone-duty.ts'
import type { Watch, WatchState } from './state.ts'
import type { ObligationNow } from './stream.ts'
import { latest } from './time.ts'
import { beginTurn } from './turn.ts'
import { advance } from './wake.ts'

function obligationOf(state: WatchState, watch: Watch): ObligationNow {
  const { lineageId, kind, status, statusSince } = watch
  const base = { lineageId, kind, status, since: statusSince }
  if (watch.kind === 'distance') return { ...base, presence: watch.presence }
  if (watch.kind === 'device-care' || watch.kind === 'contact') return base
  const nextChangeAt = nextChangeOf(state, watch)
  return { ...base, presence: watch.belief.presence, ...(nextChangeAt === undefined ? {} : { nextChangeAt }) }
}

/** How each obligation in force stands at `at`, if nothing more was heard since the state's time. Never before the state's own time. */
export function obligationsNow(state: WatchState, at: Instant): ObligationNow[] {
  const turn = beginTurn(state)
  advance(turn, latest(at, state.at))
  return turn.state.watches.map((watch) => obligationOf(turn.state, watch))
}

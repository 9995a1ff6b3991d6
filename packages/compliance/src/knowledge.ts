import type { Instant } from '@bilezik/domain'
import { blinder, intervalUntilNow } from './presence/blind-interval.ts'
import { causeOfSilence } from './presence/cause.ts'
import type { WatchState } from './state.ts'
import type { Knowledge } from './stream.ts'
import { earliest, never } from './time.ts'
import type { Turn } from './turn.ts'

/** Says whether anything valid is known about the whereabouts at all, when the answer or its cause changes. */
export function settleKnowledge(turn: Turn): void {
  const { state } = turn
  if (state.watches.length === 0) return
  const before = state.knowledge
  if (state.at < state.knownUntil) {
    if (before.kind !== 'known') tell(turn, { kind: 'known', since: state.at })
    return
  }
  const because = causeOfSilence(state)
  if (before.kind === 'known' || before.because !== because) tell(turn, { kind: 'blind', since: state.at, because })
}

export function tell(turn: Turn, knowledge: Knowledge): void {
  const { state } = turn
  state.knowledge = knowledge
  turn.effects.push({ kind: 'knowledge', noticedAt: state.at, knowledge })
  if (knowledge.kind === 'blind') state.standing = { ...state.standing, blindness: blinder(state, knowledge.because) }
  else endBlindness(turn, true)
}

/** Puts the time in which nothing was known on record, if there was one. */
export function endBlindness(turn: Turn, isKnown: boolean): void {
  const { state } = turn
  const { blindness } = state.standing
  if (!blindness) return
  const interval = intervalUntilNow(state, blindness, isKnown)
  state.standing = { ...state.standing, blindness: null }
  if (interval.until > interval.from) turn.effects.push({ kind: 'blind-interval', noticedAt: state.at, interval })
}

export function knowledgeDueAt(state: WatchState): Instant {
  if (state.watches.length === 0) return never
  if (state.at < state.knownUntil) return state.knownUntil
  const { at, heardAt } = state
  const { blind } = state.standing
  const holdsMs = state.plan.policy.presenceHoldsMs
  let due = never
  for (const change of [blind.until, blind.until + holdsMs, heardAt + holdsMs]) {
    if (change > at) due = earliest(due, change as Instant)
  }
  return due
}

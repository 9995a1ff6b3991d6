import type { Instant } from '@bilezik/domain'
import { knowledgeDueAt, settleKnowledge } from './knowledge.ts'
import { activate } from './plan.ts'
import type { Regard } from './presence/outlook.ts'
import { settled, watchDueAt } from './rules/registry.ts'
import { type Watch, type WatchState, replaced } from './state.ts'
import { never } from './time.ts'
import type { Turn } from './turn.ts'

/** What is due at the present or before it has been settled; only what lies ahead counts. */
export function dueAfter(state: WatchState): Instant {
  let due: Instant = never
  const consider = (candidate: Instant): void => {
    if (candidate > state.at && candidate < due) due = candidate
  }
  consider(state.standing.planDueAt)
  consider(knowledgeDueAt(state))
  for (const watch of state.watches) consider(watchDueAt(state, watch))
  return due
}

/**
 * The same after a reading that changed some of the watches. It moves what is due for zones that stay as they are further off, never
 * nearer: the old instant is a good one to look again, and only what changed is asked, and what is no zone, for which being heard
 * again may begin a new time to wait.
 */
export function dueAfterHearing(state: WatchState, before: readonly Watch[], regards: readonly Regard[]): Instant {
  let due = state.wakeAt
  const consider = (candidate: Instant): void => {
    if (candidate > state.at && candidate < due) due = candidate
  }
  consider(knowledgeDueAt(state))
  const isSame = state.watches === before
  for (let i = 0; i < regards.length; i++) {
    if (regards[i] !== 'no-zone' && (isSame || state.watches[i] === before[i])) continue
    consider(watchDueAt(state, state.watches[i] as Watch))
  }
  return due
}

/** Decides everything that the present instant decides by itself. */
export function settle(turn: Turn): void {
  const { state } = turn
  if (state.at >= state.standing.planDueAt) activate(turn, state.plan)
  state.watches = replaced(state.watches, (watch) => settled(turn, watch))
  settleKnowledge(turn)
  state.wakeAt = dueAfter(state)
}

const noReadIds: readonly string[] = []

function reach(state: Turn['state'], at: Instant): void {
  if (at <= state.at) return
  state.at = at
  state.readId = ''
  state.otherReadIds = noReadIds
}

/**
 * Lets time pass up to and including `until`, one due instant after the other. Because every step does this first, it makes no
 * difference whether the shell delivers wake-ups on time, late or never.
 */
export function advance(turn: Turn, until: Instant): void {
  const { state } = turn
  while (state.wakeAt <= until && state.wakeAt < never) {
    reach(state, state.wakeAt)
    settle(turn)
  }
  reach(state, until)
}

/** When the shell should next call `step` with a `wake` event, if nothing else happens; undefined: never. */
export function nextWakeAt(state: WatchState): Instant | undefined {
  return state.wakeAt < never ? state.wakeAt : undefined
}

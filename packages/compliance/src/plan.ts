import { type Condition, type Instant, type Rule } from '@bilezik/domain'
import { endBlindness, tell } from './knowledge.ts'
import { watcherOf } from './rules/registry.ts'
import { type Watch, type WatchBase, type WatchState, initialState } from './state.ts'
import type { WatchPlan } from './stream.ts'
import { earliest, never } from './time.ts'
import { type Turn, conditionOf, endAlerts } from './turn.ts'

function isInForce(condition: Condition, at: Instant): boolean {
  return condition.from <= at && at < condition.until
}

/** One condition a lineage, in the plan's order: where two versions overlap, the higher one; of equal ones the later in the list. */
function indicesInForce(plan: WatchPlan, at: Instant): number[] {
  const chosen = new Map<string, number>()
  plan.conditions.forEach((condition, index) => {
    if (!isInForce(condition, at)) return
    const other = chosen.get(condition.lineageId)
    const isOlder = other !== undefined && (plan.conditions[other] as Condition).version > condition.version
    if (!isOlder) chosen.set(condition.lineageId, index)
  })
  return [...chosen.values()]
}

/** Devices matter only while something is watched. */
function nextBoundary(plan: WatchPlan, at: Instant, isWatched: boolean): Instant {
  let due = never
  for (const { from, until } of isWatched ? [...plan.conditions, ...plan.kit] : plan.conditions) {
    if (from > at) due = earliest(due, from)
    else if (until > at) due = earliest(due, until)
  }
  return due
}

function hasSameZone(a: Rule, b: Rule): boolean {
  if (a.kind === 'distance' || b.kind === 'distance') return JSON.stringify(a) === JSON.stringify(b)
  if (!('zone' in a) || !('zone' in b)) return true
  return a.zone.shape === b.zone.shape || JSON.stringify(a.zone.shape) === JSON.stringify(b.zone.shape)
}

/** What else than the condition itself decides when it binds. */
function hasSameLeave(a: WatchPlan, b: WatchPlan): boolean {
  const isSame = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other)
  return isSame(a.permits, b.permits) && isSame(a.daysOff, b.daysOff)
}

function endLineage(turn: Turn, watch: Watch): void {
  endAlerts(turn, watch, () => true)
  turn.effects.push({ kind: 'lineage-end', noticedAt: turn.state.at, lineageId: watch.lineageId })
}

function startLineage(turn: Turn, condition: Condition, conditionIndex: number): Watch {
  const { at } = turn.state
  const base: WatchBase = {
    lineageId: condition.lineageId,
    conditionIndex,
    startedAt: at,
    status: 'unclear',
    statusSince: at,
    alerts: [],
  }
  return watcherOf(condition.rule.kind).start(turn, base)
}

function baseOf(watch: Watch, conditionIndex: number): WatchBase {
  const { lineageId, startedAt, status, statusSince, alerts } = watch
  return { lineageId, conditionIndex, startedAt, status, statusSince, alerts }
}

/**
 * Brings the watches in line with the conditions in force now. `before` is the plan to which the watches still point.
 * With the last condition everything known of the person is forgotten; with the first one the watch begins afresh.
 */
export function activate(turn: Turn, before: WatchPlan): void {
  const { state } = turn
  const { plan, at } = state
  const previous = state.watches
  const indices = indicesInForce(plan, at)
  const continues = (watch: Watch, index: number) => {
    const condition = plan.conditions[index] as Condition
    return condition.lineageId === watch.lineageId && condition.rule.kind === watch.kind
  }
  for (const watch of previous) {
    if (!indices.some((index) => continues(watch, index))) endLineage(turn, watch)
  }
  if (previous.length === 0 && indices.length > 0) tell(turn, { kind: 'blind', since: at, because: 'not-yet' })
  state.watches = indices.map((index) => {
    const condition = plan.conditions[index] as Condition
    const old = previous.find((watch) => continues(watch, index))
    if (!old) return startLineage(turn, condition, index)
    const oldCondition = conditionOf({ ...state, plan: before }, old)
    if (oldCondition === condition && hasSameLeave(before, plan))
      return old.conditionIndex === index ? old : { ...old, conditionIndex: index }
    return watcherOf(old.kind).renew(turn, baseOf(old, index), old, hasSameZone(oldCondition.rule, condition.rule))
  })
  state.standing = { ...state.standing, planDueAt: nextBoundary(plan, at, indices.length > 0) }
  if (previous.length > 0 && indices.length === 0) endWatch(turn)
}

function endWatch(turn: Turn): void {
  const { at, plan, personId }: WatchState = turn.state
  const { planDueAt, blind } = turn.state.standing
  endBlindness(turn, false)
  turn.effects.push({ kind: 'watch-end', noticedAt: at })
  const forgotten = initialState(personId)
  Object.assign(turn.state, forgotten, { at, plan, standing: { ...forgotten.standing, planDueAt, blind } })
}

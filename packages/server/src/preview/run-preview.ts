import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Effect, type KitDevice, type Knowledge, type WatchPlan, defaultPolicy, initialState } from '@bilezik/compliance'
import { type Condition, type LineageId, type OrderId, type PersonId, type Rule, day, instant, later } from '@bilezik/domain'
import { type Derived } from '../engine/alert-facts.ts'
import { derivedFrom } from '../engine/derived-alerts.ts'
import { Replay, inEventOrder } from '../engine/replay.ts'
import { daysOffOf } from '../orders/days-off-of.ts'
import type { Week } from './read-week.ts'

/** So long at most nothing else of the server is held up. */
const sliceMs = 10
/** Between two looks at the clock; a step takes some microseconds, beside a border of 20,000 corners some hundred. */
const stepsAtOnce = 20

export interface Unknown {
  readonly from: number
  readonly until: number
  readonly because: Extract<Knowledge, { kind: 'blind' }>['because']
}

export interface Preview {
  readonly alerts: readonly Derived[]
  readonly ruleOf: (lineageId: string) => number
  readonly unknown: readonly Unknown[]
}

const lineageOf = (index: number) => `rule-${index}` as LineageId

function planOf(rules: readonly Rule[], kit: readonly KitDevice[], { from, until }: Week): WatchPlan {
  const conditions = rules.map((rule, index): Condition => ({
    lineageId: lineageOf(index),
    orderId: 'preview' as OrderId,
    version: 1,
    from,
    // Beyond the week: that it ends is no event of it.
    until: later(until, day),
    rule,
  }))
  return { conditions, kit, policy: defaultPolicy, permits: [], daysOff: daysOffOf(conditions, [], from) }
}

function unknownIn(effects: readonly Effect[], { from, until }: Week): Unknown[] {
  const changes = effects.flatMap((effect) => (effect.kind === 'knowledge' ? [effect.knowledge] : []))
  return changes.flatMap((knowledge, i) => {
    if (knowledge.kind !== 'blind') return []
    const [begins, ends] = [Math.max(from, knowledge.since), Math.min(until, changes[i + 1]?.since ?? until)]
    return ends > begins ? [{ from: begins, until: ends, because: knowledge.because }] : []
  })
}

/** The engine itself over the week, in slices between which everything else goes on. Nothing is written, nothing is remembered. */
export async function runPreview(
  personId: string,
  rules: readonly Rule[],
  kit: readonly KitDevice[],
  week: Week,
): Promise<Preview> {
  const plan = { kind: 'plan', at: week.from, plan: planOf(rules, kit, week) } as const
  const replay = new Replay({ ...initialState(personId as PersonId), at: instant(week.from) }, plan, week.until)
  const events = [plan, ...inEventOrder(week.events)]
  let begunAt = performance.now()
  for (let next = 0; next < events.length; next += stepsAtOnce) {
    replay.feed(events.slice(next, next + stepsAtOnce))
    if (performance.now() - begunAt < sliceMs) continue
    await nextTurn()
    begunAt = performance.now()
  }
  const { effects } = replay.end()
  return {
    alerts: derivedFrom(effects).derived,
    ruleOf: (lineageId) => Number(lineageId.slice('rule-'.length)),
    unknown: unknownIn(effects, week),
  }
}

import { type WatchEvent, type WatchState, defaultPolicy, initialState, step } from '@bilezik/compliance'
import {
  type Condition,
  type DeviceId,
  type LineageId,
  type OrderId,
  type PersonId,
  type Rule,
  hour,
  instant,
  minute,
} from '@bilezik/domain'
import { type Speed, liveBytes, roundwatch } from './stopwatch.ts'
import { type Workload, arrivalsOf, homesOf, rulesOf, seeded, shapesAround, startAt, timeOf } from './workload.ts'

const deviceId = 'device' as DeviceId
const until = instant(startAt + 8_760 * hour)

const careRules: readonly Rule[] = [
  { kind: 'contact', everyMs: 15 * minute },
  { kind: 'device-care', lowBatteryPercent: 20 },
]

export function planEvent(rules: readonly Rule[]): WatchEvent {
  const conditions = rules.map((rule, i): Condition => {
    return { lineageId: `lineage-${i}` as LineageId, orderId: 'order' as OrderId, version: 1, from: startAt, until, rule }
  })
  const kit = [{ deviceId, role: 'worn', from: startAt, until } as const]
  return { kind: 'plan', at: startAt, plan: { conditions, kit, policy: defaultPolicy, permits: [], daysOff: [] } }
}

export interface EngineRun extends Speed {
  readonly fixes: number
  readonly effects: number
  readonly alerts: number
  /** Plan and all: zones, belief, decision paths. Undefined without `--expose-gc`. */
  readonly bytesPerPerson?: number
  /** Of them the plan, before anything was heard. */
  readonly planBytesPerPerson?: number
  readonly rssMegabytes: number
}

function perPerson(before: number | undefined, after: number | undefined, persons: number): number | undefined {
  return before === undefined || after === undefined ? undefined : Math.round((after - before) / persons)
}

/**
 * The whole engine, reasons included. Persons take turns, so that their states are cold in the processor's caches, as they are in
 * production. Arrivals are made outside the measured time, the events inside: the shell has to make them too.
 */
export function engineRun(workload: Workload): EngineRun {
  const { persons, fixesPerPerson } = workload
  const random = seeded(2_026)
  const homes = homesOf(workload, random)
  const before = liveBytes()
  const states: WatchState[] = homes.map(
    (home, i) =>
      step(
        initialState(`person-${i}` as PersonId),
        planEvent([...rulesOf(shapesAround(home, workload, random)), ...(workload.hasCare ? careRules : [])]),
      ).state,
  )
  const planned = liveBytes()
  const watch = roundwatch()
  let [effects, alerts] = [0, 0]
  for (let round = 0; round < fixesPerPerson; round++) {
    const at = timeOf(round)
    for (const { from, batch } of arrivalsOf(homes, round, random)) {
      watch.measure(round, batch.length, () => {
        for (const [i, { readingId, reading }] of batch.entries()) {
          const state = states[from + i] as WatchState
          const result = step(state, { kind: 'reading', at, receivedAt: at, readingId, deviceId, reading })
          states[from + i] = result.state
          effects += result.effects.length
          for (const effect of result.effects) if (effect.kind === 'raise-alert') alerts++
        }
      })
    }
  }
  const after = liveBytes()
  const [bytesPerPerson, planBytesPerPerson] = [perPerson(before, after, persons), perPerson(before, planned, persons)]
  const fixes = persons * fixesPerPerson
  return {
    ...watch.speed(),
    fixes,
    effects,
    alerts,
    ...(bytesPerPerson !== undefined && planBytesPerPerson !== undefined && { bytesPerPerson, planBytesPerPerson }),
    rssMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
  }
}

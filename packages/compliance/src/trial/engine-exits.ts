import {
  type DeviceId,
  type Instant,
  type LineageId,
  type OrderId,
  type PersonId,
  type Presence,
  later,
  roundTheClock,
} from '@bilezik/domain'
import { defaultPolicy } from '../policy.ts'
import { initialState } from '../state.ts'
import { step } from '../step.ts'
import type { Effect, WatchEvent, WatchPolicy } from '../stream.ts'
import type { Exit, TimedFix, TrialZone } from './classic-rules.ts'

const deviceId = 'device' as DeviceId
const lineageId = 'zone' as LineageId

/** When the engine believed what, as it noticed it: half-open, the last one up to the last fix. */
interface Believed {
  readonly kind: Presence['kind']
  readonly from: Instant
  readonly to: Instant
}

function planFrom(from: Instant, until: Instant, { centre, radiusMetres }: TrialZone, policy: WatchPolicy): WatchEvent {
  const shape = { kind: 'circle', centre, radiusMetres } as const
  const rule = {
    kind: 'curfew',
    zone: { name: 'zone', shape },
    schedule: roundTheClock,
    arrivalGraceMs: 0,
    departureGraceMs: 0,
  } as const
  const condition = { lineageId, orderId: 'order' as OrderId, version: 1, from, until, rule }
  const kit = [{ deviceId, role: 'worn', from, until } as const]
  return { kind: 'plan', at: from, plan: { conditions: [condition], kit, permits: [], daysOff: [], policy } }
}

/** The engine's own answers over a worn device's fixes in order of time, from the real `step` under a curfew round the clock. */
function believedOver(fixes: readonly TimedFix[], zone: TrialZone, policy: WatchPolicy): Believed[] {
  const [first, last] = [fixes[0], fixes.at(-1)]
  if (!first || !last) return []
  const believed: Believed[] = []
  let [kind, from]: [Presence['kind'], Instant] = ['unknown', first.fixAt]
  const take = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.kind !== 'presence' || effect.presence.kind === kind) continue
      if (effect.noticedAt > from) believed.push({ kind, from, to: effect.noticedAt })
      ;[kind, from] = [effect.presence.kind, effect.noticedAt]
    }
  }
  let { state, effects } = step(initialState('person' as PersonId), planFrom(first.fixAt, later(last.fixAt, 1), zone, policy))
  take(effects)
  fixes.forEach((reading, i) => {
    const at = reading.fixAt
    ;({ state, effects } = step(state, { kind: 'reading', at, receivedAt: at, readingId: `${i}`, deviceId, reading }))
    take(effects)
  })
  return [...believed, { kind, from, to: last.fixAt }]
}

export interface EngineExits {
  readonly exits: readonly Exit[]
  readonly unknown: readonly Exit[]
}

/**
 * Exits as the engine believed them at the time: `from` is the fix at which it first believed the person outside, `to` the one at
 * which it believed a return. An unknown presence between two beliefs of outside belongs to the same exit, and is told as unknown too.
 */
export function engineExits(fixes: readonly TimedFix[], zone: TrialZone, policy: WatchPolicy = defaultPolicy): EngineExits {
  const exits: Exit[] = []
  const unknown: Exit[] = []
  let from: Instant | undefined
  let to: Instant | undefined
  for (const span of believedOver(fixes, zone, policy)) {
    if (span.kind === 'unknown') unknown.push({ from: span.from, to: span.to })
    if (span.kind === 'outside') {
      from ??= span.from
      to = span.to
    }
    if (span.kind === 'inside' && from !== undefined) {
      exits.push({ from, to: span.from })
      from = undefined
    }
  }
  return { exits: from === undefined || to === undefined ? exits : [...exits, { from, to }], unknown }
}

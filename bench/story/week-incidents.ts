import type { Effect } from '@bilezik/compliance'
import { type Alert, type AlertKind, type IncidentCause, type Instant, causeOf, later, minute } from '@bilezik/domain'
import {
  type AlertEnd,
  type AlertFacts,
  factsOfDerived,
  isSameEpisode,
  withEnd,
} from '../../packages/server/src/engine/alert-facts.ts'
import { derivedFrom } from '../../packages/server/src/engine/derived-alerts.ts'

export interface ToldAlert {
  facts: AlertFacts
  /** Our clock. */
  readonly toldAt: Instant
  endToldAt: Instant | null
  withdrawnAt: Instant | null
}

export interface WeekIncident {
  readonly cause: IncidentCause
  readonly openedAt: Instant
  readonly alerts: ToldAlert[]
}

/** An operator is supposed to conclude an incident when all in it is over, and not sooner than this. */
const workMs = 5 * minute

/**
 * One person's incidents, as the shell gathers and reconciles them (write-alerts.ts, reconcile-alerts.ts), in memory: one open
 * incident a cause; what a replay no longer derives is withdrawn.
 */
export class WeekIncidents {
  readonly all: WeekIncident[] = []
  readonly #alerts: ToldAlert[] = []

  take(effects: readonly Effect[], now: Instant): void {
    for (const effect of effects) {
      if (effect.kind === 'raise-alert') this.#raise(effect.alert, null, now)
      else if (effect.kind === 'end-alert') this.#end(effect.key, effect, now)
    }
  }

  reconcile(from: Instant, effects: readonly Effect[], now: Instant): void {
    const { derived, endsOfOlder } = derivedFrom(effects)
    const standing = this.#alerts.filter(({ withdrawnAt }) => withdrawnAt === null)
    for (const told of standing.filter(({ facts }) => facts.noticedAt <= from)) {
      const end = endsOfOlder.find(({ key }) => key === told.facts.key) ?? null
      if (end || (told.facts.endNoticedAt ?? from) > from) settle(told, withEnd(told.facts, end), now)
    }
    const newer = new Set(standing.filter(({ facts }) => facts.noticedAt > from))
    const unpaired = new Set(derived)
    const isOne = [
      (told: ToldAlert, facts: AlertFacts) => told.facts.key === facts.key,
      (told: ToldAlert, facts: AlertFacts) => isSameEpisode(told.facts, facts),
    ]
    for (const isPair of isOne) {
      for (const one of unpaired) {
        const facts = factsOfDerived(one)
        const told = [...newer].find((candidate) => isPair(candidate, facts))
        if (!told) continue
        settle(told, facts, now)
        newer.delete(told)
        unpaired.delete(one)
      }
    }
    for (const told of newer) told.withdrawnAt = now
    for (const { alert, end } of unpaired) this.#raise(alert, end, now)
  }

  #raise(alert: Alert, end: AlertEnd | null, now: Instant): void {
    if (this.#alerts.some(({ facts, withdrawnAt }) => facts.key === alert.key && withdrawnAt === null)) return
    const told: ToldAlert = { facts: factsOfDerived({ alert, end }), toldAt: now, endToldAt: end ? now : null, withdrawnAt: null }
    this.#alerts.push(told)
    const cause = causeOf[alert.kind]
    const last = this.all.findLast((incident) => incident.cause === cause)
    if (last && now < concludedAt(last)) last.alerts.push(told)
    else this.all.push({ cause, openedAt: now, alerts: [told] })
  }

  #end(key: string, end: AlertEnd, now: Instant): void {
    const told = this.#alerts.find(({ facts, withdrawnAt }) => facts.key === key && withdrawnAt === null)
    if (told && told.facts.state === 'active') settle(told, withEnd(told.facts, end), now)
  }
}

function settle(told: ToldAlert, facts: AlertFacts, now: Instant): void {
  const isEnded = facts.endedAt !== null
  told.endToldAt = isEnded ? (told.endToldAt ?? now) : null
  told.facts = facts
}

function concludedAt({ openedAt, alerts }: WeekIncident): number {
  return Math.max(later(openedAt, workMs), ...alerts.map(({ endToldAt, withdrawnAt }) => withdrawnAt ?? endToldAt ?? Infinity))
}

/** How long an operator saw what was withdrawn later; undefined: it stands. */
export function withdrawnAfterMs({ openedAt, alerts }: WeekIncident): number | undefined {
  const times = alerts.map(({ withdrawnAt }) => withdrawnAt ?? Infinity)
  const last = Math.max(...times)
  return last === Infinity ? undefined : last - openedAt
}

/** What it is about: the kind of its first alert. */
export function kindOfIncident({ alerts }: WeekIncident): AlertKind {
  return (alerts[0] as ToldAlert).facts.kind
}

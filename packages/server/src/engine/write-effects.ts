import type { Effect } from '@bilezik/compliance'
import { instant } from '@bilezik/domain'
import type pg from 'pg'
import type { Ledger, PersonEffects, ReplayOf } from './ledger.ts'
import { reconcileAlerts } from './reconcile-alerts.ts'
import { writeAlerts } from './write-alerts.ts'
import { blindIntervals } from './write-blind-intervals.ts'
import { deviceClocks } from './write-device-clocks.ts'
import { suppressedSignals } from './write-suppressed.ts'
import { handedOver, reconcileTransitions, writeTransitions } from './write-transitions.ts'
import { warnings } from './write-warnings.ts'

const timeline: Ledger = { write: writeTransitions, reconcile: reconcileTransitions, handover: handedOver }
const alerts: Ledger = { write: writeAlerts, reconcile: reconcileAlerts }

/** One line a kind of effect: a new kind does not compile before it has one. */
const ledgerOf: Readonly<Record<Effect['kind'], Ledger>> = {
  presence: timeline,
  knowledge: timeline,
  'lineage-end': timeline,
  'watch-end': timeline,
  'raise-alert': alerts,
  'end-alert': alerts,
  'warn-protected': warnings,
  'suppressed-signal': suppressedSignals,
  'blind-interval': blindIntervals,
  'device-clock': deviceClocks,
}
const ledgers = [...new Set(Object.values(ledgerOf))]

const ownOf = (ledger: Ledger, effects: readonly Effect[]): Effect[] =>
  effects.filter((effect) => ledgerOf[effect.kind] === ledger)

/** Writes what steps have derived, person by person in the order of their steps. */
export async function writeEffects(client: pg.ClientBase, derived: readonly PersonEffects[]): Promise<void> {
  for (const ledger of ledgers) {
    const own = derived
      .map(({ subject, effects }) => ({ subject, effects: ownOf(ledger, effects) }))
      .filter(({ effects }) => effects.length > 0)
    if (own.length > 0) await ledger.write(client, own)
  }
}

/**
 * Writes what a replay has derived otherwise than what is stored; with the same effects it changes nothing. Of the time before this
 * version of the engine ran, its first replay of a person compares the alerts alone: everything else stands as it was told then.
 */
export async function reconcileEffects(client: pg.ClientBase, replay: ReplayOf, effects: readonly Effect[]): Promise<void> {
  await alerts.reconcile(client, replay, ownOf(alerts, effects))
  const from = replay.isRebuild ? instant(Math.max(replay.from, replay.firstRunAt - 1)) : replay.from
  for (const ledger of ledgers) {
    if (ledger === alerts) continue
    const own = ownOf(ledger, effects)
    const since = from === replay.from ? own : (ledger.handover?.(own, from) ?? own.filter((effect) => effect.noticedAt > from))
    await ledger.reconcile(client, { ...replay, from }, since)
  }
}

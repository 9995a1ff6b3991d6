import type { Effect } from '@bilezik/compliance'
import type pg from 'pg'
import type { Ledger, PersonEffects, ReplayOf } from './ledger.ts'
import { reconcileAlerts } from './reconcile-alerts.ts'
import { writeAlerts } from './write-alerts.ts'
import { suppressedSignals } from './write-suppressed.ts'
import { reconcileTransitions, writeTransitions } from './write-transitions.ts'
import { warnings } from './write-warnings.ts'

const timeline: Ledger = { write: writeTransitions, reconcile: reconcileTransitions }
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

/** Writes what a replay has derived otherwise than what is stored; with the same effects it changes nothing. */
export async function reconcileEffects(client: pg.ClientBase, replay: ReplayOf, effects: readonly Effect[]): Promise<void> {
  for (const ledger of ledgers) await ledger.reconcile(client, replay, ownOf(ledger, effects))
}

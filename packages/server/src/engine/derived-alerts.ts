import type { Effect } from '@bilezik/compliance'
import type { Derived } from './alert-facts.ts'

export type EndEffect = Extract<Effect, { kind: 'end-alert' }>

/** The alerts that effects raise, each with its end, and the ends of alerts that were raised before them. */
export function derivedFrom(effects: readonly Effect[]): { derived: Derived[]; endsOfOlder: EndEffect[] } {
  const derived = new Map<string, Derived>()
  const endsOfOlder: EndEffect[] = []
  for (const effect of effects) {
    if (effect.kind === 'raise-alert') derived.set(effect.alert.key, { alert: effect.alert, end: null })
    if (effect.kind !== 'end-alert') continue
    const raised = derived.get(effect.key)
    if (raised) derived.set(effect.key, { ...raised, end: effect })
    else endsOfOlder.push(effect)
  }
  return { derived: [...derived.values()], endsOfOlder }
}

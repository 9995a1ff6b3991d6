import { type LatLon, type Regime, type Rule, type Zone, faultOfZone } from '@bilezik/domain'
import { type Support, measureTable, supportOfRule } from '@bilezik/law'
import { refuse } from '../http/refusal.ts'
import type { SupportedRule } from './write-order.ts'

/** A condition that no obligation supports is refused: PEC 1(2); before trial the subdivision adds none to the body's, 1369 §4. */
export function requireSupport(regime: Regime, rule: Rule, lookUp: typeof supportOfRule = supportOfRule): Support {
  const support = lookUp(regime, rule)
  if (support) return support
  return refuse('condition-unsupported', { citation: unsupportedBy(regime), detail: `${rule.kind} under ${regime}` })
}

/** The provision by which a condition that nothing supports is refused. */
export function unsupportedBy(regime: Regime): string {
  return measureTable[regime].stage === 'pre-trial' ? '1369 §4' : 'PEC 1(2)'
}

/** What rests on the decision alone must stand in it: each such rule is tied to its words there. */
export function requireObligations(regime: Regime, rules: readonly SupportedRule[], obligations: readonly string[]): void {
  for (const [index, { rule, support }] of rules.entries()) {
    if (support.kind !== 'order' || obligations[index]) continue
    refuse('condition-unsupported', {
      citation: unsupportedBy(regime),
      detail: `${rule.kind}: no obligation of the decision is named`,
      fields: [{ path: `body.obligations.${index}`, message: 'required' }],
    })
  }
}

/** Five decimals are a metre. */
const placeText = ({ lat, lon }: LatLon) => `${Number(lat.toFixed(5))}, ${Number(lon.toFixed(5))}`

export function requireZones(rule: Rule, index: number): void {
  const zones: { zone: Zone; path: string }[] =
    rule.kind === 'distance'
      ? rule.places.map((zone, place) => ({ zone, path: `places.${place}.shape` }))
      : 'zone' in rule
        ? [{ zone: rule.zone, path: 'zone.shape' }]
        : []
  for (const { zone, path } of zones) {
    const fault = faultOfZone(zone.shape)
    if (!fault) continue
    refuse('bad-zone', {
      detail: `${zone.name}: ${fault.reason}${fault.at ? ` (${placeText(fault.at)})` : ''}`,
      fields: [{ path: `body.rules.${index}.${path}`, message: fault.reason }],
    })
  }
}

/** Two different hours for one date: nobody could tell which of them bind. */
export function requireOneOfEachDate(rules: readonly Rule[]): void {
  for (const [index, rule] of rules.entries()) {
    const dates = 'schedule' in rule ? (rule.schedule.exceptions ?? []).map(({ on }) => on) : []
    const at = dates.findIndex((on, i) => dates.indexOf(on) < i)
    if (at === -1) continue
    refuse('bad-request', {
      fields: [{ path: `body.rules.${index}.schedule.exceptions.${at}.on`, message: `${dates[at]} twice` }],
    })
  }
}

/** Each rule with what supports it; refuses a zone that cannot be watched and a condition that nothing supports. */
export function requireRules(regime: Regime, rules: readonly Rule[]): SupportedRule[] {
  for (const [index, rule] of rules.entries()) requireZones(rule, index)
  return rules.map((rule) => ({ rule, support: requireSupport(regime, rule) }))
}

/** The provisions that they rest on, each once. */
export function citationsOfRules(rules: readonly SupportedRule[]): string[] {
  return [...new Set(rules.flatMap(({ support }) => (support.kind === 'policy' ? [] : [support.provision.citation])))]
}

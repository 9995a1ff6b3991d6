import { type HomeCaptureFact, type LatLon, type Rule, distanceMetres } from '@bilezik/domain'
import type { CaseFile } from '../../intake/case-events.ts'
import { adoptedTermOf } from './adopted.ts'

/**
 * Policy: the address of the decision binds, and a measurement says where at that address the dwelling stands. What lies farther off, or
 * was measured more loosely, is another place or none, and that is for a variation.
 */
const mostMovedMetres = 150
const mostUnsureMetres = 50

export interface MeasuredHome extends LatLon {
  readonly accuracyMetres: number
  /** From the centre that was adopted; of several the farthest. */
  readonly movedMetres: number
}

/** How far the place is from the centre of a home's circle; undefined: the rule is of no circle that it could be the centre of. */
function movedBy(rule: Rule, place: LatLon): number | undefined {
  if (rule.kind !== 'curfew' || rule.zone.shape.kind !== 'circle') return undefined
  const metres = distanceMetres(rule.zone.shape.centre, place)
  return metres <= mostMovedMetres ? metres : undefined
}

function lastRecord({ events }: CaseFile, kind: string) {
  return events.findLast((event) => event.kind === 'record' && event.body['kind'] === kind)
}

/**
 * What was measured at the residence, where it may be the centre of the home's circle; null: nothing was measured since the residence
 * was noted, not well enough, too far off, or the home is no circle.
 */
export function measuredHome(file: CaseFile): MeasuredHome | null {
  const [captured, residence] = [lastRecord(file, 'home-capture'), lastRecord(file, 'residence')]
  if (!captured || (residence && residence.sequence > captured.sequence)) return null
  // It passed the contract when it was noted.
  const { lat, lon, accuracyMetres } = captured.body as unknown as HomeCaptureFact
  if (accuracyMetres > mostUnsureMetres) return null
  const apart = (adoptedTermOf(file).rules as readonly Rule[]).flatMap((rule) => movedBy(rule, { lat, lon }) ?? [])
  return apart.length === 0 ? null : { lat, lon, accuracyMetres, movedMetres: Math.round(Math.max(...apart)) }
}

/** The rules as adopted, with the circle of the home around where it was measured. */
export function rulesAround({ lat, lon }: MeasuredHome, rules: readonly Rule[]): Rule[] {
  const centre = { lat, lon }
  return rules.map((rule) => {
    if (rule.kind !== 'curfew' || rule.zone.shape.kind !== 'circle' || movedBy(rule, centre) === undefined) return rule
    return { ...rule, zone: { ...rule.zone, shape: { ...rule.zone.shape, centre } } }
  })
}

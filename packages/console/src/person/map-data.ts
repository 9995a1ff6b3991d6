import type { Area, Language, Shape } from '@bilezik/domain'
import { type History, type Obligation } from '../api/queries.ts'
import { distance } from '../format/number.ts'
import { type MapZone, type TrailFix, type TrailGap } from '../map/map-props.ts'

/** Everything within so many metres of a shape. Where two of them overlap, they are drawn one over the other. */
function withinOf(shape: Shape, metres: number): readonly Shape[] {
  switch (shape.kind) {
    case 'circle':
      return [{ ...shape, radiusMetres: shape.radiusMetres + metres }]
    case 'corridor':
      return [{ ...shape, halfWidthMetres: shape.halfWidthMetres + metres }]
    case 'polygon':
    case 'multipolygon': {
      const areas: readonly Area[] = shape.kind === 'polygon' ? [shape] : shape.polygons
      const borders = areas.map(
        ({ ring }) => ({ kind: 'corridor', line: [...ring, ...ring.slice(0, 1)], halfWidthMetres: metres }) as const,
      )
      return [shape, ...borders]
    }
    default:
      return shape satisfies never
  }
}

/** The zones of a rule; of a distance to keep, the places where the protected person usually is, as far as it reaches. */
export function zonesOf(obligations: readonly Obligation[] = [], language: Language): MapZone[] {
  return obligations.flatMap(({ lineageId, rule }): MapZone[] => {
    switch (rule.kind) {
      case 'curfew':
      case 'exclusion':
      case 'territory':
        return [{ lineageId, name: rule.zone.name, kind: rule.kind, shape: rule.zone.shape }]
      case 'distance':
        return rule.places.flatMap(({ name, shape }) =>
          withinOf(shape, rule.metres).map((within, i) => ({
            lineageId,
            // One name for the place, whatever it is drawn of.
            name: i === 0 ? `${name}, ${distance(rule.metres, language)}` : '',
            kind: 'exclusion' as const,
            shape: within,
          })),
        )
      case 'device-care':
      case 'contact':
        return []
      default:
        return rule satisfies never
    }
  })
}

export function trailOf(history: History | undefined): TrailFix[] {
  return (history?.fixes ?? []).map(({ at, lat, lon, accuracyMetres, isValid }) => ({
    atMs: Date.parse(at),
    lat,
    lon,
    accuracyMetres,
    isValid,
  }))
}

export function gapsOf(history: History | undefined): TrailGap[] {
  return (history?.blind ?? []).map(({ from, until }) => ({
    fromMs: Date.parse(from),
    untilMs: until === null ? null : Date.parse(until),
  }))
}

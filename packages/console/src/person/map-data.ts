import { type History, type Obligation } from '../api/queries.ts'
import { type MapZone, type TrailFix, type TrailGap } from '../map/map-props.ts'

export function zonesOf(obligations: readonly Obligation[] = []): MapZone[] {
  return obligations.flatMap(({ lineageId, rule }) =>
    rule.kind === 'curfew' || rule.kind === 'exclusion'
      ? [{ lineageId, name: rule.zone.name, kind: rule.kind, shape: rule.zone.shape }]
      : [],
  )
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

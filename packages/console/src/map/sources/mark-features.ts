import type { Mark } from '@bilezik/contract'
import { type Severity, severities } from '@bilezik/domain'
import type { Feature, Point } from 'geojson'
import type { GeoJSONSourceDiff } from 'maplibre-gl'

export interface MarkProperties {
  readonly personId: string
  readonly name: string
  readonly standing: Mark['standing']
  /** Null without an open incident. */
  readonly severity: Severity | null
  /** 4 critical … 1 low, 0 none: what a cluster takes the worst of. */
  readonly rank: number
  readonly incidents: number
}

/** 4 critical … 1 low. */
export function rankOf(severity: Severity): number {
  return severities.length - severities.indexOf(severity)
}

/** A mark whose incidents are closed has none to be the worst of, whatever severity it still carries. */
const openSeverity = (mark: Mark): Severity | null => (mark.openIncidents > 0 ? mark.worstSeverity : null)

function propertiesOf(mark: Mark): MarkProperties {
  const severity = openSeverity(mark)
  return {
    personId: mark.personId,
    name: mark.name,
    standing: mark.standing,
    severity,
    rank: severity === null ? 0 : rankOf(severity),
    incidents: mark.openIncidents,
  }
}

export function markFeature(mark: Mark): Feature<Point, MarkProperties> {
  return {
    type: 'Feature',
    id: mark.personId,
    geometry: { type: 'Point', coordinates: [mark.lon, mark.lat] },
    properties: propertiesOf(mark),
  }
}

const isDrawnAlike = (a: Mark, b: Mark): boolean =>
  a === b ||
  (a.lon === b.lon &&
    a.lat === b.lat &&
    a.standing === b.standing &&
    a.worstSeverity === b.worstSeverity &&
    a.openIncidents === b.openIncidents &&
    a.name === b.name)

/** What changed on the map between two states of the feed; null = nothing. */
export function diffMarks(before: ReadonlyMap<string, Mark>, after: ReadonlyMap<string, Mark>): GeoJSONSourceDiff | null {
  const add: Feature[] = []
  const remove: string[] = []
  for (const [personId, mark] of after) {
    const old = before.get(personId)
    // A feature that is added under an id that exists replaces it.
    if (old === undefined || !isDrawnAlike(old, mark)) add.push(markFeature(mark))
  }
  if (before.size + add.length > after.size) {
    for (const personId of before.keys()) if (!after.has(personId)) remove.push(personId)
  }
  return add.length === 0 && remove.length === 0 ? null : { add, remove }
}

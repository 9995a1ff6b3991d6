import type { Mark } from '@bilezik/contract'
import { distanceMetres, type LatLon, metresPerDegree } from '@bilezik/domain'
import type { MapZone, TrailFix } from '../map-props.ts'

/** West, south, east, north. */
export type Bounds = readonly [number, number, number, number]

export interface FrameInput {
  readonly marks: ReadonlyMap<string, Mark>
  readonly selectedPersonId: string | null
  readonly zones: readonly MapZone[]
  readonly trail: readonly TrailFix[]
}

const lastFixes = 10
/** A forbidden stadium in another city would shrink the person to a speck. */
const zoneWithinMetres = 50_000
/** A cell position of 30 km must not do it either. */
const widestUncertaintyMetres = 2_000

interface Extent extends LatLon {
  readonly radiusMetres: number
}

function boundsOf(extents: readonly Extent[]): Bounds | null {
  if (extents.length === 0) return null
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { lat, lon, radiusMetres } of extents) {
    const scale = metresPerDegree(lat)
    west = Math.min(west, lon - radiusMetres / scale.lon)
    east = Math.max(east, lon + radiusMetres / scale.lon)
    south = Math.min(south, lat - radiusMetres / scale.lat)
    north = Math.max(north, lat + radiusMetres / scale.lat)
  }
  return [west, south, east, north]
}

function extentsOf({ shape }: MapZone): readonly Extent[] {
  const corners = (places: readonly LatLon[], radiusMetres = 0) => places.map((corner) => ({ ...corner, radiusMetres }))
  switch (shape.kind) {
    case 'circle':
      return corners([shape.centre], shape.radiusMetres)
    case 'polygon':
      return corners(shape.ring)
    case 'multipolygon':
      return corners(shape.polygons.flatMap(({ ring }) => ring))
    case 'corridor':
      return corners(shape.line, shape.halfWidthMetres)
    default:
      return shape satisfies never
  }
}

/** What the camera shows once: the selected person with zones near by and the last fixes, or everyone. Null = nothing yet. */
export function frameBounds({ marks, selectedPersonId, zones, trail }: FrameInput): Bounds | null {
  if (selectedPersonId === null) return boundsOf([...marks.values()].map(({ lat, lon }) => ({ lat, lon, radiusMetres: 0 })))
  const mark = marks.get(selectedPersonId)
  const fixes = trail
    .filter((fix) => fix.isValid)
    .toSorted((a, b) => a.atMs - b.atMs)
    .slice(-lastFixes)
  const places = [...fixes, ...(mark === undefined ? [] : [mark])].map(({ lat, lon, accuracyMetres }) => ({
    lat,
    lon,
    radiusMetres: Math.min(accuracyMetres ?? 0, widestUncertaintyMetres),
  }))
  const person = places.at(-1)
  // Of a region only the border near by: the whole of it would shrink the person to a speck just as well.
  const near = zones.flatMap(extentsOf).filter((extent) => {
    return person === undefined || distanceMetres(person, extent) - extent.radiusMetres <= zoneWithinMetres
  })
  return boundsOf([...places, ...near])
}

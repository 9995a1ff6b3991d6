import { distanceMetres, lonNear, metresPerDegree } from './distance.ts'
import { type Standpoint, metresToEdge } from './edge.ts'
import type { Area, LatLon, Ring, Shape } from './shape.ts'

/** By the edges that a line eastward crosses. Half-open in latitude, so that a corner counts for one of its two edges only. */
export function isInRing({ lat, lon }: LatLon, ring: Ring): boolean {
  let isInside = false
  let a = ring.at(-1) as LatLon
  for (const b of ring) {
    if (b.lat > lat !== a.lat > lat && lon < ((b.lon - a.lon) * (lat - a.lat)) / (b.lat - a.lat) + a.lon) isInside = !isInside
    a = b
  }
  return isInside
}

function toLine(from: Standpoint, line: readonly LatLon[], isClosed: boolean): number {
  let nearest = Infinity
  let a = line.at(isClosed ? -1 : 0) as LatLon
  for (const b of line) {
    nearest = Math.min(nearest, metresToEdge(from, a.lat, a.lon, b.lat, b.lon))
    a = b
  }
  return nearest
}

function toArea(from: Standpoint, { ring, holes = [] }: Area): number {
  const nearest = Math.min(...[ring, ...holes].map((each) => toLine(from, each, true)))
  const isInside = isInRing(from, ring) && !holes.some((hole) => isInRing(from, hole))
  // On the border nothing: JSON knows no negative zero.
  return isInside && nearest > 0 ? -nearest : nearest
}

function standpoint({ lat, lon }: LatLon, near: LatLon): Standpoint {
  const scale = metresPerDegree(lat)
  return { lat, lon: lonNear(lon, near.lon), metresPerLat: scale.lat, metresPerLon: scale.lon }
}

/**
 * Metres to the border: negative inside, positive outside, zero on it. A hole is outside, and so is the ground between the parts.
 * Within 0.1 % and half a metre up to 100 km, whatever the size of the shape. In a corridor's bend the depth is a lower bound.
 * Plain and linear in the corners: who asks about one shape often prepares it (`EdgeTree`).
 */
export function signedDistanceMetres(point: LatLon, shape: Shape): number {
  switch (shape.kind) {
    case 'circle':
      return distanceMetres(point, shape.centre) - shape.radiusMetres
    case 'polygon':
      return toArea(standpoint(point, shape.ring[0] as LatLon), shape)
    case 'multipolygon': {
      const from = standpoint(point, shape.polygons[0]?.ring[0] as LatLon)
      return Math.min(...shape.polygons.map((area) => toArea(from, area)))
    }
    case 'corridor':
      return toLine(standpoint(point, shape.line[0] as LatLon), shape.line, false) - shape.halfWidthMetres
    default:
      return shape satisfies never
  }
}

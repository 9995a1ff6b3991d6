import { metresPerDegree } from './distance.ts'
import type { LatLon, Shape } from './shape.ts'

/** Degrees that hold a whole shape; some more than it needs. */
export interface Bounds {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

function around(corners: Iterable<LatLon>, metres: number): Bounds {
  let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { lat, lon } of corners) {
    south = Math.min(south, lat)
    west = Math.min(west, lon)
    north = Math.max(north, lat)
    east = Math.max(east, lon)
  }
  if (metres === 0) return { south, west, north, east }
  // A hundredth more covers what the ellipsoid takes off a degree within the shape; towards the pole a degree of longitude is shorter.
  const lats = (1.01 * metres) / metresPerDegree(south).lat
  const outermost = Math.min(89, Math.max(Math.abs(south - lats), Math.abs(north + lats)))
  const lons = (1.01 * metres) / metresPerDegree(outermost).lon
  return { south: south - lats, west: west - lons, north: north + lats, east: east + lons }
}

export function boundsOf(shape: Shape): Bounds {
  switch (shape.kind) {
    case 'circle':
      return around([shape.centre], shape.radiusMetres)
    case 'polygon':
      return around(shape.ring, 0)
    case 'multipolygon':
      return around(
        shape.polygons.flatMap(({ ring }) => ring),
        0,
      )
    case 'corridor':
      return around(shape.line, shape.halfWidthMetres)
    default:
      return shape satisfies never
  }
}

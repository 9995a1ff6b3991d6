import type { LatLon, Polygon, Shape } from './shape.ts'

const radians = Math.PI / 180

/**
 * Metres of one degree of latitude and of longitude on the WGS 84 ellipsoid at this latitude
 * (the usual series in the latitude; within 0.1 m a degree between 40° and 56°).
 */
export function metresPerDegree(lat: number): { readonly lat: number; readonly lon: number } {
  const phi = lat * radians
  return {
    lat: 111_132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
    lon: 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
  }
}

/**
 * Distance in metres in the plane that touches the ellipsoid half-way. Good to 0.1 % over 100 km;
 * beyond that it only has to stay large. Longitudes are taken the short way round.
 */
export function distanceMetres(a: LatLon, b: LatLon): number {
  const scale = metresPerDegree((a.lat + b.lat) / 2)
  const turn = ((b.lon - a.lon + 540) % 360) - 180
  return Math.hypot((b.lat - a.lat) * scale.lat, turn * scale.lon)
}

function isInRing(x: number, y: number, ring: readonly (readonly [number, number])[]): boolean {
  let isInside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as readonly [number, number]
    const [xj, yj] = ring[j] as readonly [number, number]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isInside = !isInside
  }
  return isInside
}

function toSegmentMetres(a: readonly [number, number], b: readonly [number, number]): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const length2 = dx * dx + dy * dy
  const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(a[0] * dx + a[1] * dy) / length2))
  return Math.hypot(a[0] + along * dx, a[1] + along * dy)
}

function signedDistanceToPolygon(point: LatLon, polygon: Polygon): number {
  const scale = metresPerDegree(point.lat)
  const ring = polygon.ring.map((corner) => [(corner.lon - point.lon) * scale.lon, (corner.lat - point.lat) * scale.lat] as const)
  let nearest = Infinity
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    nearest = Math.min(nearest, toSegmentMetres(ring[j] as readonly [number, number], ring[i] as readonly [number, number]))
  }
  return isInRing(0, 0, ring) ? -nearest : nearest
}

/** Metres to the border: negative inside, positive outside. */
export function signedDistanceMetres(point: LatLon, shape: Shape): number {
  switch (shape.kind) {
    case 'circle':
      return distanceMetres(point, shape.centre) - shape.radiusMetres
    case 'polygon':
      return signedDistanceToPolygon(point, shape)
    default:
      return shape satisfies never
  }
}

import { type LatLon, metresPerDegree } from '@bilezik/domain'
import type { Position } from 'geojson'

/** A closed ring of true metres: what a circle of pixels would show wrongly at every other zoom. */
export function circleRing(centre: LatLon, radiusMetres: number, corners = 48): Position[] {
  const scale = metresPerDegree(centre.lat)
  const ring: Position[] = []
  for (let i = 0; i <= corners; i++) {
    const turn = ((i % corners) / corners) * 2 * Math.PI
    ring.push([
      centre.lon + (Math.cos(turn) * radiusMetres) / scale.lon,
      centre.lat + (Math.sin(turn) * radiusMetres) / scale.lat,
    ])
  }
  return ring
}

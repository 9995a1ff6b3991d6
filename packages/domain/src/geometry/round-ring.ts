import { metresPerDegree } from './distance.ts'
import type { LatLon } from './shape.ts'

/** Corners on a circle of true metres, counterclockwise from the east: each as far from the centre as `distanceMetres` says. */
export function roundRing(centre: LatLon, radiusMetres: number, corners: number): LatLon[] {
  return Array.from({ length: corners }, (_, i) => {
    const turn = (i / corners) * 2 * Math.PI
    const north = radiusMetres * Math.sin(turn)
    let lat = centre.lat
    // The scale half-way there depends on where "there" is; twice is exact to a millimetre over 100 km.
    for (let pass = 0; pass < 3; pass++) lat = centre.lat + north / metresPerDegree((centre.lat + lat) / 2).lat
    return { lat, lon: centre.lon + (radiusMetres * Math.cos(turn)) / metresPerDegree((centre.lat + lat) / 2).lon }
  })
}

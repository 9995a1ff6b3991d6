import { distanceMetres, metresPerDegree } from './distance.ts'
import { faultOfShape } from './parse-shape.ts'
import type { Area, LatLon, Ring, Shape } from './shape.ts'

/** Metres of each side: of a ring the last one leads back to the first corner, a line ends at its last. */
export function sideMetres(corners: readonly LatLon[], isClosed: boolean): number[] {
  const sides = corners.slice(1).map((corner, i) => distanceMetres(corners[i] as LatLon, corner))
  const [first, last] = [corners[0], corners.at(-1)]
  return isClosed && first && last && corners.length > 2 ? [...sides, distanceMetres(last, first)] : sides
}

const degreesEast = (lat: number, lon: number) => {
  const scale = metresPerDegree(lat)
  return lon * scale.lon * scale.lat
}

/** By Green's theorem over edges that are straight in degrees, each integrated by Simpson's rule: exact to some 1e-6 for a region. */
function ringSquareMetres(ring: Ring): number {
  // Longitudes from the first corner on, so that a small ring far east is no difference of large numbers.
  const east = ring[0]?.lon ?? 0
  let sum = 0
  let a = ring.at(-1) as LatLon
  for (const b of ring) {
    const [aLon, bLon] = [a.lon - east, b.lon - east]
    const middle = degreesEast((a.lat + b.lat) / 2, (aLon + bLon) / 2)
    sum += ((b.lat - a.lat) * (degreesEast(a.lat, aLon) + 4 * middle + degreesEast(b.lat, bLon))) / 6
    a = b
  }
  return Math.abs(sum)
}

function areaSquareMetres({ ring, holes = [] }: Area): number {
  return holes.reduce((left, hole) => left - ringSquareMetres(hole), ringSquareMetres(ring))
}

/** Square metres on the ellipsoid; undefined for a shape that cannot be judged, and for a corridor, which may overlap itself. */
export function shapeSquareMetres(shape: Shape): number | undefined {
  if (shape.kind === 'corridor' || faultOfShape(shape)) return undefined
  if (shape.kind === 'circle') return Math.PI * shape.radiusMetres ** 2
  return (shape.kind === 'polygon' ? [shape] : shape.polygons).reduce((sum, area) => sum + areaSquareMetres(area), 0)
}

/** The place so many metres north and east of another, in the plane there: for moving a corner by a step. */
export function placeBeside({ lat, lon }: LatLon, northMetres: number, eastMetres: number): LatLon {
  const scale = metresPerDegree(lat)
  return { lat: lat + northMetres / scale.lat, lon: lon + eastMetres / scale.lon }
}

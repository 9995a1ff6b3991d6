import type { LatLon } from './shape.ts'

const radians = Math.PI / 180

/**
 * Metres of one degree of latitude and of longitude on the WGS 84 ellipsoid at this latitude
 * (the usual series in the latitude; within 0.1 m a degree between 40° and 56°).
 */
export function metresPerDegree(lat: number): { readonly lat: number; readonly lon: number } {
  // Cosines of multiples by Chebyshev's polynomials: one cosine a call, because the engine asks millions of times a second.
  const c = Math.cos(lat * radians)
  const c2 = c * c
  return {
    lat: 111_132.954 - 559.822 * (2 * c2 - 1) + 1.175 * (8 * c2 * (c2 - 1) + 1),
    lon: c * (111_412.84 - 93.5 * (4 * c2 - 3) + 0.118 * (16 * c2 * c2 - 20 * c2 + 5)),
  }
}

/** This longitude or the same one a whole turn away, whichever lies nearer to the other. */
export function lonNear(lon: number, other: number): number {
  if (lon - other > 180) return lon - 360
  return lon - other < -180 ? lon + 360 : lon
}

/**
 * Distance in metres in the plane that touches the ellipsoid half-way. Good to 0.1 % over 100 km;
 * beyond that it only has to stay large. Longitudes are taken the short way round.
 */
export function distanceMetres(a: LatLon, b: LatLon): number {
  return metresApart(a.lat, a.lon, b.lat, b.lon)
}

/** The same by numbers, which need no object. */
export function metresApart(aLat: number, aLon: number, bLat: number, bLon: number): number {
  const scale = metresPerDegree((aLat + bLat) / 2)
  const y = (bLat - aLat) * scale.lat
  const x = (lonNear(bLon, aLon) - aLon) * scale.lon
  return Math.sqrt(x * x + y * y)
}

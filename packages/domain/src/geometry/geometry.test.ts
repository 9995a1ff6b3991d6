import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceMetres, metresPerDegree } from './distance.ts'
import type { LatLon, Shape } from './shape.ts'
import { signedDistanceMetres } from './signed-distance.ts'

const astana: LatLon = { lat: 51.1282, lon: 71.4307 }
const almaty: LatLon = { lat: 43.2383, lon: 76.9456 }

/** Lengths on the WGS 84 ellipsoid from its radii of curvature: the exact formula that the series stands for. */
function exactMetresPerDegree(lat: number): { lat: number; lon: number } {
  const [a, f] = [6_378_137, 1 / 298.257223563]
  const e2 = f * (2 - f)
  const phi = (lat * Math.PI) / 180
  const w = 1 - e2 * Math.sin(phi) ** 2
  return { lat: (Math.PI / 180) * ((a * (1 - e2)) / w ** 1.5), lon: (Math.PI / 180) * ((a * Math.cos(phi)) / Math.sqrt(w)) }
}

describe('distance', () => {
  it.each([40, 43.2, 48, 51.1, 56])('a degree at %d° is right within a metre', (lat) => {
    const [series, exact] = [metresPerDegree(lat), exactMetresPerDegree(lat)]
    expect(Math.abs(series.lat - exact.lat)).toBeLessThan(1)
    expect(Math.abs(series.lon - exact.lon)).toBeLessThan(1)
  })

  it('Astana to Almaty is about 973 km', () => {
    expect(distanceMetres(astana, almaty) / 1_000).toBeCloseTo(973, -1)
  })

  it.each([
    { a: 179.999, b: -179.999 },
    { a: -179.999, b: 179.999 },
  ])('from $a° to $b° the short way round is some 150 m', ({ a, b }) => {
    expect(distanceMetres({ lat: 50, lon: a }, { lat: 50, lon: b })).toBeCloseTo(143.4, 0)
  })

  it('is the same both ways, and zero only for the same place', () => {
    const place = fc.record({
      lat: fc.double({ min: 40, max: 56, noNaN: true }),
      lon: fc.double({ min: 46, max: 88, noNaN: true }),
    })
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(distanceMetres(a, b)).toBeCloseTo(distanceMetres(b, a), 5)
        expect(distanceMetres(a, a)).toBe(0)
      }),
    )
  })
})

describe('signed distance', () => {
  const scale = metresPerDegree(astana.lat)
  const at = (east: number, north: number): LatLon => ({
    lat: astana.lat + north / scale.lat,
    lon: astana.lon + east / scale.lon,
  })
  const polygon = (corners: readonly (readonly [number, number])[]): Shape => ({
    kind: 'polygon',
    ring: corners.map(([e, n]) => at(e, n)),
  })
  const square = polygon([
    [-100, -100],
    [100, -100],
    [100, 100],
    [-100, 100],
  ])
  // An L: the upper right quarter is missing.
  const bent = polygon([
    [-100, -100],
    [100, -100],
    [100, 0],
    [0, 0],
    [0, 100],
    [-100, 100],
  ])
  const circle: Shape = { kind: 'circle', centre: astana, radiusMetres: 100 }

  it.each([
    { name: 'circle', shape: circle, east: 0, north: 0, expected: -100 },
    { name: 'circle', shape: circle, east: 60, north: 80, expected: 0 },
    { name: 'circle', shape: circle, east: 250, north: 0, expected: 150 },
    { name: 'square', shape: square, east: 0, north: 0, expected: -100 },
    { name: 'square', shape: square, east: 99, north: 0, expected: -1 },
    { name: 'square', shape: square, east: 101, north: 0, expected: 1 },
    { name: 'square, off a corner', shape: square, east: 130, north: 140, expected: 50 },
    { name: 'L, in its notch', shape: bent, east: 30, north: 40, expected: 30 },
    { name: 'L, in its foot', shape: bent, east: 50, north: -20, expected: -20 },
  ])('$name at $east east, $north north → $expected', ({ shape, east, north, expected }) => {
    expect(signedDistanceMetres(at(east, north), shape)).toBeCloseTo(expected, 1)
  })

  it('turning the ring round or starting it elsewhere changes nothing', () => {
    if (bent.kind !== 'polygon') throw new Error('a polygon')
    const { ring } = bent
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 }), fc.nat(5), (east, north, start) => {
        const point = at(east + 0.5, north + 0.5)
        const other: Shape = { kind: 'polygon', ring: [...ring.slice(start), ...ring.slice(0, start)].toReversed() }
        expect(signedDistanceMetres(point, other)).toBeCloseTo(signedDistanceMetres(point, bent), 6)
      }),
    )
  })
})

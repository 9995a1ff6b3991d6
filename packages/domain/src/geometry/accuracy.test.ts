import fc from 'fast-check'
import { Geodesic } from 'geographiclib-geodesic'
import { describe, expect, it } from 'vitest'
import { distanceMetres, metresPerDegree } from './distance.ts'
import type { LatLon, Shape } from './shape.ts'
import { signedDistanceMetres } from './signed-distance.ts'

/** Metres on the WGS 84 ellipsoid by C. Karney's library: exact to nanometres. */
function geodesicMetres(a: LatLon, b: LatLon): number {
  return Geodesic.WGS84.Inverse(a.lat, a.lon, b.lat, b.lon).s12 as number
}

function geodesicAway(from: LatLon, bearing: number, metres: number): LatLon {
  const { lat2, lon2 } = Geodesic.WGS84.Direct(from.lat, from.lon, bearing, metres)
  return { lat: lat2 as number, lon: lon2 as number }
}

/** Nearest of an edge by looking: a coarse walk along it, then ever finer ones about the best place found. */
function geodesicMetresToEdge(point: LatLon, a: LatLon, b: LatLon): number {
  const on = (t: number) => ({ lat: a.lat + t * (b.lat - a.lat), lon: a.lon + t * (b.lon - a.lon) })
  let [middle, half] = [0.5, 0.5]
  let best = Infinity
  for (let round = 0; round < 12; round++) {
    const tries = Array.from({ length: 21 }, (_, i) => Math.max(0, Math.min(1, middle + half * (i / 10 - 1))))
    const metres = tries.map((t) => geodesicMetres(point, on(t)))
    best = Math.min(best, ...metres)
    middle = tries[metres.indexOf(Math.min(...metres))] as number
    half /= 5
  }
  return best
}

const place = fc.record({ lat: fc.double({ min: 40, max: 56, noNaN: true }), lon: fc.double({ min: 46, max: 88, noNaN: true }) })
const bearing = fc.double({ min: 0, max: 360, noNaN: true })
const upTo = (metres: number) => fc.double({ min: 1, max: metres, noNaN: true })

describe('against a geodesic library, over Kazakhstan', () => {
  it('a distance of up to 100 km is right within 0.1 %', () => {
    fc.assert(
      fc.property(place, bearing, upTo(100_000), (from, towards, metres) => {
        const error = Math.abs(distanceMetres(from, geodesicAway(from, towards, metres)) - metres)
        expect(error).toBeLessThan(0.001 * metres)
      }),
      { numRuns: 1_000 },
    )
  })

  it('the border of a circle of up to 100 km is right within half a metre and 0.1 %', () => {
    fc.assert(
      fc.property(place, bearing, upTo(100_000), upTo(100_000), (centre, towards, radiusMetres, metres) => {
        const point = geodesicAway(centre, towards, metres)
        const error = Math.abs(signedDistanceMetres(point, { kind: 'circle', centre, radiusMetres }) - (metres - radiusMetres))
        expect(error).toBeLessThan(0.5 + 0.001 * metres)
      }),
    )
  })

  it.each([
    { edgesMetres: 50_000, awayMetres: 5_000 },
    { edgesMetres: 50_000, awayMetres: 100_000 },
    { edgesMetres: 300_000, awayMetres: 100_000 },
  ])(
    'edges of up to $edgesMetres m, straight in degrees, are right within half a metre and 0.1 % from $awayMetres m',
    ({ edgesMetres, awayMetres }) => {
      const shapes = (a: LatLon, b: LatLon, c: LatLon): readonly Shape[] => [
        { kind: 'polygon', ring: [a, b, c] },
        { kind: 'corridor', line: [a, b, c, a], halfWidthMetres: 5 },
      ]
      const share = fc.double({ min: 0, max: 1, noNaN: true })
      const drawn = fc.tuple(place, bearing, upTo(edgesMetres), bearing, upTo(edgesMetres), share, bearing, upTo(awayMetres))
      fc.assert(
        fc.property(drawn, ([a, toB, metresB, toC, metresC, t, away, metres]) => {
          const [b, c] = [geodesicAway(a, toB, metresB), geodesicAway(a, toC, metresC)]
          const onEdge = { lat: a.lat + t * (b.lat - a.lat), lon: a.lon + t * (b.lon - a.lon) }
          const point = geodesicAway(onEdge, away, metres)
          const exact = Math.min(
            geodesicMetresToEdge(point, a, b),
            geodesicMetresToEdge(point, b, c),
            geodesicMetresToEdge(point, c, a),
          )
          const [polygon, corridor] = shapes(a, b, c).map((shape) => signedDistanceMetres(point, shape)) as [number, number]
          expect(Math.abs(Math.abs(polygon) - exact)).toBeLessThan(0.5 + 0.001 * exact)
          expect(Math.abs(corridor + 5 - exact)).toBeLessThan(0.5 + 0.001 * exact)
        }),
        { numRuns: 100 },
      )
    },
  )

  it('an edge 300 km long is straight in degrees, for the inside and for the distance alike', () => {
    const [west, east, north] = [
      { lat: 50, lon: 66 },
      { lat: 50, lon: 70.2 },
      { lat: 51, lon: 68 },
    ] as const
    const ring = [west, east, north]
    // The great circle between the two corners runs almost 2 km north of the parallel that is the edge.
    const line = Geodesic.WGS84.InverseLine(west.lat, west.lon, east.lat, east.lon)
    const middle = line.Position(geodesicMetres(west, east) / 2)
    const bulge = { lat: middle.lat2 as number, lon: middle.lon2 as number }
    const bulgeMetres = (bulge.lat - 50) * metresPerDegree(50).lat
    expect(bulgeMetres).toBeGreaterThan(1_500)
    expect(signedDistanceMetres(bulge, { kind: 'polygon', ring })).toBeCloseTo(-bulgeMetres, -1)
    expect(signedDistanceMetres({ lat: 49.999, lon: bulge.lon }, { kind: 'polygon', ring })).toBeCloseTo(111.2, 0)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceMetres, metresPerDegree } from './distance.ts'
import type { LatLon, Ring, Shape } from './shape.ts'
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

  const corners = (shape: Shape): Ring => (shape.kind === 'polygon' ? shape.ring : [])
  const line = (...places: readonly (readonly [number, number])[]): readonly LatLon[] => places.map(([e, n]) => at(e, n))
  const box = (west: number, south: number, side: number): Ring =>
    line([west, south], [west + side, south], [west + side, south + side], [west, south + side])
  const ringed: Shape = { kind: 'polygon', ring: box(-200, -200, 400), holes: [box(-100, -100, 100), box(20, 20, 60)] }
  const parts: Shape = {
    kind: 'multipolygon',
    polygons: [{ ring: box(0, 0, 100) }, { ring: box(150, 0, 100), holes: [box(180, 30, 40)] }],
  }
  const corridor: Shape = { kind: 'corridor', line: line([0, 0], [300, 0], [300, 300]), halfWidthMetres: 50 }

  it.each([
    { name: 'between ring and hole', shape: ringed, east: -150, north: 0, expected: -50 },
    { name: 'near a hole', shape: ringed, east: -50, north: 10, expected: -10 },
    { name: 'in a hole', shape: ringed, east: -50, north: -20, expected: 20 },
    { name: 'in the other hole', shape: ringed, east: 50, north: 50, expected: 30 },
    { name: 'on the border of a hole', shape: ringed, east: -50, north: 0, expected: 0 },
    { name: 'on a corner of a hole', shape: ringed, east: -100, north: -100, expected: 0 },
    { name: 'on the ring', shape: ringed, east: 200, north: 33, expected: 0 },
    { name: 'outside of all', shape: ringed, east: 230, north: 240, expected: 50 },
    { name: 'in the first part', shape: parts, east: 90, north: 50, expected: -10 },
    { name: 'between the parts, nearer to the first', shape: parts, east: 120, north: 50, expected: 20 },
    { name: 'between the parts, nearer to the second', shape: parts, east: 135, north: 50, expected: 15 },
    { name: 'in the second part', shape: parts, east: 160, north: 50, expected: -10 },
    { name: 'in the hole of the second part', shape: parts, east: 200, north: 55, expected: 15 },
    { name: 'on the line of a corridor', shape: corridor, east: 150, north: 0, expected: -50 },
    { name: 'beside the line', shape: corridor, east: 150, north: 30, expected: -20 },
    { name: 'on the border of a corridor', shape: corridor, east: 150, north: -50, expected: 0 },
    { name: 'beyond an end, which is round', shape: corridor, east: -60, north: -80, expected: 50 },
    { name: 'outside of a bend, which is round', shape: corridor, east: 360, north: -80, expected: 50 },
    { name: 'inside of a bend', shape: corridor, east: 200, north: 150, expected: 50 },
    { name: 'at the bend', shape: corridor, east: 300, north: 0, expected: -50 },
  ])('$name: $expected', ({ shape, east, north, expected }) => {
    expect(signedDistanceMetres(at(east, north), shape)).toBeCloseTo(expected, 1)
  })

  it.each([
    { name: 'a corner given twice', ring: line([0, 0], [100, 0], [100, 0], [100, 100], [0, 100], [0, 0]) },
    { name: 'corners within an edge', ring: line([0, 0], [40, 0], [70, 0], [100, 0], [100, 100], [0, 100], [0, 50]) },
  ])('$name changes nothing', ({ ring }) => {
    for (const [east, north] of [
      [50, 20],
      [-30, -40],
      [100, 50],
      [70, 0],
      [400, 0.1],
    ] as const) {
      const [given, plain] = [ring, box(0, 0, 100)].map((each) =>
        signedDistanceMetres(at(east, north), { kind: 'polygon', ring: each }),
      )
      expect(given).toBeCloseTo(plain as number, 3)
    }
  })

  it('a corner is on the border, and its zero is no negative zero', () => {
    for (const corner of corners(bent)) expect(signedDistanceMetres(corner, bent)).toBe(0)
  })

  it('is taken the short way round the earth', () => {
    const nearDateLine: Shape = {
      kind: 'polygon',
      ring: [179.9, 179.95, 179.95].map((lon, i) => ({ lat: 51 + (i === 2 ? 0.1 : 0), lon })),
    }
    expect(signedDistanceMetres({ lat: 51, lon: -180 }, nearDateLine)).toBeCloseTo(0.05 * metresPerDegree(51).lon, 0)
    expect(signedDistanceMetres({ lat: 51, lon: -179.95 }, nearDateLine)).toBeCloseTo(0.1 * metresPerDegree(51).lon, 0)
    const nearby: Shape = {
      kind: 'corridor',
      line: [
        { lat: 51, lon: -179.9 },
        { lat: 51, lon: -179.8 },
      ],
      halfWidthMetres: 100,
    }
    expect(signedDistanceMetres({ lat: 51, lon: 179.95 }, nearby)).toBeCloseTo(0.15 * metresPerDegree(51).lon - 100, 0)
  })

  it.each([90, -90])('at the pole of %d° it is a number, and far', (lat) => {
    for (const shape of [circle, square, ringed, parts, corridor]) {
      expect(signedDistanceMetres({ lat, lon: 0 }, shape)).toBeGreaterThan(4_000_000)
    }
  })

  const place = fc
    .tuple(fc.integer({ min: -400, max: 500 }), fc.integer({ min: -400, max: 500 }))
    .map(([e, n]) => at(e + 0.3, n + 0.3))

  it('of parts it is the least of the parts, of a hole it changes the sign alone', () => {
    if (parts.kind !== 'multipolygon' || ringed.kind !== 'polygon') throw new Error('as drawn')
    const [hole] = ringed.holes as [Ring]
    fc.assert(
      fc.property(place, (point) => {
        const each = parts.polygons.map((area) => signedDistanceMetres(point, { kind: 'polygon', ...area }))
        expect(signedDistanceMetres(point, parts)).toBe(Math.min(...each))
        const inHole = signedDistanceMetres(point, { kind: 'polygon', ring: hole })
        if (inHole < 0) expect(signedDistanceMetres(point, ringed)).toBe(-inHole)
      }),
    )
  })

  it('moves with the shape: east exactly, and a line read backwards is the same line', () => {
    const shift = (shape: Shape, lon: number): Shape => {
      const moved = (ring: Ring): Ring => ring.map((corner) => ({ ...corner, lon: corner.lon + lon }))
      if (shape.kind === 'polygon') return { ...shape, ring: moved(shape.ring), holes: (shape.holes ?? []).map(moved) }
      return shape.kind === 'corridor' ? { ...shape, line: moved(shape.line).toReversed() } : shape
    }
    fc.assert(
      fc.property(place, fc.constantFrom(ringed, bent, corridor), fc.integer({ min: -240, max: 100 }), (point, shape, lon) => {
        const there = signedDistanceMetres({ ...point, lon: point.lon + lon }, shift(shape, lon))
        expect(there).toBeCloseTo(signedDistanceMetres(point, shape), 4)
      }),
    )
  })
})

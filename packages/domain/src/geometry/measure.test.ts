import { describe, expect, it } from 'vitest'
import { metresPerDegree } from './distance.ts'
import { placeBeside, shapeSquareMetres, sideMetres } from './measure.ts'
import { faultOfShape } from './parse-shape.ts'
import { roundRing } from './round-ring.ts'
import type { LatLon, Shape } from './shape.ts'
import { cornersOf, simplifyShape } from './simplify.ts'

const home: LatLon = { lat: 51.13, lon: 71.43 }
const at = (east: number, north: number) => placeBeside(home, north, east)
const square = (side: number, west = 0, south = 0) => [
  at(west, south),
  at(west + side, south),
  at(west + side, south + side),
  at(west, south + side),
]

describe('what a zone measures', () => {
  it('sides of a square of 200 m are 200 m, the last leads back; a line has one side fewer than corners', () => {
    const sides = sideMetres(square(200), true)
    expect(sides).toHaveLength(4)
    for (const side of sides) expect(side).toBeCloseTo(200, 1)
    expect(sideMetres(square(200), false)).toHaveLength(3)
    expect(sideMetres([home], true)).toEqual([])
  })

  it('the area of a square less a hole, of a circle, and of many corners on that circle', () => {
    const ringed: Shape = { kind: 'polygon', ring: square(200), holes: [square(50, 50, 50)] }
    expect(shapeSquareMetres(ringed)).toBeCloseTo(40_000 - 2_500, -1)
    const circle: Shape = { kind: 'circle', centre: home, radiusMetres: 1_000 }
    expect(shapeSquareMetres(circle)).toBeCloseTo(Math.PI * 1e6, 0)
    const many: Shape = { kind: 'polygon', ring: roundRing(home, 1_000, 2_000) }
    expect((shapeSquareMetres(many) as number) / (Math.PI * 1e6)).toBeCloseTo(1, 4)
  })

  it('a square of one degree at 50° is the integral of the ellipsoid’s scale, not one number times another', () => {
    const corners = [50, 51].flatMap((lat) => (lat === 50 ? [71, 72] : [72, 71]).map((lon) => ({ lat, lon })))
    const strips = Array.from({ length: 1_000 }, (_, i) => metresPerDegree(50 + (i + 0.5) / 1_000))
    const expected = strips.reduce((sum, scale) => sum + (scale.lat * scale.lon) / 1_000, 0)
    expect((shapeSquareMetres({ kind: 'polygon', ring: corners }) as number) / expected).toBeCloseTo(1, 6)
  })

  it('a shape that cannot be judged and a corridor have no area', () => {
    const [a, b, c, d] = square(100) as [LatLon, LatLon, LatLon, LatLon]
    expect(shapeSquareMetres({ kind: 'polygon', ring: [a, c, b, d] })).toBeUndefined()
    expect(shapeSquareMetres({ kind: 'corridor', line: [a, b], halfWidthMetres: 20 })).toBeUndefined()
  })
})

describe('where a zone is wrong', () => {
  it('a bow tie crosses itself in its middle', () => {
    const [a, b, c, d] = square(100) as [LatLon, LatLon, LatLon, LatLon]
    const fault = faultOfShape({ kind: 'polygon', ring: [a, c, b, d] })
    expect(fault?.reason).toBe('crosses-itself')
    expect(fault?.at?.lat).toBeCloseTo((a.lat + c.lat) / 2, 6)
    expect(fault?.at?.lon).toBeCloseTo((a.lon + c.lon) / 2, 6)
  })

  it.each([
    { given: 'a hole beside the border', holes: [square(20, 500, 500)], reason: 'hole-outside', place: at(500, 500) },
    {
      given: 'a hole in a hole',
      holes: [square(80, 10, 10), square(20, 20, 20)],
      reason: 'holes-overlap',
      place: at(20, 20),
    },
  ])('$given is $reason, at its first corner', ({ holes, reason, place }) => {
    expect(faultOfShape({ kind: 'polygon', ring: square(200), holes })).toEqual({ reason, at: place })
  })

  it('a radius of 5 m is refused at the centre', () => {
    expect(faultOfShape({ kind: 'circle', centre: home, radiusMetres: 5 })).toEqual({ reason: 'radius-out-of-range', at: home })
  })
})

describe('a border with too many corners', () => {
  /** A ragged shore of 100,000 corners: 10 km around, 30 m in and out. */
  const shore = roundRing(home, 10_000, 100_000).map((corner, i) =>
    placeBeside(corner, 30 * Math.sin(i / 700), 30 * Math.cos(i / 300)),
  )

  it('100,000 corners are refused, and simplified to 20,000 at most, with how far the border moved', () => {
    const shape: Shape = { kind: 'polygon', ring: shore }
    expect(faultOfShape(shape)?.reason).toBe('too-many-corners')
    const simplified = simplifyShape(shape)
    expect(simplified?.fault).toBeUndefined()
    expect(simplified?.corners).toBeLessThanOrEqual(20_000)
    expect(simplified?.corners).toBe(cornersOf(simplified?.shape as Shape))
    expect(simplified?.departureMetres).toBeGreaterThan(0)
    expect(simplified?.departureMetres).toBeLessThanOrEqual(1)
  })

  it('fewer still is farther off; a hole keeps three corners', () => {
    const holed: Shape = { kind: 'polygon', ring: shore, holes: [roundRing(home, 3, 12)] }
    const few = simplifyShape(holed, 500)
    expect(few?.corners).toBeLessThanOrEqual(500)
    expect(few?.departureMetres).toBeGreaterThan(1)
    expect(few?.shape.kind === 'polygon' && few.shape.holes?.[0]?.length).toBeGreaterThanOrEqual(3)
  })

  it('a line is thinned between its ends', () => {
    const line = Array.from({ length: 5_000 }, (_, i) => at(i, Math.sin(i / 50)))
    const thin = simplifyShape({ kind: 'corridor', line, halfWidthMetres: 20 }, 400)
    expect(thin?.shape).toMatchObject({ kind: 'corridor', halfWidthMetres: 20 })
    expect(thin?.shape.kind === 'corridor' && [thin.shape.line[0], thin.shape.line.at(-1)]).toEqual([line[0], line.at(-1)])
    expect(thin?.corners).toBeLessThanOrEqual(400)
  })
})

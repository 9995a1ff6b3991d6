import { type LatLon, type Ring, type Shape, instant, metresPerDegree, signedDistanceMetres } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialState } from '../state.ts'
import { borderMetres, radiusMetresOf } from './outline.ts'
import { type Fixed, fixedFrom } from './place.ts'

const noon = instant(Date.UTC(2027, 2, 1, 7))
const centre: LatLon = { lat: 51.1282, lon: 71.4307 }

function fixedAt({ lat, lon }: LatLon): Fixed {
  const fix = { kind: 'fix', source: 'gnss', lat, lon, isValid: true, accuracyMetres: 10 } as const
  return fixedFrom(initialState('person' as never), noon, 'reading', fix) as Fixed
}

function moved(from: LatLon, east: number, north: number): LatLon {
  const scale = metresPerDegree(from.lat)
  return { lat: from.lat + north / scale.lat, lon: from.lon + east / scale.lon }
}

/** A star about the place: corners at drawn distances, so its border never crosses itself. */
function star(about: LatLon, metres: readonly number[]): Ring {
  return metres.map((reach, i) => {
    const turn = (2 * Math.PI * i) / metres.length
    return moved(about, reach * Math.cos(turn), reach * Math.sin(turn))
  })
}

const reaches = (least: number, most: number) =>
  fc.array(fc.double({ min: least, max: most, noNaN: true }), { minLength: 3, maxLength: 60 })
const scaleMetres = fc.constantFrom(100, 2_000, 50_000, 200_000)

const shape: fc.Arbitrary<Shape> = scaleMetres.chain((size) =>
  fc.oneof(
    fc.record({ kind: fc.constant('circle' as const), centre: fc.constant(centre), radiusMetres: fc.constant(size / 2) }),
    fc.tuple(reaches(0.6 * size, size), fc.option(reaches(0.1 * size, 0.25 * size))).map(([outer, hole]) => ({
      kind: 'polygon' as const,
      ring: star(centre, outer),
      ...(hole && { holes: [star(centre, hole)] }),
    })),
    fc.tuple(reaches(0.2 * size, size), reaches(0.2 * size, size)).map(([one, other]) => ({
      kind: 'multipolygon' as const,
      polygons: [{ ring: star(centre, one) }, { ring: star(moved(centre, 2.5 * size, 0), other) }],
    })),
    fc.tuple(reaches(0, size), fc.constantFrom(5, 300, 5_000)).map(([line, halfWidthMetres]) => ({
      kind: 'corridor' as const,
      line: line.map((reach, i) => moved(centre, reach, (i * size) / 50)),
      halfWidthMetres,
    })),
  ),
)
const offset = fc.tuple(scaleMetres, fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }))

/** A border of many corners, as wavy as a district's. */
function district(corners: number, reachMetres: number): Ring {
  return star(
    centre,
    Array.from({ length: corners }, (_, i) => reachMetres * (1 + 0.2 * Math.sin(i / 7) + 0.1 * Math.sin(i / 3))),
  )
}

describe('a prepared outline', () => {
  it('answers as the plain measure does, wherever the answer matters', () => {
    fc.assert(
      fc.property(shape, offset, fc.constantFrom(0, 500, 20_000, Infinity), (zone, [size, east, north], enoughMetres) => {
        const point = moved(centre, east * size, north * size)
        const plain = signedDistanceMetres(point, zone)
        const fast = borderMetres(fixedAt(point), zone, enoughMetres)
        if (plain <= enoughMetres || fast <= enoughMetres)
          expect(Math.abs(fast - plain)).toBeLessThanOrEqual(1e-6 * Math.abs(plain))
        else expect(fast).toBeLessThanOrEqual(plain * (1 + 1e-9))
      }),
      { numRuns: 2_000 },
    )
  })

  it('finds the same among thousands of corners, near the border and far from it', () => {
    const zone: Shape = {
      kind: 'multipolygon',
      polygons: [
        { ring: district(5_000, 80_000), holes: [district(700, 10_000)] },
        {
          ring: star(
            moved(centre, 130_000, 0),
            Array.from({ length: 300 }, () => 9_000),
          ),
        },
      ],
    }
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -200, max: 200 }), (east, north) => {
        const point = moved(centre, east * 1_000, north * 1_000)
        const plain = signedDistanceMetres(point, zone)
        expect(Math.abs(borderMetres(fixedAt(point), zone, Infinity) - plain)).toBeLessThanOrEqual(1e-6 * Math.abs(plain))
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    { where: 'on the other side of the earth', point: { lat: -51, lon: -108.5 } },
    { where: 'just across 180°', point: { lat: 51, lon: -179.9 } },
    { where: 'at the pole', point: { lat: 90, lon: 0 } },
  ])('says far for a position $where', ({ point }) => {
    const zone: Shape = { kind: 'polygon', ring: district(40, 5_000) }
    expect(borderMetres(fixedAt(point), zone, 100_000)).toBeGreaterThan(100_000)
  })

  it('is as near across 180° as the earth is', () => {
    const zone: Shape = { kind: 'polygon', ring: star({ lat: 51, lon: 179.9 }, [500, 500, 500, 500]) }
    const point = { lat: 51, lon: -179.95 }
    expect(borderMetres(fixedAt(point), zone, Infinity)).toBeCloseTo(signedDistanceMetres(point, zone), 6)
    expect(borderMetres(fixedAt(point), zone, Infinity)).toBeLessThan(11_000)
  })

  it('a corner is on the border: zero, and no negative zero', () => {
    const ring = district(40, 5_000)
    for (const corner of ring) expect(borderMetres(fixedAt(corner), { kind: 'polygon', ring }, Infinity)).toBe(0)
  })
})

describe('the circle of the same area', () => {
  const square = (half: number): Ring => [
    moved(centre, -half, -half),
    moved(centre, half, -half),
    moved(centre, half, half),
    moved(centre, -half, half),
  ]

  it.each([
    { name: 'a square', shape: { kind: 'polygon', ring: square(200) } as const, metres2: 160_000 },
    {
      name: 'a square less its hole',
      shape: { kind: 'polygon', ring: square(200), holes: [square(100)] } as const,
      metres2: 120_000,
    },
    {
      name: 'two squares',
      shape: {
        kind: 'multipolygon',
        polygons: [{ ring: square(200) }, { ring: square(100).map((at) => moved(at, 1_000, 0)) }],
      } as const,
      metres2: 200_000,
    },
    {
      name: 'a corridor with its round ends',
      shape: { kind: 'corridor', line: [centre, moved(centre, 1_000, 0)], halfWidthMetres: 50 } as const,
      metres2: 100_000 + Math.PI * 2_500,
    },
  ])('$name', ({ shape: zone, metres2 }) => {
    expect(radiusMetresOf(zone)).toBeCloseTo(Math.sqrt(metres2 / Math.PI), 0)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxCorners, maxCorridorMetres, maxHoles, maxParts, parseShape } from './parse-shape.ts'
import type { Area, Circle, Corridor, LatLon, MultiPolygon, Polygon, Ring } from './shape.ts'

/** Hundredths of a degree east and north of 51° N, 71° E. */
const at = (east: number, north: number): LatLon => ({ lat: 51 + north / 100, lon: 71 + east / 100 })
const ringOf = (...corners: readonly (readonly [east: number, north: number])[]): Ring => corners.map(([e, n]) => at(e, n))
const square = (west: number, south: number, side: number): Ring =>
  ringOf([west, south], [west + side, south], [west + side, south + side], [west, south + side])
const polygon = (ring: Ring, ...holes: readonly Ring[]): Polygon => ({
  kind: 'polygon',
  ring,
  ...(holes.length > 0 && { holes }),
})
const parts = (...polygons: readonly Area[]): MultiPolygon => ({ kind: 'multipolygon', polygons })
const circle = (radiusMetres: number, centre = at(0, 0)): Circle => ({ kind: 'circle', centre, radiusMetres })
const corridor = (halfWidthMetres: number, ...line: readonly LatLon[]): Corridor => ({ kind: 'corridor', line, halfWidthMetres })
const round = (count: number, reach = 100, middle = at(0, 0)): Ring =>
  Array.from({ length: count }, (_, i) => ({
    lat: middle.lat + (reach / 100) * Math.sin((2 * Math.PI * i) / count),
    lon: middle.lon + (reach / 100) * Math.cos((2 * Math.PI * i) / count),
  }))

/** A pentagram whose crossings are corners: no two edges cross, but five ways do. */
function star(): Ring {
  const tips = round(5, 10)
  const order = [0, 2, 4, 1, 3].map((i) => tips[i] as LatLon)
  const crossing = (a: LatLon, b: LatLon, c: LatLon, d: LatLon): LatLon => {
    const area = (p: LatLon, q: LatLon, r: LatLon) => (q.lon - p.lon) * (r.lat - p.lat) - (q.lat - p.lat) * (r.lon - p.lon)
    const share = area(a, c, d) / (area(a, c, d) - area(b, c, d))
    return { lat: a.lat + share * (b.lat - a.lat), lon: a.lon + share * (b.lon - a.lon) }
  }
  return order.flatMap((tip, i) => {
    const next = order[(i + 1) % 5] as LatLon
    const others = [2, 3].map((skip) => crossing(tip, next, order[(i + skip) % 5] as LatLon, order[(i + skip + 1) % 5] as LatLon))
    const away = (p: LatLon) => Math.hypot(p.lat - tip.lat, p.lon - tip.lon)
    return [tip, ...others.toSorted((p, q) => away(p) - away(q))]
  })
}

describe('parseShape', () => {
  it.each([
    { given: 'a circle of 10 m', shape: circle(10) },
    { given: 'a circle of 100 km', shape: circle(100_000) },
    { given: 'a triangle', shape: polygon(ringOf([0, 0], [1, 0], [0, 1])) },
    { given: 'a ring of the most corners', shape: polygon(round(maxCorners)) },
    { given: 'a corner given twice', shape: polygon(ringOf([0, 0], [1, 0], [1, 0], [0, 1], [0, 0])) },
    { given: 'three corners on a line', shape: polygon(ringOf([0, 0], [1, 0], [2, 0], [3, 0], [0, 1])) },
    { given: 'a ring that touches itself in a corner', shape: polygon(ringOf([0, 0], [2, 2], [4, 0], [4, 4], [2, 2], [0, 4])) },
    { given: 'a ring that touches its own edge', shape: polygon(ringOf([0, 0], [4, 0], [4, 4], [2, 0], [0, 4])) },
    { given: 'a hole', shape: polygon(square(0, 0, 4), square(1, 1, 2)) },
    { given: 'a hole that touches the ring in a point', shape: polygon(square(0, 0, 4), ringOf([2, 0], [3, 2], [1, 2])) },
    { given: 'a hole whose corners all touch the ring', shape: polygon(square(0, 0, 4), ringOf([2, 0], [4, 2], [2, 4], [0, 2])) },
    { given: 'two holes that touch in a corner', shape: polygon(square(0, 0, 9), square(1, 1, 2), square(3, 3, 2)) },
    { given: 'two parts', shape: parts({ ring: square(0, 0, 1) }, { ring: square(2, 0, 1) }) },
    { given: 'two parts that touch in a corner', shape: parts({ ring: square(0, 0, 1) }, { ring: square(1, 1, 1) }) },
    {
      given: 'an island in a lake',
      shape: parts({ ring: square(0, 0, 9), holes: [square(1, 1, 6)] }, { ring: square(2, 2, 2) }),
    },
    { given: 'the most parts', shape: parts(...Array.from({ length: maxParts }, (_, i) => ({ ring: square(2 * i, 0, 1) }))) },
    {
      given: 'the most holes',
      shape: polygon(square(-1, -1, 202), ...Array.from({ length: maxHoles }, (_, i) => square(2 * i, 0, 1))),
    },
    { given: 'a corridor that crosses itself', shape: corridor(5, at(0, 0), at(4, 4), at(4, 0), at(0, 4)) },
    { given: 'the widest corridor', shape: corridor(5_000, at(0, 0), at(4, 4)) },
    {
      given: 'a ring that reaches to 180°',
      shape: polygon([
        { lat: 51, lon: 179 },
        { lat: 51, lon: 180 },
        { lat: 52, lon: 180 },
      ]),
    },
  ])('takes $given', ({ shape }) => {
    expect(parseShape(shape)).toEqual({ ok: true, value: shape })
  })

  it.each([
    { given: 'a circle of 9.9 m', shape: circle(9.9), reason: 'radius-out-of-range' },
    { given: 'a circle of 100.001 km', shape: circle(100_001), reason: 'radius-out-of-range' },
    { given: 'a radius that is no number', shape: circle(NaN), reason: 'radius-out-of-range' },
    { given: 'a centre that is no number', shape: circle(100, { lat: NaN, lon: 71 }), reason: 'not-a-coordinate' },
    { given: 'a circle across 180°', shape: circle(1_000, { lat: 51, lon: 179.99 }), reason: 'crosses-180' },
    { given: 'a circle around the pole', shape: circle(100_000, { lat: 89.5, lon: 0 }), reason: 'crosses-180' },
    { given: 'two corners', shape: polygon(ringOf([0, 0], [1, 1])), reason: 'too-few-corners' },
    { given: 'two corners, one of them twice', shape: polygon(ringOf([0, 0], [1, 1], [1, 1])), reason: 'too-few-corners' },
    { given: 'a hole of two corners', shape: polygon(square(0, 0, 4), ringOf([1, 1], [2, 2])), reason: 'too-few-corners' },
    { given: 'no part', shape: parts(), reason: 'too-few-corners' },
    { given: 'one corner too many', shape: polygon(round(maxCorners + 1)), reason: 'too-many-corners' },
    {
      given: 'one corner too many over all parts',
      shape: parts({ ring: round(maxCorners - 3) }, { ring: square(300, 300, 1) }),
      reason: 'too-many-corners',
    },
    {
      given: 'one part too many',
      shape: parts(...Array.from({ length: maxParts + 1 }, (_, i) => ({ ring: square(2 * i, 0, 1) }))),
      reason: 'too-many-parts',
    },
    {
      given: 'one hole too many',
      shape: polygon(square(-1, -1, 300), ...Array.from({ length: maxHoles + 1 }, (_, i) => square(2 * i, 0, 1))),
      reason: 'too-many-holes',
    },
    { given: 'a latitude of 91', shape: polygon([{ lat: 91, lon: 71 }, at(1, 0), at(0, 1)]), reason: 'not-a-coordinate' },
    {
      given: 'a ring across 180°',
      shape: polygon([
        { lat: 51, lon: 179 },
        { lat: 51, lon: -179 },
        { lat: 52, lon: -179 },
      ]),
      reason: 'crosses-180',
    },
    {
      given: 'parts on both sides of 180°',
      shape: parts(
        { ring: square(0, 0, 1) },
        {
          ring: [
            { lat: 51, lon: -179 },
            { lat: 51, lon: -178 },
            { lat: 52, lon: -178 },
          ],
        },
      ),
      reason: 'crosses-180',
    },
    { given: 'a line out and back', shape: polygon(ringOf([0, 0], [1, 1], [2, 2])), reason: 'no-area' },
    { given: 'a bow tie', shape: polygon(ringOf([0, 0], [1, 1], [0, 1], [1, 0])), reason: 'crosses-itself' },
    { given: 'a spike', shape: polygon(ringOf([0, 0], [4, 0], [4, 4], [4, 9], [4, 4], [0, 4])), reason: 'crosses-itself' },
    { given: 'a spike inward along an edge', shape: polygon(ringOf([0, 0], [4, 0], [2, 0], [2, 4])), reason: 'crosses-itself' },
    { given: 'a ring given twice round', shape: polygon([...square(0, 0, 4), ...square(0, 0, 4)]), reason: 'crosses-itself' },
    { given: 'a star that crosses itself in corners', shape: polygon(star()), reason: 'crosses-itself' },
    { given: 'a hole elsewhere', shape: polygon(square(0, 0, 4), square(5, 5, 1)), reason: 'hole-outside' },
    { given: 'a hole across the ring', shape: polygon(square(0, 0, 4), square(3, 3, 2)), reason: 'hole-outside' },
    { given: 'a hole around the ring', shape: polygon(square(1, 1, 2), square(0, 0, 4)), reason: 'hole-outside' },
    { given: 'a hole along the ring', shape: polygon(square(0, 0, 4), square(0, 1, 2)), reason: 'hole-outside' },
    { given: 'a hole that is the ring', shape: polygon(square(0, 0, 4), square(0, 0, 4)), reason: 'hole-outside' },
    { given: 'a hole that touches from outside', shape: polygon(square(0, 0, 4), square(4, 4, 1)), reason: 'hole-outside' },
    {
      given: 'a hole that leaves through a corner',
      shape: polygon(square(0, 0, 4), ringOf([2, 2], [4, 4], [6, 5], [5, 6], [4, 4], [2, 3])),
      reason: 'hole-outside',
    },
    {
      given: 'holes across each other',
      shape: polygon(square(0, 0, 9), square(1, 1, 3), square(2, 2, 3)),
      reason: 'holes-overlap',
    },
    { given: 'a hole in a hole', shape: polygon(square(0, 0, 9), square(1, 1, 5), square(2, 2, 1)), reason: 'holes-overlap' },
    {
      given: 'parts across each other',
      shape: parts({ ring: square(0, 0, 3) }, { ring: square(2, 2, 3) }),
      reason: 'parts-overlap',
    },
    { given: 'a part in a part', shape: parts({ ring: square(0, 0, 1) }, { ring: square(-1, -1, 9) }), reason: 'parts-overlap' },
    {
      given: 'parts along each other',
      shape: parts({ ring: square(0, 0, 2) }, { ring: square(2, 1, 2) }),
      reason: 'parts-overlap',
    },
    { given: 'a corridor of one corner', shape: corridor(50, at(0, 0)), reason: 'too-few-corners' },
    { given: 'a corridor of no corner', shape: corridor(50), reason: 'too-few-corners' },
    { given: 'a corridor without length', shape: corridor(50, at(0, 0), at(0, 0)), reason: 'too-few-corners' },
    { given: 'a corridor of 4.9 m on each side', shape: corridor(4.9, at(0, 0), at(1, 1)), reason: 'width-out-of-range' },
    { given: 'a corridor of 5,001 m on each side', shape: corridor(5_001, at(0, 0), at(1, 1)), reason: 'width-out-of-range' },
    { given: 'a corridor that is too long', shape: corridor(50, at(0, 0), at(1_500, 0)), reason: 'too-long' },
    { given: 'a corridor to 180°', shape: corridor(50, { lat: 51, lon: 179.5 }, { lat: 51, lon: 180 }), reason: 'crosses-180' },
    {
      given: 'a corridor across 180°',
      shape: corridor(50, { lat: 51, lon: 179.5 }, { lat: 51, lon: -179.5 }),
      reason: 'crosses-180',
    },
  ])('refuses $given: $reason', ({ shape, reason }) => {
    expect(parseShape(shape)).toEqual({ ok: false, reason })
  })

  it('a corridor of 1,000 km is the longest', () => {
    const degrees = maxCorridorMetres / 111_200
    expect(parseShape(corridor(50, { lat: 44, lon: 70 }, { lat: 44 + degrees * 0.998, lon: 70 })).ok).toBe(true)
    expect(parseShape(corridor(50, { lat: 44, lon: 70 }, { lat: 44 + degrees * 1.003, lon: 70 })).ok).toBe(false)
  })

  it('finds one crossing among the most corners', () => {
    const ring = [...round(maxCorners)]
    const [one, other] = [ring[9_000] as LatLon, ring[9_002] as LatLon]
    ring[9_000] = other
    ring[9_002] = one
    expect(parseShape(polygon(ring))).toEqual({ ok: false, reason: 'crosses-itself' })
  })

  it('refuses what it could only judge with work that grows by the square', () => {
    // A comb of long slanting teeth: the boxes of all its edges overlap.
    const teeth = Array.from({ length: maxCorners - 2 }, (_, i) =>
      i % 2 ? at(100 + i / 400, 100 - i / 400) : at(i / 400, -i / 400),
    )
    expect(parseShape(polygon([...teeth, at(200, -200), at(-10, -200)]))).toEqual({ ok: false, reason: 'too-tangled' })
    expect(parseShape(polygon([...teeth.slice(0, 2_000), at(200, -200), at(-10, -200)])).ok).toBe(true)
  })

  it('says the same wherever a ring starts, whichever way it goes and wherever it lies', () => {
    const corners = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
      minLength: 3,
      maxLength: 8,
    })
    const move = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }))
    fc.assert(
      fc.property(corners, fc.nat(7), fc.boolean(), move, (drawn, start, isTurned, [east, north]) => {
        const from = start % drawn.length
        const started = [...drawn.slice(from), ...drawn.slice(0, from)].map(([e, n]) => [e + east, n + north] as const)
        const other = isTurned ? started.toReversed() : started
        const [one, two] = [parseShape(polygon(ringOf(...drawn))), parseShape(polygon(ringOf(...other)))]
        expect(two.ok).toBe(one.ok)
        if (!one.ok && !two.ok) expect(two.reason).toBe(one.reason)
      }),
      { numRuns: 1_000 },
    )
  })

  it('takes a ring on a grid exactly if no two of its edges share more than they may', () => {
    const corners = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
      minLength: 3,
      maxLength: 7,
    })
    let taken = 0
    fc.assert(
      fc.property(corners, (drawn) => {
        const isTaken = parseShape(polygon(ringOf(...drawn))).ok
        if (isTaken) taken++
        expect(isTaken).toBe(isSimple(drawn))
      }),
      { numRuns: 3_000 },
    )
    expect(taken).toBeGreaterThan(100)
  })
})

type Grid = readonly [number, number]

/** The same question by another way: whole numbers, every stretch and every crossing looked at, all pairs. */
function isSimple(drawn: readonly Grid[]): boolean {
  const ring = drawn.filter(([x, y], i) => {
    const [px, py] = drawn[(i + drawn.length - 1) % drawn.length] as Grid
    return x !== px || y !== py
  })
  if (ring.length < 3) return false
  const corner = (i: number) => ring[(i + ring.length) % ring.length] as Grid
  const cross = (a: Grid, b: Grid, p: Grid) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
  const dot = (a: Grid, b: Grid, p: Grid) => (b[0] - a[0]) * (p[0] - a[0]) + (b[1] - a[1]) * (p[1] - a[1])
  const isWithin = (a: Grid, b: Grid, p: Grid) => cross(a, b, p) === 0 && dot(a, b, p) > 0 && dot(b, a, p) > 0
  // Every corner that lies within an edge becomes a corner of that edge too; then edges only meet in corners, or cross.
  const split: Grid[] = ring.flatMap((a, i) => {
    const b = corner(i + 1)
    const between = ring.filter((p) => isWithin(a, b, p)).toSorted((p, q) => dot(a, b, p) - dot(a, b, q))
    return [a, ...between.filter((p, k) => k === 0 || String(p) !== String(between[k - 1]))]
  })
  const edges = split.map((a, i) => [a, split[(i + 1) % split.length] as Grid] as const)
  const names = edges.map(([a, b]) => [String(a), String(b)].toSorted().join(' '))
  if (new Set(names).size < names.length) return false
  for (const [i, [a, b]] of edges.entries()) {
    for (const [c, d] of edges.slice(i + 1)) {
      if (cross(a, b, c) * cross(a, b, d) < 0 && cross(c, d, a) * cross(c, d, b) < 0) return false
    }
  }
  // At each corner the ways through it are chords of a small circle around it: no two chords may cross.
  const angle = (p: Grid, q: Grid) => Math.atan2(q[1] - p[1], q[0] - p[0])
  const ways = split.map((p, i) => ({
    name: String(p),
    angles: [split[(i + split.length - 1) % split.length] as Grid, split[(i + 1) % split.length] as Grid]
      .map((q) => angle(p, q))
      .toSorted((s, t) => s - t) as [number, number],
  }))
  return !ways.some(({ name, angles: [low, high] }, i) =>
    ways.some((other, k) => {
      if (k <= i || other.name !== name) return false
      const within = other.angles.filter((each) => each > low && each < high).length
      return within === 1
    }),
  )
}

import type { Position } from 'geojson'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutLine, cutRing, ringArea, simplify, simplifyRing } from './geometry.ts'
import { sharedBorders } from './land.ts'

const box = [0, 0, 10, 10] as const
const square = (west: number, south: number, side: number): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
]

describe('a ring cut to a box', () => {
  it.each([
    ['inside', square(2, 2, 3), 9],
    ['over a corner', square(8, 8, 4), 4],
    ['over a side', square(-2, 4, 4), 8],
    ['around it', square(-5, -5, 30), 100],
    ['beside it', square(20, 20, 3), 0],
  ])('that lies %s keeps the area inside', (_, ring, area) => {
    expect(ringArea(cutRing(ring, box))).toBeCloseTo(area)
  })
})

describe('a line cut to a box', () => {
  it('falls apart where it leaves, and single points are dropped', () => {
    expect(
      cutLine(
        [
          [1, 1],
          [2, 2],
          [20, 2],
          [3, 3],
          [20, 3],
          [4, 4],
          [5, 5],
        ],
        box,
      ),
    ).toEqual([
      [
        [1, 1],
        [2, 2],
      ],
      [
        [4, 4],
        [5, 5],
      ],
    ])
  })
})

describe('simplifying', () => {
  const line = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
    minLength: 2,
    maxLength: 40,
  })
  const toSegment = (p: Position, a: Position, b: Position) => {
    const [px = 0, py = 0] = p
    const [ax = 0, ay = 0] = a
    const [bx = 0, by = 0] = b
    const length2 = (bx - ax) ** 2 + (by - ay) ** 2
    const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length2))
    return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay))
  }

  it('keeps both ends and drops no vertex further than the tolerance from what is left', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 30 }), (points, tolerance) => {
        const left = simplify(points, tolerance)
        expect([left[0], left.at(-1)]).toEqual([points[0], points.at(-1)])
        for (const point of points) {
          const nearest = Math.min(...left.slice(1).map((to, i) => toSegment(point, left[i] as Position, to)))
          expect(nearest).toBeLessThanOrEqual(tolerance)
        }
      }),
    )
  })

  it('leaves a ring closed', () => {
    const ring = simplifyRing(square(0, 0, 5), 0.1)
    expect(ring.at(-1)).toEqual(ring[0])
    expect(ringArea(ring)).toBe(25)
  })
})

describe('borders of neighbours', () => {
  it('are the sides that two of them share, each once', () => {
    expect(sharedBorders([square(0, 0, 1), square(1, 0, 1), square(5, 5, 1)])).toEqual([
      [
        [1, 0],
        [1, 1],
      ],
    ])
  })
})

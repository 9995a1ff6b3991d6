import { type Result, ok, refused } from '../result.ts'
import type { LatLon, Shape } from './shape.ts'

export type ShapeRefusal =
  | 'not-a-coordinate'
  | 'radius-out-of-range'
  | 'too-few-corners'
  | 'too-many-corners'
  | 'crosses-180'
  | 'crosses-itself'
  | 'not-judged-yet'

export const maxRadiusMetres = 100_000
export const minRadiusMetres = 10
export const maxCorners = 1_000

function isCoordinate(point: LatLon): boolean {
  return Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180
}

function turn(a: LatLon, b: LatLon, c: LatLon): number {
  return Math.sign((b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon))
}

function crosses(a: LatLon, b: LatLon, c: LatLon, d: LatLon): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

function crossesItself(ring: readonly LatLon[]): boolean {
  const at = (i: number) => ring[i % ring.length] as LatLon
  for (let i = 0; i < ring.length; i++) {
    for (let j = i + 2; j < ring.length; j++) {
      if (crosses(at(i), at(i + 1), at(j), at(j + 1))) return true
    }
  }
  return false
}

/** Refuses what the engine cannot judge: a shape across 180°, a ring that crosses itself, sizes out of bounds. */
export function parseShape(shape: Shape): Result<Shape, ShapeRefusal> {
  if (shape.kind === 'circle') {
    if (!isCoordinate(shape.centre)) return refused('not-a-coordinate')
    const isInRange = shape.radiusMetres >= minRadiusMetres && shape.radiusMetres <= maxRadiusMetres
    return isInRange ? ok(shape) : refused('radius-out-of-range')
  }
  if (shape.kind !== 'polygon' || shape.holes !== undefined) return refused('not-judged-yet')
  if (shape.ring.length < 3) return refused('too-few-corners')
  if (shape.ring.length > maxCorners) return refused('too-many-corners')
  if (!shape.ring.every(isCoordinate)) return refused('not-a-coordinate')
  const lons = shape.ring.map((corner) => corner.lon)
  if (Math.max(...lons) - Math.min(...lons) > 180) return refused('crosses-180')
  return crossesItself(shape.ring) ? refused('crosses-itself') : ok(shape)
}

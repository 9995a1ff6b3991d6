import { type Result, ok, refused } from '../result.ts'
import { distanceMetres, metresPerDegree } from './distance.ts'
import { areaRefusals, faultOfAreas } from './parse-areas.ts'
import type { Area, Circle, Corridor, LatLon, Shape } from './shape.ts'

export const shapeRefusals = [
  ...areaRefusals,
  'not-a-coordinate',
  'radius-out-of-range',
  'width-out-of-range',
  'too-long',
  'too-many-corners',
  'too-many-parts',
  'too-many-holes',
  'crosses-180',
] as const
export type ShapeRefusal = (typeof shapeRefusals)[number]

/** Why a shape cannot be judged, and near which place, where one can be pointed at. */
export interface ShapeFault {
  readonly reason: ShapeRefusal
  readonly at?: LatLon
}

export const minRadiusMetres = 10
export const maxRadiusMetres = 100_000
export const minHalfWidthMetres = 5
export const maxHalfWidthMetres = 5_000
export const maxCorridorMetres = 1_000_000
/**
 * Of a whole shape, whatever its kind, over all parts and holes. A region's border has some thousands at the detail that
 * offices publish; a map drawn by hand has a few dozen.
 */
export const maxCorners = 20_000
export const maxParts = 100
/** Of a whole shape, over all parts. */
export const maxHoles = 100

const fault = (reason: ShapeRefusal, at?: LatLon): ShapeFault => (at ? { reason, at } : { reason })

function isCoordinate(point: LatLon): boolean {
  return Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180
}

/** Whether everything within so many metres of the places lies between 180° west and 180° east, and short of the poles. */
function isWithin180(places: readonly LatLon[], metres: number): boolean {
  let [south, west, north, east] = [90, 180, -90, -180]
  for (const { lat, lon } of places) {
    south = Math.min(south, lat)
    west = Math.min(west, lon)
    north = Math.max(north, lat)
    east = Math.max(east, lon)
  }
  if (east - west > 180) return false
  if (metres === 0) return true
  const highest = Math.max(Math.abs(south), Math.abs(north))
  const top = highest + metres / metresPerDegree(highest).lat
  if (top >= 90) return false
  const degrees = metres / metresPerDegree(top).lon
  return west - degrees >= -180 && east + degrees <= 180
}

function faultOfCircle({ centre, radiusMetres }: Circle): ShapeFault | undefined {
  if (!isCoordinate(centre)) return fault('not-a-coordinate')
  if (!(radiusMetres >= minRadiusMetres && radiusMetres <= maxRadiusMetres)) return fault('radius-out-of-range', centre)
  return isWithin180([centre], radiusMetres) ? undefined : fault('crosses-180', centre)
}

function faultOfCorridor({ line, halfWidthMetres }: Corridor): ShapeFault | undefined {
  if (line.length > maxCorners) return fault('too-many-corners')
  if (line.length < 2) return fault('too-few-corners', line[0])
  if (!line.every(isCoordinate)) return fault('not-a-coordinate')
  if (!(halfWidthMetres >= minHalfWidthMetres && halfWidthMetres <= maxHalfWidthMetres))
    return fault('width-out-of-range', line[0])
  if (!isWithin180(line, halfWidthMetres)) return fault('crosses-180')
  const lengthMetres = line.slice(1).reduce((sum, corner, i) => sum + distanceMetres(line[i] as LatLon, corner), 0)
  if (lengthMetres === 0) return fault('too-few-corners', line[0])
  return lengthMetres > maxCorridorMetres ? fault('too-long') : undefined
}

/** The counts come first: what is far too large is refused before any work on it. */
function faultOfParts(areas: readonly Area[]): ShapeFault | undefined {
  if (areas.length > maxParts) return fault('too-many-parts')
  if (areas.reduce((sum, { holes = [] }) => sum + holes.length, 0) > maxHoles) return fault('too-many-holes')
  const rings = areas.flatMap(({ ring, holes = [] }) => [ring, ...holes])
  if (rings.reduce((sum, ring) => sum + ring.length, 0) > maxCorners) return fault('too-many-corners')
  if (rings.length === 0) return fault('too-few-corners')
  const short = rings.find((ring) => ring.length < 3)
  if (short) return fault('too-few-corners', short[0])
  const corners = rings.flat()
  if (!corners.every(isCoordinate)) return fault('not-a-coordinate')
  return isWithin180(corners, 0) ? faultOfAreas(areas) : fault('crosses-180')
}

/** What keeps the engine from judging the shape, and where; undefined: nothing does. */
export function faultOfShape(shape: Shape): ShapeFault | undefined {
  switch (shape.kind) {
    case 'circle':
      return faultOfCircle(shape)
    case 'polygon':
      return faultOfParts([shape])
    case 'multipolygon':
      return faultOfParts(shape.polygons)
    case 'corridor':
      return faultOfCorridor(shape)
    default:
      return shape satisfies never
  }
}

/**
 * Refuses what the engine cannot judge. Borders may touch in a point, but neither cross nor run along each other; three corners
 * on a line and a corner given twice are no fault.
 */
export function parseShape(shape: Shape): Result<Shape, ShapeRefusal> {
  const found = faultOfShape(shape)
  return found === undefined ? ok(shape) : refused(found.reason)
}

import { metresPerDegree } from '../geometry/distance.ts'
import { type ShapeFault, type ShapeRefusal, faultOfShape, shapeRefusals } from '../geometry/parse-shape.ts'
import type { LatLon, Shape } from '../geometry/shape.ts'
import { signedDistanceMetres } from '../geometry/signed-distance.ts'
import { sideOfBorder } from './border.ts'

/** What keeps a shape from being somebody's zone here: what keeps it from being judged, or that it lies where nobody meant it. */
export const zoneRefusals = [...shapeRefusals, 'coordinates-swapped', 'too-small'] as const
export type ZoneRefusal = ShapeRefusal | 'coordinates-swapped' | 'too-small'
export interface ZoneFault extends Omit<ShapeFault, 'reason'> {
  readonly reason: ZoneRefusal
}

/** So many corners tell where a shape lies; a border of 20,000 is not asked corner by corner. */
const mostAsked = 64
/** A place well inside: a border drawn loosely around the whole country has all its corners abroad. */
const heartland: LatLon = { lat: 48, lon: 67 }

function borderOf(shape: Shape): readonly LatLon[] {
  if (shape.kind === 'circle') return [shape.centre]
  if (shape.kind === 'corridor') return shape.line
  return shape.kind === 'polygon' ? shape.ring : shape.polygons.flatMap(({ ring }) => ring)
}

function askedOf(shape: Shape): readonly LatLon[] {
  const corners = borderOf(shape)
  const every = Math.ceil(corners.length / mostAsked)
  return corners.filter((_, i) => i % every === 0)
}

/** All of it lies abroad, and all of it would lie in Kazakhstan if latitude and longitude were exchanged: as it was read, nobody meant it. */
function isSwapped(shape: Shape): boolean {
  const asked = askedOf(shape)
  return asked.every(
    ({ lat, lon }) =>
      sideOfBorder({ lat, lon }) === 'outside' && Math.abs(lon) <= 90 && sideOfBorder({ lat: lon, lon: lat }) === 'inside',
  )
}

/** A little house. What is smaller lies between the fixes of any device: who is in it would be told to be outside of it. */
const leastSquareMetres = 25

/** By the shoelace formula in metres about its first corner, whose rounding is far below what is asked. */
function squareMetres(ring: readonly LatLon[]): number {
  const [first] = ring
  if (!first) return 0
  const scale = metresPerDegree(first.lat)
  const at = ({ lat, lon }: LatLon) => [(lon - first.lon) * scale.lon, (lat - first.lat) * scale.lat] as const
  const twice = ring.reduce((sum, corner, i) => {
    const [x, y] = at(corner)
    const [nextX, nextY] = at(ring[(i + 1) % ring.length] as LatLon)
    return sum + (x * nextY - nextX * y)
  }, 0)
  return Math.abs(twice) / 2
}

/** Of several parts the whole counts: a border may have an islet. */
function isTooSmall(shape: Shape): boolean {
  if (shape.kind === 'circle' || shape.kind === 'corridor') return false
  const areas = shape.kind === 'polygon' ? [shape] : shape.polygons
  const sizes = areas.flatMap(({ ring, holes = [] }) => [squareMetres(ring), ...holes.map((hole) => -squareMetres(hole))])
  return sizes.reduce((sum, size) => sum + size, 0) < leastSquareMetres
}

/** What keeps the shape from being a zone, and where; undefined: nothing does. */
export function faultOfZone(shape: Shape): ZoneFault | undefined {
  const fault = faultOfShape(shape)
  if (fault) return fault
  const [at] = borderOf(shape)
  if (at && isTooSmall(shape)) return { reason: 'too-small', at }
  return isSwapped(shape) && at ? { reason: 'coordinates-swapped', at } : undefined
}

/** Latitude for longitude: what a file with the other order of the two meant. */
export function withExchangedCoordinates(shape: Shape): Shape {
  const exchanged = ({ lat, lon }: LatLon): LatLon => ({ lat: lon, lon: lat })
  const ring = (corners: readonly LatLon[]) => corners.map(exchanged)
  const area = <Part extends { readonly ring: readonly LatLon[]; readonly holes?: readonly (readonly LatLon[])[] }>(
    part: Part,
  ) => ({
    ...part,
    ring: ring(part.ring),
    ...(part.holes && { holes: part.holes.map(ring) }),
  })
  switch (shape.kind) {
    case 'circle':
      return { ...shape, centre: exchanged(shape.centre) }
    case 'corridor':
      return { ...shape, line: ring(shape.line) }
    case 'polygon':
      return area(shape)
    case 'multipolygon':
      return { ...shape, polygons: shape.polygons.map(area) }
    default:
      return shape satisfies never
  }
}

/** Where it lies, as far as our outline of the country tells: nearer than 5 km to the border counts as here. */
export function whereZoneLies(shape: Shape): 'here' | 'partly-abroad' | 'abroad' {
  const asked = askedOf(shape)
  const abroad = asked.filter((corner) => sideOfBorder(corner) === 'outside').length
  if (abroad === 0) return 'here'
  return abroad < asked.length || signedDistanceMetres(heartland, shape) <= 0 ? 'partly-abroad' : 'abroad'
}

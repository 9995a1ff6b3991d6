import { type ShapeFault, type ShapeRefusal, faultOfShape, shapeRefusals } from '../geometry/parse-shape.ts'
import type { LatLon, Shape } from '../geometry/shape.ts'
import { signedDistanceMetres } from '../geometry/signed-distance.ts'
import { sideOfBorder } from './border.ts'

/** What keeps a shape from being somebody's zone here: what keeps it from being judged, or that it lies where nobody meant it. */
export const zoneRefusals = [...shapeRefusals, 'coordinates-swapped'] as const
export type ZoneRefusal = ShapeRefusal | 'coordinates-swapped'
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

/** What keeps the shape from being a zone, and where; undefined: nothing does. */
export function faultOfZone(shape: Shape): ZoneFault | undefined {
  const fault = faultOfShape(shape)
  if (fault) return fault
  const [at] = borderOf(shape)
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

import { type Result, ok, refused } from '../result.ts'
import { corridorAreas } from './corridor-outline.ts'
import { type ShapeRefusal, parseShape } from './parse-shape.ts'
import { roundRing } from './round-ring.ts'
import type { Area, LatLon, MultiPolygon, Polygon, Ring, Shape } from './shape.ts'

type Position = [lon: number, lat: number]

/** RFC 7946: rings are closed, the outer one first and counterclockwise, holes clockwise. */
export type GeoJsonArea = { type: 'Polygon'; coordinates: Position[][] } | { type: 'MultiPolygon'; coordinates: Position[][][] }

/** Corners that stand for a circle: the chords run 0.1 % of the radius inside it. */
export const circleCorners = 72

function isCounterclockwise(ring: Ring): boolean {
  const first = ring[0] as LatLon
  let twice = 0
  for (const [i, b] of ring.entries()) {
    const a = ring.at(i - 1) as LatLon
    twice += (a.lon - first.lon) * (b.lat - first.lat) - (b.lon - first.lon) * (a.lat - first.lat)
  }
  return twice > 0
}

function closed(ring: Ring, isOuter: boolean): Position[] {
  const turned = isCounterclockwise(ring) === isOuter ? ring : ring.toReversed()
  return [...turned, turned[0] as LatLon].map(({ lat, lon }) => [lon, lat])
}

function coordinates({ ring, holes = [] }: Area): Position[][] {
  return [closed(ring, true), ...holes.map((hole) => closed(hole, false))]
}

function geoJsonOf(areas: readonly Area[]): GeoJsonArea {
  const [only, ...others] = areas
  if (only && others.length === 0) return { type: 'Polygon', coordinates: coordinates(only) }
  return { type: 'MultiPolygon', coordinates: areas.map(coordinates) }
}

/** The shape as an area for maps and exports. A circle has `circleCorners`; a corridor see `corridorAreas`. */
export function toGeoJson(shape: Shape): GeoJsonArea {
  switch (shape.kind) {
    case 'circle':
      return geoJsonOf([{ ring: roundRing(shape.centre, shape.radiusMetres, circleCorners) }])
    case 'polygon':
      return geoJsonOf([shape])
    case 'multipolygon':
      return { type: 'MultiPolygon', coordinates: shape.polygons.map(coordinates) }
    case 'corridor':
      return geoJsonOf(corridorAreas(shape))
    default:
      return shape satisfies never
  }
}

/** Undefined for what is no closed ring of positions. An altitude is passed over; which way round does not matter. */
function ringFrom(given: unknown): Ring | undefined {
  if (!Array.isArray(given)) return undefined
  const ring: LatLon[] = []
  for (const position of given as readonly unknown[]) {
    if (!Array.isArray(position)) return undefined
    const [lon, lat] = position as readonly unknown[]
    if (typeof lon !== 'number' || typeof lat !== 'number') return undefined
    ring.push({ lat, lon })
  }
  const [first, last] = [ring[0], ring.at(-1)]
  return first && first.lat === last?.lat && first.lon === last.lon ? ring.slice(0, -1) : undefined
}

function areaFrom(given: unknown): Area | undefined {
  if (!Array.isArray(given)) return undefined
  const rings = (given as readonly unknown[]).map(ringFrom)
  if (rings.includes(undefined)) return undefined
  const [ring, ...holes] = rings as Ring[]
  return ring && (holes.length > 0 ? { ring, holes } : { ring })
}

/** The shape of a GeoJSON Polygon or MultiPolygon, judged as any other. */
export function fromGeoJson(geometry: unknown): Result<Polygon | MultiPolygon, ShapeRefusal | 'not-an-area'> {
  if (typeof geometry !== 'object' || geometry === null) return refused('not-an-area')
  const { type, coordinates: given } = geometry as { readonly type?: unknown; readonly coordinates?: unknown }
  if (type !== 'Polygon' && type !== 'MultiPolygon') return refused('not-an-area')
  const areas = type === 'Polygon' ? [areaFrom(given)] : Array.isArray(given) ? given.map(areaFrom) : [undefined]
  if (areas.includes(undefined)) return refused('not-an-area')
  const polygons = areas as readonly Area[]
  const shape =
    type === 'Polygon' ? { kind: 'polygon' as const, ...(polygons[0] as Area) } : { kind: 'multipolygon' as const, polygons }
  const parsed = parseShape(shape)
  return parsed.ok ? ok(shape) : parsed
}

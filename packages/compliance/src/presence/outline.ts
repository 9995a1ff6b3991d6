import {
  type Area,
  type Chain,
  type Circle,
  type LatLon,
  type Shape,
  chainOf,
  distanceMetres,
  isInChain,
  leastMetresToChain,
  leastMetresToPlace,
  lonNear,
  metresApart,
  metresPerDegree,
  metresToChain,
} from '@bilezik/domain'
import type { Fixed } from './place.ts'

type Outlined = Exclude<Shape, Circle>

/** A shape of edges prepared for many questions. */
interface Outline {
  /** Every ring of every part, holes included, or the line of a corridor. */
  readonly chains: readonly Chain[]
  /** Nothing for an area. */
  readonly halfWidthMetres: number
  /** Where the longitudes of a question belong. */
  readonly lon: number
  /** Of the circle of the same area. */
  readonly radiusMetres: number
}

function ringMetres2({ corners }: Chain): number {
  const [lat, lon] = [corners[0] as number, corners[1] as number]
  let [twiceDegrees2, south, north] = [0, lat, lat]
  for (let i = 0; i + 3 < corners.length; i += 2) {
    const aLat = corners[i] as number
    const aLon = corners[i + 1] as number
    const bLat = corners[i + 2] as number
    const bLon = corners[i + 3] as number
    twiceDegrees2 += (aLon - lon) * (bLat - lat) - (bLon - lon) * (aLat - lat)
    south = Math.min(south, bLat)
    north = Math.max(north, bLat)
  }
  const scale = metresPerDegree((south + north) / 2)
  return (Math.abs(twiceDegrees2) / 2) * scale.lat * scale.lon
}

function areasOutline(areas: readonly Area[]): Outline {
  const parts = areas.map(({ ring, holes = [] }) => [ring, ...holes].map((each) => chainOf(each, true)))
  const areaMetres2 = parts
    .flatMap(([ring, ...holes]) => [ringMetres2(ring as Chain), ...holes.map((hole) => -ringMetres2(hole))])
    .reduce((sum, metres2) => sum + metres2, 0)
  return {
    chains: parts.flat(),
    halfWidthMetres: 0,
    lon: areas[0]?.ring[0]?.lon ?? 0,
    radiusMetres: Math.max(1, Math.sqrt(Math.max(0, areaMetres2) / Math.PI)),
  }
}

function corridorOutline(line: readonly LatLon[], halfWidthMetres: number): Outline {
  const lengthMetres = line.slice(1).reduce((sum, corner, i) => sum + distanceMetres(line[i] as LatLon, corner), 0)
  return {
    chains: [chainOf(line, false)],
    halfWidthMetres,
    lon: line[0]?.lon ?? 0,
    // A strip with round ends, as if it never met itself.
    radiusMetres: Math.sqrt((2 * lengthMetres * halfWidthMetres) / Math.PI + halfWidthMetres * halfWidthMetres),
  }
}

function outlineOf(shape: Outlined): Outline {
  switch (shape.kind) {
    case 'polygon':
      return areasOutline([shape])
    case 'multipolygon':
      return areasOutline(shape.polygons)
    case 'corridor':
      return corridorOutline(shape.line, shape.halfWidthMetres)
    default:
      return shape satisfies never
  }
}

/** A memory of a pure function by the shape's identity: it changes speed, never an answer. */
const outlines = new WeakMap<Outlined, Outline>()

function prepared(shape: Outlined): Outline {
  let outline = outlines.get(shape)
  if (!outline) {
    outline = outlineOf(shape)
    outlines.set(shape, outline)
  }
  return outline
}

/** Radius in metres of the circle of the same area, at least one metre. */
export function radiusMetresOf(shape: Shape): number {
  return shape.kind === 'circle' ? shape.radiusMetres : prepared(shape).radiusMetres
}

/** As `borderMetres`, of a circle that is told by numbers. */
export function metresToCircle(
  fixed: Fixed,
  centreLat: number,
  centreLon: number,
  radiusMetres: number,
  enoughMetres: number,
): number {
  const lon = lonNear(centreLon, fixed.lon)
  const least = leastMetresToPlace(fixed, centreLat, lon) - radiusMetres
  return least > enoughMetres ? least : metresApart(fixed.lat, fixed.lon, centreLat, lon) - radiusMetres
}

/**
 * Metres to the border, negative inside: what `signedDistanceMetres` says. Farther than `enoughMetres` from the zone a lower
 * bound that is itself beyond it, because there any number beyond it will do.
 */
export function borderMetres(fixed: Fixed, shape: Shape, enoughMetres: number): number {
  if (shape.kind === 'circle') {
    const { centre, radiusMetres } = shape
    return metresToCircle(fixed, centre.lat, centre.lon, radiusMetres, enoughMetres)
  }
  const { chains, halfWidthMetres, lon } = prepared(shape)
  const near = lonNear(fixed.lon, lon)
  const from = near === fixed.lon ? fixed : { ...fixed, lon: near }
  let least = Infinity
  for (const chain of chains) least = Math.min(least, leastMetresToChain(from, chain) - halfWidthMetres)
  if (least > enoughMetres) return least
  let metres = Infinity
  let isInside = false
  for (const chain of chains) {
    metres = metresToChain(from, chain, metres)
    // The holes' rings count as the others do: in a hole a point is inside two rings.
    if (shape.kind !== 'corridor' && isInChain(from.lat, from.lon, chain)) isInside = !isInside
  }
  if (shape.kind === 'corridor') return metres - halfWidthMetres
  return isInside && metres > 0 ? -metres : metres
}

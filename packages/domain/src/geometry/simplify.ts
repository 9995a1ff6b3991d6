import { type ShapeFault, faultOfShape, maxCorners } from './parse-shape.ts'
import type { Area, LatLon, Ring, Shape } from './shape.ts'
import { departureMetres, thinned } from './thin-line.ts'

export interface Simplified {
  readonly shape: Shape
  readonly corners: number
  /** How far the border moved, at most. */
  readonly departureMetres: number
  /** What still keeps it from being judged: fewer corners can make a border cross itself. */
  readonly fault?: ShapeFault
}

/** Beyond this a border is another border. */
const mostToleranceMetres = 5_000

interface Thinning {
  readonly toleranceMetres: number
  departure: number
}

/** The closed line without its repeated end; what would be no area any more keeps three of its corners. */
function thinRing(ring: Ring, thinning: Thinning): Ring {
  const first = ring[0] as LatLon
  const line = [...ring, { ...first }]
  const inTolerance = thinned(line, thinning.toleranceMetres)
  const third = Math.floor(ring.length / 3)
  const kept =
    inTolerance.length > 3 ? inTolerance : [first, ring[third] as LatLon, ring[2 * third] as LatLon, line.at(-1) as LatLon]
  thinning.departure = Math.max(thinning.departure, departureMetres(line, kept))
  return kept.slice(0, -1)
}

function thinArea({ ring, holes }: Area, thinning: Thinning): Area {
  const thin = (each: Ring) => (each.length > 3 ? thinRing(each, thinning) : each)
  return { ring: thin(ring), ...(holes && { holes: holes.map(thin) }) }
}

function thinShape(shape: Shape, thinning: Thinning): Shape {
  switch (shape.kind) {
    case 'circle':
      return shape
    case 'polygon':
      return { kind: 'polygon', ...thinArea(shape, thinning) }
    case 'multipolygon':
      return { kind: 'multipolygon', polygons: shape.polygons.map((area) => thinArea(area, thinning)) }
    case 'corridor': {
      const line = thinned(shape.line, thinning.toleranceMetres)
      thinning.departure = Math.max(thinning.departure, departureMetres(shape.line, line))
      return { ...shape, line }
    }
    default:
      return shape satisfies never
  }
}

/** Over all rings and holes; a circle has none. */
export function cornersOf(shape: Shape): number {
  const inArea = ({ ring, holes = [] }: Area) => holes.reduce((sum, hole) => sum + hole.length, ring.length)
  if (shape.kind === 'circle') return 0
  if (shape.kind === 'corridor') return shape.line.length
  return (shape.kind === 'polygon' ? [shape] : shape.polygons).reduce((sum, area) => sum + inArea(area), 0)
}

/**
 * The shape with no more than so many corners and the smallest of the tolerances 1, 2, 4 … m that does it; undefined: none does.
 * Two borders that run within the tolerance of each other may come to cross: `fault` tells.
 */
export function simplifyShape(shape: Shape, mostCorners: number = maxCorners): Simplified | undefined {
  for (let toleranceMetres = 1; toleranceMetres <= mostToleranceMetres; toleranceMetres *= 2) {
    const thinning: Thinning = { toleranceMetres, departure: 0 }
    const thin = thinShape(shape, thinning)
    const corners = cornersOf(thin)
    if (corners > mostCorners) continue
    const fault = faultOfShape(thin)
    return { shape: thin, corners, departureMetres: thinning.departure, ...(fault && { fault }) }
  }
  return undefined
}

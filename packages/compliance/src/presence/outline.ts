import { type Polygon, type Shape, metresPerDegree, signedDistanceMetres } from '@bilezik/domain'
import type { Fixed } from './place.ts'

/** A polygon prepared for many questions: corners in a flat array (lat, lon, lat, lon …) with its bounding box. */
interface Outline {
  readonly corners: Float64Array
  readonly south: number
  readonly north: number
  readonly west: number
  readonly east: number
  readonly areaMetres2: number
}

function outlineOf(polygon: Polygon): Outline {
  const { ring } = polygon
  const corners = new Float64Array(ring.length * 2)
  let [south, north, west, east] = [90, -90, 180, -180]
  ring.forEach(({ lat, lon }, i) => {
    corners[2 * i] = lat
    corners[2 * i + 1] = lon
    south = Math.min(south, lat)
    north = Math.max(north, lat)
    west = Math.min(west, lon)
    east = Math.max(east, lon)
  })
  const scale = metresPerDegree((south + north) / 2)
  let twiceDegrees2 = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay, bx, by] = [corners[2 * j + 1], corners[2 * j], corners[2 * i + 1], corners[2 * i]] as [
      number,
      number,
      number,
      number,
    ]
    twiceDegrees2 += (ax - west) * (by - south) - (bx - west) * (ay - south)
  }
  return { corners, south, north, west, east, areaMetres2: (Math.abs(twiceDegrees2) / 2) * scale.lat * scale.lon }
}

/** A memory of a pure function by the shape's identity: it changes speed, never an answer. */
const outlines = new WeakMap<Polygon, Outline>()

function prepared(polygon: Polygon): Outline {
  let outline = outlines.get(polygon)
  if (!outline) {
    outline = outlineOf(polygon)
    outlines.set(polygon, outline)
  }
  return outline
}

/** Radius in metres of the circle of the same area, at least one metre. */
export function radiusMetresOf(shape: Shape): number {
  if (shape.kind === 'multipolygon' || shape.kind === 'corridor') return 1
  return shape.kind === 'circle' ? shape.radiusMetres : Math.max(1, Math.sqrt(prepared(shape).areaMetres2 / Math.PI))
}

function toPolygon(fixed: Fixed, { corners }: Outline): number {
  const { lat, lon, metresPerLat, metresPerLon } = fixed
  let nearest2 = Infinity
  let isInside = false
  let ax = ((corners[corners.length - 1] as number) - lon) * metresPerLon
  let ay = ((corners[corners.length - 2] as number) - lat) * metresPerLat
  for (let i = 0; i < corners.length; i += 2) {
    const bx = ((corners[i + 1] as number) - lon) * metresPerLon
    const by = ((corners[i] as number) - lat) * metresPerLat
    const dx = bx - ax
    const dy = by - ay
    if (by > 0 !== ay > 0 && 0 < (-dx * by) / dy + bx) isInside = !isInside
    const length2 = dx * dx + dy * dy
    const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2))
    const x = ax + along * dx
    const y = ay + along * dy
    nearest2 = Math.min(nearest2, x * x + y * y)
    ax = bx
    ay = by
  }
  return isInside ? -Math.sqrt(nearest2) : Math.sqrt(nearest2)
}

function toBox(fixed: Fixed, box: Outline): number {
  const y = Math.max(box.south - fixed.lat, fixed.lat - box.north, 0) * fixed.metresPerLat
  const x = Math.max(box.west - fixed.lon, fixed.lon - box.east, 0) * fixed.metresPerLon
  return Math.sqrt(x * x + y * y)
}

/** Up to this radius the plane at the fix is as good as the plane half-way (within 0.01 %). */
const planarRadiusMetres = 2_000

/**
 * Metres to the border, negative inside. Beyond `enoughMetres` of the zone's surroundings any larger or smaller number beyond
 * it will do, so a cheap lower bound is returned there.
 */
export function borderMetres(fixed: Fixed, shape: Shape, enoughMetres: number): number {
  if (shape.kind === 'polygon') {
    const outline = prepared(shape)
    const lowerBound = toBox(fixed, outline)
    return lowerBound > enoughMetres ? lowerBound : toPolygon(fixed, outline)
  }
  if (shape.kind !== 'circle') return signedDistanceMetres(fixed, shape)
  const y = (fixed.lat - shape.centre.lat) * fixed.metresPerLat
  const turn = fixed.lon - shape.centre.lon
  const x = (turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn) * fixed.metresPerLon
  const away = Math.sqrt(x * x + y * y) - shape.radiusMetres
  return shape.radiusMetres <= planarRadiusMetres || away > enoughMetres ? away : signedDistanceMetres(fixed, shape)
}

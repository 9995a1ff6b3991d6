import { type LatLon, type Shape, distanceMetres } from '@bilezik/domain'
import { type Evidence, homeEvidence, noCeiling } from './evidence.ts'
import { borderMetres } from './outline.ts'
import type { Fixed } from './place.ts'

interface Depth {
  readonly at: LatLon
  readonly metres: number
}

/**
 * How deep inside a shape the last fix lay, by the shape's identity: it changes speed, never an answer. Most people are far from the
 * border of their oblast, and a fix near the one before is as far from it, without asking each of a thousand corners again.
 */
const depths = new WeakMap<Shape, Depth>()

/** Distances over hundreds of kilometres are kept with this much reserve. */
const reserve = 0.1

function isSurelyDeeper(fixed: Fixed, shape: Shape, metres: number): boolean {
  const known = depths.get(shape)
  return known !== undefined && known.metres * (1 - reserve) - distanceMetres(fixed, known.at) * (1 + reserve) > metres
}

/**
 * A territory: what is weighed as for a home, but decided at once for who is far from its border. There even the tail of the worst
 * fix says all that one fix may say, on either side; the distance told is then a lower bound.
 */
export function territoryEvidence(fixed: Fixed, shape: Shape): Evidence {
  const farMetres = 20 * Math.max(100, fixed.tailMetres)
  const deep: Evidence = { borderMetres: -farMetres, forOutside: -fixed.mostEvidence, ceiling: noCeiling }
  if (isSurelyDeeper(fixed, shape, farMetres)) return deep
  const border = borderMetres(fixed, shape, farMetres)
  if (border > farMetres) return { borderMetres: farMetres, forOutside: fixed.mostEvidence, ceiling: noCeiling }
  if (border >= -farMetres) return homeEvidence(fixed, shape)
  depths.set(shape, { at: { lat: fixed.lat, lon: fixed.lon }, metres: -border })
  return deep
}

import type { Shape } from '@bilezik/domain'
import { borderMetres, metresToCircle, radiusMetresOf } from './outline.ts'
import type { Fixed } from './place.ts'

/** The share of a Cauchy-like kernel of this scale per square metre, at a distance. Its slow fall is the point: a far fix stays possible. */
function cauchyDensity(metres2: number, scaleMetres2: number): number {
  const sum = metres2 + scaleMetres2
  return Math.sqrt(scaleMetres2) / (2 * Math.PI * sum * Math.sqrt(sum))
}

/** How likely the true place lies in a disc, if all places were equally likely: the fix's error kernel summed over the disc. */
function shareInDisc(fixed: Fixed, borderM: number, radiusM: number): number {
  const variance = fixed.sigmaMetres * fixed.sigmaMetres
  const radius2 = radiusM * radiusM
  const away = Math.max(0, borderM + radiusM)
  // A narrow kernel sees the border as a straight line (logistic approximation of the normal integral);
  // a wide one sees the disc as a spot, a normal kernel with the disc's own variance added.
  const body =
    fixed.sigmaMetres < radiusM / 2
      ? (1 - Math.exp(-radius2 / (2 * variance))) / (1 + Math.exp((1.702 * borderM) / fixed.sigmaMetres))
      : (radius2 / (2 * variance + radius2 / 2)) * Math.exp(-(away * away) / (2 * variance + radius2 / 2))
  // Of the tail the border leaves about this much inside, and never more than its density at the spot times the disc's area.
  const tail2 = fixed.tailMetres * fixed.tailMetres
  const side = 0.5 * (1 - borderM / Math.sqrt(tail2 + borderM * borderM))
  const tail = Math.min(side, Math.PI * radius2 * cauchyDensity(away * away, tail2))
  return (1 - fixed.tailShare) * Math.min(1, body) + fixed.tailShare * tail
}

/**
 * Where a person who is away may be: mostly near, sometimes anywhere. Because of it a fix near home speaks for home however
 * uncertain it is, and a return is noticed from network positions alone.
 */
const awayShares = [
  { share: 0.5, metres: 400 },
  { share: 0.4, metres: 3_000 },
  { share: 0.1, metres: 50_000 },
] as const

/** Evidence of one fix, whatever it says, is held within so many log-odds: one jump proves nothing. */
function clamped(logOdds: number, { mostEvidence }: Fixed): number {
  return Math.max(-mostEvidence, Math.min(mostEvidence, logOdds))
}

/** Log-odds to which a lasting error of no size at all could mislead. */
const leastCeiling = 1.3
/** Where in its zone a person mostly is: half-way to the border, but within a hundred metres of it. */
const mostDepthMetres = 100

/**
 * However many fixes agree, the belief goes no higher than a lasting error of that size is rare: a position that a reflection holds
 * 150 m off for an hour is no exit.
 */
function ceilingOf(fixed: Fixed, borderM: number, radiusM: number): number {
  const metres = Math.max(0, borderM + Math.min(mostDepthMetres, radiusM / 2))
  return leastCeiling + metres / fixed.biasMetres
}

export interface Evidence {
  /** Metres to the border, negative inside; far away from it a lower bound. */
  readonly borderMetres: number
  /** Log-odds for outside against inside that this fix would carry alone. */
  readonly forOutside: number
  /** Log-odds of the notable answer that fixes like this one can never exceed together. */
  readonly ceiling: number
}

/** No lasting error is thought of: far away, and for forbidden places, whose harm is the graver one. */
export const noCeiling = 100

/** Farther than this from a home even the tail of a fix says all that one fix may say. */
function homeFarMetres(fixed: Fixed, radiusM: number): number {
  return 20 * Math.max(100, fixed.tailMetres, radiusM)
}

/** A home: the person belongs in it, so the outside is weighed by how a person who left spreads around it. */
export function homeEvidence(fixed: Fixed, shape: Shape): Evidence {
  const radiusM = radiusMetresOf(shape)
  return homeEvidenceAt(fixed, borderMetres(fixed, shape, homeFarMetres(fixed, radiusM)), radiusM)
}

/** The same for a circle, told by numbers alone. */
export function circleEvidence(fixed: Fixed, lat: number, lon: number, radiusM: number): Evidence {
  return homeEvidenceAt(fixed, metresToCircle(fixed, lat, lon, radiusM, homeFarMetres(fixed, radiusM)), radiusM)
}

function homeEvidenceAt(fixed: Fixed, border: number, radiusM: number): Evidence {
  if (border > homeFarMetres(fixed, radiusM) && fixed.kind === 'precise')
    return { borderMetres: border, forOutside: fixed.mostEvidence, ceiling: noCeiling }
  const inDisc = Math.max(1e-300, Math.min(1 - 1e-12, shareInDisc(fixed, border, radiusM)))
  const away = Math.max(0, border + radiusM)
  let density = 0
  for (const { share, metres } of awayShares) {
    const scale = metres + radiusM
    density += share * cauchyDensity(away * away, scale * scale + fixed.sigmaMetres * fixed.sigmaMetres)
  }
  const logOdds = Math.log((density * Math.PI * radiusM * radiusM * (1 - inDisc)) / inDisc)
  return { borderMetres: border, forOutside: clamped(logOdds, fixed), ceiling: ceilingOf(fixed, border, radiusM) }
}

/** Log of the error kernel at a distance, against its peak. */
function logKernel(fixed: Fixed, metres: number): number {
  const [spread, tail] = [metres / fixed.sigmaMetres, metres / fixed.tailMetres]
  const ratio = fixed.sigmaMetres / fixed.tailMetres
  const far = fixed.tailShare * ratio * ratio
  const bulk = 1 - fixed.tailShare
  return Math.log((bulk * Math.exp((-spread * spread) / 2) + far / (1 + tail * tail) ** 1.5) / (bulk + far))
}

/** Beyond so many metres even the tail of a network fix says all that one fix may say. */
export function farMetresOf(fixed: Fixed): number {
  return Math.max(8 * fixed.sigmaMetres, 2 * fixed.tailMetres)
}

/** What a fix says that lies farther than that from a forbidden place, but for the distance itself. */
export function farEvidence(fixed: Fixed, border = Infinity): Evidence {
  return { borderMetres: border, forOutside: fixed.mostEvidence, ceiling: noCeiling }
}

/**
 * A forbidden place: the person does not belong in it and may well live beside it, so the best place outside is weighed against
 * the best place inside. A vague fix says next to nothing, wherever it lies. With a margin the border lies so far outside the
 * place's own; the distance told stays that from the place.
 */
export function forbiddenEvidence(fixed: Fixed, shape: Shape, marginMetres = 0): Evidence {
  const farMetres = farMetresOf(fixed)
  return forbiddenAt(fixed, borderMetres(fixed, shape, farMetres + marginMetres), farMetres, marginMetres)
}

/** The border counts so far outside; the distance told is from the shape itself. */
function forbiddenAt(fixed: Fixed, metres: number, farMetres: number, marginMetres = 0): Evidence {
  const border = metres - marginMetres
  if (border > farMetres) return farEvidence(fixed, metres)
  const strength = -logKernel(fixed, Math.abs(border))
  return { borderMetres: metres, forOutside: clamped(border < 0 ? -strength : strength, fixed), ceiling: noCeiling }
}

/** As a forbidden place made of everything within so many metres of any of these. */
export function forbiddenEvidenceWithin(fixed: Fixed, shapes: readonly Shape[], metres: number): Evidence {
  const farMetres = farMetresOf(fixed)
  let nearest = Infinity
  for (const shape of shapes) nearest = Math.min(nearest, borderMetres(fixed, shape, farMetres + metres) - metres)
  return forbiddenAt(fixed, nearest, farMetres)
}

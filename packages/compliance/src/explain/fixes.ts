import type { ExplainedFix, FixStrength, WeighedFix } from '@bilezik/domain'

export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** Odds that a fix changes at least so much: see `FixStrength`. */
const strongWeight = Math.log(7)
const moderateWeight = Math.log(2)

function strengthOf(weight: number): FixStrength {
  const size = Math.abs(weight)
  return size >= strongWeight ? 'strong' : size >= moderateWeight ? 'moderate' : 'weak'
}

/** So roughly is the way to a protected person's place told: several exact ones would show where it is. */
const protectedMetres = 50

export function explainedFix(fixed: WeighedFix, isProtecting: boolean): ExplainedFix {
  const { readingId, at, lat, lon, sigmaMetres, weight, logOdds } = fixed
  const distanceMetres = isProtecting
    ? Math.round(fixed.distanceMetres / protectedMetres) * protectedMetres
    : fixed.distanceMetres
  return {
    readingId,
    at,
    lat,
    lon,
    source: fixed.source ?? null,
    statedMetres: fixed.statedMetres ?? null,
    sigmaMetres,
    distanceMetres,
    says: weight < 0 ? 'inside' : 'outside',
    strength: strengthOf(weight),
    newShare: fixed.newShare ?? null,
    beforeLogOdds: fixed.beforeLogOdds ?? logOdds - weight,
    weight,
    logOdds,
    probability: probabilityOf(logOdds),
  }
}

/** Index of the fix at which the threshold was last crossed from below; undefined: the listed fixes do not hold it. */
export function decidingIndex(path: readonly WeighedFix[], sign: 1 | -1, threshold: number): number | undefined {
  const score = (fixed: WeighedFix | undefined): number => (fixed ? sign * fixed.logOdds : -Infinity)
  const index = path.findLastIndex((fixed, i) => score(fixed) >= threshold && score(path[i - 1]) < threshold)
  // A path that begins above it was cut off: its first fix is then not the one that decided.
  const beganBelow = sign * (path[0]?.beforeLogOdds ?? -Infinity) < threshold
  return index < 0 || (index === 0 && !beganBelow) ? undefined : index
}

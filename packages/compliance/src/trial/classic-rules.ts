import { type FixReading, type Instant, type LatLon, distanceMetres } from '@bilezik/domain'

/** A position with the time at which it was taken. */
export type TimedFix = FixReading & { readonly fixAt: Instant }

export interface TrialZone {
  readonly centre: LatLon
  readonly radiusMetres: number
}

/** Believed outside from the fix at `from` up to the fix at `to`; at the last fix when still out. */
export interface Exit {
  readonly from: Instant
  readonly to: Instant
}

/** What is known of a rule that has no doubts: each fix is inside or outside, and so many outside in a row make an exit. */
function exitsBy(isOutside: (fix: TimedFix) => boolean, inARow: number, fixes: readonly TimedFix[]): Exit[] {
  const exits: Exit[] = []
  let [outside, from]: [number, Instant | undefined] = [0, undefined]
  for (const fix of fixes) {
    if (!fix.isValid) continue
    if (isOutside(fix)) {
      outside++
      if (outside === inARow) from = fix.fixAt
      continue
    }
    if (from !== undefined) exits.push({ from, to: fix.fixAt })
    outside = 0
    from = undefined
  }
  const last = fixes.at(-1)
  return from === undefined || !last ? exits : [...exits, { from, to: last.fixAt }]
}

/** Outside is whatever lies beyond the radius: what tracking systems commonly do. */
export function naiveExits(fixes: readonly TimedFix[], zone: TrialZone): Exit[] {
  return nInARowExits(fixes, zone, 1)
}

/** Outside is what lies beyond the radius so many times in a row. */
export function nInARowExits(fixes: readonly TimedFix[], { centre, radiusMetres }: TrialZone, inARow: number): Exit[] {
  return exitsBy((fix) => distanceMetres(fix, centre) > radiusMetres, inARow, fixes)
}

/** Outside is what lies beyond the radius by more than so many times the precision that the device states. */
export function marginExits(fixes: readonly TimedFix[], { centre, radiusMetres }: TrialZone, times = 1): Exit[] {
  return exitsBy((fix) => distanceMetres(fix, centre) - times * (fix.accuracyMetres ?? 0) > radiusMetres, 1, fixes)
}

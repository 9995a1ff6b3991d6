import { type Exit, type TimedFix, type TrialZone, engineExits, marginExits, nInARowExits, naiveExits } from '@bilezik/compliance'
import { isoInstant } from '@bilezik/domain'

interface PrintedSpan {
  readonly from: string
  readonly to: string
}

/** What `bilezik presence` prints: times in ISO 8601, UTC. */
export interface PresenceReport {
  readonly naive: { readonly exits: readonly PrintedSpan[] }
  readonly margin: { readonly exits: readonly PrintedSpan[] }
  readonly threeInARow: { readonly exits: readonly PrintedSpan[] }
  readonly engine: { readonly exits: readonly PrintedSpan[]; readonly unknown: readonly PrintedSpan[] }
}

function printed(spans: readonly Exit[]): PrintedSpan[] {
  return spans.map(({ from, to }) => ({ from: isoInstant(from), to: isoInstant(to) }))
}

/** Exits of one recording by each rule, the fixes in order of time. */
export function judge(fixes: readonly TimedFix[], zone: TrialZone): PresenceReport {
  const { exits, unknown } = engineExits(fixes, zone)
  return {
    naive: { exits: printed(naiveExits(fixes, zone)) },
    margin: { exits: printed(marginExits(fixes, zone)) },
    threeInARow: { exits: printed(nInARowExits(fixes, zone, 3)) },
    engine: { exits: printed(exits), unknown: printed(unknown) },
  }
}

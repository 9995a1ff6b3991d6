import { hour, minute } from '@bilezik/domain'
import type { WatchPolicy } from './stream.ts'

/** Replay is exact for one engine version. Changed with every change that may alter an effect. */
export const engineVersion = 'compliance-4'

/**
 * What a service starts from.
 * Exit at ln 99: at most one decision in a hundred is wrong if the model of errors holds; what that costs in delay is drawn by
 * `npm run bench:presence`. A service that wants fewer false exits raises it (5.2 is one in 181; the belief never exceeds 5.5), one that
 * wants to know sooner lowers it. Return at even odds: the doubt is the person's.
 * Presence holds 30 minutes: two reports missed at the slowest usual rhythm (15 minutes) leave the belief standing, a third does not.
 * Nobody travels faster than 130 km/h for long without a train or a plane; the number only says how much a blind interval leaves open.
 * A strap signal is verified for a minute, and a person's fourth within six hours raises: 1369 §8(4) wants staff sent at once, and
 * whether a machine may verify at all is a lawyer's to say (docs/law/open-questions.md, 10).
 */
export const defaultPolicy: WatchPolicy = {
  exitLogOdds: Math.log(99),
  returnLogOdds: 0,
  presenceHoldsMs: 30 * minute,
  wear: { verifyMs: minute, mostSuppressed: 3, suppressedWithinMs: 6 * hour },
  reachKilometresPerHour: 130,
}

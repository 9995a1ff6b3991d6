import { minute } from '@bilezik/domain'
import type { WatchPolicy } from './stream.ts'

/** Replay is exact for one engine version. Changed with every change that may alter an effect. */
export const engineVersion = 'compliance-2'

/**
 * What a service starts from.
 * Exit at ln 99: at most one decision in a hundred is wrong if the model of errors holds. Return at even odds: the doubt is the person's.
 * Presence holds 30 minutes: two reports missed at the slowest usual rhythm (15 minutes) leave the belief standing, a third does not.
 */
export const defaultPolicy: WatchPolicy = {
  exitLogOdds: Math.log(99),
  returnLogOdds: 0,
  presenceHoldsMs: 30 * minute,
}

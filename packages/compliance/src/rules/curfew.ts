import { homeEvidence } from '../presence/evidence.ts'
import { zoneWatcher } from './zone-duty.ts'

/**
 * At home during the hours: an alert needs belief, not doubt, that the person is outside, and lasting beyond the grace,
 * which runs from the first minute of the hours or from the exit that was believed during them.
 * Unknown presence raises nothing: silence is what the contact rule is for.
 */
export const curfew = zoneWatcher({ kind: 'curfew', notable: 'outside', alertKind: 'not-at-home', evidenceOf: homeEvidence })

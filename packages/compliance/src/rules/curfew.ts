import { unconfirmed } from './unconfirmed.ts'
import { zoneWatcher } from './zone-duty.ts'

/**
 * At home during the hours: an absence needs belief, not doubt, that the person is outside, lasting beyond the grace, which runs
 * from the first minute of the hours, from the exit that was believed during them, or from the end of a permit.
 * Unknown presence is no absence: that nobody knows whether they came home is told as such.
 */
export const curfew = zoneWatcher({
  kind: 'curfew',
  alertKind: 'not-at-home',
  lesser: unconfirmed,
})

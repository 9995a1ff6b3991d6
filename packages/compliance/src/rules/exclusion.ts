import { approaching } from './approach.ts'
import { zoneWatcher } from './zone-duty.ts'

/** Out of a place during the hours: an alert as soon as the person is believed inside, with the same certainty as an exit from home. */
export const exclusion = zoneWatcher({
  kind: 'exclusion',
  alertKind: 'forbidden-place',
  lesser: approaching,
})

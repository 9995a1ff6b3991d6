import { zoneWatcher } from './zone-duty.ts'

/**
 * Within a territory at all hours, unless what leaving asks for was given beforehand: an alert as soon as the person is believed
 * outside and nothing covers it. A notice or permission that ends while they are still away raises when the way back is over.
 */
export const territory = zoneWatcher({
  kind: 'territory',
  alertKind: 'left-territory',
})

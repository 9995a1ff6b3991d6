import type { EndpointName } from '@bilezik/contract'

/** What the endpoints of deadlines are sent when they are asked for what is another organisation’s. */
export const deadlineBodies: Partial<Record<EndpointName, unknown>> = {
  startDeadlines: { event: 'malfunction-found', on: '2026-01-01', note: 'x' },
  meetDeadline: { note: 'x', evidence: 'x' },
  cancelDeadline: { reason: 'x' },
  recordInformationRequest: { number: '1', askedBy: 'x' },
  correctCalendar: { days: [{ on: '2027-05-18', isDayOff: true }], decree: 'x' },
  takeDeadlineMove: {},
  refuseDeadlineMove: {},
}

import { type Incident } from '@bilezik/contract'

/** Why an action cannot be done now, as a key of texts; null when it can. */
export type WhyNot =
  | 'whyNothingSelected'
  | 'whyNoPermission'
  | 'whyTakenBy'
  | 'whyTakeFirst'
  | 'whyConcluded'
  | 'whyNotOpen'
  | null

export interface Availability {
  readonly take: WhyNot
  readonly note: WhyNot
  readonly conclude: WhyNot
  readonly release: WhyNot
  readonly reopen: WhyNot
}

function same(why: WhyNot): Availability {
  return { take: why, note: why, conclude: why, release: why, reopen: why }
}

/** The server decides; this only saves a refusal, and says beforehand which it would be. */
export function availabilityOf(incident: Incident | undefined, userId: string, canWork: boolean): Availability {
  if (!canWork) return same('whyNoPermission')
  if (!incident) return same('whyNothingSelected')
  switch (incident.state) {
    case 'open':
      return { take: null, note: null, conclude: 'whyTakeFirst', release: 'whyTakeFirst', reopen: 'whyTakeFirst' }
    case 'taken': {
      const isMine = incident.taken?.byUserId === userId
      const others = isMine ? null : 'whyTakenBy'
      return { take: isMine ? 'whyNotOpen' : 'whyTakenBy', note: null, conclude: others, release: others, reopen: 'whyNotOpen' }
    }
    case 'concluded':
      return { take: 'whyConcluded', note: null, conclude: 'whyConcluded', release: 'whyConcluded', reopen: null }
    default:
      return incident.state satisfies never
  }
}

/** Who must do it. */
export const deadlineOwners = [
  'body',
  'subdivision',
  'probation-service',
  'internal-affairs',
  'controlling-service',
  'person',
] as const
export type DeadlineOwner = (typeof deadlineOwners)[number]

/** What starts a term to run. */
export const startEvents = [
  'decision-taken',
  'package-received',
  'person-registered',
  'information-received',
  'signal-received',
  'request-received',
  'malfunction-found',
  'hospitalisation-known',
  'contraindication-known',
  'act-in-force',
  'released',
  'arrived',
  'appeared',
  'serving-begun',
  'court-order-received',
  'right-to-early-release-arisen',
  'petition-received',
  'missed-appearance',
  'minor-recorded',
  'register-changed',
  'threat-known',
  'minor-found',
  'work-lost',
  'foreigner-arrived',
  'release-papers-received',
  'term-running',
  'term-over',
] as const
export type StartEvent = (typeof startEvents)[number]

/** What is due, told apart also between the measures it is due under. */
export const deadlineRules = [
  'package-sending',
  'execution-start',
  'adoption-notice',
  'immediate-report',
  'written-notice',
  'staff-departure',
  'information-on-request',
  'replacement',
  'hospitalisation-notice',
  'contraindication-notice',
  'first-appearance',
  'minor-housing',
  'court-notice',
  'relative-notice',
  'early-release-notice',
  'early-release-petition',
  'hiding',
  'parole-registration',
  'monthly-appearance',
  'deferral-appearance',
  'deferral-recording',
  'deferral-search',
  'works-begin',
  'special-records',
  'threat-response',
  'parents-called',
  'unemployment',
  'consular-notice',
  'employer-notice',
  'term-end',
  'expiry-awaits-act',
  'closing-of-served-term',
] as const
export type DeadlineRule = (typeof deadlineRules)[number]

/** `missed`: not done when it had to be; `met-late`: done after that; `cancelled`: what had started it fell away. */
export const deadlineStates = ['pending', 'met', 'met-late', 'missed', 'cancelled'] as const
export type DeadlineState = (typeof deadlineStates)[number]

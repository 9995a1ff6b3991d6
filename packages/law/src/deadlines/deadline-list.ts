import type { DeadlineOwner, DeadlineRule, StartEvent } from '@bilezik/domain'
import { type Source, byLaw, byPolicy, sourceInForce } from '../finding.ts'
import { type Measure, measureTable, measures } from '../measures.ts'
import type { GoverningDates, Provision } from '../provision.ts'
import { probationTerms } from '../provisions/probation-terms.ts'
import { resolution1369 } from '../provisions/resolution-1369.ts'
import type { Deadline, DeadlineLength } from './deadline.ts'

const trackedAt = (stage: 'pre-trial' | 'convicted') =>
  measures.filter(
    (measure) => measureTable[measure].stage === stage && measureTable[measure].tracking.some((rule) => rule.isAllowed),
  )
const preTrial = trackedAt('pre-trial')
const convicted = trackedAt('convicted')
const probation = ['restriction-of-freedom', 'conditional-sentence'] as const
const underProbationControl = [...probation, 'parole'] as const
/** The punishments that PEC 27(3) lists and the probation service executes: a conditional sentence, parole and supervision are none. */
const punishments = ['restriction-of-freedom', 'public-works', 'correctional-works', 'position-ban'] as const

const atOnce: DeadlineLength = { kind: 'at-once' }
const hours = (count: number): DeadlineLength => ({ kind: 'hours', hours: count })
const workingDays = (days: number): DeadlineLength => ({ kind: 'working-days', days })
/** A term to do something in: a day off at its end does not shorten it. */
const days = (count: number): DeadlineLength => ({ kind: 'calendar-days', days: count, whenDayOff: 'moves-on' })
/** A term after which something is so: no day off lengthens it. */
const exactDays = (count: number): DeadlineLength => ({ kind: 'calendar-days', days: count, whenDayOff: 'stays' })
/** Likewise in months. */
const exactMonths = (count: number): DeadlineLength => ({ kind: 'months', months: count, whenDayOff: 'stays' })
const months = (count: number): DeadlineLength => ({ kind: 'months', months: count, whenDayOff: 'moves-on' })

type Row = readonly [
  id: DeadlineRule,
  startsWith: StartEvent,
  length: DeadlineLength,
  owedBy: DeadlineOwner,
  provision: Provision,
]

function rows(applyTo: readonly Measure[], list: readonly Row[], sourceOf: (provision: Provision) => Source = byLaw): Deadline[] {
  return list.map(([id, startsWith, length, owedBy, provision]) => ({
    id,
    startsWith,
    length,
    owedBy,
    measures: applyTo,
    source: sourceOf(provision),
  }))
}

/** What the staff who control owe before trial by law, and of convicted persons by analogy. */
const controlling = (owner: DeadlineOwner): readonly Row[] => [
  ['immediate-report', 'information-received', atOnce, owner, resolution1369.immediateReport],
  ['written-notice', 'information-received', hours(24), owner, resolution1369.writtenNotice],
  ['staff-departure', 'signal-received', atOnce, owner, resolution1369.departure],
  ['information-on-request', 'request-received', hours(24), owner, resolution1369.informationOnRequest],
  ['replacement', 'malfunction-found', atOnce, owner, resolution1369.replacement],
  ['hospitalisation-notice', 'hospitalisation-known', atOnce, owner, resolution1369.hospitalisation],
  ['contraindication-notice', 'contraindication-known', atOnce, owner, resolution1369.contraindication],
]

/** 1369 §6: twenty-four hours from the decision to the sending. */
export const packageSending: Deadline = {
  id: 'package-sending',
  startsWith: 'decision-taken',
  length: hours(24),
  owedBy: 'body',
  measures: preTrial,
  source: byLaw(resolution1369.packageWithin24Hours),
}

export const deadlines: readonly Deadline[] = [
  packageSending,
  ...rows(preTrial, [
    ['execution-start', 'package-received', atOnce, 'subdivision', resolution1369.executionAtOnce],
    ['adoption-notice', 'person-registered', atOnce, 'subdivision', resolution1369.adoptionNotice],
    ...controlling('subdivision'),
  ]),
  ...rows(convicted, controlling('controlling-service'), () => byPolicy),
  ...rows(underProbationControl, [
    ['first-appearance', 'act-in-force', days(10), 'person', probationTerms.firstAppearance],
    ['minor-housing', 'minor-recorded', months(3), 'probation-service', probationTerms.minorHousing],
    ['parents-called', 'minor-found', atOnce, 'probation-service', probationTerms.parentsCalled],
  ]),
  ...rows(
    ['restriction-of-freedom'],
    [
      ['relative-notice', 'arrived', workingDays(2), 'probation-service', probationTerms.relativeNotice],
      ['consular-notice', 'foreigner-arrived', workingDays(2), 'probation-service', probationTerms.consularNotice],
      ['early-release-notice', 'right-to-early-release-arisen', days(5), 'probation-service', probationTerms.earlyReleaseNotice],
      ['early-release-petition', 'petition-received', days(10), 'probation-service', probationTerms.earlyReleasePetition],
      ['hiding', 'missed-appearance', exactDays(15), 'person', probationTerms.hidingRestriction],
    ],
  ),
  ...rows(punishments, [['court-notice', 'serving-begun', workingDays(2), 'probation-service', probationTerms.courtNotice]]),
  ...rows(
    [...punishments, 'conditional-sentence', 'deferral'],
    [['threat-response', 'threat-known', atOnce, 'probation-service', probationTerms.threatResponse]],
  ),
  ...rows(['conditional-sentence'], [['hiding', 'missed-appearance', exactDays(15), 'person', probationTerms.hidingConditional]]),
  ...rows(
    ['parole'],
    [
      ['parole-registration', 'released', workingDays(5), 'person', probationTerms.paroleRegistration],
      ['monthly-appearance', 'appeared', months(1), 'person', probationTerms.monthlyOnParole],
    ],
  ),
  ...rows(
    ['administrative-supervision'],
    [['monthly-appearance', 'appeared', months(1), 'person', probationTerms.monthlyUnderSupervision]],
  ),
  ...rows(
    ['deferral'],
    [
      ['deferral-appearance', 'arrived', workingDays(5), 'person', probationTerms.deferralAppearance],
      ['deferral-recording', 'appeared', workingDays(3), 'probation-service', probationTerms.deferralRecording],
      ['deferral-search', 'released', exactDays(14), 'person', probationTerms.deferralSearch],
    ],
  ),
  ...rows(
    ['correctional-works'],
    [
      ['works-begin', 'court-order-received', days(15), 'probation-service', probationTerms.correctionalWorksBegin],
      ['monthly-appearance', 'appeared', months(1), 'person', probationTerms.monthlyCorrectionalWorks],
      ['hiding', 'missed-appearance', exactDays(15), 'person', probationTerms.hidingCorrectionalWorks],
      ['unemployment', 'work-lost', exactMonths(3), 'person', probationTerms.unemployment],
      ['employer-notice', 'release-papers-received', workingDays(1), 'probation-service', probationTerms.employerNotice],
    ],
  ),
  ...rows(
    ['public-works'],
    [
      ['works-begin', 'court-order-received', days(10), 'probation-service', probationTerms.publicWorksBegin],
      ['monthly-appearance', 'appeared', months(1), 'person', probationTerms.monthlyPublicWorks],
      ['hiding', 'missed-appearance', exactDays(15), 'person', probationTerms.hidingPublicWorks],
    ],
  ),
  ...rows(
    ['position-ban'],
    [
      ['first-appearance', 'arrived', days(5), 'person', probationTerms.banAppearance],
      ['hiding', 'missed-appearance', exactDays(15), 'person', probationTerms.hidingPositionBan],
    ],
  ),
  ...rows(convicted, [
    ['special-records', 'register-changed', workingDays(5), 'controlling-service', probationTerms.specialRecords],
  ]),
]

/** The deadlines that this event starts under this measure, on the law of these dates. */
export function deadlinesStartedBy(
  event: StartEvent,
  measure: Measure,
  dates: GoverningDates,
  list: readonly Deadline[] = deadlines,
): Deadline[] {
  return list.filter(
    ({ startsWith, measures: applyTo, source }) =>
      startsWith === event && applyTo.includes(measure) && sourceInForce(source, dates) !== undefined,
  )
}

import type { StartEvent } from '@bilezik/domain'
import { describe, expect, it, test } from 'vitest'
import type { Measure } from '../measures.ts'
import type { Deadline } from './deadline.ts'
import { deadlines, deadlinesStartedBy, packageSending } from './deadline-list.ts'

const dates = { decidedOn: '2026-03-02', on: '2026-03-03' }
function told({ id, length, owedBy, source }: Deadline): string {
  const count =
    length.kind === 'at-once'
      ? ''
      : ` ${length.kind === 'hours' ? length.hours : length.kind === 'months' ? length.months : length.days}`
  return `${id}: ${owedBy},${count} ${length.kind}, ${source.kind === 'law' ? source.provision.citation : 'policy'}`
}

describe('what an event starts', () => {
  test.each([
    {
      given: '[1369.6a] a decision on bail',
      event: 'decision-taken',
      measure: 'bail',
      starts: ['package-sending: body, 24 hours, 1369 §6'],
    },
    {
      given: '[1369.7a] the package of a person under house arrest',
      event: 'package-received',
      measure: 'house-arrest',
      starts: ['execution-start: subdivision, at-once, 1369 §7'],
    },
    {
      given: '[1369.7d] the registration',
      event: 'person-registered',
      measure: 'bail',
      starts: ['adoption-notice: subdivision, at-once, 1369 §7(4)'],
    },
    {
      given: '[1369.8c] information of a breach before trial',
      event: 'information-received',
      measure: 'bail',
      starts: ['immediate-report: subdivision, at-once, 1369 §8(3)', 'written-notice: subdivision, 24 hours, 1369 §8(3)'],
    },
    {
      given: '[1369.8c] the same of a person on parole: by analogy',
      event: 'information-received',
      measure: 'parole',
      starts: ['immediate-report: controlling-service, at-once, policy', 'written-notice: controlling-service, 24 hours, policy'],
    },
    {
      given: '[1369.8d] a signal',
      event: 'signal-received',
      measure: 'bail',
      starts: ['staff-departure: subdivision, at-once, 1369 §8(4)'],
    },
    {
      given: '[1369.9] the body’s request',
      event: 'request-received',
      measure: 'bail',
      starts: ['information-on-request: subdivision, 24 hours, 1369 §9'],
    },
    {
      given: '[1369.17] a malfunction',
      event: 'malfunction-found',
      measure: 'bail',
      starts: ['replacement: subdivision, at-once, 1369 §17'],
    },
    {
      given: '[1369.18] hospitalisation',
      event: 'hospitalisation-known',
      measure: 'bail',
      starts: ['hospitalisation-notice: subdivision, at-once, 1369 §18'],
    },
    {
      given: '[1369.5a] a contraindication found later',
      event: 'contraindication-known',
      measure: 'bail',
      starts: ['contraindication-notice: subdivision, at-once, 1369 §15'],
    },
    {
      given: '[PEC.21] a verdict in force',
      event: 'act-in-force',
      measure: 'restriction-of-freedom',
      starts: ['first-appearance: person, 10 calendar-days, PEC 21(2)(1)'],
    },
    {
      given: '[PEC.21] release on parole',
      event: 'released',
      measure: 'parole',
      starts: ['parole-registration: person, 5 working-days, PEC 169(8)(1)'],
    },
    {
      given: '[PEC.27] the beginning of restriction of freedom',
      event: 'serving-begun',
      measure: 'restriction-of-freedom',
      starts: ['court-notice: probation-service, 2 working-days, PEC 27(3)'],
    },
    {
      given: '[PEC.27] the beginning of public works',
      event: 'serving-begun',
      measure: 'public-works',
      starts: ['court-notice: probation-service, 2 working-days, PEC 27(3)'],
    },
    {
      given: '[PEC.27] the beginning of a conditional sentence, which is no punishment that the paragraph lists',
      event: 'serving-begun',
      measure: 'conditional-sentence',
      starts: [],
    },
    {
      given: '[PEC.15days] an appearance missed under restriction',
      event: 'missed-appearance',
      measure: 'restriction-of-freedom',
      starts: ['hiding: person, 15 calendar-days, PEC 67(3)'],
    },
    {
      given: '[PEC.15days] one missed on parole: the term is not for parole',
      event: 'missed-appearance',
      measure: 'parole',
      starts: [],
    },
    {
      given: '[PEC.162] the right to early release',
      event: 'right-to-early-release-arisen',
      measure: 'restriction-of-freedom',
      starts: ['early-release-notice: probation-service, 5 calendar-days, PEC 162(1)'],
    },
    {
      given: '[PEC.57] a court’s order on public works',
      event: 'court-order-received',
      measure: 'public-works',
      starts: ['works-begin: probation-service, 10 calendar-days, PEC 57(2)'],
    },
    {
      given: '[PEC.20] a minor under restriction of freedom recorded',
      event: 'minor-recorded',
      measure: 'restriction-of-freedom',
      starts: ['minor-housing: probation-service, 3 months, PEC 20(3)(2)'],
    },
    {
      given: '[PEC.27] arrival at the place of serving',
      event: 'arrived',
      measure: 'restriction-of-freedom',
      starts: ['relative-notice: probation-service, 2 working-days, PEC 25'],
    },
    {
      given: '[PEC.162] a petition for early release',
      event: 'petition-received',
      measure: 'restriction-of-freedom',
      starts: ['early-release-petition: probation-service, 10 calendar-days, PEC 162(9)'],
    },
    {
      given: '[PEC.15days] an appearance missed by a conditionally sentenced person',
      event: 'missed-appearance',
      measure: 'conditional-sentence',
      starts: ['hiding: person, 15 calendar-days, PEC 176(3)'],
    },
    {
      given: '[PEC.164] release on deferral',
      event: 'released',
      measure: 'deferral',
      starts: ['deferral-search: person, 14 calendar-days, PEC 163(9)'],
    },
    {
      given: '[PEC.21] arrival of a person on deferral',
      event: 'arrived',
      measure: 'deferral',
      starts: ['deferral-appearance: person, 5 working-days, PEC 163(5)'],
    },
    {
      given: '[PEC.21] appearance of a person on deferral',
      event: 'appeared',
      measure: 'deferral',
      starts: ['deferral-recording: probation-service, 3 working-days, PEC 163(8)'],
    },
    {
      given: '[PEC.174.4] appearance on parole: the next within a month',
      event: 'appeared',
      measure: 'parole',
      starts: ['monthly-appearance: person, 1 months, PEC 169(8)(2)'],
    },
    {
      given: '[PEC.174.4] appearance under supervision: the next within a month',
      event: 'appeared',
      measure: 'administrative-supervision',
      starts: ['monthly-appearance: person, 1 months, PEC 172(9)'],
    },
    {
      given: '[PEC.52] a court’s order on correctional works',
      event: 'court-order-received',
      measure: 'correctional-works',
      starts: ['works-begin: probation-service, 15 calendar-days, PEC 52(2)'],
    },
    {
      given: '[CED.273] a change of the register',
      event: 'register-changed',
      measure: 'parole',
      starts: ['special-records: controlling-service, 5 working-days, CED 273'],
    },
    {
      given: '[PEC.15days] an appearance missed under correctional works',
      event: 'missed-appearance',
      measure: 'correctional-works',
      starts: ['hiding: person, 15 calendar-days, PEC 54(4)'],
    },
    {
      given: '[PEC.15days] one missed under public works',
      event: 'missed-appearance',
      measure: 'public-works',
      starts: ['hiding: person, 15 calendar-days, PEC 60(4)'],
    },
    {
      given: '[PEC.15days] one missed under a ban on positions',
      event: 'missed-appearance',
      measure: 'position-ban',
      starts: ['hiding: person, 15 calendar-days, PEC 72(6)'],
    },
    {
      given: '[PEC.15days] one missed under supervision: the term is not for supervision',
      event: 'missed-appearance',
      measure: 'administrative-supervision',
      starts: [],
    },
    {
      given: '[PEC.174.4] appearance under correctional works: the next within a month',
      event: 'appeared',
      measure: 'correctional-works',
      starts: ['monthly-appearance: person, 1 months, PEC 53(1)(2)'],
    },
    {
      given: '[PEC.174.4] appearance under public works: the next within a month',
      event: 'appeared',
      measure: 'public-works',
      starts: ['monthly-appearance: person, 1 months, PEC 59(4)'],
    },
    {
      given: '[PEC.52] the loss of work under correctional works: three months later the service goes to the court',
      event: 'work-lost',
      measure: 'correctional-works',
      starts: ['unemployment: person, 3 months, PEC 54(2)'],
    },
    {
      given: '[PEC.52] papers of early release from correctional works: the employer is told by the next working day',
      event: 'release-papers-received',
      measure: 'correctional-works',
      starts: ['employer-notice: probation-service, 1 working-days, PEC 165(6)'],
    },
    {
      given: '[PEC.21] arrival with a ban on positions still to be served',
      event: 'arrived',
      measure: 'position-ban',
      starts: ['first-appearance: person, 5 calendar-days, PEC 161(3), 165(9)'],
    },
    {
      given: '[PEC.20] a minor on parole, searched for, is found',
      event: 'minor-found',
      measure: 'parole',
      starts: ['parents-called: probation-service, at-once, PEC 20(3)(1)'],
    },
    {
      given: '[PEC.10.2] arrival of a foreigner at the place of serving',
      event: 'foreigner-arrived',
      measure: 'restriction-of-freedom',
      starts: ['consular-notice: probation-service, 2 working-days, CED 207'],
    },
    {
      given: '[PEC.12] a threat to a convicted person becomes known',
      event: 'threat-known',
      measure: 'conditional-sentence',
      starts: ['threat-response: probation-service, at-once, PEC 12(1)'],
    },
    {
      given: '[PEC.6] what binds before trial only does not start of a convicted person',
      event: 'decision-taken',
      measure: 'parole',
      starts: [],
    },
  ] satisfies readonly { given: string; event: StartEvent; measure: Measure; starts: readonly string[] }[])(
    '$given → $starts',
    ({ event, measure, starts }) => {
      expect(deadlinesStartedBy(event, measure, dates).map(told)).toEqual(starts)
    },
  )
})

describe('the list', () => {
  it('names each deadline once under each measure', () => {
    const keys = deadlines.flatMap(({ id, measures }) => measures.map((measure) => `${id} ${measure}`))
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it('[1369.6a] a change that holds from 1 January 2027 takes effect on that day', () => {
    // Imagined: forty-eight hours instead of twenty-four.
    const source = packageSending.source
    if (source.kind === 'policy') throw new Error('a law has a provision')
    const changed: readonly Deadline[] = [
      { ...packageSending, source: { kind: 'law', provision: { ...source.provision, until: '2027-01-01' } } },
      {
        ...packageSending,
        length: { kind: 'hours', hours: 48 },
        source: { kind: 'law', provision: { ...source.provision, from: '2027-01-01' } },
      },
    ]
    const lengthOn = (decidedOn: string) =>
      deadlinesStartedBy('decision-taken', 'bail', { decidedOn, on: '2027-06-01' }, changed).map(({ length }) => length)
    expect(lengthOn('2026-12-31')).toEqual([{ kind: 'hours', hours: 24 }])
    expect(lengthOn('2027-01-01')).toEqual([{ kind: 'hours', hours: 48 }])
  })
})

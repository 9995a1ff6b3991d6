import { type Rule, type Zone, instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { type AdoptionDraft, adoptionBody, blankAdoption } from '../adoption/adoption-draft.ts'
import { type RuleDraft, blankRule, draftOfRule, numberOf, ruleKinds, ruleOfDraft, rulesOfDrafts } from './rule-draft.ts'
import { type RuleSupport, isSupported, supportOfDraft } from './support.ts'

const home: Zone = { name: 'Home', shape: { kind: 'circle', centre: { lat: 51.13, lon: 71.43 }, radiusMetres: 100 } }
const night = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7] as const, startMinute: 1_320, endMinute: 360 }] }

const standing: readonly Rule[] = [
  { kind: 'curfew', zone: home, schedule: night, arrivalGraceMs: 300_000, departureGraceMs: 90_000 },
  {
    kind: 'exclusion',
    zone: home,
    schedule: { ...night, daysOff: [], exceptions: [{ on: '2026-12-16', windows: [] }] },
    approachMetres: 150,
  },
  { kind: 'territory', zone: home, level: 'republic', leave: 'forbidden', returnGraceMs: 0 },
  { kind: 'distance', metres: 200, places: [home] },
  { kind: 'device-care', lowBatteryPercent: 20 },
  { kind: 'contact', everyMs: 1_800_000 },
]

describe('the form of an obligation', () => {
  it.each(standing)('$kind comes back from its form as it was, also through JSON', (rule) => {
    const kept = JSON.parse(JSON.stringify(draftOfRule(rule, 'lineage'))) as RuleDraft
    expect(ruleOfDraft(kept)).toEqual({ ok: true, rule })
  })

  it('a new one says what it lacks: a zone where there is one, else nothing', () => {
    const lacking = ruleKinds.map((kind) => {
      const read = ruleOfDraft(blankRule(kind, 'a'))
      return [kind, read.ok ? [] : read.problems]
    })
    expect(lacking).toEqual([
      ['curfew', ['no-zone']],
      ['exclusion', ['no-zone']],
      ['territory', ['no-zone']],
      ['distance', []],
      ['device-care', []],
      ['contact', []],
    ])
  })

  it('hours that are wrong, and numbers out of their range, are told', () => {
    const curfew = blankRule('curfew', 'a', home)
    if (curfew.kind !== 'curfew') throw new Error('as asked')
    const wrong: RuleDraft = { ...curfew, schedule: { ...curfew.schedule, windows: [] }, arrivalGraceMinutes: '61' }
    expect(ruleOfDraft(wrong)).toEqual({ ok: false, problems: ['no-schedule', 'arrivalGraceMinutes'] })
    expect(rulesOfDrafts([curfew, wrong])).toBeUndefined()
    expect(rulesOfDrafts([])).toBeUndefined()
  })

  it.each([
    { name: 'metres', text: '50', value: 50 },
    { name: 'metres', text: '49', value: undefined },
    { name: 'metres', text: '200.5', value: undefined },
    { name: 'arrivalGraceMinutes', text: '1,5', value: 1.5 },
    { name: 'arrivalGraceMinutes', text: '', value: undefined },
    { name: 'lowBatteryPercent', text: '-5', value: undefined },
  ] as const)('$name of «$text» is $value', ({ name, text, value }) => {
    expect(numberOf(name, text)).toBe(value)
  })
})

describe('what supports an obligation', () => {
  const byDecision = { kind: 'order', citation: '1369 §4', needsLawyer: null } as const
  const byLaw = { kind: 'law', citation: 'PEC 11(1)(5)', needsLawyer: null } as const
  const table: RuleSupport = {
    kinds: [
      { kind: 'curfew', support: byDecision },
      { kind: 'distance', support: null },
    ],
    territories: [
      { level: 'republic', leave: 'forbidden', support: byLaw },
      { level: 'locality', leave: 'forbidden', support: null },
    ],
    unsupported: { citation: 'PEC 1(2)' },
  }

  it('[1369.4c] what rests on the decision needs its words there; what rests on law does not', () => {
    const curfew = blankRule('curfew', 'a', home)
    expect(isSupported(curfew, table)).toBe(false)
    expect(isSupported({ ...curfew, obligation: 'Not to leave the dwelling at night' }, table)).toBe(true)
    const territory = blankRule('territory', 'b', home)
    if (territory.kind !== 'territory') throw new Error('as asked')
    expect(isSupported({ ...territory, level: 'republic', leave: 'forbidden' }, table)).toBe(true)
  })

  it('[PEC.1] what nothing supports is not supported by words', () => {
    const distance: RuleDraft = { ...blankRule('distance', 'a'), obligation: 'Keep away' }
    expect(supportOfDraft(distance, table)).toBeNull()
    expect(isSupported(distance, table)).toBe(false)
  })
})

describe('an adoption', () => {
  const now = instant(Date.UTC(2026, 10, 22, 12))
  const whole: AdoptionDraft = {
    ...blankAdoption,
    registrationNumber: ' 9 ',
    termFrom: '2026-11-22T00:00',
    termUntil: '2027-01-22T00:00',
    rules: [{ ...blankRule('curfew', 'a', home), obligation: ' At night at home ' }],
  }

  it.each([
    { given: 'no number', part: { registrationNumber: ' ' }, why: 'noNumber' },
    { given: 'no end', part: { termUntil: '' }, why: 'noTerm' },
    { given: 'an end before the beginning', part: { termUntil: '2026-11-21T00:00' }, why: 'noPeriod' },
    { given: 'a term that is over', part: { termFrom: '2026-01-01T00:00', termUntil: '2026-11-21T00:00' }, why: 'overAlready' },
    { given: 'no obligation', part: { rules: [] }, why: 'noRules' },
  ])('with $given is not sent: $why', ({ part, why }) => {
    expect(adoptionBody({ ...whole, ...part }, now)).toBe(why)
  })

  it('a whole one is sent by the clock of Kazakhstan, each rule with its obligation', () => {
    expect(adoptionBody(whole, now)).toMatchObject({
      registrationNumber: '9',
      termFrom: '2026-11-21T19:00:00.000Z',
      termUntil: '2027-01-21T19:00:00.000Z',
      rules: [{ kind: 'curfew', zone: home }],
      obligations: ['At night at home'],
      isConcealed: true,
    })
  })
})

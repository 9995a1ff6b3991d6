import { type Rule, type Zone, instant } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { describe, expect, it } from 'vitest'
import { blankRule } from '../rules/rule-draft.ts'
import { changesOf } from './rule-words.ts'
import { type Binding, type VariationDraft, blankVariation, variationBody } from './variation-draft.ts'

const home: Zone = { name: 'Home', shape: { kind: 'circle', centre: { lat: 51.13, lon: 71.43 }, radiusMetres: 100 } }
const night = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7] as const, startMinute: 1_320, endMinute: 360 }] }
const curfew: Rule = { kind: 'curfew', zone: home, schedule: night, arrivalGraceMs: 300_000, departureGraceMs: 300_000 }
const care: Rule = { kind: 'device-care', lowBatteryPercent: 20 }

// As the database gives it back: its fields in another order.
const stored = Object.fromEntries(Object.entries(curfew).toReversed()) as unknown as Binding['rule']
const binding: Binding[] = [
  { lineageId: 'lineage-1', rule: stored, obligation: 'At night at home' },
  { lineageId: 'lineage-2', rule: care, obligation: '' },
]
const now = instant(Date.UTC(2026, 10, 22, 12))
const blank = blankVariation(
  { binding, body: { name: 'Body', official: 'Omarov' } } as unknown as Parameters<typeof blankVariation>[0],
  '2026-11-22T17:00',
)
const whole: VariationDraft = { ...blank, number: '12-7', decidedHour: '10:00' }
const varied: VariationDraft = { ...whole, rules: [...whole.rules, blankRule('contact', 'rule 3')] }
const bodyOf = (draft: VariationDraft, isMinor = false) => variationBody(draft, { binding, isMinor, now })

describe('a variation', () => {
  it.each([
    { given: 'no number', part: { number: ' ' }, why: 'noDecision' },
    { given: 'an hour that is none', part: { decidedHour: '25:00' }, why: 'noDecision' },
    { given: 'a beginning before the decision', part: { effectiveAt: '2026-11-22T09:59' }, why: 'beforeDecision' },
    { given: 'an end that is no date', part: { termUntil: 'soon' }, why: 'noTerm' },
    { given: 'an end that is over', part: { termUntil: '2026-11-22T17:00' }, why: 'overAlready' },
    { given: 'no obligation', part: { rules: [] }, why: 'noRules' },
    { given: 'an attendant of no capacity', part: { attendant: 'Sadykova' }, why: 'noAttendant' },
  ] as const)('with $given is not sent: $why', ({ part, why }) => {
    expect(bodyOf({ ...varied, ...part })).toBe(why)
  })

  it('that changes nothing is not sent, whatever the order of what is stored; another end of the term is something', () => {
    expect(bodyOf(whole)).toBe('nothing')
    expect(bodyOf({ ...whole, termUntil: '2027-01-22T00:00' })).toMatchObject({ termUntil: '2027-01-21T19:00:00.000Z' })
  })

  it('[1369.4b] of a minor needs who stood by', () => {
    expect(bodyOf(varied, true)).toBe('noAttendant')
    expect(bodyOf({ ...varied, attendant: 'Sadykova', capacity: 'legal-representative' }, true)).toMatchObject({
      attendants: [{ name: 'Sadykova', capacity: 'legal-representative' }],
    })
  })

  it('[1369.4c] goes on with what stands, each with its words in the decision, and begins what is new', () => {
    expect(bodyOf(varied)).toMatchObject({
      rules: [
        { lineageId: 'lineage-1', rule: curfew },
        { lineageId: 'lineage-2' },
        { lineageId: null, rule: { kind: 'contact' } },
      ],
      obligations: ['At night at home', '', ''],
      termUntil: null,
    })
  })
})

describe('from when a variation binds', () => {
  it('is when it is made, however long its form lay, or the time that the decision names', () => {
    expect(bodyOf(varied)).not.toHaveProperty('effectiveAt')
    expect(bodyOf({ ...varied, effectiveAt: '2026-11-22T17:00' })).toMatchObject({ effectiveAt: '2026-11-22T12:00:00.000Z' })
    expect(bodyOf({ ...varied, effectiveAt: 'soon' })).toBe('noMoment')
  })
})

describe('what changes in words', () => {
  const t = ((key: string, values: Record<string, string> = {}) =>
    `${key}${Object.keys(values).length > 0 ? ` ${JSON.stringify(values)}` : ''}`) as unknown as TFunction
  const said = (after: Rule) => changesOf(curfew, after, t, 'en').map((line) => line.split(' ')[0])
  const moved: Zone = { ...home, shape: { kind: 'circle', centre: { lat: 51.14, lon: 71.43 }, radiusMetres: 100 } }

  it.each([
    { given: 'nothing', after: { ...curfew }, says: [] },
    {
      given: 'the hours',
      after: { ...curfew, schedule: { windows: [{ days: [1] as const, startMinute: 0, endMinute: 60 }] } },
      says: ['variation.change.hours'],
    },
    { given: 'the place alone, of one radius', after: { ...curfew, zone: moved }, says: ['variation.moved'] },
    { given: 'the grace', after: { ...curfew, arrivalGraceMs: 0 }, says: ['variation.change.terms'] },
    {
      given: 'the name and the radius',
      after: { ...curfew, zone: { name: 'Dacha', shape: { ...home.shape, radiusMetres: 200 } as Zone['shape'] } },
      says: ['variation.change.title', 'variation.change.places', 'variation.redrawn'],
    },
  ])('$given', ({ after, says }) => {
    expect(said(after)).toEqual(says)
  })

  it('hours that begin and end alike but for seconds of grace are not called unchanged', () => {
    expect(said({ ...curfew, arrivalGraceMs: 300_001 })).toEqual(['variation.otherwise'])
  })
})

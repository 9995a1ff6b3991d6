import { isoInstant } from '@bilezik/domain'
import { describe, expect, it, test } from 'vitest'
import { type TermFacts, collectionEndsAt, termBegins, termOf } from './term-of-control.ts'

/** Sentenced conditionally to a year, recorded on 10 March 2026. */
const year: TermFacts = {
  regime: 'conditional-sentence',
  begunOn: '2026-03-10',
  months: 12,
  days: 0,
  isMinor: false,
  changes: [],
}
function told(facts: TermFacts): string {
  const term = termOf(facts)
  const findings = term.kind === 'not-begun' ? [] : term.findings
  const cited = findings.map(({ code, source }) => `; ${code}: ${source.kind === 'law' ? source.provision.citation : 'policy'}`)
  const when =
    term.kind === 'running' ? `ends before ${term.endsBefore}` : term.kind === 'resting' ? `rests since ${term.since}` : term.kind
  return [when, ...cited].join('')
}

describe('the beginning of a term', () => {
  test.each([
    ['restriction-of-freedom', 'verdict-received', 'PEC 64'],
    ['conditional-sentence', 'recorded', 'PEC 175(1)'],
    ['parole', 'released', 'PEC 169(2)'],
    ['administrative-supervision', 'court-act', 'PEC 172(4)'],
  ] as const)('[PEC.175] %s counts from: %s, by %s', (regime, event, citation) => {
    expect(termBegins[regime]).toMatchObject({ with: event, provision: { citation } })
  })

  it('[PEC.175] what has not begun has no end', () => {
    const { begunOn: _, ...notBegun } = year
    expect(told(notBegun)).toBe('not-begun')
    expect(collectionEndsAt(termOf(notBegun))).toBeUndefined()
  })
})

describe('the end of a term, PEC 165(1)-(2)', () => {
  test.each([
    { given: '[PEC.175] a year: its last day is the one before', facts: year, expected: 'ends before 2027-03-10' },
    {
      given: '[PEC.175] two years from 29 February',
      facts: { ...year, begunOn: '2024-02-29', months: 24 },
      expected: 'ends before 2026-03-01',
    },
    {
      given: '[PEC.175] a month from 31 January ends with February',
      facts: { ...year, begunOn: '2026-01-31', months: 1 },
      expected: 'ends before 2026-03-01',
    },
    {
      given: '[PEC.175] a month from 31 March ends with April',
      facts: { ...year, begunOn: '2026-03-31', months: 1 },
      expected: 'ends before 2026-05-01',
    },
    { given: '[PEC.175] half a year and ten days', facts: { ...year, months: 6, days: 10 }, expected: 'ends before 2026-09-20' },
    {
      given: '[PEC.175] it may end on a Sunday',
      facts: { ...year, begunOn: '2026-03-02', months: 6 },
      expected: 'ends before 2026-09-02',
    },
  ])('$given → $expected', ({ facts, expected }) => {
    expect(told(facts)).toBe(expected)
  })

  it('[PEC.175] nothing is collected from the midnight after the last day on', () => {
    expect(isoInstant(collectionEndsAt(termOf(year)) ?? expect.unreachable())).toBe('2027-03-09T19:00:00.000Z')
    const leapDay = { ...year, begunOn: '2024-02-01', months: 1 }
    // The second midnight of the night in which the clocks went back.
    expect(isoInstant(collectionEndsAt(termOf(leapDay)) ?? expect.unreachable())).toBe('2024-02-29T19:00:00.000Z')
  })
})

describe('a search', () => {
  const search = { kind: 'suspension', courtActOn: '2026-06-20', searchBegunOn: '2026-06-01' } as const
  test.each([
    { given: '[PEC.175] without a court act changes nothing', changes: [], expected: 'ends before 2027-03-10' },
    { given: '[PEC.175] by court act: the term rests from its beginning', changes: [search], expected: 'rests since 2026-06-01' },
    {
      given: '[PEC.175] of thirty days, renewed by court',
      changes: [{ ...search, renewedOn: '2026-07-01' }],
      expected: 'ends before 2027-04-09',
    },
    {
      given: '[PEC.175] twice, in part at the same time',
      changes: [
        { ...search, renewedOn: '2026-07-01' },
        { ...search, courtActOn: '2026-07-02', searchBegunOn: '2026-06-25', renewedOn: '2026-07-11' },
      ],
      expected: 'ends before 2027-04-19',
    },
    {
      given: '[PEC.175] decided on the last day',
      changes: [{ ...search, courtActOn: '2027-03-09', searchBegunOn: '2027-03-01' }],
      expected: 'rests since 2027-03-01',
    },
    {
      given: '[PEC.175] decided after the end revives nothing',
      changes: [{ ...search, courtActOn: '2027-03-10', searchBegunOn: '2027-03-01' }],
      expected: 'ends before 2027-03-10; act-after-end: PEC 175(3)',
    },
  ] as const)('$given → $expected', ({ changes, expected }) => {
    expect(told({ ...year, changes })).toBe(expected)
  })

  it('[PEC.175] while the term rests no end of the collection is known', () => {
    expect(collectionEndsAt(termOf({ ...year, changes: [search] }))).toBeUndefined()
  })

  it('[PEC.175] of a person under restriction of freedom: no provision lets the term rest', () => {
    expect(told({ ...year, regime: 'restriction-of-freedom', changes: [search] })).toBe(
      'ends before 2027-03-10; change-not-provided: PEC 175(3)',
    )
  })
})

describe('a prolongation', () => {
  const by = (months: number, because: 'breach' | 'instead-of-cancellation' = 'breach', courtActOn = '2026-09-01') =>
    ({ kind: 'prolongation', courtActOn, months, because }) as const
  test.each([
    { given: '[PEC.175] by six months', facts: { ...year, changes: [by(6)] }, expected: 'ends before 2027-09-10' },
    { given: '[PEC.175] by a year, the most', facts: { ...year, changes: [by(12)] }, expected: 'ends before 2028-03-10' },
    {
      given: '[PEC.175] by more: the court’s, but warned of',
      facts: { ...year, changes: [by(13)] },
      expected: 'ends before 2028-04-10; prolongation-too-long: PEC 176(1)',
    },
    {
      given: '[PEC.175] twice, more than a year together',
      facts: { ...year, changes: [by(8), by(8, 'breach', '2027-01-15')] },
      expected: 'ends before 2028-07-10; prolongation-too-long: PEC 176(1)',
    },
    {
      given: '[PEC.175] of a minor by six months',
      facts: { ...year, isMinor: true, changes: [by(6)] },
      expected: 'ends before 2027-09-10',
    },
    {
      given: '[PEC.175] of a minor by seven',
      facts: { ...year, isMinor: true, changes: [by(7)] },
      expected: 'ends before 2027-10-10; prolongation-too-long: PEC 176(1)',
    },
    {
      given: '[PEC.175] of a minor instead of a cancellation, by a year',
      facts: { ...year, isMinor: true, changes: [by(12, 'instead-of-cancellation')] },
      expected: 'ends before 2028-03-10',
    },
    {
      given: '[PEC.175] of an adult instead of a cancellation',
      facts: { ...year, changes: [by(3, 'instead-of-cancellation')] },
      expected: 'ends before 2027-06-10; prolongation-too-long: PEC 176(2)',
    },
    {
      given: '[PEC.175] after the end',
      facts: { ...year, changes: [by(6, 'breach', '2027-03-10')] },
      expected: 'ends before 2027-03-10; act-after-end: PEC 176(1)',
    },
    {
      given: '[PEC.175] before a search that comes later',
      facts: {
        ...year,
        changes: [{ kind: 'suspension', courtActOn: '2027-04-01', searchBegunOn: '2027-03-20', renewedOn: '2027-04-19' }, by(6)],
      },
      expected: 'ends before 2027-10-10',
    },
  ] as const satisfies readonly { given: string; facts: TermFacts; expected: string }[])(
    '$given → $expected',
    ({ facts, expected }) => {
      expect(told(facts)).toBe(expected)
    },
  )
})

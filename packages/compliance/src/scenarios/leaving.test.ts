import { type Rule, type Shape, minute, roundTheClock } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { clock, curfewRule, eastOf, home, planAt, condition, nights } from '../testing/scenario.ts'
import { permit, reasonsOf, told } from '../testing/story.ts'

const town: Shape = { kind: 'circle', centre: home, radiusMetres: 20_000 }
const village = eastOf(home, 40_000)
const territory = (leave: 'notice' | 'permission' | 'forbidden'): Rule => ({
  kind: 'territory',
  zone: { name: 'district', shape: town },
  level: 'administrative-unit',
  leave,
  returnGraceMs: 30 * minute,
})
/** To the village and back. */
const journey = [
  [home, clock('13:00'), clock('14:00')],
  [village, clock('15:00'), clock('17:00')],
  [home, clock('18:00'), clock('19:00')],
] as const
const evening = clock('20:00')

describe('[PEC.66.5] leaving the administrative unit', () => {
  it('a journey without notice is told of within minutes, and that no notice was given', () => {
    const story = { rule: territory('notice'), stays: journey, until: evening }
    expect(told(story)).toEqual([
      expect.stringMatching(/^left-territory 15:0\d$/),
      expect.stringMatching(/^left-territory ended 18:0\d$/),
    ])
    expect(reasonsOf(story)[0]).not.toHaveProperty('permits')
  })

  it.each(['notice', 'permission'] as const)('%s given beforehand covers it', (kind) => {
    const permits = [permit(kind, clock('14:00'), clock('18:00'))]
    expect(told({ rule: territory('notice'), stays: journey, permits, until: evening })).toEqual([])
  })

  it('where a permission is asked for, a notice does not do, and the alert says so', () => {
    const permits = [permit('notice', clock('14:00'), clock('18:00'))]
    const story = { rule: territory('permission'), stays: journey, permits, until: evening }
    expect(told(story)[0]).toMatch(/^left-territory 15:0\d$/)
    expect(reasonsOf(story)).toMatchObject([{ permits: [{ kind: 'notice', shortfall: 'kind' }] }])
  })

  it('where leaving is forbidden nothing lifts it', () => {
    const permits = [permit('permission', clock('14:00'), clock('18:00'))]
    expect(told({ rule: territory('forbidden'), stays: journey, permits, until: evening })[0]).toMatch(/^left-territory 15:0\d$/)
  })

  it('the permission ends at 16:00 while he is still away: told of at 16:30, when the way back is over', () => {
    const permits = [permit('permission', clock('14:00'), clock('16:00'))]
    const story = { rule: territory('permission'), stays: journey, permits, until: evening }
    expect(told(story)).toEqual(['left-territory 16:30', expect.stringMatching(/^left-territory ended 18:0\d$/)])
    expect(reasonsOf(story)).toMatchObject([{ grace: 'permit-end', permits: [{ shortfall: 'over' }] }])
  })

  it('he lives in the middle of it and goes about: nothing', () => {
    const stays = [[eastOf(home, 9_000), clock('13:00'), clock('18:00')]] as const
    expect(told({ rule: territory('notice'), stays, until: evening })).toEqual([])
  })
})

describe('[MON.permit] notices and permissions given beforehand', () => {
  const rule = curfewRule(10 * minute)
  const hospital = eastOf(home, 5_000)
  const inHospital = [
    [home, clock('20:00'), clock('21:30')],
    [hospital, clock('21:40'), clock('02:00', 1)],
    [home, clock('02:05', 1), clock('06:00', 1)],
  ] as const
  const morning = clock('07:00', 1)

  it('a permission from 21:30 to 02:30 covers a night in hospital', () => {
    const permits = [permit('permission', clock('21:30'), clock('02:30', 1))]
    expect(told({ rule, stays: inHospital, permits, until: morning })).toEqual([])
  })

  it('it ends at 01:00 and he is still there: ten minutes for coming home run anew from 01:00', () => {
    const permits = [permit('permission', clock('21:30'), clock('01:00', 1))]
    const story = { rule, stays: inHospital, permits, until: morning }
    expect(told(story)[0]).toBe('not-at-home 01:10')
    expect(reasonsOf(story)).toMatchObject([{ grace: 'permit-end', permits: [{ shortfall: 'over' }] }])
  })

  it('a permission that comes at 23:00 for the time from 21:30 never covers the time before it: the alert of 22:10 stays, and ends at 23:00', () => {
    const late = permit('permission', clock('21:30'), clock('02:30', 1), { givenAt: clock('23:00') })
    const events = [planAt(clock('23:00'), [condition('duty', rule)], undefined, undefined, { permits: [late] })]
    expect(told({ rule, stays: inHospital, events, until: morning })).toEqual(['not-at-home 22:10', 'not-at-home ended 23:00'])
  })

  it('his own notice does not lift hours at home that the court has set', () => {
    const permits = [permit('notice', clock('21:30'), clock('02:30', 1))]
    expect(told({ rule, stays: inHospital, permits, until: morning })[0]).toBe('not-at-home 22:10')
  })

  it('a permission revoked at 23:30 covers until then; coming home is granted its time anew', () => {
    const given = permit('permission', clock('21:30'), clock('02:30', 1))
    const cut = { ...given, until: clock('23:30') }
    const events = [planAt(clock('23:30'), [condition('duty', rule)], undefined, undefined, { permits: [cut] })]
    expect(told({ rule, stays: inHospital, permits: [given], events, until: morning })[0]).toBe('not-at-home 23:40')
  })

  it('one that recurs on Monday and Wednesday evenings covers those and no other', () => {
    const windows = [{ days: [1, 3] as const, startMinute: 1_260, endMinute: 1_380 }]
    const permits = [permit('permission', clock('12:00'), clock('12:00', 10), { schedule: { windows } })]
    const evenings = [0, 1, 2].flatMap((n) => [
      [hospital, clock('21:00', n), clock('23:00', n)] as const,
      [home, clock('23:02', n), clock('23:30', n)] as const,
    ])
    // Monday 2 November: covered. Tuesday: not. Wednesday: covered.
    expect(told({ rule, stays: evenings, permits, until: clock('06:30', 3) })).toEqual([
      'not-at-home 22:10',
      expect.stringMatching(/^not-at-home ended 23:0\d$/),
    ])
  })

  it('neither contact nor the care of the device is lifted by anything', () => {
    const permits = [permit('permission', clock('12:00'), clock('12:00', 1))]
    expect(told({ rule: { kind: 'contact', everyMs: 60 * minute }, stays: [], permits, until: clock('14:00') })).toEqual([
      'no-contact 13:00',
    ])
  })
})

describe('[PEC.66.3] forbidden places', () => {
  const market = eastOf(home, 3_000)
  const place = { name: 'market', shape: { kind: 'circle', centre: market, radiusMetres: 200 } } as const
  const rule = (approachMetres: number, schedule = roundTheClock): Rule => ({
    kind: 'exclusion',
    zone: place,
    schedule,
    approachMetres,
  })

  it('he walks into it: told of within minutes, and over when he leaves', () => {
    const stays = [
      [home, clock('13:00'), clock('14:00')],
      [market, clock('14:00'), clock('14:20')],
      [home, clock('14:20'), clock('15:00')],
    ] as const
    expect(told({ rule: rule(0), stays, until: evening })).toEqual(['forbidden-place 14:02', 'forbidden-place ended 14:21'])
  })

  it('he comes within 500 m of it first: told of as an approach, which the stay takes the place of; leaving it is no approach', () => {
    const stays = [
      [home, clock('13:00'), clock('14:00')],
      [eastOf(market, -450), clock('14:00'), clock('14:20')],
      [market, clock('14:20'), clock('14:40')],
      [eastOf(market, 450), clock('14:40'), clock('15:00')],
      [home, clock('15:00'), clock('15:30')],
    ] as const
    const story = told({ rule: rule(500), stays, until: evening })
    expect(story.map((line) => line.replace(/ \d\d:\d\d$/, ''))).toEqual([
      'approach',
      'forbidden-place',
      'approach ended',
      'forbidden-place ended',
    ])
  })

  it('whoever lives on the edge of the 500 m is told of once in a week, if at all', () => {
    const edge = eastOf(market, -700)
    const stays = Array.from({ length: 7 * 24 * 4 }, (_, i) => {
      const from = clock(
        `${String(Math.floor(i / 4) % 24).padStart(2, '0')}:${String((i % 4) * 15).padStart(2, '0')}`,
        1 + Math.floor(i / 96),
      )
      return [eastOf(edge, [-40, 25, -10, 45, -30, 15, 35, -20][i % 8] as number), from, (from + minute) as typeof from] as const
    })
    const story = told({ rule: rule(500), stays, until: clock('12:00', 8) })
    expect(story.filter((line) => !line.includes('ended')).length).toBeLessThanOrEqual(1)
  })

  it('in time free from work and study only: in the market during working hours nothing, after them at once', () => {
    const free = {
      windows: [
        { days: [1, 2, 3, 4, 5] as const, startMinute: 1_080, endMinute: 540 },
        { days: [6, 7] as const, startMinute: 0, endMinute: 1_440 },
      ],
    }
    const stays = [[market, clock('13:00'), clock('18:30')]] as const
    expect(told({ rule: rule(0, free), stays, until: clock('18:31') })).toEqual(['forbidden-place 18:00'])
  })

  it('hours of the night only: by day nothing', () => {
    const stays = [[market, clock('13:00'), clock('15:00')]] as const
    expect(told({ rule: rule(0, nights), stays, until: evening })).toEqual([])
  })
})

import { type Condition, type Instant, minute } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { WatchEvent } from '../stream.ts'
import {
  alertStory,
  clock,
  condition,
  curfewRule,
  eastOf,
  home,
  nights,
  planAt,
  play,
  raisedIn,
  staying,
  wake,
} from '../testing/scenario.ts'
import type { Stay } from '../testing/story.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7] as const
/** Home from 22:00 as first ordered; from 20:00 as varied. Ten minutes for coming home. */
const ordered = curfewRule(10 * minute, nights)
const varied = curfewRule(10 * minute, { windows: [{ days: everyDay, startMinute: 1_200, endMinute: 360 }] })
const first = (until = clock('12:00', 20)): Condition => condition('home', ordered, clock('12:00'), until, 1)
const second = (from: Instant): Condition => condition('home', varied, from, clock('12:00', 20), 2)

/** Away on Monday and on Tuesday evening from 19:00 until 23:00, at home otherwise. */
const stays: readonly Stay[] = [0, 1].flatMap((n) => [
  [home, clock('17:00', n), clock('19:00', n)] as const,
  [eastOf(home, 5_000), clock('19:00', n), clock('23:00', n)] as const,
  [home, clock('23:00', n), clock('06:30', n + 1)] as const,
])

/** What was raised, with the version of the order that it names: `not-at-home 22:10 of version 1`. */
function raisedUnder(plans: readonly WatchEvent[]): string[] {
  const heard = stays.flatMap(([place, from, until]) => staying(place, from, until))
  // A plan of the same instant as a reading was told before it.
  const inOrder = [...plans, ...heard, wake(clock('07:00', 2))].toSorted((a, b) => a.at - b.at)
  const { effects } = play(inOrder)
  const versions = raisedIn(effects).map(({ alert }) => alert.conditionVersion)
  const raised = alertStory(effects).filter((line) => !line.includes('ended'))
  return raised.map((line, i) => `${line} of version ${versions[i]}`)
}

describe('[MON.explain] an alert names the version of the order that was in force at its time', () => {
  it('a court varies the hours from Tuesday noon on, and we know it on Monday already: Monday evening is judged by the first version', () => {
    const noon = clock('12:00', 1)
    const expected = ['not-at-home 22:10 of version 1', 'not-at-home 20:10 of version 2']
    expect(raisedUnder([planAt(clock('12:00'), [first(noon), second(noon)])])).toEqual(expected)
    // Told on Monday night, after the first alert, it changes nothing about it.
    expect(raisedUnder([planAt(clock('12:00'), [first()]), planAt(clock('23:30'), [first(noon), second(noon)])])).toEqual(
      expected,
    )
  })

  it('where the first version was not cut short, the second one counts all the same from its own beginning', () => {
    expect(raisedUnder([planAt(clock('12:00'), [first(), second(clock('12:00', 1))])])).toEqual([
      'not-at-home 22:10 of version 1',
      'not-at-home 20:10 of version 2',
    ])
  })

  it('the decision of Monday 18:00 reaches us on Wednesday: told as of 18:00, Monday evening is judged by the second version', () => {
    const since = clock('18:00')
    expect(raisedUnder([planAt(clock('12:00'), [first()]), planAt(since, [first(since), second(since)])])).toEqual([
      'not-at-home 20:10 of version 2',
      'not-at-home 20:10 of version 2',
    ])
  })

  it('a decision backdated into an absence leaves the alert that stood before it with the version that it was raised under', () => {
    const since = clock('22:30')
    expect(raisedUnder([planAt(clock('12:00'), [first()]), planAt(since, [first(since), second(since)])])).toEqual([
      'not-at-home 22:10 of version 1',
      'not-at-home 20:10 of version 2',
    ])
  })

  it.each([
    { begins: '22:09', version: 2 },
    { begins: '22:10', version: 2 },
    { begins: '22:11', version: 1 },
  ])(
    '[MON.explain] the same hours in a second version from $begins on: the alert of 22:10 is of version $version',
    ({ begins, version }) => {
      const since = clock(begins)
      const same = condition('home', ordered, since, clock('12:00', 20), 2)
      expect(raisedUnder([planAt(clock('12:00'), [first(since), same])])[0]).toBe(`not-at-home 22:10 of version ${version}`)
    },
  )
})

describe('official days off', () => {
  it('where other hours are named for them, they bind on a day off and on no other: away on both evenings, one alert', () => {
    const schedule = { ...nights, daysOff: [{ startMinute: 0, endMinute: 360 }] }
    // As if Tuesday 3 November were one.
    const plan = planAt(clock('12:00'), [condition('home', curfewRule(10 * minute, schedule))], undefined, undefined, {
      daysOff: ['2026-11-03'],
    })
    expect(raisedUnder([plan])).toEqual(['not-at-home 22:10 of version 1'])
    const none = planAt(clock('12:00'), [condition('home', curfewRule(10 * minute, schedule))])
    expect(raisedUnder([none])).toEqual(['not-at-home 22:10 of version 1', 'not-at-home 22:10 of version 1'])
  })
})

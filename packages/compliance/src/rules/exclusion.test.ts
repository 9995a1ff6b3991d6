import { type Rule, type Shape, hour, instant, minute, roundTheClock } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { obligationsNow } from '../obligations.ts'
import type { WatchEvent } from '../stream.ts'
import {
  alertStory,
  clock,
  condition,
  eastOf,
  fix,
  home,
  nights,
  planAt,
  play,
  raisedIn,
  serverBlind,
  staying,
  wake,
} from '../testing/scenario.ts'

const school = eastOf(home, 3_000)
const circle: Shape = { kind: 'circle', centre: school, radiusMetres: 150 }
const half = { lat: 150 / 111_200, lon: 150 / 70_000 }
const square: Shape = {
  kind: 'polygon',
  ring: [
    { lat: school.lat - half.lat, lon: school.lon - half.lon },
    { lat: school.lat - half.lat, lon: school.lon + half.lon },
    { lat: school.lat + half.lat, lon: school.lon + half.lon },
    { lat: school.lat + half.lat, lon: school.lon - half.lon },
  ],
}

function away(shape: Shape, schedule = roundTheClock): WatchEvent {
  const rule: Rule = { kind: 'exclusion', zone: { name: 'school', shape }, schedule, approachMetres: 0 }
  return planAt(clock('12:00'), [condition('school', rule)])
}

describe.each([
  { name: 'circle', shape: circle },
  { name: 'polygon', shape: square },
])('exclusion of a $name', ({ shape }) => {
  const table: { given: string; events: WatchEvent[]; expected: string[] }[] = [
    { given: 'far away all day', events: staying(home, clock('13:00'), clock('15:00')), expected: [] },
    { given: 'nothing heard at all', events: [], expected: [] },
    {
      given: 'enters and leaves',
      events: [
        ...staying(home, clock('13:00'), clock('14:00')),
        ...staying(school, clock('14:00'), clock('14:20')),
        ...staying(home, clock('14:20'), clock('15:00')),
      ],
      expected: ['forbidden-place 14:02', 'forbidden-place ended 14:21'],
    },
    {
      given: 'lives 60 m beside its border',
      events: staying(eastOf(school, 210), clock('13:00'), clock('18:00')),
      expected: [],
    },
    {
      given: 'walks past through a corner of it within a minute',
      events: [
        ...staying(home, clock('13:00'), clock('14:00')),
        fix(clock('14:00'), school),
        ...staying(home, clock('14:01'), clock('14:30')),
      ],
      expected: [],
    },
    {
      given: 'cell positions of 800 m precision in its middle, for hours',
      events: Array.from({ length: 48 }, (_, i) => fix(instant(clock('13:00') + i * 15 * minute), school, 'cell', 800)),
      expected: [],
    },
  ]

  it.each(table)('[PEC.66.3] $given → $expected', ({ events, expected }) => {
    expect(alertStory(play([away(shape), ...events, wake(clock('00:00', 1))]).effects)).toEqual(expected)
  })

  it('[PEC.66.3] hours: inside since the afternoon is alerted when the hours begin, and ends with them', () => {
    const { effects } = play([away(shape, nights), ...staying(school, clock('21:00'), clock('23:00')), wake(clock('12:00', 1))])
    expect(alertStory(effects)).toEqual(['forbidden-place 22:00', 'forbidden-place ended 06:00'])
    expect(raisedIn(effects)[0]?.alert.key).toBe(`person:school:forbidden-place:${clock('22:00')}`)
  })

  it('the reason counts log-odds of outside: the path falls below the stated threshold', () => {
    const [raised] = raisedIn(
      play([away(shape), ...staying(home, clock('13:00'), clock('14:00')), ...staying(school, clock('14:00'), clock('14:20'))])
        .effects,
    )
    const reason = raised?.alert.reason
    if (reason?.kind !== 'presence') throw new Error('a zone alert has a presence reason')
    expect(reason).toMatchObject({ presence: 'inside', thresholdLogOdds: -Math.log(99), graceMs: 0 })
    const last = reason.path.at(-1)
    expect(last?.logOdds).toBeLessThanOrEqual(reason.thresholdLogOdds)
    expect(last?.weight).toBeLessThan(0)
    expect(last?.distanceMetres).toBeCloseTo(-150, -1)
  })

  it('a duty round the clock begins with the condition', () => {
    const [raised] = raisedIn(play([away(shape), ...staying(school, clock('13:00'), clock('13:30'))]).effects)
    expect(raised?.alert.reason).toMatchObject({ duty: { from: clock('12:00') } })
    expect(raised?.alert.beganAt).toBe(clock('13:00'))
  })

  it('the status is kept outside, breached inside, unclear in silence', () => {
    const outside = play([away(shape), ...staying(home, clock('13:00'), clock('14:00'))])
    expect(obligationsNow(outside.state, outside.state.at)[0]).toMatchObject({ status: 'kept', presence: { kind: 'outside' } })
    const inside = play(staying(school, clock('14:00'), clock('14:20')), outside.state)
    expect(obligationsNow(inside.state, inside.state.at)[0]).toMatchObject({ status: 'breached', presence: { kind: 'inside' } })
    expect(obligationsNow(inside.state, instant(inside.state.at + hour))[0]).toMatchObject({ status: 'unclear' })
  })

  it('an open alert stands while the server is blind, and the presence is unknown', () => {
    const events = [away(shape), ...staying(school, clock('14:00'), clock('14:20')), serverBlind(clock('14:20'), clock('15:00'))]
    const { state, effects } = play(events)
    expect(alertStory(effects)).toEqual(['forbidden-place 14:01'])
    expect(obligationsNow(state, clock('14:30'))[0]?.presence).toMatchObject({ kind: 'unknown', because: 'server' })
  })
})

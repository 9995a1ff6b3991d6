import { type Instant, hour, instant, minute } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { obligationsNow } from '../obligations.ts'
import {
  alertStory,
  carried,
  circleAtHome,
  clock,
  condition,
  curfewRule,
  eastOf,
  fix,
  fixedUnit,
  home,
  planAt,
  play,
  presenceStory,
  raisedIn,
  reading,
  serverBlind,
  staying,
  wake,
} from '../testing/scenario.ts'
import type { WatchEvent } from '../stream.ts'

const plan = planAt(clock('12:00'), [condition('home', curfewRule())])
const away = eastOf(home, 900)
const nextDay = wake(clock('12:00', 1))

function night(...events: WatchEvent[][]): string[] {
  return alertStory(play([plan, ...events.flat(), nextDay]).effects)
}

describe('curfew', () => {
  const table: { given: string; events: WatchEvent[]; expected: string[] }[] = [
    { given: 'at home all night', events: staying(home, clock('20:00'), clock('06:30', 1)), expected: [] },
    { given: 'nothing heard at all', events: [], expected: [] },
    {
      given: 'never came home, one fix a minute',
      events: staying(away, clock('21:00'), clock('23:00')),
      expected: ['not-at-home 22:05', 'not-at-home ended 06:00'],
    },
    {
      given: 'last seen away at 21:45 and silent since',
      events: staying(away, clock('21:00'), clock('21:46')),
      expected: ['not-at-home 22:05', 'not-at-home ended 06:00'],
    },
    {
      given: 'last seen away at 21:35, which holds just until the grace is over: unknown, and said to be so',
      events: staying(away, clock('21:00'), clock('21:36')),
      expected: ['not-confirmed-home 22:05', 'not-confirmed-home ended 06:00'],
    },
    {
      given: 'last seen away at 21:36, a minute later',
      events: staying(away, clock('21:00'), clock('21:37')),
      expected: ['not-at-home 22:05', 'not-at-home ended 06:00'],
    },
    {
      given: 'came home during the grace',
      events: [...staying(away, clock('21:00'), clock('22:01')), ...staying(home, clock('22:01'), clock('23:00'))],
      expected: [],
    },
    {
      given: 'came home an hour late',
      events: [...staying(away, clock('21:00'), clock('23:00')), ...staying(home, clock('23:00'), clock('23:30'))],
      expected: ['not-at-home 22:05', 'not-at-home ended 23:01'],
    },
    {
      given: 'left at midnight and stayed away',
      events: [...staying(home, clock('21:00'), clock('00:00', 1)), ...staying(away, clock('00:00', 1), clock('01:00', 1))],
      expected: ['not-at-home 00:07', 'not-at-home ended 06:00'],
    },
    {
      given: 'left at midnight and was back before the grace was over',
      events: [
        ...staying(home, clock('21:00'), clock('00:00', 1)),
        ...staying(away, clock('00:00', 1), clock('00:05', 1)),
        ...staying(home, clock('00:05', 1), clock('01:00', 1)),
      ],
      expected: [],
    },
    {
      given: 'away by day only',
      events: [...staying(away, clock('13:00'), clock('21:00')), ...staying(home, clock('21:00'), clock('22:30'))],
      expected: [],
    },
    {
      given: 'silent since the afternoon, found away after the grace',
      events: [...staying(home, clock('13:00'), clock('14:00')), ...staying(away, clock('23:00'), clock('23:30'))],
      expected: ['not-at-home 23:06', 'not-at-home ended 06:00'],
    },
    {
      given: 'one GNSS jump of 139 km',
      events: [
        ...staying(home, clock('21:00'), clock('23:00')),
        fix(clock('23:00'), eastOf(home, 139_000)),
        ...staying(home, clock('23:01'), clock('23:30')),
      ],
      expected: [],
    },
    {
      given: 'invalid fixes far away',
      events: staying(away, clock('21:00'), clock('23:00')).map((event) => {
        if (event.kind !== 'reading' || event.reading.kind !== 'fix') return event
        return { ...event, reading: { ...event.reading, isValid: false } }
      }),
      expected: [],
    },
    {
      given: 'a server that heard nobody from 22:03 until 22:40, and then half an hour of nothing that is not ours',
      events: [...staying(away, clock('21:00'), clock('22:03')), serverBlind(clock('22:03'), clock('22:40'))],
      expected: ['not-confirmed-home 23:10', 'not-confirmed-home ended 06:00'],
    },
    {
      given: 'a server that heard nobody for ten minutes of the grace, and fixes away after it',
      events: [
        ...staying(away, clock('21:00'), clock('22:02')),
        serverBlind(clock('22:02'), clock('22:12')),
        ...staying(away, clock('22:12'), clock('22:40')),
      ],
      expected: ['not-at-home 22:15', 'not-at-home ended 06:00'],
    },
    {
      given: 'home before an outage over 22:00, out for four minutes after it',
      events: [
        ...staying(home, clock('21:00'), clock('21:55')),
        serverBlind(clock('21:55'), clock('22:05')),
        ...staying(away, clock('22:20'), clock('22:24')),
        ...staying(home, clock('22:24'), clock('22:40')),
      ],
      expected: [],
    },
  ]

  it.each(table)('[PEC.169.3] $given → $expected', ({ events, expected }) => {
    expect(night(events)).toEqual(expected)
  })

  it.each([
    { role: 'carried', deviceId: carried },
    { role: 'fixed', deviceId: fixedUnit },
  ])('a $role device does not witness the person', ({ deviceId }) => {
    const events = staying(away, clock('21:00'), clock('23:00')).map((event) => ({ ...event, deviceId }))
    const { effects } = play([plan, ...(events as WatchEvent[])])
    expect(presenceStory(effects)).toEqual(['unknown (not-yet) 12:00'])
  })

  it.each([
    { graceMs: 0, expected: ['not-at-home 22:00', 'not-at-home ended 06:00'] },
    { graceMs: 29 * minute, expected: ['not-at-home 22:29', 'not-at-home ended 06:00'] },
    { graceMs: 7 * hour + 59 * minute, expected: ['not-confirmed-home 05:59', 'not-confirmed-home ended 06:00'] },
    { graceMs: 8 * hour, expected: [] },
  ])('a grace of $graceMs ms with the person away until 22:30 → $expected', ({ graceMs, expected }) => {
    const strict = planAt(clock('12:00'), [condition('home', curfewRule(graceMs))])
    const { effects } = play([strict, ...staying(away, clock('21:00'), clock('22:30')), nextDay])
    expect(alertStory(effects)).toEqual(expected)
  })

  it('[MON.explain] carries the whole decision: fixes, weights, belief, thresholds, hours and grace', () => {
    const { effects } = play([
      plan,
      ...staying(home, clock('21:00'), clock('23:00')),
      ...staying(away, clock('23:00'), clock('23:30')),
    ])
    const [raised] = raisedIn(effects)
    expect(raised?.alert).toMatchObject({ kind: 'not-at-home', lineageId: 'home', conditionVersion: 1, beganAt: clock('23:00') })
    const reason = raised?.alert.reason
    if (reason?.kind !== 'presence') throw new Error('a zone alert has a presence reason')
    expect(reason).toMatchObject({ presence: 'outside', graceMs: 5 * minute, thresholdLogOdds: Math.log(99) })
    expect(reason.duty).toEqual({ from: clock('22:00'), until: clock('06:00', 1) })
    expect(reason.belief).toBeGreaterThanOrEqual(0.99)
    const crossing = reason.path.find(({ logOdds }) => logOdds >= reason.thresholdLogOdds)
    expect(raised?.alert.key).toBe(`person:home:not-at-home:${crossing?.readingId}`)
    for (const step of reason.path.slice(-3)) expect(step.distanceMetres).toBeCloseTo(800, -1)
  })

  it('the key of a night missed from its start names the hours, whenever the exit was', () => {
    const keyOf = (leftAt: Instant) =>
      raisedIn(play([plan, ...staying(away, leftAt, clock('22:30'))]).effects).map(({ alert }) => alert.key)
    expect(keyOf(clock('18:00'))).toEqual([`person:home:not-at-home:${clock('22:00')}`])
    expect(keyOf(clock('20:00'))).toEqual(keyOf(clock('18:00')))
  })

  it('[MON.uncertain] a fix of 2 km precision two kilometres away is no exit, however often it comes', () => {
    const vague: WatchEvent[] = []
    for (let at: number = clock('22:30'); at < clock('05:00', 1); at += minute) {
      vague.push(fix(instant(at), eastOf(home, 2_000), 'cell', 2_000))
    }
    expect(night(staying(home, clock('21:00'), clock('22:30')), vague)).toEqual([])
  })

  it.each([
    { silentFrom: '21:00', at: '21:29', expected: 'inside' },
    { silentFrom: '21:00', at: '21:30', expected: 'unknown' },
  ])('[MON.unknown] home until $silentFrom, then silence: at $at presence is $expected', ({ silentFrom, at, expected }) => {
    const { state } = play([plan, ...staying(home, clock('20:00'), clock(silentFrom)), fix(clock(silentFrom), home)])
    expect(obligationsNow(state, clock(at))[0]?.presence?.kind).toBe(expected)
  })

  it('[MON.uncertain] fixes that cannot decide leave the presence unknown when the last good one is half an hour old', () => {
    const vague = ['21:10', '21:25', '21:50'].map((time) => fix(clock(time), eastOf(home, 1_500), 'cell', 1_500))
    const { effects } = play([plan, ...staying(home, clock('20:00'), clock('21:00')), ...vague])
    expect(presenceStory(effects)).toEqual(['unknown (not-yet) 12:00', 'inside 20:00', 'unknown (uncertain) 21:29'])
  })

  it.each([
    { at: '21:59', status: 'off-duty', nextChangeAt: clock('22:00') },
    { at: '22:00', status: 'kept', nextChangeAt: clock('06:00', 1) },
    { at: '22:04', status: 'kept', nextChangeAt: clock('06:00', 1) },
    { at: '22:05', status: 'breached', nextChangeAt: clock('06:00', 1) },
    { at: '22:29', status: 'unclear', nextChangeAt: clock('06:00', 1) },
  ])('away, last seen at 21:59: the obligation at $at is $status', ({ at, status, nextChangeAt }) => {
    const { state } = play([plan, ...staying(away, clock('21:00'), clock('22:00'))])
    expect(obligationsNow(state, clock(at))[0]).toMatchObject({ kind: 'curfew', status, nextChangeAt })
  })

  it('a new version of the same place keeps the belief and the open alert; another place starts from nothing', () => {
    const before = play([plan, ...staying(away, clock('21:00'), clock('22:30'))])
    const same = planAt(clock('22:30'), [condition('home', curfewRule(), clock('22:30'), clock('12:00', 20), 2)])
    expect(alertStory(play([same], before.state).effects)).toEqual([])
    const shape = { ...circleAtHome, centre: eastOf(home, 5_000) } as typeof circleAtHome
    const moved = planAt(clock('22:30'), [
      condition('home', curfewRule(5 * minute, undefined, shape), clock('22:30'), clock('12:00', 20), 2),
    ])
    const after = play([moved, wake(clock('23:30'))], before.state)
    expect(presenceStory(after.effects)).toEqual(['unknown (not-yet) 22:30'])
    expect(after.effects.filter((effect) => effect.kind === 'end-alert')).toHaveLength(1)
  })

  it.each([
    { given: 'the term ends at 23:00', until: clock('23:00'), last: wake(clock('05:00', 1)) },
    { given: 'the condition is struck at 23:00', until: clock('12:00', 20), last: planAt(clock('23:00'), []) },
  ])('$given: the alert ends then, and nothing is alerted after', ({ until, last }) => {
    const ending = planAt(clock('12:00'), [condition('home', curfewRule(), clock('12:00'), until)])
    const { effects, state } = play([
      ending,
      ...staying(away, clock('21:00'), clock('22:30')),
      last,
      ...staying(away, clock('05:00', 1), clock('07:00', 1)),
    ])
    expect(alertStory(effects.filter((effect) => effect.kind !== 'presence'))).toEqual([
      'not-at-home 22:05',
      'not-at-home ended 23:00',
    ])
    expect(effects.slice(-3).map((effect) => effect.kind)).toEqual(['lineage-end', 'blind-interval', 'watch-end'])
    expect(obligationsNow(state, clock('23:00', 1))).toEqual([])
  })

  it('a condition that begins later is watched from then', () => {
    const future = planAt(clock('12:00'), [condition('home', curfewRule(), clock('23:00'))])
    const events = [future, ...staying(away, clock('21:00'), clock('23:30')), nextDay]
    expect(alertStory(play(events).effects)).toEqual(['not-at-home 23:05', 'not-at-home ended 06:00'])
  })

  it('heartbeats without a position leave the presence unknown for want of a fix', () => {
    const beats = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => reading(instant(clock('21:00') + n * 5 * minute), { kind: 'contact' }))
    const { effects } = play([plan, ...staying(home, clock('20:00'), clock('21:00')), ...beats])
    expect(presenceStory(effects).at(-1)).toBe('unknown (no-fix) 21:29')
  })
})

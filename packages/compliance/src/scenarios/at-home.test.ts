import { minute } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { clock, curfewRule, eastOf, fix, home, nights, circleAtHome, serverBlind } from '../testing/scenario.ts'
import { effectsOf, reasonsOf, told } from '../testing/story.ts'

// The court has bound a man to be at home from 22:00 to 06:00. The service grants 10 minutes for coming home and 20 after an exit.

const rule = curfewRule(10 * minute, nights, circleAtHome, 20 * minute)
const bar = eastOf(home, 2_000)
const morning = clock('07:00', 1)

describe('[PEC.169.3] absence from the residence in the hours set', () => {
  it('he is in a bar at 22:00 and stays there: said at 22:10, when the grace for coming home is over', () => {
    expect(told({ rule, stays: [[bar, clock('19:00'), clock('23:30')]], until: morning })).toEqual([
      'not-at-home 22:10',
      'not-at-home ended 06:00',
    ])
  })

  it('his last word comes from the bar at 21:50, then the bracelet is silent: he is still believed there at 22:10', () => {
    expect(told({ rule, stays: [[bar, clock('19:00'), clock('21:51')]], until: morning })).toEqual([
      'not-at-home 22:10',
      'not-at-home ended 06:00',
    ])
  })

  it('he never comes home and nothing is heard since 20:00: at 22:10 staff are asked to check; it is not called an absence', () => {
    const story = { rule, stays: [[bar, clock('19:00'), clock('20:01')]] as const, until: morning }
    expect(told(story)).toEqual(['not-confirmed-home 22:10', 'not-confirmed-home ended 06:00'])
    expect(reasonsOf(story)).toMatchObject([
      { kind: 'unconfirmed', lastSeenAt: clock('20:00'), unknownSince: clock('20:30'), because: 'no-contact', grace: 'arrival' },
    ])
  })

  it('he is found in the bar at midnight: what was not known becomes an absence', () => {
    const stays = [
      [bar, clock('19:00'), clock('20:01')],
      [bar, clock('00:00', 1), clock('00:10', 1)],
    ] as const
    const story = told({ rule, stays, until: clock('00:10', 1) })
    expect(story).toEqual([
      'not-confirmed-home 22:10',
      expect.stringMatching(/^not-at-home 00:0\d$/),
      expect.stringMatching(/^not-confirmed-home ended 00:0\d$/),
    ])
  })

  it('he is found at home at midnight: it ends, and nothing is held against him', () => {
    const stays = [
      [bar, clock('19:00'), clock('20:01')],
      [home, clock('00:00', 1), clock('00:10', 1)],
    ] as const
    expect(told({ rule, stays, until: morning })).toEqual([
      'not-confirmed-home 22:10',
      expect.stringMatching(/^not-confirmed-home ended 00:0\d$/),
    ])
  })

  it('he comes home at the last minute, one position tells so when the grace ends, and the next confirms it: nothing is said', () => {
    const stays = [
      [bar, clock('19:00'), clock('22:09')],
      [home, clock('22:09'), clock('23:00')],
    ] as const
    expect(told({ rule, stays, until: morning })).toEqual([])
  })

  it('his last position is 19 m before the border and says little; the house lets none through until the grace is over: nothing is said', () => {
    const stays = [
      [bar, clock('19:00'), clock('22:08')],
      [eastOf(home, 119), clock('22:08'), clock('22:09')],
      [home, clock('22:11'), clock('23:00')],
    ] as const
    expect(told({ rule, stays, until: morning })).toEqual([])
  })

  it('one position at home when the grace ends is no proof of a return: the next one from the bar makes it an absence', () => {
    const stays = [
      [bar, clock('19:00'), clock('22:09')],
      [home, clock('22:09'), clock('22:10')],
      [bar, clock('22:11'), clock('23:00')],
    ] as const
    expect(told({ rule, stays, until: clock('23:00') })).toEqual([expect.stringMatching(/^not-at-home 22:1[1-3]$/)])
  })

  it('one position at home when the grace ends, and silence after it: staff are told that it is not known', () => {
    const stays = [
      [bar, clock('19:00'), clock('22:09')],
      [home, clock('22:09'), clock('22:10')],
    ] as const
    expect(told({ rule, stays, until: clock('23:59') })).toEqual([expect.stringMatching(/^not-confirmed-home 22:[3-5]\d$/)])
  })

  it('he steps out at 23:00 for ten minutes: the grace after an exit says nothing', () => {
    const stays = [
      [home, clock('20:00'), clock('23:00')],
      [bar, clock('23:00'), clock('23:10')],
      [home, clock('23:10'), clock('23:40')],
    ] as const
    expect(told({ rule, stays, until: morning })).toEqual([])
  })

  it('he leaves for work at 05:45, a quarter of an hour before the hours end: nothing', () => {
    const stays = [
      [home, clock('20:00'), clock('05:45', 1)],
      [bar, clock('05:45', 1), clock('08:00', 1)],
    ] as const
    expect(told({ rule, stays, until: clock('08:00', 1) })).toEqual([])
  })

  it('the alert says which grace had run', () => {
    const stays = [
      [home, clock('20:00'), clock('23:00')],
      [bar, clock('23:00'), clock('23:59')],
    ] as const
    expect(reasonsOf({ rule, stays, until: morning })).toMatchObject([{ grace: 'departure', graceMs: 20 * minute }])
    expect(reasonsOf({ rule, stays: [[bar, clock('19:00'), clock('23:30')]], until: morning })).toMatchObject([
      { grace: 'arrival', graceMs: 10 * minute },
    ])
  })
})

describe('[MON.unknown] silence', () => {
  it('he was at home at 21:00 and nothing is heard all night: nobody says that he left', () => {
    const story = { rule, stays: [[home, clock('19:00'), clock('21:01')]] as const, until: morning }
    expect(told(story)).toEqual([])
    const presence = effectsOf(story).flatMap((effect) => (effect.kind === 'presence' ? [effect.presence.kind] : []))
    expect(presence).toEqual(['unknown', 'inside', 'unknown'])
  })

  it('the watch has begun and nothing was ever heard: nothing is said of home', () => {
    expect(told({ rule, stays: [], until: morning })).toEqual([])
  })

  it('our server is away from 21:30 to 23:00 while he is out: nothing is asked before half an hour of listening was in vain', () => {
    const events = [serverBlind(clock('21:30'), clock('23:00'))]
    expect(told({ rule, stays: [[bar, clock('19:00'), clock('21:30')]], events, until: clock('05:00', 1) })).toEqual([
      'not-confirmed-home 23:30',
    ])
  })
})

describe('[MON.uncertain] positions that err', () => {
  it('one position 100 km away in the middle of the night is no exit', () => {
    const events = [fix(clock('02:00:30', 1), eastOf(home, 100_000))]
    expect(told({ rule, stays: [[home, clock('20:00'), clock('06:00', 1)]], events, until: morning })).toEqual([])
  })

  it('network positions 400 m off with a stated precision of a kilometre all night long are no exit', () => {
    const events = Array.from({ length: 40 }, (_, i) => fix(clock(`22:0${i % 10}:${10 + i}`), eastOf(home, 400), 'cell', 1_000))
    expect(told({ rule, stays: [[home, clock('20:00'), clock('22:00')]], events, until: clock('22:29') })).toEqual([])
  })

  it('a day later the same: drift within the stated precision makes no exit on any night', () => {
    const stays = [0, 1, 2].map((night) => [home, clock('20:00', night), clock('06:00', night + 1)] as const)
    const events = [0, 1, 2].flatMap((night) =>
      [10, 20, 40].map((n) => fix(clock(`23:${n}:30`, night), eastOf(home, 150), 'gnss', 120)),
    )
    expect(told({ rule, stays, events, until: clock('07:00', 3) })).toEqual([])
  })
})

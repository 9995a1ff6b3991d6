import { type Instant, hour, instant, minute } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { nextWakeAt } from '../wake.ts'
import { obligationsNow } from '../obligations.ts'
import type { WatchEvent } from '../stream.ts'
import {
  alertStory,
  carried,
  clock,
  condition,
  fixedUnit,
  knowledgeStory,
  fix,
  home,
  planAt,
  play,
  raisedIn,
  reading,
  serverBlind,
  wake,
  wholeKit,
  worn,
} from '../testing/scenario.ts'

const hourly = condition('contact', { kind: 'contact', everyMs: hour })
const plan = planAt(clock('12:00'), [hourly])
const beat = (time: string, deviceId = worn) => reading(clock(time), { kind: 'contact' }, deviceId)

describe('contact', () => {
  const table: { given: string; events: WatchEvent[]; until: string; expected: string[] }[] = [
    { given: 'never heard, a minute before the hour', events: [], until: '12:59', expected: [] },
    { given: 'never heard', events: [], until: '13:00', expected: ['no-contact 13:00'] },
    { given: 'heard every 59 minutes', events: [beat('12:59'), beat('13:58'), beat('14:57')], until: '15:56', expected: [] },
    { given: 'silent for an hour', events: [beat('12:30')], until: '15:00', expected: ['no-contact 13:30'] },
    {
      given: 'heard again',
      events: [beat('12:30'), beat('14:00')],
      until: '14:30',
      expected: ['no-contact 13:30', 'no-contact ended 14:00'],
    },
    { given: 'the carried device speaks', events: [beat('12:30'), beat('13:20', carried)], until: '14:19', expected: [] },
    { given: 'only the home unit speaks', events: [beat('12:30', fixedUnit)], until: '13:00', expected: ['no-contact 13:00'] },
    {
      given: 'the server heard nobody for half an hour',
      events: [beat('12:30'), serverBlind(clock('13:00'), clock('13:30'))],
      until: '14:30',
      expected: ['no-contact 14:00'],
    },
    {
      given: 'outages that overlap count once',
      events: [beat('12:30'), serverBlind(clock('13:00'), clock('13:30')), serverBlind(clock('13:10'), clock('13:40'))],
      until: '14:30',
      expected: ['no-contact 14:10'],
    },
    {
      given: 'heard during the outage, then silent',
      events: [serverBlind(clock('12:30'), clock('14:00')), beat('13:00')],
      until: '16:00',
      expected: ['no-contact 15:00'],
    },
  ]

  it.each(table)('[MON.unknown] $given, at $until → $expected', ({ events, until, expected }) => {
    expect(alertStory(play([plan, ...events, wake(clock(until))]).effects)).toEqual(expected)
  })

  it('silence is told with the last contact and the time that was ours', () => {
    const { effects } = play([plan, beat('12:30'), serverBlind(clock('13:00'), clock('13:30')), wake(clock('15:00'))])
    const [raised] = raisedIn(effects)
    expect(raised?.alert).toMatchObject({
      key: `person:contact:no-contact:${clock('12:30')}`,
      beganAt: clock('12:30'),
      reason: { kind: 'silence', lastContactAt: clock('12:30'), everyMs: hour, serverBlindMs: 30 * minute },
    })
  })

  it.each([
    { given: 'no device in the kit yet', from: clock('14:00'), expected: ['no-contact 15:00'] },
    { given: 'no device in the kit at all', from: clock('12:00', 9), expected: [] },
  ])('$given: nobody is expected to speak → $expected', ({ from, expected }) => {
    const kit = wholeKit.map((device) => ({ ...device, from }))
    const { effects } = play([planAt(clock('12:00'), [hourly], undefined, kit), wake(clock('12:00', 1))])
    expect(alertStory(effects)).toEqual(expected)
  })

  it('the status: kept, breached, unclear while the server was blind', () => {
    const { state } = play([plan, beat('12:30'), serverBlind(clock('13:00'), clock('13:30'))])
    const at = (time: string) => obligationsNow(state, clock(time))[0]?.status
    expect([at('13:00'), at('13:29'), at('13:30'), at('13:59'), at('14:00')]).toEqual([
      'unclear',
      'unclear',
      'kept',
      'kept',
      'breached',
    ])
  })
})

describe('knowledge', () => {
  const table: { given: string; events: WatchEvent[]; expected: string[] }[] = [
    { given: 'nothing', events: [], expected: ['not-yet 12:00'] },
    {
      given: 'a fix, then silence',
      events: [fix(clock('12:30'), home)],
      expected: ['not-yet 12:00', 'known 12:30', 'no-contact 13:00'],
    },
    {
      given: 'a fix, then heartbeats, then silence',
      events: [fix(clock('12:30'), home), beat('12:50')],
      expected: ['not-yet 12:00', 'known 12:30', 'no-fix 13:00', 'no-contact 13:20'],
    },
    {
      given: 'an outage after a fix',
      events: [fix(clock('12:30'), home), serverBlind(clock('12:40'), clock('13:10'))],
      expected: ['not-yet 12:00', 'known 12:30', 'server 12:40', 'no-contact 13:40'],
    },
    {
      given: 'an outage covered by a fix that was kept for us',
      events: [fix(clock('12:30'), home), serverBlind(clock('12:40'), clock('13:10')), fix(clock('12:45'), home)],
      expected: ['not-yet 12:00', 'known 12:30', 'server 12:40', 'known 12:45', 'server 13:15', 'no-contact 13:40'],
    },
  ]

  it.each(table)('[MON.unknown] $given → $expected', ({ events, expected }) => {
    expect(knowledgeStory(play([plan, ...events, wake(clock('16:00'))]).effects)).toEqual(expected)
  })
})

describe('nextWakeAt', () => {
  it('is undefined for who is not watched', () => {
    expect(nextWakeAt(play([]).state)).toBeUndefined()
    expect(nextWakeAt(play([planAt(clock('12:00'), [])]).state)).toBeUndefined()
  })

  it('lies ahead of the state, and waking then is never in vain for long', () => {
    let { state } = play([plan, fix(clock('12:30'), home)])
    const wakes: Instant[] = []
    for (let next = nextWakeAt(state); next !== undefined && wakes.length < 100; next = nextWakeAt(state)) {
      expect(next).toBeGreaterThan(state.at)
      wakes.push(next)
      state = play([wake(next)], state).state
    }
    // Knowledge ends, silence is too long, the kit and the condition end: a person nobody hears costs a handful of wake-ups.
    expect(wakes).toEqual([clock('13:00'), clock('13:30'), clock('12:00', 20)].map((at) => instant(at)))
  })
})

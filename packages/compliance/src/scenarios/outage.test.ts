import { later, minute } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import {
  alertStory,
  clock,
  condition,
  curfewRule,
  eastOf,
  fix,
  fleetBlind,
  home,
  knowledgeStory,
  planAt,
  play,
  staying,
  wake,
} from '../testing/scenario.ts'

// A person must be at home from 22:00 to 06:00, with five minutes of grace, and be heard from every 30 minutes. The bracelet
// reports once a minute. At 21:30 the mobile network goes out, and many bracelets fall silent with this one; at 22:30 it is back.
// That contact with many was lost together is told at 21:33, from the first report that was missed (21:31) on.

const order = planAt(clock('18:00'), [
  condition('curfew', curfewRule(5 * minute)),
  condition('contact', { kind: 'contact', everyMs: 30 * minute }),
])
const elsewhere = eastOf(home, 3_000)

/** Told in pieces of a quarter of an hour, each before the one before it is over; at 22:30 the bracelet is heard again. */
const outage = [
  fleetBlind(clock('21:31:10'), clock('21:48'), clock('21:30')),
  ...[43, 53, 63, 73, 83].map((minutes) =>
    fleetBlind(later(clock('21:00'), minutes * minute), later(clock('21:15'), minutes * minute), clock('21:30')),
  ),
]
const heardAgain = fleetBlind(clock('22:30'), clock('22:33'), clock('21:30'))

const before = [order, ...staying(home, clock('18:00'), clock('21:30:30'))]
const inOrder = (...events: Parameters<typeof play>[0]) => events.toSorted((a, b) => a.at - b.at)

describe('contact with many bracelets of one network is lost', () => {
  it('[MON.outage] at home before and after it: no alert at all, and the time between is the network’s', () => {
    const played = play(inOrder(...before, ...outage, heardAgain, ...staying(home, clock('22:30'), clock('23:00'))))
    expect(alertStory(played.effects)).toEqual([])
    expect(knowledgeStory(played.effects)).toEqual(['not-yet 18:00', 'known 18:00', 'network 21:31', 'known 22:30'])
  })

  it('[MON.outage] the same silence without an outage of many is an alert at 22:00, thirty minutes after the last report', () => {
    const played = play([...before, wake(clock('22:29'))])
    expect(alertStory(played.effects)).toEqual(['no-contact 22:00'])
  })

  it('[MON.outage] away at 21:30 and never heard of since: no absence at 22:05 is made of silence', () => {
    const away = [
      order,
      ...staying(home, clock('18:00'), clock('20:00')),
      ...staying(elsewhere, clock('20:00'), clock('21:30:30')),
    ]
    expect(alertStory(play(inOrder(...away, ...outage, wake(clock('22:29')))).effects)).toEqual([])
  })

  it('[MON.outage] a bracelet that stays silent when the others speak again is silent for itself: three minutes later its time runs on', () => {
    const ended = fleetBlind(clock('22:30'), clock('22:33'), clock('21:30'))
    const played = play(inOrder(...before, ...outage, ended, wake(clock('23:59'))))
    // Of its thirty minutes a little more than one had passed before the outage.
    expect(alertStory(played.effects)).toEqual(['no-contact 23:01'])
  })

  it('[MON.outage] an outage of which nobody tells the end excuses no more than the piece that was told ahead', () => {
    const played = play(inOrder(...before, ...outage.slice(0, 1), wake(clock('23:59'))))
    expect(alertStory(played.effects)).toEqual(['no-contact 22:16'])
  })
})

describe('what the bracelet kept comes in after the outage', () => {
  const kept = (from: string, until: string, place = home) => staying(place, clock(from), clock(until))

  it('[MON.outage] at home all the time: the story is as if there had been no outage', () => {
    const played = play(inOrder(...before, ...outage, heardAgain, ...kept('21:31', '23:00')))
    expect(alertStory(played.effects)).toEqual([])
    expect(knowledgeStory(played.effects)).toEqual(['not-yet 18:00', 'known 18:00'])
  })

  it('[MON.outage] left home at 22:10 and came back at 22:25, all within the outage: the absence is found, dated when it was', () => {
    const day = [...kept('21:31', '22:10'), ...kept('22:10', '22:25', elsewhere), ...kept('22:25', '23:00')]
    const played = play(inOrder(...before, ...outage, heardAgain, ...day))
    const [raised, ended, ...others] = alertStory(played.effects)
    expect(raised).toMatch(/^not-at-home 22:1[5-9]$/)
    expect(ended).toMatch(/^not-at-home ended 22:2[5-9]$/)
    expect(others).toEqual([])
  })

  it('[MON.outage] only the first part has come in at 22:31: what is still to come is no silence', () => {
    const played = play(inOrder(...before, ...outage, heardAgain, ...kept('21:31', '21:45'), wake(clock('22:31'))))
    expect(alertStory(played.effects)).toEqual([])
  })
})

it('[MON.outage] the end of a network’s outage does not end an outage of ours', () => {
  const ours = { kind: 'server-blind', at: clock('22:00'), until: clock('23:00') } as const
  const played = play(
    inOrder(...before, ...outage.slice(0, 3), ours, heardAgain, fix(clock('23:01'), home), wake(clock('23:20'))),
  )
  expect(alertStory(played.effects)).toEqual([])
})

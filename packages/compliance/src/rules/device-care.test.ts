import { type PowerReading, type WearSignal, minute, later } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { obligationsNow } from '../obligations.ts'
import { step } from '../step.ts'
import {
  alertStory,
  carried,
  clock,
  condition,
  curfewRule,
  fixedUnit,
  planAt,
  play,
  raisedIn,
  reading,
  wholeKit,
  worn,
} from '../testing/scenario.ts'

const care = condition('care', { kind: 'device-care', lowBatteryPercent: 20 })
const plan = planAt(clock('12:00'), [care])

function wear(time: string, signal: WearSignal, deviceId = worn, readingId = `${time} ${signal}`) {
  return reading(clock(time), { kind: 'wear', signal }, deviceId, readingId)
}

function power(time: string, state: Omit<PowerReading, 'kind'>, deviceId = worn) {
  return reading(clock(time), { kind: 'power', ...state }, deviceId)
}

describe('strap and case', () => {
  it.each([
    { given: ['strap-cut'], expected: ['strap-cut 13:00'] },
    { given: ['strap-open'], expected: ['strap-open 13:01'] },
    { given: ['removed'], expected: ['strap-open 13:01'] },
    { given: ['case-open'], expected: ['case-open 13:00'] },
    { given: ['worn'], expected: [] },
    { given: ['strap-closed'], expected: [] },
    { given: ['strap-open', 'strap-closed'], expected: ['strap-open 13:01', 'strap-open ended 13:01'] },
    { given: ['strap-cut', 'strap-cut', 'strap-closed'], expected: ['strap-cut 13:00', 'strap-cut ended 13:02'] },
    { given: ['removed', 'worn', 'removed'], expected: ['strap-open 13:01', 'strap-open ended 13:01', 'strap-open 13:03'] },
    { given: ['case-open', 'strap-closed', 'case-closed'], expected: ['case-open 13:00', 'case-open ended 13:02'] },
    { given: ['strap-cut', 'case-open'], expected: ['strap-cut 13:00', 'case-open 13:01'] },
  ] as const)('[PEC.67.2] $given → $expected', ({ given, expected }) => {
    const events = given.map((signal, i) => wear(`13:0${i}`, signal))
    expect(alertStory(play([plan, ...events, { kind: 'wake', at: clock('13:09') }]).effects)).toEqual(expected)
  })

  it('the key is made of person, lineage, kind and the reading', () => {
    const [raised] = raisedIn(play([plan, wear('13:00', 'strap-cut')]).effects)
    expect(raised?.alert).toMatchObject({
      key: 'person:care:strap-cut:13:00 strap-cut',
      beganAt: clock('13:00'),
      reason: { kind: 'signal', signal: 'strap-cut', readingId: '13:00 strap-cut' },
    })
  })

  it.each([
    { role: 'carried', deviceId: carried },
    { role: 'fixed', deviceId: fixedUnit },
    { role: 'unknown', deviceId: 'other' as typeof worn },
  ])('a strap signal of a $role device says nothing about the person', ({ deviceId }) => {
    expect(alertStory(play([plan, wear('13:00', 'strap-cut', deviceId)]).effects)).toEqual([])
  })

  it('[MON.late] a strap cut that comes late raises at once, under the key that the replay gives it', () => {
    const ahead = play([plan, wear('13:00', 'worn'), wear('15:00', 'worn')])
    const late = step(ahead.state, wear('14:00', 'strap-cut'))
    const [raised] = raisedIn(late.effects)
    expect(raised).toMatchObject({ noticedAt: clock('15:00'), alert: { beganAt: clock('14:00') } })
    const replayed = raisedIn(play([plan, wear('13:00', 'worn'), wear('14:00', 'strap-cut'), wear('15:00', 'worn')]).effects)
    expect(replayed.map(({ alert }) => alert.key)).toEqual([raised?.alert.key])
  })

  it('any other late reading waits for the replay', () => {
    const { state } = play([plan, wear('13:00', 'strap-cut'), wear('15:00', 'strap-open')])
    const late = step(state, wear('14:00', 'strap-closed'))
    expect(late.effects).toEqual([])
    expect(late.state).toEqual(state)
  })

  it('what was wrong with a device ends when the device leaves the kit', () => {
    const kit = wholeKit.map((device) => ({ ...device, until: clock('14:00') }))
    const replaced = planAt(clock('12:00'), [care], undefined, kit)
    const { state, effects } = play([replaced, wear('13:00', 'strap-cut'), { kind: 'wake', at: clock('15:00') }])
    expect(alertStory(effects)).toEqual(['strap-cut 13:00', 'strap-cut ended 14:00'])
    expect(state.watches[0]?.alerts).toEqual([])
  })

  it('the status is unclear before the first contact and in silence', () => {
    const { state } = play([plan, wear('13:00', 'worn')])
    const at = (time: string) => obligationsNow(state, clock(time))[0]?.status
    expect([at('13:00'), at('13:29'), at('13:30')]).toEqual(['kept', 'kept', 'unclear'])
    expect(obligationsNow(play([plan]).state, clock('12:30'))[0]?.status).toBe('unclear')
    expect(obligationsNow(play([plan, wear('13:00', 'strap-cut')]).state, clock('13:00'))[0]?.status).toBe('breached')
  })
})

describe('reception', () => {
  const hampered = (time: string, cause: 'shielded' | 'jammed', isPresent: boolean, deviceId = worn) =>
    reading(clock(time), { kind: 'interference', cause, isPresent }, deviceId)

  it.each(['shielded', 'jammed'] as const)(
    '[PEC.67.2] a %s device raises once, until it says that it is so no longer',
    (cause) => {
      const events = [true, true, false, true].map((isPresent, i) => hampered(`13:0${i}`, cause, isPresent))
      expect(alertStory(play([plan, ...events]).effects)).toEqual([`${cause} 13:00`, `${cause} ended 13:02`, `${cause} 13:03`])
    },
  )

  it('one cause does not end the other, nor one device another', () => {
    const events = [
      hampered('13:00', 'shielded', true),
      hampered('13:01', 'jammed', false),
      hampered('13:02', 'shielded', false, carried),
    ]
    expect(alertStory(play([plan, ...events]).effects)).toEqual(['shielded 13:00'])
  })

  it('a unit that stands in the home says nothing about the person', () => {
    expect(alertStory(play([plan, hampered('13:00', 'shielded', true, fixedUnit)]).effects)).toEqual([])
  })
})

describe('battery', () => {
  it.each([
    { given: [21], expected: [] },
    { given: [20], expected: ['low-battery 13:00'] },
    { given: [20, 21, 20, 22, 19], expected: ['low-battery 13:00'] },
    { given: [20, 29], expected: ['low-battery 13:00'] },
    { given: [20, 30], expected: ['low-battery 13:00', 'low-battery ended 13:01'] },
    { given: [20, 30, 21, 20], expected: ['low-battery 13:00', 'low-battery ended 13:01', 'low-battery 13:03'] },
  ])('levels $given → $expected', ({ given, expected }) => {
    const events = given.map((levelPercent, i) => power(`13:0${i}`, { levelPercent }))
    expect(alertStory(play([plan, ...events]).effects)).toEqual(expected)
  })

  it.each([
    { given: 'a level above the limit and a flag that says low', state: { levelPercent: 60, isLow: true }, expected: [] },
    { given: 'only a flag that says low', state: { isLow: true }, expected: ['low-battery 13:00'] },
    { given: 'volts alone', state: { volts: 3.4 }, expected: [] },
  ])('$given → $expected', ({ state, expected }) => {
    expect(alertStory(play([plan, power('13:00', state)]).effects)).toEqual(expected)
  })

  it.each([
    { at: '13:29', expected: ['low-battery 13:00'] },
    { at: '13:30', expected: ['low-battery 13:00', 'low-battery ended 13:30'] },
  ])(
    'a flag that flaps ends the alert only half an hour after it last said low: not low at $at → $expected',
    ({ at, expected }) => {
      const events = [power('13:00', { isLow: true }), power(at, { isLow: false })]
      expect(alertStory(play([plan, ...events]).effects)).toEqual(expected)
    },
  )

  it('[1369.8b] silence after an all but empty battery is put down to the battery', () => {
    const { state } = play([plan, power('13:00', { levelPercent: 5 })])
    const { effects } = play([{ kind: 'wake', at: clock('14:00') }], state)
    expect(effects).toContainEqual({
      kind: 'knowledge',
      noticedAt: clock('13:30'),
      knowledge: { kind: 'blind', since: clock('13:30'), because: 'battery-empty' },
    })
  })
})

describe('call for help', () => {
  const sos = (time: string, deviceId = worn) => reading(clock(time), { kind: 'sos' }, deviceId)
  const night = condition('home', curfewRule())

  it.each([
    { given: 'one call', events: [sos('13:00')], expected: ['sos 13:00', 'sos ended 13:10'] },
    { given: 'repeated within ten minutes', events: [sos('13:00'), sos('13:09')], expected: ['sos 13:00', 'sos ended 13:19'] },
    {
      given: 'again after ten minutes',
      events: [sos('13:00'), sos('13:10')],
      expected: ['sos 13:00', 'sos ended 13:10', 'sos 13:10', 'sos ended 13:20'],
    },
    { given: 'from the carried device', events: [sos('13:00', carried)], expected: ['sos 13:00', 'sos ended 13:10'] },
  ])('$given → $expected', ({ events, expected }) => {
    expect(alertStory(play([plan, ...events, { kind: 'wake', at: clock('14:00') }]).effects)).toEqual(expected)
  })

  it.each([
    { conditions: [night, care], lineage: 'care' },
    { conditions: [night], lineage: 'home' },
  ])('stands under $lineage', ({ conditions, lineage }) => {
    const { effects } = play([planAt(clock('12:00'), conditions), sos('13:00')])
    expect(raisedIn(effects).map(({ alert }) => alert.lineageId)).toEqual([lineage])
  })

  it('without a condition in force there is no watch, and nothing is raised', () => {
    expect(play([planAt(clock('12:00'), []), sos('13:00')]).effects).toEqual([])
  })

  it('does not make the obligation that carries it breached', () => {
    const { state } = play([plan, sos('13:00')])
    expect(obligationsNow(state, later(clock('13:00'), minute))[0]?.status).toBe('kept')
  })
})

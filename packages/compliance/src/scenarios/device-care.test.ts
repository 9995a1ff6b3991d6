import type { Reading, WearSignal } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { step } from '../step.ts'
import { alertStory, clock, condition, planAt, play, raisedIn, reading, wake } from '../testing/scenario.ts'

// The bracelet has to be worn unharmed and kept charged. What the device says is a fact; whether somebody meant it, an official finds.

const order = planAt(clock('12:00'), [condition('care', { kind: 'device-care', lowBatteryPercent: 20 })])
const wear = (time: string, signal: WearSignal) => reading(clock(time), { kind: 'wear', signal }, undefined, `${signal} ${time}`)
const says = (time: string, of: Reading) => reading(clock(time), of)
const warm = (time: string) => says(time, { kind: 'telemetry', values: { skinTemperatureCelsius: 34.2 } })

describe('[PEC.67.2] a story of a bracelet', () => {
  it.each([
    { given: 'the strap is cut at 14:00', events: [wear('14:00', 'strap-cut')], expected: ['strap-cut 14:00'] },
    {
      given: 'cut at 14:00, and the contact closes again on a warm leg: a cut is never a flicker',
      events: [wear('14:00', 'strap-cut'), wear('14:00:02', 'strap-closed'), warm('14:00:05')],
      expected: ['strap-cut 14:00', 'strap-cut ended 14:00'],
    },
    { given: 'the case is opened at 14:00', events: [wear('14:00', 'case-open')], expected: ['case-open 14:00'] },
    {
      given: 'the contact opens at 14:00, closes two seconds later, and the skin is warm: a flicker',
      events: [wear('14:00', 'strap-open'), wear('14:00:02', 'strap-closed'), warm('14:00:05')],
      expected: [],
    },
    { given: 'opened at 14:00, and nothing more comes', events: [wear('14:00', 'strap-open')], expected: ['strap-open 14:01'] },
    {
      given: 'wrapped up at 14:00, unwrapped at 14:20',
      events: [
        says('14:00', { kind: 'interference', cause: 'shielded', isPresent: true }),
        says('14:20', { kind: 'interference', cause: 'shielded', isPresent: false }),
      ],
      expected: ['shielded 14:00', 'shielded ended 14:20'],
    },
    {
      given: 'at 14:00 a fifth of the charge is left, at 16:00 it is full',
      events: [says('14:00', { kind: 'power', levelPercent: 20 }), says('16:00', { kind: 'power', levelPercent: 100 })],
      expected: ['low-battery 14:00', 'low-battery ended 16:00'],
    },
  ])('$given → $expected', ({ events, expected }) => {
    expect(alertStory(play([order, ...events, wake(clock('18:00'))]).effects)).toEqual(expected)
  })

  it('[MON.late] cut at 14:00 out of reach, told at 17:00: raised at once, dated 14:00', () => {
    const before = play([order, wear('13:00', 'worn'), wear('17:00', 'worn')]).state
    expect(raisedIn(step(before, wear('14:00', 'strap-cut')).effects)).toMatchObject([
      { noticedAt: clock('17:00'), alert: { kind: 'strap-cut', beganAt: clock('14:00') } },
    ])
  })
})

import { type Reading, instant, second } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../policy.ts'
import { step } from '../step.ts'
import type { Effect, WatchEvent } from '../stream.ts'
import {
  alertStory,
  carried,
  clock,
  condition,
  planAt,
  play,
  raisedIn,
  reading,
  wake,
  wholeKit,
  worn,
} from '../testing/scenario.ts'

const care = condition('care', { kind: 'device-care', lowBatteryPercent: 20 })
const plan = planAt(clock('12:00'), [care])
const end = wake(clock('20:00'))

const said: Readonly<Record<string, Reading>> = {
  open: { kind: 'wear', signal: 'strap-open' },
  removed: { kind: 'wear', signal: 'removed' },
  closed: { kind: 'wear', signal: 'strap-closed' },
  worn: { kind: 'wear', signal: 'worn' },
  cut: { kind: 'wear', signal: 'strap-cut' },
  moving: { kind: 'motion', isMoving: true },
  still: { kind: 'motion', isMoving: false },
  cold: { kind: 'telemetry', values: { skinTemperatureCelsius: 29.9 } },
  cool: { kind: 'telemetry', values: { skinTemperatureCelsius: 30 } },
  warm: { kind: 'telemetry', values: { skinTemperatureCelsius: 42 } },
  hot: { kind: 'telemetry', values: { skinTemperatureCelsius: 42.1 } },
  inner: { kind: 'telemetry', values: { temperatureCelsius: 35 } },
}

/** `open 0`, `closed 2`: what was said so many seconds after 13:00. */
function told(line: string, deviceId = worn): WatchEvent {
  const [what = '', seconds] = line.split(' ')
  const of = said[what]
  if (!of) throw new Error(`nothing is called ${what}`)
  return reading(instant(clock('13:00') + Number(seconds) * second), of, deviceId, line)
}

function suppressedIn(effects: readonly Effect[]) {
  return effects.flatMap((effect) => (effect.kind === 'suppressed-signal' ? [effect.suppressed] : []))
}

describe('a signal that the strap is open', () => {
  it.each([
    { given: ['open 0', 'closed 2', 'moving 5'], isFlicker: true },
    { given: ['open 0', 'closed 2', 'cool 59'], isFlicker: true },
    { given: ['open 0', 'closed 2', 'warm 30'], isFlicker: true },
    { given: ['open 0', 'worn 2'], isFlicker: true },
    { given: ['removed 0', 'worn 59'], isFlicker: true },
    { given: ['open 0', 'moving 2', 'closed 2'], isFlicker: true },
    { given: ['open 0', 'open 2', 'closed 3', 'moving 4'], isFlicker: true },
    { given: ['open 0'], isFlicker: false },
    { given: ['open 0', 'closed 2'], isFlicker: false },
    { given: ['open 0', 'moving 2', 'warm 3'], isFlicker: false },
    { given: ['open 0', 'moving 1', 'closed 2'], isFlicker: false },
    { given: ['open 0', 'closed 2', 'still 3'], isFlicker: false },
    { given: ['open 0', 'closed 2', 'cold 3'], isFlicker: false },
    { given: ['open 0', 'closed 2', 'hot 3'], isFlicker: false },
    { given: ['open 0', 'closed 2', 'inner 3'], isFlicker: false },
    { given: ['open 0', 'closed 2', 'moving 60'], isFlicker: false },
    { given: ['open 0', 'worn 60'], isFlicker: false },
    { given: ['open 0', 'closed 2', 'open 3', 'moving 4'], isFlicker: false },
    { given: ['open 0', 'closed 1', 'cut 2', 'worn 3'], isFlicker: false },
  ])('[PEC.67.2] $given: a flicker? $isFlicker', ({ given, isFlicker }) => {
    const { effects, state } = play([plan, ...given.map((line) => told(line)), end])
    expect(suppressedIn(effects)).toHaveLength(isFlicker ? 1 : 0)
    const raised = raisedIn(effects).filter(({ alert }) => alert.kind === 'strap-open')
    expect(raised.map(({ alert }) => alert.beganAt)).toEqual(isFlicker ? [] : [clock('13:00')])
    expect(state.watches).toMatchObject([{ pending: [] }])
  })

  it('raises a minute after it was given, dated when it was given', () => {
    const [raised] = raisedIn(play([plan, told('open 0'), end]).effects)
    expect(raised).toMatchObject({
      noticedAt: clock('13:01'),
      alert: { beganAt: clock('13:00'), key: 'person:care:strap-open:open 0' },
    })
  })

  it('what another device says is no sign', () => {
    const { effects } = play([plan, told('open 0'), told('closed 2'), told('moving 3', carried), end])
    expect(alertStory(effects)).toEqual(['strap-open 13:01', 'strap-open ended 13:01'])
  })

  it('[1369.8d] a suppression is put on record with all that it rests on', () => {
    const { effects } = play([plan, told('open 0'), told('open 1'), told('closed 2'), told('warm 5'), end])
    expect(suppressedIn(effects)).toEqual([
      {
        key: 'person:care:suppressed:open 0',
        lineageId: 'care',
        orderId: 'order',
        deviceId: worn,
        signal: 'strap-open',
        readingIds: ['open 0', 'open 1'],
        from: clock('13:00'),
        until: clock('13:00:05'),
        reasons: [
          { kind: 'strap-closed', readingId: 'closed 2', at: clock('13:00:02') },
          { kind: 'skin-temperature', readingId: 'warm 5', at: clock('13:00:05'), celsius: 42 },
        ],
        policy: defaultPolicy.wear,
        suppressedCount: 1,
      },
    ])
  })

  it('[1369.8d] the fourth within six hours raises at once; six hours after the first there is room for another', () => {
    const flicker = (time: string) => [
      reading(clock(time), { kind: 'wear', signal: 'strap-open' }),
      reading(instant(clock(time) + second), { kind: 'wear', signal: 'worn' }),
    ]
    const three = ['13:00', '14:00', '15:00'].flatMap(flicker)
    const fourth = play([plan, ...three, ...flicker('18:59'), end])
    expect(suppressedIn(fourth.effects)).toHaveLength(3)
    expect(alertStory(fourth.effects)).toEqual(['strap-open 18:59', 'strap-open ended 18:59'])
    const later = play([plan, ...three, ...flicker('19:01'), end])
    expect(suppressedIn(later.effects).map(({ suppressedCount }) => suppressedCount)).toEqual([1, 2, 3, 3])
    expect(alertStory(later.effects)).toEqual([])
  })

  it('[MON.late] late, its verification over, it raises at once under the key of the replay, which may find a flicker', () => {
    const ahead = play([plan, wake(clock('12:30')), told('still 300')])
    const late = step(ahead.state, told('open 0'))
    expect(raisedIn(late.effects)).toMatchObject([
      { noticedAt: clock('13:05'), alert: { key: 'person:care:strap-open:open 0', beganAt: clock('13:00') } },
    ])
    const replayed = play([plan, told('open 0'), told('worn 2'), told('still 300')])
    expect(raisedIn(replayed.effects)).toEqual([])
    expect(suppressedIn(replayed.effects)).toHaveLength(1)
  })

  it('late but within its verification it waits like any other', () => {
    const ahead = play([plan, told('still 20')])
    const late = step(ahead.state, told('open 0'))
    expect(late.effects).toEqual([])
    const waited = step(late.state, end)
    expect(raisedIn(waited.effects)).toMatchObject([{ noticedAt: clock('13:01'), alert: { beganAt: clock('13:00') } }])
  })

  it('a device that leaves the kit while its signal waits leaves nothing hidden', () => {
    const kit = wholeKit.map((device) => ({ ...device, until: clock('13:00:30') }))
    const { effects } = play([planAt(clock('12:00'), [care], undefined, kit), told('open 0'), end])
    expect(raisedIn(effects)).toMatchObject([{ noticedAt: clock('13:00:30'), alert: { beganAt: clock('13:00') } }])
  })

  it('[1369.8d] a head who sends staff raises it after all, once, as of when it was given', () => {
    const upheld: WatchEvent = {
      kind: 'signal-upheld',
      at: clock('14:00'),
      lineageId: care.lineageId,
      deviceId: worn,
      signal: 'strap-open',
      readingId: 'open 0',
      beganAt: clock('13:00'),
    }
    const { effects } = play([plan, told('open 0'), told('worn 2'), upheld, { ...upheld, at: clock('14:01') }, end])
    expect(raisedIn(effects)).toMatchObject([
      {
        noticedAt: clock('14:00'),
        alert: { kind: 'strap-open', beganAt: clock('13:00'), key: 'person:care:strap-open:open 0/head' },
      },
    ])
    expect(play([planAt(clock('12:00'), []), upheld]).effects).toEqual([])
  })
})

import { type Instant, type Reading, later, minute } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { BlindInterval, Effect, WatchEvent } from '../stream.ts'
import {
  alertStory,
  clock,
  condition,
  curfewRule,
  eastOf,
  fix,
  home,
  planAt,
  play,
  reading,
  serverBlind,
  staying,
  wake,
} from '../testing/scenario.ts'

// Nothing is known of a person whose device is silent, or speaks without a position. Each such time is kept, with why and with
// what was known before and after it. It says what could be heard, and nothing about what the person did.

const order = planAt(clock('12:00'), [condition('home', curfewRule())])
const evening = staying(home, clock('20:00'), clock('21:01'))

function intervalsIn(effects: readonly Effect[]): BlindInterval[] {
  return effects.flatMap((effect) => (effect.kind === 'blind-interval' ? [effect.interval] : []))
}

function told(events: readonly WatchEvent[]): BlindInterval {
  const [, last, ...more] = intervalsIn(play([order, ...events]).effects)
  if (!last || more.length > 0) throw new Error('the story has one blind interval after the one before the first fix')
  return last
}

/** The device speaks every ten minutes, without a position. */
function speaking(of: Reading, from: Instant, until: Instant): WatchEvent[] {
  const events: WatchEvent[] = []
  for (let at = from; at < until; at = later(at, 10 * minute)) events.push(reading(at, of))
  return events
}

const contact: Reading = { kind: 'contact' }
const back = fix(clock('23:00'), home)

describe('[MON.unknown] why nothing was known', () => {
  it.each<{ given: string; events: readonly WatchEvent[]; because: string }>([
    {
      given: 'indoors the device speaks and finds no satellites',
      events: speaking(contact, clock('21:10'), clock('23:00')),
      because: 'no-fix',
    },
    { given: 'it falls silent and nothing announced it', events: [], because: 'no-contact' },
    {
      given: 'it says that it is shielded, and falls silent',
      events: [reading(clock('21:02'), { kind: 'interference', cause: 'shielded', isPresent: true })],
      because: 'shielded',
    },
    {
      given: 'it speaks, and says that it is jammed',
      events: [
        reading(clock('21:02'), { kind: 'interference', cause: 'jammed', isPresent: true }),
        ...speaking(contact, clock('21:10'), clock('23:00')),
      ],
      because: 'jammed',
    },
    {
      given: 'the battery was at 3 % when it was last heard',
      events: [reading(clock('21:02'), { kind: 'power', levelPercent: 3 })],
      because: 'battery-empty',
    },
    {
      given: 'it said that it switches itself off',
      events: [reading(clock('21:02'), { kind: 'power', isPoweringOff: true })],
      because: 'battery-empty',
    },
    {
      given: 'it says that it is out of order',
      events: [reading(clock('21:02'), { kind: 'fault', isPresent: true }), ...speaking(contact, clock('21:10'), clock('23:00'))],
      because: 'device-fault',
    },
    { given: 'our server heard nobody', events: [serverBlind(clock('21:05'), clock('22:58'))], because: 'server' },
    {
      given: 'contact with many devices of the network was lost together',
      events: [
        { kind: 'fleet-blind', at: clock('21:05'), until: clock('22:58'), because: 'network', silentSince: clock('21:05') },
      ],
      because: 'network',
    },
    {
      given: 'all devices of the model fell out together',
      events: [
        { kind: 'fleet-blind', at: clock('21:05'), until: clock('22:58'), because: 'device-fault', silentSince: clock('21:05') },
      ],
      because: 'device-fault',
    },
    {
      given: 'it took back that it was shielded, and falls silent',
      events: [
        reading(clock('21:02'), { kind: 'interference', cause: 'shielded', isPresent: true }),
        reading(clock('21:03'), { kind: 'interference', cause: 'shielded', isPresent: false }),
      ],
      because: 'no-contact',
    },
    {
      given: 'it said that it was shielded, and a good fix came after it',
      events: [reading(clock('21:02'), { kind: 'interference', cause: 'shielded', isPresent: true }), fix(clock('21:03'), home)],
      because: 'no-contact',
    },
    {
      given: 'its battery was empty and is charged again',
      events: [
        reading(clock('21:02'), { kind: 'power', levelPercent: 3 }),
        reading(clock('21:03'), { kind: 'power', levelPercent: 40 }),
      ],
      because: 'no-contact',
    },
  ])('$given: $because', ({ events, because }) => {
    const interval = told([...evening, ...events, back])
    expect(interval.because).toBe(because)
    expect(interval.until).toBe(clock('23:00'))
    expect(alertStory(play([order, ...evening, ...events, back]).effects)).toEqual([])
  })

  it('no fix from 21:31, silent from 22:20: both causes are kept with their times, and the longer one names the interval', () => {
    const interval = told([...evening, ...speaking(contact, clock('21:10'), clock('22:00')), back])
    expect(interval.because).toBe('no-fix')
    expect(interval.causes).toEqual([
      { because: 'no-fix', since: clock('21:30') },
      { because: 'no-contact', since: clock('22:20') },
    ])
  })
})

describe('[MON.unknown] what is known at both ends', () => {
  it('was home at 21:00, is home at 23:00: 130 km away and back at 130 km/h is what two hours leave open', () => {
    const interval = told([...evening, back])
    expect(interval).toMatchObject({ from: clock('21:30'), until: clock('23:00'), gapMetres: 0 })
    expect(interval.before).toMatchObject({ at: clock('21:00'), zones: [{ lineageId: 'home', presence: 'inside' }] })
    expect(interval.after).toMatchObject({ at: clock('23:00'), zones: [{ lineageId: 'home', presence: 'inside' }] })
    expect(interval.couldHaveReachedMetres).toBe(130_000)
  })

  it('was home, is 2 km away: the way between both places is no longer free', () => {
    const interval = told([...evening, fix(clock('23:00'), eastOf(home, 2_000))])
    expect(interval.before?.zones).toEqual([{ lineageId: 'home', presence: 'inside' }])
    expect(interval.gapMetres).toBeGreaterThan(1_990)
    expect(interval.gapMetres).toBeLessThan(2_010)
    expect(interval.couldHaveReachedMetres).toBe(130_000 - Math.round((interval.gapMetres ?? 0) / 2))
  })

  it('further apart than the speed allows: it leaves nothing open, and the positions stand as they are', () => {
    expect(told([...evening, fix(clock('23:00'), eastOf(home, 290_000))]).couldHaveReachedMetres).toBe(0)
  })

  it('before the first fix nothing is known at the beginning', () => {
    const [first] = intervalsIn(play([order, ...evening]).effects)
    expect(first).toMatchObject({
      from: clock('12:00'),
      until: clock('20:00'),
      because: 'not-yet',
      before: null,
      gapMetres: null,
    })
  })

  it('when the term ends in silence, nothing is known at the end', () => {
    const short = planAt(clock('12:00'), [condition('home', curfewRule(), clock('12:00'), clock('23:00'))])
    const [, last] = intervalsIn(play([short, ...evening, wake(clock('23:30'))]).effects)
    expect(last).toMatchObject({ from: clock('21:30'), until: clock('23:00'), after: null, couldHaveReachedMetres: null })
  })

  it('[MON.late] a backlog that fills the time leaves no interval', () => {
    const all = [...evening, ...staying(home, clock('21:01'), clock('23:00')), back]
    expect(intervalsIn(play([order, ...all]).effects)).toHaveLength(1)
  })
})

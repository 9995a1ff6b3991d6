import { type Instant, type LatLon, type Reading, hour, instant, minute, roundTheClock } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { KitDevice, WatchEvent } from '../stream.ts'
import {
  carried,
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
  staying,
  wholeKit,
  worn,
} from '../testing/scenario.ts'

// What tells a person who left from a position that errs: one witness at a time. The home is a circle of 100 m.

const plan = planAt(clock('12:00'), [condition('home', curfewRule(0, roundTheClock))])

/** At home from 20:00, and from 21:00 on what the case says. */
function evening(...later: WatchEvent[][]): string[] {
  return presenceStory(play([plan, ...staying(home, clock('20:00'), clock('21:00')), ...later.flat()]).effects)
}

function every(everyMs: number, from: Instant, count: number, of: (i: number) => Reading, deviceId = worn): WatchEvent[] {
  return Array.from({ length: count }, (_, i) => reading(instant(from + i * everyMs), of(i), deviceId))
}

function gnss(place: LatLon, more: Partial<Extract<Reading, { kind: 'fix' }>> = {}): Reading {
  return { kind: 'fix', ...place, accuracyMetres: 8, isValid: true, source: 'gnss', ...more }
}

const left = (story: readonly string[]) => story.some((line) => line.startsWith('outside'))

describe('a lasting error', () => {
  it.each([
    { given: 'a reflection 150 m off for an hour, a fix a minute', metres: 150, everyMs: minute, count: 60, expected: false },
    {
      given: 'a reflection 150 m off for three hours, a fix each 15 minutes',
      metres: 150,
      everyMs: 15 * minute,
      count: 12,
      expected: false,
    },
    { given: 'somebody 300 m away for an hour, a fix a minute', metres: 300, everyMs: minute, count: 60, expected: true },
    { given: 'somebody 300 m away, a fix each 15 minutes', metres: 300, everyMs: 15 * minute, count: 4, expected: true },
  ])('$given → left: $expected', ({ metres, everyMs, count, expected }) => {
    expect(left(evening(every(everyMs, clock('21:00'), count, () => gnss(eastOf(home, metres)))))).toBe(expected)
  })

  it('of a network: 250 m off with 20 m stated, all night, from one tower or from three', () => {
    const towers = [eastOf(home, 250), eastOf(home, -260), eastOf(home, 240)]
    const night = (count: number) =>
      every(12 * minute, clock('21:00'), 50, (i) => gnss(towers[i % count] as LatLon, { source: 'cell', accuracyMetres: 20 }))
    expect(left(evening(night(1)))).toBe(false)
    expect(left(evening(night(3)))).toBe(false)
    const far = every(12 * minute, clock('21:00'), 6, (i) =>
      gnss(eastOf(home, 5_000 + 90 * i), { source: 'cell', accuracyMetres: 20 }),
    )
    expect(left(evening(far))).toBe(true)
  })
})

describe('a way gone', () => {
  it('to 200 m and a stay there is an exit; the same place without the way is not', () => {
    const walk = every(minute, clock('21:00'), 12, (i) => gnss(eastOf(home, Math.min(200, 60 * (i + 1)))))
    const jump = every(minute, clock('21:00'), 12, () => gnss(eastOf(home, 200)))
    expect([left(evening(walk)), left(evening(jump))]).toEqual([true, false])
  })

  it('is believed by one step when the receiver measures the speed of it', () => {
    const ran = (metresPerSecond: number) =>
      every(minute, clock('21:00'), 12, (i) => gnss(eastOf(home, 220), { speedMetresPerSecond: i === 0 ? metresPerSecond : 0 }))
    expect([left(evening(ran(3.5))), left(evening(ran(0)))]).toEqual([true, false])
  })
})

describe('an impossible jump', () => {
  it.each([
    { given: 'one fix 100 km off', count: 1, everyMs: minute },
    { given: 'one fix 100 km off among fixes each 15 minutes', count: 1, everyMs: 15 * minute },
    { given: 'three of them in a row', count: 3, everyMs: minute },
    { given: 'three of them in a row, each 15 minutes', count: 3, everyMs: 15 * minute },
  ])('$given is evidence of nothing', ({ count, everyMs }) => {
    const jumps = every(everyMs, clock('21:00'), count, () => gnss(eastOf(home, 100_000)))
    const after = every(everyMs, instant(clock('21:00') + count * everyMs), 5, () => gnss(home))
    expect(left(evening(jumps, after))).toBe(false)
    const { state } = play([plan, ...staying(home, clock('20:00'), clock('21:00')), ...jumps])
    const belief = state.watches[0]?.kind === 'curfew' ? state.watches[0].belief : undefined
    expect(belief?.side).toBe('ordinary')
    expect(belief?.path.every(({ distanceMetres }) => distanceMetres < 0)).toBe(true)
  })

  it('a drive of 100 km with fixes on the way is none', () => {
    expect(left(evening(every(15 * minute, clock('21:00'), 8, (i) => gnss(eastOf(home, 25_000 * (i + 1))))))).toBe(true)
  })

  it.each([
    { given: 'three fixes 10 km off', metres: 10_000, count: 3, expected: false },
    { given: 'five fixes 10 km off, though nobody gets there in a minute', metres: 10_000, count: 5, expected: true },
    { given: 'five fixes 100 km off', metres: 100_000, count: 5, expected: false },
  ])('$given, a minute apart → left: $expected', ({ metres, count, expected }) => {
    expect(left(evening(every(minute, clock('21:00'), count, () => gnss(eastOf(home, metres)))))).toBe(expected)
  })

  it('in the end a place that stays is believed: the first fix of a watch may itself be the jump', () => {
    const story = presenceStory(
      play([plan, fix(clock('20:00'), eastOf(home, 5_000_000)), ...staying(home, clock('20:01'), clock('20:30'))]).effects,
    )
    expect(story.at(-1)).toMatch(/^inside/)
    const gone = every(minute, clock('21:00'), 60, () => gnss(eastOf(home, 500_000)))
    expect(left(evening(gone))).toBe(true)
  })
})

describe('a device that feels no motion', () => {
  const still: Reading = { kind: 'motion', isMoving: false }
  const away = (count: number) => every(5 * minute, clock('21:00'), count, () => gnss(eastOf(home, 800)))

  it('since before the jump did not go there; once it moves it may have', () => {
    expect(left(evening(away(4)))).toBe(true)
    expect(left(evening([reading(clock('20:59'), still)], away(4)))).toBe(false)
    expect(
      left(evening([reading(clock('20:58'), still), reading(clock('20:59'), { kind: 'motion', isMoving: true })], away(4))),
    ).toBe(true)
  })

  it('is believed for an hour only: motion sensors stick', () => {
    expect(left(evening([reading(clock('20:59'), still)], away(20)))).toBe(true)
  })

  it('says nothing when it is not the worn one', () => {
    expect(left(evening([reading(clock('20:59'), still, carried)], away(4)))).toBe(true)
  })
})

describe('the quality of a satellite fix', () => {
  const noticed = (more: Partial<Extract<Reading, { kind: 'fix' }>>) =>
    evening(every(minute, clock('21:00'), 30, () => gnss(eastOf(home, 280), more))).some((line) => line.startsWith('outside'))

  it.each([
    { given: 'three satellites', more: { satellites: 3 } },
    { given: 'a bad constellation', more: { hdop: 9 } },
    { given: 'no height', more: { dimensions: 2 as const } },
  ])('counts: $given reaches less far', ({ more }) => {
    expect(noticed({ satellites: 12, hdop: 0.8, dimensions: 3 })).toBe(true)
    expect(noticed(more)).toBe(false)
  })
})

describe('the network as it answered at home', () => {
  it('tells a return though its towers lie off: known from before the person left', () => {
    const tower = eastOf(home, 180)
    const seen = every(10 * minute, clock('18:00'), 12, () => gnss(tower, { source: 'cell', accuracyMetres: 30 }))
    const away = every(minute, clock('21:00'), 30, (i) => gnss(eastOf(home, 200 * (i + 1))))
    const back = (place: LatLon) =>
      every(5 * minute, clock('22:00'), 5, () => gnss(place, { source: 'cell', accuracyMetres: 30 }))
    const story = (place: LatLon) =>
      presenceStory(play([plan, ...seen, ...staying(home, clock('20:00'), clock('21:00')), ...away, ...back(place)]).effects)
    expect(story(tower).at(-1)).toMatch(/^inside/)
    expect(story(eastOf(home, 1_500)).at(-1)).toMatch(/^outside|^unknown/)
  })
})

describe('calibration of a model of device', () => {
  it('replaces the error of that source: a worse receiver is believed less, a better one sooner', () => {
    const kit = (calibration: KitDevice['calibration']): readonly KitDevice[] =>
      wholeKit.map((device) => (device.deviceId === worn && calibration ? { ...device, calibration } : device))
    const story = (calibration: KitDevice['calibration']) => {
      const start = planAt(clock('12:00'), [condition('home', curfewRule(0, roundTheClock))], undefined, kit(calibration))
      const away = every(minute, clock('21:00'), 20, () => gnss(eastOf(home, 290)))
      return left(presenceStory(play([start, ...staying(home, clock('20:00'), clock('21:00')), ...away]).effects))
    }
    expect(story(undefined)).toBe(true)
    expect(story({ gnss: { factor: 6, leastMetres: 100, tailShare: 0.2, tailMetres: 300 } })).toBe(false)
    expect(story({ cell: { factor: 6, leastMetres: 100, tailShare: 0.2, tailMetres: 300 } })).toBe(true)
  })
})

describe('devices of the kit', () => {
  const near: Reading = { kind: 'proximity', peer: 'bracelet', isNear: true }
  const apart: Reading = { kind: 'proximity', peer: 'bracelet', isNear: false }
  const carriedAway = (count: number) => every(minute, clock('21:10'), count, (i) => gnss(eastOf(home, 400 * (i + 1))), carried)

  it('a carried one witnesses while it is with the worn one, and for five minutes after', () => {
    expect(left(evening(carriedAway(10)))).toBe(false)
    const meetings = (count: number) => every(minute, clock('21:09'), count, () => near, carried)
    const inOrder = (...parts: WatchEvent[][]) => parts.flat().toSorted((a, b) => a.at - b.at)
    expect(left(evening(inOrder(meetings(12), carriedAway(10))))).toBe(true)
    const late = carriedAway(10).map((event) => ({ ...event, at: instant(event.at + 10 * minute) }))
    expect(left(evening(inOrder(meetings(2), late)))).toBe(false)
    expect(left(evening(inOrder(meetings(1), [reading(clock('21:09:30'), apart, carried)], carriedAway(10))))).toBe(false)
  })

  it('a stranger’s name bonds nothing', () => {
    const stranger = every(minute, clock('21:09'), 12, () => ({ kind: 'proximity', peer: 'stranger', isNear: true }), carried)
    expect(left(evening([...stranger, ...carriedAway(10)].toSorted((a, b) => a.at - b.at)))).toBe(false)
  })

  it('meeting the home unit is being at home, also against satellites that say otherwise', () => {
    const away = every(minute, clock('21:00'), 20, (i) => gnss(eastOf(home, 300 * (i + 1))))
    const met = every(minute, clock('21:30'), 3, () => near, fixedUnit)
    const story = evening(away, met)
    expect(story.at(-1)).toMatch(/^inside 21:3/)
    const reflected = every(minute, clock('21:00'), 40, (i) => (i % 2 ? gnss(eastOf(home, 400)) : near))
    const heard = reflected.map((event) =>
      event.kind === 'reading' && event.reading.kind === 'proximity' ? { ...event, deviceId: fixedUnit } : event,
    )
    expect(left(evening(heard))).toBe(false)
  })

  it('the unit stands where it was placed: another home than the one that is asked about', () => {
    const kit = wholeKit.map((device) => (device.deviceId === fixedUnit ? { ...device, placedAt: eastOf(home, 2_000) } : device))
    const start = planAt(clock('12:00'), [condition('home', curfewRule(0, roundTheClock))], undefined, kit)
    const { effects } = play([start, ...every(minute, clock('21:00'), 10, () => near, fixedUnit)])
    expect(presenceStory(effects).at(-1)).toMatch(/^outside/)
  })

  describe('the unit’s word that the bracelet is not near', () => {
    const words = (from: Instant, count: number) => every(minute, from, count, () => apart, fixedUnit)
    const met = every(minute, clock('20:00'), 60, () => near, fixedUnit)
    const told = (...events: WatchEvent[][]) => presenceStory(play([plan, ...events.flat()]).effects)

    it('finds who never came home, with nothing but the unit', () => {
      const story = told(words(clock('22:00'), 120))
      expect(left(story)).toBe(true)
      expect(story.at(-1)).toMatch(/^outside/)
    })

    it('finds who left, within an hour and a half; a bath of twenty minutes is none', () => {
      expect(left(told(met, words(clock('21:00'), 90)))).toBe(true)
      expect(
        left(
          told(
            met,
            words(clock('21:00'), 20),
            every(minute, clock('21:20'), 5, () => near, fixedUnit),
          ),
        ),
      ).toBe(false)
    })

    it('is no match for positions at home, and none from a bracelet that lies still or is about to die', () => {
      const atHome = every(10 * minute, clock('21:00'), 12, () => gnss(home))
      expect(
        left(
          told(
            met,
            [...atHome, ...words(clock('21:00'), 120)].toSorted((a, b) => a.at - b.at),
          ),
        ),
      ).toBe(false)
      expect(left(told(met, [reading(clock('20:58'), { kind: 'motion', isMoving: false })], words(clock('21:00'), 60)))).toBe(
        false,
      )
      expect(left(told(met, [reading(clock('20:59'), { kind: 'power', levelPercent: 1 })], words(clock('21:00'), 120)))).toBe(
        false,
      )
    })

    it('needs the unit to be heard: the bracelet alone may miss a unit that has no power', () => {
      const missing: Reading = { kind: 'proximity', peer: 'unit', isNear: false }
      const bracelet = every(minute, clock('21:15'), 120, () => missing)
      expect(left(told(met, bracelet))).toBe(false)
      const beats = every(5 * minute, clock('21:00'), 30, () => ({ kind: 'contact' }), fixedUnit)
      expect(
        left(
          told(
            met,
            [...beats, ...bracelet].toSorted((a, b) => a.at - b.at),
          ),
        ),
      ).toBe(true)
    })

    it('is silent when the unit is: silence of anyone is no evidence', () => {
      const story = told(met, [reading(instant(clock('21:00') + 3 * hour), { kind: 'contact' })])
      expect(left(story)).toBe(false)
      expect(story.at(-1)).toMatch(/^unknown/)
    })

    it('stands in the reason of the alert as what it is', () => {
      const [raised] = raisedIn(play([plan, ...words(clock('22:00'), 120)]).effects)
      const { reason } = raised!.alert
      expect(reason.kind === 'presence' && reason.path.every(({ evidence }) => evidence === 'no-contact')).toBe(true)
    })
  })
})

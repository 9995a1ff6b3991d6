import { type FixReading, type FixSource, type Instant, type LatLon, type Shape, instant, minute } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SeenPlace, type WatchState, initialState } from '../state.ts'
import { eastOf, home, person } from '../testing/scenario.ts'
import { longAgo } from '../time.ts'
import { forbiddenEvidence, homeEvidence } from './evidence.ts'
import { borderMetres, radiusMetresOf } from './outline.ts'
import { type Fixed, fixedFrom, withPlace } from './place.ts'

const zone: Shape = { kind: 'circle', centre: home, radiusMetres: 100 }
const noon = instant(1_793_000_000_000)

function reading(place: LatLon, source: FixSource = 'gnss', accuracyMetres = 5): FixReading {
  return { kind: 'fix', ...place, accuracyMetres, isValid: true, source }
}

function fixed(
  place: LatLon,
  source: FixSource = 'gnss',
  accuracyMetres = 5,
  state: WatchState = initialState(person),
  at: Instant = noon,
): Fixed {
  const result = fixedFrom(state, at, 'reading', reading(place, source, accuracyMetres))
  if (!result) throw new Error('the fix is usable')
  return result
}

describe('evidence for outside', () => {
  // Signs and bounds, not digits: what a careful person would expect of a zone of 100 m.
  it.each([
    { metres: 0, source: 'gnss', accuracy: 5, home: [-5, -4], forbidden: [-5, -4] },
    { metres: 100, source: 'gnss', accuracy: 5, home: [-5, 0], forbidden: [0, 0] },
    { metres: 150, source: 'gnss', accuracy: 5, home: [2, 3.5], forbidden: [3, 5] },
    { metres: 300, source: 'gnss', accuracy: 50, home: [1, 3], forbidden: [3, 5] },
    { metres: 400, source: 'gnss', accuracy: 5, home: [4.5, 5], forbidden: [4.5, 5] },
    { metres: 200, source: 'cell', accuracy: 20, home: [-3.5, -1], forbidden: [0, 0.5] },
    { metres: 0, source: 'cell', accuracy: 3_000, home: [-0.5, 0], forbidden: [-0.1, 0] },
    { metres: 10_000, source: 'cell', accuracy: 100, home: [4.5, 5], forbidden: [4.5, 5] },
  ] as const)('$source of $accuracy m, $metres m from the middle', ({ metres, source, accuracy, ...expected }) => {
    const at = fixed(eastOf(home, metres), source, accuracy)
    // The scenario's metre of longitude is not quite the ellipsoid's: hence the tenth.
    const within = (value: number, [low, high]: readonly [number, number]) => value >= low - 0.1 && value <= high + 0.1
    expect(within(homeEvidence(at, zone).forOutside, expected.home)).toBe(true)
    expect(within(forbiddenEvidence(at, zone).forOutside, expected.forbidden)).toBe(true)
  })

  const placeGen = fc.record({
    lat: fc.double({ min: 50, max: 52, noNaN: true }),
    lon: fc.double({ min: 70, max: 73, noNaN: true }),
  })
  const sourceGen = fc.constantFrom<FixSource>('gnss', 'cell', 'wifi', 'rf', 'unknown')
  const accuracyGen = fc.double({ min: 0, max: 1e7, noNaN: true })

  it('is bounded and a number for any fix and any radius', () => {
    fc.assert(
      fc.property(
        placeGen,
        sourceGen,
        accuracyGen,
        fc.integer({ min: 10, max: 100_000 }),
        (place, source, accuracy, radiusMetres) => {
          const at = fixed(place, source, accuracy)
          for (const evidence of [homeEvidence, forbiddenEvidence]) {
            const { forOutside } = evidence(at, { kind: 'circle', centre: home, radiusMetres })
            expect(Math.abs(forOutside)).toBeLessThanOrEqual(at.mostEvidence)
          }
        },
      ),
    )
  })

  it('hardly changes over half a metre: no step at the border, for no source', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3_000, noNaN: true }),
        sourceGen,
        fc.integer({ min: 1, max: 3_000 }),
        (metres, source, accuracy) => {
          for (const evidence of [homeEvidence, forbiddenEvidence]) {
            const [here, there] = [metres, metres + 0.5].map(
              (m) => evidence(fixed(eastOf(home, m), source, accuracy), zone).forOutside,
            )
            expect(Math.abs((there as number) - (here as number))).toBeLessThan(0.5)
          }
        },
      ),
    )
  })

  it('of a forbidden place is for inside only within its border', () => {
    fc.assert(
      fc.property(placeGen, sourceGen, accuracyGen, (place, source, accuracy) => {
        const { borderMetres: border, forOutside } = forbiddenEvidence(fixed(place, source, accuracy), zone)
        expect(forOutside * border).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

/** What is kept of the fixes before. */
function remembering({ preciseAt = longAgo, networkAt = longAgo, seenPlaces = [] as readonly SeenPlace[] }): WatchState {
  const { trail, standing, ...rest } = initialState(person)
  const precise = { ...trail.precise, at: preciseAt }
  return { ...rest, trail: { ...trail, precise }, standing: { ...standing, networkAt, seenPlaces } }
}

describe('novelty of a fix', () => {
  it.each([
    { source: 'gnss', afterMs: 0, expected: 0 },
    { source: 'gnss', afterMs: minute, expected: 1 - Math.exp(-1) },
    { source: 'gnss', afterMs: 10 * minute, expected: 1 },
    { source: 'cell', afterMs: 4 * minute, expected: 1 - Math.exp(-1) },
  ] as const)('$source $afterMs ms after one of its kind → $expected', ({ source, afterMs, expected }) => {
    // Seen long ago: neither a new place nor one seen lately.
    const place = { ...home, since: instant(noon - 24 * 60 * minute), at: instant(noon - 24 * 60 * minute) }
    const state = remembering({ preciseAt: noon, networkAt: noon, seenPlaces: [place] })
    expect(fixed(home, source, 5, state, instant(noon + afterMs)).novelty).toBeCloseTo(expected, 3)
  })

  it('a tower that was never seen shares but half of the error of the one before it', () => {
    const state = remembering({ networkAt: noon })
    expect(fixed(home, 'cell', 5, state, noon).novelty).toBe(0.5)
    expect(fixed(home, 'cell', 5, state, instant(noon + 4 * minute)).novelty).toBeCloseTo(1 - 0.5 * Math.exp(-1), 3)
  })

  it('a network position seen lately is hardly a witness, unless a precise fix came between', () => {
    const first = fixed(home, 'cell', 50)
    const seen = { networkAt: noon, seenPlaces: withPlace([], first) }
    const later = instant(noon + 60 * minute)
    expect(fixed(home, 'cell', 50, remembering(seen), later).novelty).toBeLessThan(0.06)
    expect(fixed(eastOf(home, 200), 'cell', 50, remembering(seen), later).novelty).toBeGreaterThan(0.9)
    expect(fixed(home, 'cell', 50, remembering({ ...seen, preciseAt: instant(noon + minute) }), later).novelty).toBeGreaterThan(
      0.9,
    )
    expect(fixed(home, 'cell', 50, remembering(seen), instant(noon + 361 * minute)).novelty).toBeGreaterThan(0.9)
  })

  it('at most sixteen places are remembered, the latest ones', () => {
    let places: ReturnType<typeof withPlace> = []
    for (let i = 0; i < 40; i++)
      places = withPlace(places, fixed(eastOf(home, i * 100), 'cell', 50, undefined, instant(noon + i)))
    expect(places.map(({ at }) => at - noon)).toEqual(Array.from({ length: 16 }, (_, i) => i + 24))
  })

  it.each([
    { given: 'invalid', fix: { ...reading(home), isValid: false } },
    { given: 'latitude 91', fix: reading({ lat: 91, lon: 0 }) },
    { given: 'longitude NaN', fix: reading({ lat: 0, lon: NaN }) },
  ])('a fix that is $given is no evidence', ({ fix }) => {
    expect(fixedFrom(initialState(person), noon, 'r', fix)).toBeUndefined()
  })
})

describe('outline', () => {
  const square = (half: number): Shape => ({
    kind: 'polygon',
    ring: [-1, 1, 1, -1].map((x, i) => ({
      lat: home.lat + ((i < 2 ? -1 : 1) * half) / 111_261,
      lon: home.lon + (x * half) / 70_030,
    })),
  })

  it.each([
    { metres: 0, expected: -200 },
    { metres: 150, expected: -50 },
    { metres: 250, expected: 50 },
    { metres: 1_200, expected: 1_000 },
  ])('$metres m east of the middle of a square of 400 m → $expected m from its border', ({ metres, expected }) => {
    const place = { lat: home.lat, lon: home.lon + metres / 70_030 }
    expect(Math.abs(borderMetres(fixed(place), square(200), Infinity) - expected)).toBeLessThan(1.5)
  })

  it('beyond what is enough the bound is still beyond it', () => {
    expect(borderMetres(fixed(eastOf(home, 5_000)), square(200), 1_000)).toBeGreaterThan(1_000)
  })

  it('the circle of the same area stands for a polygon', () => {
    expect(radiusMetresOf(square(200))).toBeCloseTo(400 / Math.sqrt(Math.PI), -1)
    expect(radiusMetresOf(zone)).toBe(100)
  })
})

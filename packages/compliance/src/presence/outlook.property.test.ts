import { type LatLon, type Reading, type Shape, instant, roundTheClock, second } from '@bilezik/domain'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { watcherOf } from '../rules/registry.ts'
import { type WatchState, initialState } from '../state.ts'
import { step } from '../step.ts'
import { clock, condition, curfewRule, home, person, planAt, reading, worn } from '../testing/scenario.ts'
import { beginTurn } from '../turn.ts'
import { isQuiet, lookFrom, outlookOf } from './outlook.ts'
import { fixedFrom } from './place.ts'

// What is passed over is compared with what would have come of asking: the same object, and no effect.

const startAt = clock('20:00')

function moved({ lat, lon }: LatLon, north: number, east: number): LatLon {
  return { lat: lat + north / 111_200, lon: lon + east / 70_000 }
}

const metresGen = fc.oneof(fc.integer({ min: -700, max: 700 }), fc.integer({ min: -20_000, max: 20_000 }))
const placeGen = fc.tuple(metresGen, metresGen).map(([north, east]) => moved(home, north, east))

const triangleGen = fc
  .tuple(placeGen, fc.integer({ min: 20, max: 3_000 }), fc.integer({ min: 20, max: 3_000 }))
  .map(([corner, north, east]) => [corner, moved(corner, north, 0), moved(corner, north / 2, east)])

const shapeGen: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({ kind: fc.constant('circle' as const), centre: placeGen, radiusMetres: fc.integer({ min: 10, max: 9_000 }) }),
  triangleGen.map((ring): Shape => ({ kind: 'polygon', ring })),
  fc.tuple(triangleGen, triangleGen).map((rings): Shape => ({ kind: 'multipolygon', polygons: rings.map((ring) => ({ ring })) })),
  fc
    .tuple(triangleGen, fc.integer({ min: 10, max: 500 }))
    .map(([line, halfWidthMetres]): Shape => ({ kind: 'corridor', line, halfWidthMetres })),
)

const fixGen = fc.record({
  place: fc.oneof({ weight: 5, arbitrary: fc.constant(home) }, { weight: 3, arbitrary: placeGen }),
  gapMs: fc.oneof(fc.constant(60 * second), fc.integer({ min: 0, max: 3_000 * second })),
  source: fc.constantFrom('gnss' as const, 'gnss' as const, 'unknown' as const, 'cell' as const),
  accuracyMetres: fc.constantFrom(0, 5, 30, 400, 3_000, 1e7),
})

/** Fixes of whoever went on as they did before are what it is for: each drawn fix comes several times. */
const fixesGen = fc.array(fc.tuple(fixGen, fc.integer({ min: 1, max: 6 })), { maxLength: 8 }).map((parts) => {
  return parts.flatMap(([fix, times]) => Array.from({ length: times }, () => fix))
})

const passedOver = { curfew: 0, exclusion: 0, territory: 0 }

function compare(state: WatchState, of: Extract<Reading, { kind: 'fix' }>, id: string): void {
  const fixed = fixedFrom(state, state.at, id, of)
  if (!fixed) return
  const { policy } = state.plan
  const outlook = outlookOf(state)
  lookFrom(outlook, fixed, policy)
  for (const [index, watch] of state.watches.entries()) {
    if (!isQuiet(outlook, index, fixed, policy)) continue
    passedOver[watch.kind as keyof typeof passedOver]++
    const turn = beginTurn(state)
    const heard = {
      at: state.at,
      receivedAt: state.at,
      readingId: id,
      deviceId: worn,
      role: 'worn' as const,
      reading: of,
      fixed,
      apart: undefined,
    }
    expect(watcherOf(watch.kind).onReading(turn, watch, heard)).toBe(watch)
    expect(turn.effects).toEqual([])
  }
}

it('a zone is passed over only when asking it would have changed nothing', () => {
  fc.assert(
    fc.property(fc.array(shapeGen, { minLength: 1, maxLength: 5 }), fixesGen, (shapes, fixes) => {
      const exclusions = shapes.map((shape, i) =>
        condition(`zone-${i}`, {
          kind: 'exclusion',
          zone: { name: 'zone', shape },
          schedule: roundTheClock,
          approachMetres: i % 3 === 2 ? 500 : 0,
        }),
      )
      const around: Shape = { kind: 'circle', centre: home, radiusMetres: 30_000 }
      const conditions = [
        condition('home', curfewRule()),
        condition('contact', { kind: 'contact', everyMs: 3_600 * second }),
        ...exclusions,
        condition('town', {
          kind: 'territory',
          zone: { name: 'town', shape: around },
          level: 'locality',
          leave: 'notice',
          returnGraceMs: 0,
        }),
      ]
      let { state } = step(initialState(person), planAt(startAt, conditions))
      for (const [i, { place, gapMs, source, accuracyMetres }] of fixes.entries()) {
        const at = instant(state.at + gapMs)
        const of = { kind: 'fix', ...place, accuracyMetres, isValid: true, source } as const
        compare(step(state, { kind: 'wake', at }).state, of, `r${i}`)
        state = step(state, reading(at, of, worn, `r${i}`)).state
      }
    }),
    { numRuns: 600 },
  )
  for (const times of Object.values(passedOver)) expect(times).toBeGreaterThan(100)
})

it('a zone around the date line is not passed over by who is in it beyond the line', () => {
  const shape: Shape = { kind: 'circle', centre: { lat: 50, lon: 179.9995 }, radiusMetres: 100 }
  const rule = { kind: 'exclusion', zone: { name: 'zone', shape }, schedule: roundTheClock, approachMetres: 0 } as const
  let { state } = step(initialState(person), planAt(startAt, [condition('zone', rule)]))
  const away = { kind: 'fix', ...home, accuracyMetres: 5, isValid: true, source: 'gnss' } as const
  const beside = { ...away, lat: 50, lon: -179.9998 }
  for (let i = 1; i <= 10; i++) state = step(state, reading(instant(startAt + i * 60 * second), away)).state
  const at = instant(state.at + 60 * second)
  const ask = (of: typeof away) => {
    const fixed = fixedFrom(state, at, 'next', of)
    if (!fixed) return undefined
    const outlook = outlookOf(state)
    lookFrom(outlook, fixed, state.plan.policy)
    return isQuiet(outlook, 0, fixed, state.plan.policy)
  }
  expect([ask(away), ask(beside)]).toEqual([true, false])
})

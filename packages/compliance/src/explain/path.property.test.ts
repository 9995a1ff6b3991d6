import type { AlertKind, WeighedFix } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { driftOf, priorScore } from '../presence/belief.ts'
import { initialState } from '../state.ts'
import { step } from '../step.ts'
import type { WatchEvent } from '../stream.ts'
import { anythingGen, inOrder } from '../testing/drawn-streams.ts'
import { person, planAt, condition, curfewRule, fix, home, eastOf, clock, wake, play, raisedIn } from '../testing/scenario.ts'

/** Sums of twelve numbers below ten: what floating point can lose in them, and a thousand times more. */
const tolerance = 1e-9

interface Raised {
  readonly kind: AlertKind
  readonly path: readonly WeighedFix[]
  readonly restLogOdds: number
  readonly lastsMs: number
  readonly belief: number
  readonly notable: 'inside' | 'outside'
}

function placeAlertsOf(events: readonly WatchEvent[]): Raised[] {
  return raisedIn(play(events).effects).flatMap(({ alert: { kind, reason } }) => {
    if (reason.kind !== 'presence' || reason.presence === 'unknown' || !reason.drift) return []
    return [{ kind, path: reason.path, ...reason.drift, belief: reason.belief, notable: reason.presence }]
  })
}

function drifted(from: WeighedFix, to: WeighedFix, { restLogOdds, lastsMs }: Raised): number {
  return restLogOdds + (from.logOdds - restLogOdds) * Math.exp((from.at - to.at) / lastsMs)
}

describe('[MON.explain] the path of an alert', () => {
  it('is a sum: before it, what it adds, after it', () => {
    let alerts = 0
    fc.assert(
      fc.property(anythingGen, (draws) => {
        for (const { path } of placeAlertsOf(inOrder(draws))) {
          alerts++
          for (const { beforeLogOdds = NaN, weight, logOdds } of path)
            expect(Math.abs(beforeLogOdds + weight - logOdds)).toBeLessThan(tolerance)
        }
      }),
      { numRuns: 400 },
    )
    expect(alerts).toBeGreaterThan(50)
  })

  it('can be followed by hand from its first line: drift with time, add the weight, nothing else', () => {
    let followed = 0
    fc.assert(
      fc.property(
        fc.array(fc.record({ minutes: fc.integer({ min: 2, max: 9 }), metres: fc.integer({ min: 500, max: 5_000 }) }), {
          minLength: 5,
          maxLength: 11,
        }),
        (steps) => {
          let minutes = 0
          const away = steps.map((one) => {
            minutes += one.minutes
            return fix(clock(`22:${String(minutes % 60).padStart(2, '0')}`, 0), eastOf(home, one.metres))
          })
          const inOneHour = away.filter((_, i) => steps.slice(0, i + 1).reduce((sum, one) => sum + one.minutes, 0) < 60)
          const events = [planAt(clock('21:59'), [condition('home', curfewRule(0))]), ...inOneHour, wake(clock('23:59'))]
          const [alert] = placeAlertsOf(events)
          if (!alert) return
          followed++
          const start = alert.path[0]!.beforeLogOdds!
          let logOdds = start
          alert.path.forEach((fixed, i) => {
            const before = alert.path[i - 1]
            if (before)
              logOdds = alert.restLogOdds + (logOdds - alert.restLogOdds) * Math.exp((before.at - fixed.at) / alert.lastsMs)
            logOdds += fixed.weight
            expect(Math.abs(logOdds - fixed.logOdds)).toBeLessThan(tolerance)
          })
          // These fixes all moved it, so that the last line is the belief that was stated.
          expect(Math.abs(1 / (1 + Math.exp(-Math.abs(logOdds))) - alert.belief)).toBeLessThan(tolerance)
        },
      ),
      { numRuns: 300 },
    )
    expect(followed).toBeGreaterThan(200)
  })

  it('what stands between two lines is what the fixes in between added, which were too little to be listed', () => {
    let gaps = 0
    fc.assert(
      fc.property(anythingGen, (draws) => {
        const events = inOrder(draws)
        const told = addedByEach(events)
        for (const alert of placeAlertsOf(events)) {
          if (alert.kind !== 'not-at-home') continue
          alert.path.forEach((fixed, i) => {
            const before = alert.path[i - 1]
            if (!before) return
            const between = told.filter(({ at }) => at > before.at && at < fixed.at)
            if (between.some(({ isNewPlan }) => isNewPlan)) return
            let sum = 0
            for (const { at, added } of between) sum += added * Math.exp((at - fixed.at) / alert.lastsMs)
            gaps++
            expect(Math.abs(fixed.beforeLogOdds! - drifted(before, fixed, alert) - sum)).toBeLessThan(1e-6)
          })
        }
      }),
      { numRuns: 800 },
    )
    expect(gaps).toBeGreaterThan(20)
  })

  it('names what each fix rests on', () => {
    const alert = placeAlertsOf([
      planAt(clock('21:59'), [condition('home', curfewRule(0))]),
      ...[1, 2].map((minutes) => fix(clock(`22:0${minutes}`), eastOf(home, 2_000), 'gnss', 12)),
    ])[0]
    expect(alert?.path).toHaveLength(2)
    for (const fixed of alert?.path ?? []) expect(fixed).toMatchObject({ source: 'gnss', statedMetres: 12, aloneLogOdds: 5 })
    expect(alert?.restLogOdds).toBe(priorScore)
    expect(driftOf('inside').restLogOdds).toBe(-priorScore)
  })
})

interface Told {
  readonly at: number
  readonly added: number
  readonly isNewPlan: boolean
}

/** What each fix added to the belief about the home, taken from the states around it and not from any path. */
function addedByEach(events: readonly WatchEvent[]): Told[] {
  let state = initialState(person)
  let before = { score: priorScore, at: 0 }
  const { lastsMs, restLogOdds } = driftOf('outside')
  return events.map((event) => {
    state = step(state, event).state
    const curfew = state.watches.find((watch) => watch.kind === 'curfew')
    const score = curfew?.kind === 'curfew' ? curfew.belief.score : priorScore
    const added = score - (restLogOdds + (before.score - restLogOdds) * Math.exp((before.at - event.at) / lastsMs))
    const isHeard = event.kind === 'reading' && (event.reading.kind === 'fix' || event.reading.kind === 'proximity')
    const isFix = isHeard && (state.trail.last.at === event.at || state.standing.apartAt === event.at)
    if (isFix || event.kind === 'plan') before = { score, at: event.at }
    return { at: event.at, added: isFix ? added : 0, isNewPlan: event.kind === 'plan' }
  })
}

import { day, hour, instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { linesOf, playWeek } from './play-week.ts'
import { mishapShares } from './week-lives.ts'

// `npm run story:week`: a week of 500 people; the suite plays the same life with fewer.
const isFull = process.env['STORY'] === 'full'
// In the short form everything that can happen happens to somebody, about as often as in the long one, which is what a rate is judged by.
const seed = Number(process.env['STORY_SEED'] ?? 44)
const [count, days] = [
  Number(process.env['STORY_COUNT'] ?? (isFull ? 500 : 50)),
  Number(process.env['STORY_DAYS'] ?? (isFull ? 7 : 2)),
]

/** Midnight in Kazakhstan, a Monday. */
const startAt = instant(Date.UTC(2026, 10, 1, 19))
const accusations = new Set(['not-at-home', 'forbidden-place', 'strap-cut', 'strap-open', 'case-open', 'shielded', 'jammed'])

describe(`ordinary days of ${count} people`, () => {
  const startedMs = performance.now()
  const report = playWeek(seed, count, days, startAt)
  const seconds = Math.round((performance.now() - startedMs) / 1_000)
  console.log([`seed ${seed}: ${count} people, ${days} days in ${seconds} s`, ...linesOf(report)].join('\n'))

  it('have their mishaps, or silence would prove nothing', () => {
    const happened = new Set(
      report.lives.flatMap(({ mishap, flickersAt }) => (flickersAt === null ? [mishap] : [mishap, 'flicker'])),
    )
    expect(Object.keys(mishapShares).filter((mishap) => !happened.has(mishap as keyof typeof mishapShares))).toEqual([])
  })

  it('[MON.uncertain] accuse nobody of what they did not do', () => {
    const untrue = report.incidents.filter((one) => !one.isTrue && accusations.has(one.kind))
    expect(untrue.map(({ kind, life }) => `${kind} of ${life.person.index}`)).toEqual([])
  })

  it('give an operator at most two incidents an hour, and never a flood', () => {
    expect(report.incidents.length / report.operatorHours).toBeLessThanOrEqual(2)
    expect(report.worstTenMinutes).toBeLessThanOrEqual(10)
  })

  it('[MON.outage] are no outage of many', () => {
    expect(report.outages).toEqual([])
  })

  it('tell of everyone who was late beyond the grace, and of every battery that died', () => {
    const missed = report.lives.filter(({ person, mishap }) => {
      if (mishap !== 'late' && mishap !== 'batteryDies') return false
      const isOver = person.story.kind === 'comes-late' ? person.story.homeAt < startAt + days * day - hour : true
      const kind = mishap === 'late' ? 'not-at-home' : 'low-battery'
      return isOver && !report.incidents.some((one) => one.life.person === person && one.kind === kind)
    })
    expect(missed.map(({ person, mishap }) => `${mishap} ${person.index}`)).toEqual([])
  })
})

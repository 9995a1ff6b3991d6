import { type Instant, day, hour, instant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type World, makeWorld } from '../../packages/server/src/testing/world.ts'
import { makeOutageTown } from './outage-town.ts'
import { type OutageReport, lineOf, playOutage } from './play-outage.ts'

// `npm run story`: 5,000 people and 20 breaches; the suite plays the same evening with fewer.
const isFull = process.env['STORY'] === 'full'
const seed = Number(process.env['STORY_SEED'] ?? 11)
const count = isFull ? 5_000 : 240
const breachCount = isFull ? 20 : 6

/** 21:10 in Kazakhstan yesterday: the curfews of most begin at 22:00, within the outage. */
const startAt = instant(Math.floor(Date.now() / day) * day - day + 16 * hour + 10 * minute)
const lostAt = later(startAt, 30 * minute)
const kindOf = { 'cuts-strap': 'strap-cut', 'enters-forbidden': 'forbidden-place', 'comes-late': 'not-at-home' } as const
const breachKinds = new Set([
  'strap-cut',
  'strap-open',
  'case-open',
  'removed',
  'forbidden-place',
  'not-at-home',
  'shielded',
  'jammed',
])

let world: World
let report: OutageReport
const town = makeOutageTown(seed, count, breachCount, startAt, lostAt)

beforeAll(async () => {
  world = await makeWorld()
  const startedMs = performance.now()
  report = await playOutage(world, town, startAt)
  const seconds = Math.round((performance.now() - startedMs) / 1_000)
  console.log(`seed ${seed}: ${count} people, ${report.records} records in ${seconds} s`, report.outages)
}, 3_600_000)
afterAll(() => world.end())

describe(`an evening on which a mobile network is out for half an hour (${count} people)`, () => {
  it('[MON.outage] is one technical incident, with a notice due to the body of everyone concerned', () => {
    expect(report.outages.map(({ group }) => group)).toEqual(['network ["401-02"]'])
    expect(report.technicalIncidents).toBe(1)
    const [outage] = report.outages
    expect((outage?.noticedAt ?? 0) - lostAt).toBeLessThan(5 * minute)
    expect(outage?.endedAt ?? Infinity).toBeLessThan(later(town.backAt, 5 * minute))
    // Some had no coverage anyway when it began; all others are in it.
    expect(report.notices / report.concerned).toBeGreaterThan(0.95)
    expect(report.notices).toBeLessThanOrEqual(report.concerned)
  })

  it('[MON.outage] every breach in it is found', () => {
    const missed = town.breaches.filter((person) => {
      const { kind, at } = person.story as { kind: keyof typeof kindOf; at: Instant }
      return !report.alerts.some(
        (alert) =>
          alert.person === person &&
          alert.kind === kindOf[kind] &&
          ['active', 'ended'].includes(alert.state) &&
          Math.abs(alert.beganAt - at) < 10 * minute,
      )
    })
    expect(missed.map(({ index, story }) => `${index} ${story.kind}`)).toEqual([])
  })

  it('[MON.outage] nobody else is accused', () => {
    const others = report.alerts.filter((alert) => breachKinds.has(alert.kind) && !town.breaches.includes(alert.person))
    expect(others.map(lineOf)).toEqual([])
  })

  it('[MON.outage] nobody on that network is reported as silent for it', () => {
    const silent = report.alerts.filter(({ kind, beganAt }) => kind === 'no-contact' && beganAt >= later(lostAt, -10 * minute))
    console.log(`no-contact: ${silent.map(lineOf).join('; ') || 'none'}`)
    expect(silent.length).toBeLessThanOrEqual(count / 250)
  })
})

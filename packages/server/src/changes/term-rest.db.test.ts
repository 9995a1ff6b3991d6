import { type Instant, day, invariant, isoInstant, later, parseIsoInstant } from '@bilezik/domain'
import { createDatabase } from '@bilezik/database'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { passOverTime } from '../deadlines/pass-over-time.ts'
import { ChangesWorld, type Running, problemOf } from './test-order.ts'

let world: ChangesWorld

beforeAll(async () => {
  world = await ChangesWorld.begin()
})
afterAll(() => world.test.end())
beforeEach(() => world.startOver())

const act = (on: string) => ({ number: '2-117/26', on, court: 'Saryarka district court, Astana' })
const conditional = (change: Record<string, unknown> = {}) => world.running({ regime: 'conditional-sentence', ...change })
const rests = (order: Running, at: string) =>
  world.head.done('beginTermRest', { params: order.params, body: { act: act('2026-11-20'), at } })
const endOf = async ({ params }: Running) => (await world.operator.done('getOrderChanges', { params })).termUntil
const daysOn = (days: number) => {
  world.test.clock.now = later(world.test.clock.now, days * day)
}
const instantOf = (iso: string | null): Instant => {
  const at = parseIsoInstant(iso ?? '')
  invariant(at.ok, 'an instant')
  return at.value
}

const endsOf = async ({ orderId }: Running) =>
  (
    await world.test.owner.query<{ state: string; citation: string | null }>(
      `SELECT state, citation FROM deadlines WHERE case_id = $1 AND rule = 'term-end' ORDER BY id`,
      [orderId],
    )
  ).rows

describe('[PEC.175] the term of a conditional sentence rests by court act', () => {
  it('from the beginning of the search, and goes on by court act: its end moves by the days of rest', async () => {
    const order = await conditional()
    const before = await endOf(order)
    // The search began on 18 November; the court's act of the 20th came today.
    await rests(order, '2026-11-18T10:00:00+05:00')
    expect(await world.lastEventOf(order)).toMatchObject({ kind: 'begin-term-rest', citations: ['PEC 175(3)'] })
    const { order: shown } = await world.operator.done('getPerson', { params: { personId: order.personId } })
    expect(instantOf(shown?.termRestsSince ?? null)).toBe(instantOf('2026-11-18T10:00:00+05:00'))
    // What bounds the collection meanwhile is ours: it is watched, and bears no citation.
    await passOverTime(createDatabase(world.test.appPool), world.test.clock.now)
    expect(await endsOf(order)).toEqual([
      { state: 'cancelled', citation: 'PEC 165(1)-(2)' },
      { state: 'pending', citation: null },
    ])
    // The old end passes while the term rests: the order is in execution still.
    daysOn(40)
    const { next, state } = await world.operator.done('getCaseFile', { params: order.params })
    expect(state).toBe('active')
    expect(next.map(({ step }) => step)).toContain('end-term-rest')
    expect(next.map(({ step }) => step)).not.toContain('begin-term-rest')
    // 31 December: found; the term goes on from 28 December, 40 days after it began to rest.
    const renewed = { act: act('2026-12-28'), at: '2026-12-28T09:00:00+05:00' }
    await world.head.done('endTermRest', { params: order.params, body: renewed })
    expect(instantOf(await endOf(order))).toBe(later(instantOf(before), 40 * day))
    expect(await world.lastEventOf(order)).toMatchObject({ kind: 'end-term-rest', body: { restedDays: 40 } })
    await passOverTime(createDatabase(world.test.appPool), world.test.clock.now)
    expect((await endsOf(order)).at(-1)).toEqual({ state: 'pending', citation: 'PEC 165(1)-(2)' })
    expect((await world.operator.done('getPerson', { params: { personId: order.personId } })).order?.termRestsSince).toBeNull()
    const { conditions } = await world.changesOf(order)
    expect(conditions.map(({ until }) => instantOf(until))).toEqual([later(instantOf(before), 40 * day)])
    const plans = (await world.told(order)).filter(({ body }) => body.kind === 'plan-changed' || body.plan !== undefined)
    expect(plans.length).toBeGreaterThan(1)
  })

  it('of no other measure, not twice, and not by an act of tomorrow', async () => {
    const arrest = await world.running()
    const body = { act: act('2026-11-20'), at: '2026-11-18T10:00:00+05:00' }
    const refused = problemOf(await world.head.call('beginTermRest', { params: arrest.params, body }))
    expect(refused).toMatchObject({ code: 'step-blocked', citation: 'PEC 175(3)' })
    const { next } = await world.operator.done('getCaseFile', { params: arrest.params })
    expect(next.map(({ step }) => step)).not.toContain('begin-term-rest')
    const order = await conditional()
    const tomorrow = { ...body, act: act('2026-11-23') }
    expect((await world.head.call('beginTermRest', { params: order.params, body: tomorrow })).code).toBe('change-out-of-order')
    expect((await world.operator.call('beginTermRest', { params: order.params, body })).code).toBe('forbidden')
    await rests(order, body.at)
    // Nor does a variation set an end meanwhile.
    const decision = { number: '9', decidedOn: '2026-11-20', decidedHour: null, body: 'Court', official: 'Judge' }
    const varied = {
      decision,
      rules: [{ lineageId: null, rule: { kind: 'device-care', lowBatteryPercent: 20 } }],
      termUntil: isoInstant(later(world.test.clock.now, 90 * day)),
    }
    expect(problemOf(await world.head.call('varyOrder', { params: order.params, body: varied }))).toMatchObject({
      code: 'change-out-of-order',
      detail: 'the term rests: the court lets it go on first',
    })
    expect((await world.head.call('beginTermRest', { params: order.params, body })).code).toBe('step-blocked')
  })

  it('an act after the end revives nothing, before it began nor after it went on too late', async () => {
    const order = await conditional({ termUntil: isoInstant(later(world.test.clock.now, 5 * day)) })
    daysOn(6)
    const body = { act: act('2026-11-26'), at: '2026-11-25T10:00:00+05:00' }
    expect((await world.head.call('beginTermRest', { params: order.params, body })).code).toBe('term-not-a-period')
    const other = await conditional({ termUntil: isoInstant(later(world.test.clock.now, 5 * day)) })
    await rests(other, '2026-11-27T10:00:00+05:00')
    daysOn(20)
    // Renewed as of the day after: four days were left, and they are over.
    const late = { act: act('2026-11-28'), at: '2026-11-28T10:00:00+05:00' }
    expect((await world.head.call('endTermRest', { params: other.params, body: late })).code).toBe('term-not-a-period')
  })
})

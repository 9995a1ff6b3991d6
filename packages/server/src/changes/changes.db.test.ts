import { day, hour, isoInstant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { curfew, deviceCare } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { ChangesWorld, type Running, problemOf } from './test-order.ts'

let world: ChangesWorld
let head: TestBrowser
let operator: TestBrowser

beforeAll(async () => {
  world = await ChangesWorld.begin()
  ;({ head, operator } = world)
})
afterAll(() => world.test.end())
beforeEach(() => world.startOver())

const decision = {
  number: '12-7',
  decidedOn: '2026-11-21',
  decidedHour: '10:00',
  body: 'Investigation department, Almaty district',
  official: 'Omarov T. S.',
}
const elsewhere = {
  ...curfew,
  zone: { ...curfew.zone, name: 'Dacha', shape: { ...curfew.zone.shape, centre: { lat: 51.3, lon: 71.6 } } },
}

describe('variation', () => {
  it('[1369.4c] is refused without a decision, naming the provision', async () => {
    const order = await world.running()
    const body = { decision: null, rules: [{ lineageId: null, rule: elsewhere }] }
    expect(problemOf(await head.call('varyOrder', { params: order.params, body }))).toEqual({
      code: 'step-blocked',
      citation: '1369 §4 part 3',
      detail: 'variation-without-decision (1369 §4 part 3)',
    })
  })

  it('[1369.4c] by the body’s decision makes a new version from its hour; the old one stays as it was, and the engine is told both', async () => {
    const order = await world.running({ rules: [curfew, deviceCare] })
    const before = await world.changesOf(order)
    const [home] = before.conditions.filter(({ rule }) => rule.kind === 'curfew')
    const [care] = before.conditions.filter(({ rule }) => rule.kind === 'device-care')
    const rules = [
      { lineageId: home?.lineageId, rule: elsewhere },
      { lineageId: care?.lineageId, rule: deviceCare },
    ]
    const effectiveAt = '2026-11-21T12:00:00+05:00'
    await head.done('varyOrder', { params: order.params, body: { decision, effectiveAt, rules } })
    const after = await world.changesOf(order)
    expect(
      after.conditions.map(({ lineageId, version, from, until, rule }) => [
        lineageId,
        version,
        from,
        until,
        'zone' in rule && rule.zone.name,
      ]),
    ).toEqual(
      [
        [home?.lineageId, 1, home?.from, '2026-11-21T07:00:00.000Z', 'Home'],
        [home?.lineageId, 2, '2026-11-21T07:00:00.000Z', home?.until, 'Dacha'],
        [care?.lineageId, 1, care?.from, care?.until, false],
      ].toSorted(([x], [y]) => (String(x) < String(y) ? -1 : 1)),
    )
    const told = (await world.told(order)).at(-1)
    expect([told?.at, told?.body.plan?.conditions.length]).toEqual([Date.parse(effectiveAt), 3])
    expect(await world.lastEventOf(order)).toMatchObject({
      kind: 'vary',
      byName: 'Name of head-a',
      citations: expect.arrayContaining(['1369 §4 part 3']),
    })
    expect(after.variations).toMatchObject([{ number: '12-7', body: decision.body }])
  })

  it('[1369.4c] ties each obligation to its words in the decision, which are read where the next variation starts', async () => {
    const order = await world.running({ rules: [curfew, deviceCare] })
    const [home, care] = (await world.changesOf(order)).binding.toSorted((x, y) => (x.rule.kind < y.rule.kind ? -1 : 1))
    expect([home?.obligation, care?.obligation]).toEqual(['', ''])
    const rules = [
      { lineageId: home?.lineageId, rule: elsewhere },
      { lineageId: care?.lineageId, rule: deviceCare },
    ]
    const vary = (obligations: string[]) =>
      head.call('varyOrder', { params: order.params, body: { decision, rules, obligations } })
    expect(problemOf(await vary(['', '']))).toMatchObject({ code: 'condition-unsupported', citation: '1369 §4' })
    expect((await vary(['At the dacha at night', ''])).status).toBe(200)
    const { binding } = await world.changesOf(order)
    expect(Object.fromEntries(binding.map(({ rule, obligation }) => [rule.kind, obligation]))).toEqual({
      curfew: 'At the dacha at night',
      'device-care': '',
    })
  })

  it('[PEC.1] adds no condition that no obligation supports', async () => {
    const order = await world.running({ regime: 'conditional-sentence', rules: [{ kind: 'contact', everyMs: 600_000 }] })
    const territory = { kind: 'territory', level: 'locality', leave: 'permission', zone: curfew.zone, graceMs: 0 }
    const refused = await head.call('varyOrder', {
      params: order.params,
      body: { decision, rules: [{ lineageId: null, rule: territory }] },
    })
    expect(problemOf(refused)).toMatchObject({ code: 'condition-unsupported', citation: 'PEC 1(2)' })
  })

  it('[1369.4b] is explained to a minor beside a representative, not beside the defender alone', async () => {
    const order = await world.running({}, { birthOn: '2010-05-01' })
    const body = (capacity: string) => ({
      decision,
      rules: [{ lineageId: null, rule: elsewhere }],
      attendants: [{ name: 'Sadykova A. M.', capacity }],
    })
    expect(problemOf(await head.call('varyOrder', { params: order.params, body: body('defender') }))).toMatchObject({
      detail: 'minor-explained-alone (1369 §4 part 2)',
    })
    await head.done('varyOrder', { params: order.params, body: body('legal-representative') })
  })

  it('follows the one before it, does not come before its decision, and prolongs no term that is over', async () => {
    const order = await world.running()
    const [home] = (await world.changesOf(order)).conditions
    const rules = [{ lineageId: home?.lineageId, rule: elsewhere }]
    const vary = async (change: Record<string, unknown>) =>
      (await head.call('varyOrder', { params: order.params, body: { decision, rules, ...change } })).code
    expect(await vary({ effectiveAt: '2026-11-21T09:59:00+05:00' })).toBe('change-out-of-order')
    expect(await vary({ effectiveAt: '2026-11-21T12:00:00+05:00' })).toBeUndefined()
    expect(await vary({ effectiveAt: '2026-11-21T11:00:00+05:00' })).toBe('change-out-of-order')
    const termUntil = isoInstant(later(world.test.clock.now, 60 * day))
    world.test.clock.now = later(world.test.clock.now, minute)
    expect(await vary({ termUntil })).toBeUndefined()
    const { termUntil: prolonged, conditions } = await world.changesOf(order)
    expect([prolonged, conditions.at(-1)?.until]).toEqual([termUntil, termUntil])
    world.test.clock.now = later(world.test.clock.now, 61 * day)
    expect(await vary({ termUntil: isoInstant(later(world.test.clock.now, day)) })).toBe('term-not-a-period')
  })
})

describe('replacement', () => {
  const malfunction = (order: Running, change: Record<string, unknown> = {}) => ({
    deviceId: order.deviceId,
    because: 'malfunction',
    description: 'Does not charge',
    noticedAt: world.ago(2 * hour),
    fate: 'repair',
    ...change,
  })

  it('[1369.17] one interval closes as the other begins, and the silence between is the equipment’s', async () => {
    const order = await world.running()
    const newDeviceId = await world.spare()
    await operator.done('replaceDevice', { params: order.params, body: malfunction(order, { newDeviceId }) })
    const { kit } = await world.changesOf(order)
    expect(kit).toMatchObject([
      { deviceId: order.deviceId, role: 'worn', until: kit[1]?.from, fate: 'repair' },
      { deviceId: newDeviceId, role: 'worn', until: null, fate: null },
    ])
    const fault = (await world.told(order)).find(({ body }) => body.kind === 'fleet-blind')
    expect([fault?.at, fault?.body]).toEqual([
      later(world.test.clock.now, -2 * hour),
      expect.objectContaining({ because: 'device-fault', until: later(world.test.clock.now, 5 * minute) }),
    ])
    expect(await world.lastEventOf(order)).toMatchObject({
      kind: 'replace-device',
      citations: ['1369 §17'],
      byName: 'Name of operator-a',
    })
  })

  it('[1369.17] an official who finds intent takes the excuse back', async () => {
    const order = await world.running()
    await operator.done('replaceDevice', { params: order.params, body: malfunction(order, { newDeviceId: await world.spare() }) })
    const { damage } = await operator.done('recordDamage', { params: order.params, body: world.aDamage(order) })
    await head.done('findDamage', { params: { ...order.params, damage }, body: world.aFinding() })
    const faults = (await world.told(order)).filter(({ body }) => body.kind === 'fleet-blind')
    expect(faults.map(({ at, body }) => (body.until ?? 0) - at)).toEqual([2 * hour + 5 * minute, 0])
  })

  it('[1369.17] a device worn by another is refused plainly; where no device can be used, none takes its place', async () => {
    const [order, other] = [await world.running(), await world.running()]
    const put = async (change: Record<string, unknown>) =>
      (await operator.call('replaceDevice', { params: order.params, body: malfunction(order, change) })).code
    expect(await put({ newDeviceId: other.deviceId })).toBe('device-in-use')
    expect((await world.changesOf(order)).kit).toMatchObject([{ until: null }])
    expect(await put({ newDeviceId: null })).toBe('bad-request')
    expect(await put({ newDeviceId: null, because: 'further-use-impossible' })).toBeUndefined()
    expect((await world.changesOf(order)).kit).toMatchObject([{ deviceId: order.deviceId, fate: 'repair' }])
  })
})

describe('hospital and search', () => {
  const admission = () => ({
    kind: 'hospitalisation',
    institution: 'City hospital 2',
    at: world.ago(hour),
    learnedFrom: 'The wife',
  })

  it('[1369.18] a stay in hospital is an episode: the body and the institution are told, a variation is proposed, no condition ends', async () => {
    const order = await world.running()
    const before = await world.changesOf(order)
    await operator.done('beginEpisode', { params: order.params, body: admission() })
    expect(await world.lastEventOf(order)).toMatchObject({
      kind: 'begin-hospitalisation',
      state: 'active',
      citations: ['1369 §18'],
    })
    for (const party of ['body', 'health-institution']) {
      const body = { about: 'hospitalisation', party, toWhom: 'Omarov T. S.', means: 'telephone' }
      await operator.done('recordTold', { params: order.params, body })
    }
    const proposal = { proposal: 'Curfew at the hospital until the discharge', reasons: 'Operated on today' }
    await operator.done('proposeVariation', { params: order.params, body: proposal })
    const { episodes, conditions, proposals } = await world.changesOf(order)
    expect(conditions).toEqual(before.conditions)
    expect(proposals).toMatchObject([proposal])
    expect(episodes).toMatchObject([
      {
        kind: 'hospitalisation',
        place: 'City hospital 2',
        until: null,
        told: [{ party: 'body' }, { party: 'health-institution' }],
      },
    ])
    const person = await operator.done('getPerson', { params: { personId: order.personId } })
    expect(person.episodes).toEqual(episodes)
    const { next } = await operator.done('getCaseFile', { params: order.params })
    const steps = next.map(({ step }) => step)
    expect([steps.includes('begin-hospitalisation'), steps.includes('end-hospitalisation')]).toEqual([false, true])
    expect(problemOf(await operator.call('beginEpisode', { params: order.params, body: admission() })).detail).toBe(
      'episode-under-way',
    )

    await operator.done('endEpisode', { params: { ...order.params, episode: 'hospitalisation' }, body: {} })
    expect((await world.changesOf(order)).episodes).toMatchObject([{ until: isoInstant(world.test.clock.now) }])
    const again = await operator.call('endEpisode', { params: { ...order.params, episode: 'hospitalisation' }, body: {} })
    expect(problemOf(again).detail).toBe('no-such-episode')
  })

  it('[1369.18] is neither recorded of the time to come nor ended before it began', async () => {
    const order = await world.running()
    const begin = async (at: string) =>
      (await operator.call('beginEpisode', { params: order.params, body: { ...admission(), at } })).code
    expect(await begin(world.ago(-2 * hour))).toBe('change-out-of-order')
    expect(await begin(world.ago(hour))).toBeUndefined()
    const ended = await operator.call('endEpisode', {
      params: { ...order.params, episode: 'hospitalisation' },
      body: { at: world.ago(2 * hour) },
    })
    expect(ended.code).toBe('change-out-of-order')
  })

  it('a search is an episode beside it, and tracking goes on', async () => {
    const order = await world.running()
    await operator.done('beginEpisode', { params: order.params, body: admission() })
    const search = { kind: 'search', body: 'Criminal police', documentNumber: null, at: world.ago(minute) }
    await operator.done('beginEpisode', { params: order.params, body: search })
    expect((await world.changesOf(order)).episodes.map(({ kind, until }) => [kind, until])).toEqual([
      ['search', null],
      ['hospitalisation', null],
    ])
    expect((await head.done('getPerson', { params: { personId: order.personId } })).obligations).toHaveLength(1)
  })
})

describe('a change of circumstances', () => {
  it('[PEC.66.4] of residence is recorded by the notice, and the home zone stays until the body varies it', async () => {
    const order = await world.running()
    const before = await world.changesOf(order)
    const body = {
      what: 'residence',
      from: '2026-11-25',
      to: 'Astana, Turan avenue 7',
      place: { tenure: 'temporary', lat: 51.12, lon: 71.4 },
      basis: 'permission',
      toldAt: world.ago(hour),
      by: 'Omarov T. S.',
      documentNumber: '12-8',
    }
    await operator.done('recordCircumstance', { params: order.params, body })
    const after = await world.changesOf(order)
    expect(after.conditions).toEqual(before.conditions)
    expect(after.circumstances).toMatchObject([{ what: 'residence', basis: 'permission', documentNumber: '12-8' }])
    const { facts } = await operator.done('getCaseFile', { params: order.params })
    expect(facts.residence).toMatchObject({ address: 'Astana, Turan avenue 7' })
    const abroad = { ...body, place: { ...body.place, lat: 55.75, lon: 37.6 } }
    expect((await operator.call('recordCircumstance', { params: order.params, body: abroad })).code).toBe(
      'case-record-impossible',
    )
  })
})

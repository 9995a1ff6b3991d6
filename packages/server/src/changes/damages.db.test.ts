import { isoInstant, minute } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aClosing } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { ChangesWorld, problemOf } from './test-order.ts'

let world: ChangesWorld
let head: TestBrowser
let operator: TestBrowser

beforeAll(async () => {
  world = await ChangesWorld.begin()
  ;({ head, operator } = world)
})
afterAll(() => world.test.end())
beforeEach(() => world.startOver())

const aClaim = {
  lines: [
    { what: 'Bracelet', basis: 'Recorded value', quantity: 1, unitTenge: 180_000 },
    { what: 'Wear', basis: 'Two years of five', quantity: 1, unitTenge: -72_000 },
  ],
  claimedOn: '2026-11-21',
  documentNumber: '8/2026',
}

describe('damage', () => {
  it.each([
    { regime: 'house-arrest', citation: '1369 §12' },
    { regime: 'conditional-sentence', citation: 'PEC 176(4)' },
    { regime: 'restriction-of-freedom', citation: 'PEC 67(1)(2)' },
  ])(
    '[1369.12] under $regime rests on $citation; a claim waits for an official who finds intent',
    async ({ regime, citation }) => {
      const order = await world.running({ regime, rules: [{ kind: 'contact', everyMs: 600_000 }] })
      const { damage } = await operator.done('recordDamage', { params: order.params, body: world.aDamage(order) })
      expect(await world.lastEventOf(order)).toMatchObject({ kind: 'damage', citations: [citation] })
      const params = { ...order.params, damage }
      expect(problemOf(await head.call('claimDamage', { params, body: aClaim }))).toMatchObject({
        detail: `intent-not-found (${citation})`,
      })
      await head.done('findDamage', { params, body: world.aFinding('equipment-fault') })
      expect(problemOf(await head.call('claimDamage', { params, body: aClaim }))).toMatchObject({
        detail: `damage-not-intentional (${citation})`,
      })
      expect((await operator.call('findDamage', { params, body: world.aFinding() })).code).toBe('forbidden')
      await head.done('findDamage', { params, body: world.aFinding() })
      expect(await head.done('claimDamage', { params, body: aClaim })).toEqual({ totalTenge: 108_000 })
    },
  )

  it('[1369.12] a claim is followed until it is paid, through the court where it must', async () => {
    const order = await world.running()
    const { damage } = await operator.done('recordDamage', { params: order.params, body: world.aDamage(order) })
    const params = { ...order.params, damage }
    await head.done('findDamage', { params, body: world.aFinding() })
    const nothing = { ...aClaim, lines: [{ ...aClaim.lines[0], unitTenge: 0 }] }
    expect((await head.call('claimDamage', { params, body: nothing })).code).toBe('claim-not-positive')
    await head.done('claimDamage', { params, body: aClaim })
    expect((await head.call('claimDamage', { params, body: aClaim })).code).toBe('claim-settled')
    const move = { on: '2026-11-21', amountTenge: null, documentNumber: '2-118' }
    await head.done('settleClaim', { params, body: { ...move, state: 'court' } })
    await head.done('settleClaim', { params, body: { ...move, state: 'paid', amountTenge: 8_000 } })
    const claimOf = async () => (await world.changesOf(order)).damages[0]?.claim
    expect(await claimOf()).toMatchObject({ state: 'court', totalTenge: 108_000, paidTenge: 8_000 })
    await head.done('settleClaim', { params, body: { ...move, state: 'paid', amountTenge: 100_000 } })
    expect(await claimOf()).toMatchObject({ state: 'paid', paidTenge: 108_000 })
    expect((await head.call('settleClaim', { params, body: { ...move, state: 'refused' } })).code).toBe('claim-settled')
  })

  it('[1369.12] a lost device is waited for by nobody: its time in the kit ends, and the order closes without it', async () => {
    const order = await world.running()
    await operator.done('recordDamage', { params: order.params, body: world.aDamage(order, { kind: 'lost' }) })
    expect((await world.changesOf(order)).kit).toMatchObject([
      { deviceId: order.deviceId, until: world.ago(minute), fate: 'lost' },
    ])
    await head.done('closeOrder', { params: order.params, body: aClosing() })
    expect((await world.lastEventOf(order))?.citations).toEqual(['1369 §10(1)'])
    // What a device did is examined after the order, too.
    const { damages } = await world.changesOf(order)
    await head.done('findDamage', { params: { ...order.params, damage: damages[0]?.damage ?? 0 }, body: world.aFinding() })
  })
})

describe('closing', () => {
  it('[1369.10] says what became of each device, and ends its time in the kit with the collection', async () => {
    const order = await world.running()
    const taken = [{ deviceId: order.deviceId, fate: 'evidence' }]
    await head.done('closeOrder', { params: order.params, body: aClosing({ devices: taken }) })
    expect((await world.changesOf(order)).kit).toMatchObject([{ until: isoInstant(world.test.clock.now), fate: 'evidence' }])
    expect((await world.lastEventOf(order))?.body).toMatchObject({ devices: taken })
  })

  it.each([
    { hour: '11:20', ends: '2026-11-20T06:20:00.000Z' },
    { hour: '19:05', ends: '2026-11-21T04:00:00.000Z' },
  ])('[PEC.161] early release with papers of $hour on Friday ends the collection at $ends', async ({ hour: received, ends }) => {
    const order = await world.running({ regime: 'restriction-of-freedom', rules: [{ kind: 'contact', everyMs: 600_000 }] })
    const documentsReceivedAt = `2026-11-20T${received}:00+05:00`
    const body = aClosing({ ground: 'early-release', documentsReceivedAt })
    await head.done('closeOrder', { params: order.params, body })
    expect((await world.changesOf(order)).termUntil).toBe(ends)
    const served = await world.running({ regime: 'restriction-of-freedom', rules: [{ kind: 'contact', everyMs: 600_000 }] })
    const wrong = aClosing({ ground: 'term-served', documentsReceivedAt })
    expect((await head.call('closeOrder', { params: served.params, body: wrong })).code).toBe('bad-request')
  })
})

import { errorCatalogue, ruleSchema } from '@bilezik/contract'
import { hour, instant, later } from '@bilezik/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePopulation } from '../population/population.ts'
import { ApiRefusal, signIn } from './api-client.ts'
import { demoBackfill } from './backfill.ts'
import { demoAccounts } from './demo-organisations.ts'
import { PeerApi } from './peer-api.fixture.ts'
import { rulesOf } from './rules.ts'
import { type SeedOptions, seedDemo } from './seed-demo.ts'

const now = instant(Date.UTC(2026, 10, 19, 7))
const people = makePopulation({ seed: 9, count: 30, startAt: now })
const administrator = { login: 'admin', password: 'correct horse battery' }

let peer: PeerApi
let options: SeedOptions
beforeEach(async () => {
  peer = new PeerApi(administrator)
  options = { api: { baseUrl: await peer.start(), administrator, password: 'demo password 1' }, people, now }
})
afterEach(() => peer.stop())

const kept = () => structuredClone([peer.organisations, peer.users, peer.persons, peer.orders, peer.devices, peer.kits])

describe('seeding through the interface', () => {
  it('makes everyone with an order that began before the history, a device and a kit, in the own subdivision', async () => {
    const progress: number[] = []
    const report = await seedDemo({ ...options, onProgress: (done) => progress.push(done) })
    expect(report).toMatchObject({ personsMade: 30, accountsMade: demoAccounts.length })
    expect(progress).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
    expect([peer.persons.length, peer.orders.length, peer.devices.length, peer.kits.length]).toEqual([30, 30, 30, 30])
    for (const { device, iin, subdivision } of people) {
      const made = peer.devices.find((known) => known.identifier === device.identifier)!
      const kit = peer.kits.find((entry) => entry.deviceId === made.id)!
      const person = peer.persons.find((known) => known.id === kit.personId)!
      const order = peer.orders.find((known) => known.personId === person.id)!
      expect(person['iin']).toBe(iin)
      expect(order['organisationId']).toBe(made.organisationId)
      const head = peer.users.find((user) => user.role === 'head' && user.organisationId === made.organisationId)!
      expect(demoAccounts.find((account) => account.login === head.login)!.organisation).toBe(subdivision)
      expect(Date.parse(order['termFrom'] as string)).toBeLessThanOrEqual(later(now, -30 * hour))
      expect(Date.parse(kit.from!)).toBe(Date.parse(order['termFrom'] as string))
    }
  })

  it('changes nothing when it runs again, also with a later start of the stories', async () => {
    await seedDemo(options)
    const before = kept()
    peer.devices[0]!.lastHeardAt = '2026-11-19T06:30:00Z'
    before[4] = structuredClone(peer.devices)
    const again = await seedDemo({
      ...options,
      people: makePopulation({ seed: 9, count: 30, startAt: later(now, 5 * hour) }),
      now: later(now, 5 * hour),
    })
    expect(again).toMatchObject({ organisationsMade: 0, accountsMade: 0, personsMade: 0 })
    expect(kept()).toEqual(before)
    expect([...again.lastHeardAt]).toEqual([[peer.devices[0]!.identifier, Date.UTC(2026, 10, 19, 6, 30)]])
  })

  it.each([3, 20, 40, 61, 90, 110])('finishes what a run left that broke off at call %i', async (call) => {
    peer.dieAtCall = call
    await expect(seedDemo(options)).rejects.toThrow(ApiRefusal)
    peer.dieAtCall = Infinity
    await seedDemo(options)
    expect([peer.persons.length, peer.orders.length, peer.devices.length, peer.kits.length]).toEqual([30, 30, 30, 30])
    expect(new Set(peer.orders.map((order) => order.personId)).size).toBe(30)
  })

  it('says what the server refused', async () => {
    const wrong = signIn(options.api.baseUrl, 'admin', 'wrong')
    await expect(wrong).rejects.toThrow(/POST \/api\/session: .*wrong-credentials/)
    expect(Object.keys(errorCatalogue)).toContain('wrong-credentials')
  })
})

it('every rule of every person is one that the interface takes', () => {
  for (const person of makePopulation({ seed: 1, count: 300, startAt: now })) {
    const rules = rulesOf(person)
    for (const rule of rules) expect(ruleSchema.parse(rule)).toEqual(rule)
    expect(rules.map((rule) => rule.kind)).toContain('device-care')
    expect(rules.some((rule) => rule.kind === 'curfew')).toBe(person.curfew !== null)
  }
})

it('the past begins a day ago, or where the gateway last heard from the device', () => {
  const [first, second] = [people[0]!, people[1]!]
  const past = demoBackfill(now, new Map([[first.device.identifier, later(now, -hour)]]))
  expect(past(first).from).toBe(later(now, -hour))
  expect(past(second).from).toBe(later(now, -24 * hour))
})

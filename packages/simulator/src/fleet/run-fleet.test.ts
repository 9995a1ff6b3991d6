import { hour, instant, later, minute, second } from '@bilezik/domain'
import { afterEach, describe, expect, it } from 'vitest'
import { hasCoverage } from '../bracelet/coverage.ts'
import { fastClock } from '../clock.ts'
import { makePopulation } from '../population/population.ts'
import { type LedgerEntry, createLedger } from './ledger.ts'
import { PeerGateway, type StoredFix } from './peer-gateway.fixture.ts'
import { type Fleet, type FleetOptions, runFleet } from './run-fleet.ts'

const startAt = instant(Date.UTC(2026, 10, 19, 7))
const people = makePopulation({ seed: 21, count: 40, startAt })
const silent = { info: () => {}, debug: () => {} }

let stopping = new AbortController()
afterEach(() => stopping.abort())

const key = (fix: StoredFix | LedgerEntry) => `${fix.identifier} ${fix.fixAt} ${fix.lat.toFixed(9)} ${fix.lon.toFixed(9)}`

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
}

async function start(options: Partial<FleetOptions> = {}) {
  stopping = new AbortController()
  const peer = new PeerGateway({ storeAfterMs: 1 })
  await peer.start()
  const ledger = createLedger()
  const fleet = runFleet({
    people,
    gateway: peer.gateway,
    signal: stopping.signal,
    log: silent,
    clock: fastClock(startAt, 30),
    settings: { heartbeatEveryMs: 10 * second, reportEveryMs: 10 * second, retryUpToMs: 5 * second },
    ledger,
    ...options,
  })
  return { peer, ledger, fleet }
}

async function stop(fleet: Fleet, peer: PeerGateway) {
  stopping.abort()
  const last = await fleet.finished
  await peer.crash()
  return last
}

// Retries wait in real time: on a busy machine that adds up.
describe('a fleet over real sockets', { timeout: 120_000 }, () => {
  it('lets every device report in its own protocol, to the last digit of what the ledger says', async () => {
    const { peer, ledger, fleet } = await start()
    await until(
      () => new Set(ledger.entries.map((entry) => entry.identifier)).size === people.length && ledger.entries.length > 300,
    )
    const last = await stop(fleet, peer)
    const stored = new Set(peer.fixes.map(key))
    expect(ledger.entries.filter((entry) => !stored.has(key(entry)))).toEqual([])
    expect(peer.refusals).toEqual([])
    expect(last.acknowledged).toBe(ledger.entries.length)
    expect(last.devices).toBe(people.length)
    const gt06 = people.filter((person) => person.device.protocol === 'gt06').map((person) => person.device.identifier)
    expect(new Set(peer.logins)).toEqual(new Set(gt06))
    expect(peer.kinds.get('strap-cut')).toBeGreaterThanOrEqual(1)
    expect(peer.kinds.get('power')).toBeGreaterThan(0)
  })

  it('loses nothing acknowledged and forgets nothing else while the gateway crashes again and again', async () => {
    const { peer, ledger, fleet } = await start()
    for (let round = 1; round <= 6; round++) {
      await until(() => ledger.entries.length >= round * 150)
      await peer.crash()
      await until(() => fleet.statistics().open < people.length / 2)
      await peer.start()
    }
    const { acknowledged } = fleet.statistics()
    await until(() => fleet.statistics().acknowledged > acknowledged + 200)
    const last = await stop(fleet, peer)
    const stored = new Set(peer.fixes.map(key))
    expect(ledger.entries.filter((entry) => !stored.has(key(entry)))).toEqual([])
    expect(new Set(ledger.entries.map((entry) => `${entry.identifier} ${entry.recordId}`)).size).toBe(ledger.entries.length)
    expect(last.reconnects).toBeGreaterThan(6)
    expect(last.sent).toBeGreaterThan(last.acknowledged)
    expect(last.overwritten).toBe(0)
    // Of each device the acknowledged records leave no hole that is older than what is still under way.
    for (const { device } of people.filter((person) => person.device.backlogOrder === 'oldest-first')) {
      const ids = ledger.entries.filter((entry) => entry.identifier === device.identifier).map((entry) => entry.recordId)
      const highest = Math.max(...ids)
      expect(highest - ids.length, device.identifier).toBeLessThanOrEqual(3)
    }
  })

  it('brings a day of history first', async () => {
    const { peer, ledger, fleet } = await start({
      clock: fastClock(startAt, 1),
      backfill: () => ({ from: later(startAt, -24 * hour), everyMs: 10 * minute }),
    })
    // A bracelet that begins in a cellar brings it later.
    const inReach = people.filter((person) => hasCoverage(person, startAt))
    expect(inReach.length).toBeGreaterThan(30)
    const past = (identifier: string) =>
      ledger.entries.filter((entry) => entry.identifier === identifier && entry.fixAt < startAt)
    await until(() => inReach.every(({ device }) => past(device.identifier).length > 130))
    const last = await stop(fleet, peer)
    const stored = new Set(peer.fixes.map(key))
    expect(ledger.entries.filter((entry) => !stored.has(key(entry)))).toEqual([])
    expect(last.failures).toBe(0)
  })

  it('stops at once when it is told before it began', async () => {
    const peer = new PeerGateway({ storeAfterMs: 0 })
    await peer.start()
    const fleet = runFleet({ people, gateway: peer.gateway, signal: AbortSignal.abort(), log: silent })
    expect((await fleet.finished).sent).toBe(0)
    await peer.crash()
  })
})

import { type Instant, civilInKazakhstan, day, hour, instant, isoInstant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { anOrder, aPerson, curfew, deviceCare } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { type StoredGateway, storedGateway } from '../testing/stored-gateway.ts'

const home = { lat: 51.1, lon: 71.4 }
const shop = { lat: 51.12, lon: 71.45 }

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let organisationId: string
let gateway: StoredGateway
let devices = 0

beforeAll(async () => {
  test = await startTestApp()
  organisationId = await test.addOrganisation('A')
  head = await test.addUser('head', organisationId, 'head-a')
  operator = await test.addUser('operator', organisationId, 'operator-a')
  gateway = await storedGateway(test)
})
afterAll(() => test.end())

async function worn(since: Instant): Promise<{ personId: string; deviceId: string }> {
  const { id: personId } = await head.done('createPerson', {
    body: aPerson(organisationId, { iin: null, familyName: `Person ${devices}` }),
  })
  const order = anOrder(organisationId, since, { rules: [deviceCare] })
  await head.done('createOrder', { params: { personId }, body: order })
  const device = { protocol: 'osmand', identifier: `device-${devices++}`, model: 'Test', organisationId }
  const { id: deviceId } = await head.done('registerDevice', { body: device })
  await head.done('issueDevice', { params: { personId }, body: { deviceId, role: 'worn', from: isoInstant(since) } })
  return { personId, deviceId }
}

/** A fix each ten minutes from `from` on, where `placeAt` says; undefined: nothing is sent. */
async function live(deviceId: string, from: Instant, placeAt: (at: Instant) => typeof home | undefined): Promise<void> {
  const readings = []
  for (let at = from; at < test.clock.now; at = later(at, 10 * minute)) {
    const place = placeAt(at)
    if (place)
      readings.push({
        deviceId: deviceId as never,
        at,
        reading: { kind: 'fix', ...place, accuracyMetres: 5, isValid: true, source: 'gnss' } as const,
      })
  }
  await gateway.store(test.clock.now, readings)
}

const night = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 1_320, endMinute: 360 }] }
const atNight = { ...curfew, schedule: night }
const previewed = (browser: TestBrowser, personId: string, rules: unknown[]) =>
  browser.done('previewRules', { params: { personId }, body: { rules } })

/** The last evening before now at this hour in Kazakhstan. */
function lastEvening(hourOfDay: number): Instant {
  const { hour: nowHour, minute: nowMinute, second } = civilInKazakhstan(test.clock.now)
  const midnight = later(test.clock.now, -(nowHour * hour + nowMinute * minute + second * 1_000 + (test.clock.now % 1_000)))
  return later(midnight, (hourOfDay - 24) * hour - day)
}

describe('[MON.explain] what draft obligations would have alerted of last week', () => {
  it('a late evening in the shop alerts under a curfew from ten, and under one from one at night does not', async () => {
    const since = later(test.clock.now, -6 * day)
    const { personId, deviceId } = await worn(since)
    const gone = lastEvening(21)
    const back = later(gone, 2 * hour)
    await live(deviceId, since, (at) => (at >= gone && at < back ? shop : home))
    const found = await previewed(operator, personId, [atNight])
    expect(found).toMatchObject({ permitsInWeek: 0, isCut: false })
    expect(found.readings).toBeGreaterThan(800)
    expect(found.alerts.map(({ kind, ruleIndex, severity }) => ({ kind, ruleIndex, severity }))).toEqual([
      { kind: 'not-at-home', ruleIndex: 0, severity: 'high' },
    ])
    const [alert] = found.alerts
    expect(instant(Date.parse(alert?.noticedAt ?? ''))).toBeGreaterThanOrEqual(later(gone, hour))
    expect(instant(Date.parse(alert?.noticedAt ?? ''))).toBeLessThan(back)
    expect(alert?.reason).toMatchObject({ kind: 'presence', presence: 'outside' })
    const later1 = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 60, endMinute: 360 }] }
    expect((await previewed(operator, personId, [{ ...curfew, schedule: later1 }])).alerts).toEqual([])
  })

  it('it writes no alert, and the look is in the log', async () => {
    const since = later(test.clock.now, -2 * day)
    const { personId, deviceId } = await worn(since)
    await live(deviceId, since, () => shop)
    const found = await previewed(operator, personId, [deviceCare, atNight])
    expect(found.alerts.map(({ kind, ruleIndex }) => [kind, ruleIndex])).toContainEqual(['not-at-home', 1])
    const alerts = await test.owner.query('SELECT FROM alerts WHERE person_id = $1', [personId])
    expect(alerts.rowCount).toBe(0)
    const { entries } = await head.done('listLog', { query: { personId, limit: '10' } })
    expect(entries.some(({ action }) => action === 'previewRules')).toBe(true)
  })

  it('[MON.unknown] how much of the time is unknown is told, with its causes, and nobody is called away in it', async () => {
    const since = later(test.clock.now, -3 * day)
    const { personId, deviceId } = await worn(since)
    const silentFrom = later(since, day)
    await live(deviceId, since, (at) => (at >= silentFrom && at < later(silentFrom, day) ? undefined : home))
    const found = await previewed(operator, personId, [atNight])
    expect(found.alerts.filter(({ kind }) => kind === 'not-at-home')).toEqual([])
    expect(found.unknownMs).toBeGreaterThan(20 * hour)
    expect(found.unknownMs).toBeLessThan(26 * hour)
    expect(found.unknown.length).toBeGreaterThan(0)
  })

  it('of a week without readings it says so, and alerts of nothing: silence is not conduct', async () => {
    const { personId } = await worn(later(test.clock.now, -3 * day))
    const contact = { kind: 'contact', everyMs: 60_000 }
    const found = await previewed(operator, personId, [atNight, contact])
    expect(found).toMatchObject({ readings: 0, alerts: [], unknown: [] })
    expect(found.unknownMs).toBe(Date.parse(found.until) - Date.parse(found.from))
  })

  it('nothing from before the authorised time is read, and the days before it are nobody’s silence', async () => {
    const since = later(test.clock.now, -day)
    const { personId, deviceId } = await worn(since)
    await live(deviceId, later(test.clock.now, -3 * day), () => home)
    const found = await previewed(operator, personId, [atNight, { kind: 'contact', everyMs: 1_800_000 }])
    expect(Date.parse(found.from)).toBe(since)
    expect(found.readings).toBeLessThanOrEqual(145)
    expect(found.alerts).toEqual([])
  })

  it('a self-crossing zone is refused as at the adoption, and an administrator sees nobody’s week', async () => {
    const { personId } = await worn(later(test.clock.now, -day))
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => ({ lat: 51 + (i > 1 ? 0.01 : 0), lon: 71 + (i === 1 || i === 2 ? 0.01 : 0) }))
    const tie = { ...atNight, zone: { name: 'Tie', shape: { kind: 'polygon', ring: [a, c, b, d] } } }
    const params = { personId }
    expect((await operator.call('previewRules', { params, body: { rules: [tie] } })).code).toBe('bad-zone')
    expect((await test.administrator.call('previewRules', { params, body: { rules: [atNight] } })).code).toBe('forbidden')
  })
})

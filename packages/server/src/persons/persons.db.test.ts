import { hour, isoInstant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aPerson, anOrder } from '../http/test-bodies.ts'
import { type Watched, raiseAlert, watchOne, writeFix, writeStatus } from '../http/test-watch.ts'

let test: TestApp
let a: Watched
beforeAll(async () => {
  test = await startTestApp()
  a = await watchOne(test, 'A')
})
afterAll(() => test.end())

const person = () => ({ params: { personId: a.personId } })
const period = (fromMinutes: number, untilMinutes: number) => ({
  from: isoInstant(later(test.clock.now, fromMinutes * minute)),
  until: isoInstant(later(test.clock.now, untilMinutes * minute)),
})

describe('a person', () => {
  it('before the engine has seen them has obligations that are unclear, and no status', async () => {
    const found = await a.operator.done('getPerson', person())
    expect(found.status).toBeNull()
    expect(found.obligations).toMatchObject([{ lineageId: a.lineageId, status: 'unclear', presence: null, nextChangeAt: null }])
    expect(found.iinMasked).toMatch(/^•{8}\d{4}$/)
  })

  it('[1369.8a] is shown with each obligation as the engine last judged it', async () => {
    const { now } = test.clock
    const presence = { kind: 'outside', since: later(now, -20 * minute), belief: 0.97 }
    const state = {
      lineageId: a.lineageId,
      kind: 'curfew',
      status: 'breached',
      since: later(now, -10 * minute),
      presence,
      nextChangeAt: later(now, hour),
    }
    await writeStatus(test.owner, a, now, { obligations: [state] })
    const found = await a.operator.done('getPerson', person())
    expect(found.obligations).toMatchObject([
      {
        status: 'breached',
        since: isoInstant(state.since),
        presence: { kind: 'outside', since: isoInstant(presence.since), belief: 0.97 },
        nextChangeAt: isoInstant(state.nextChangeAt),
      },
    ])
    expect(found.status).toMatchObject({
      batteryPercent: 80,
      knowledge: { kind: 'known' },
      fix: { lat: 51.1, lon: 71.4, accuracyMetres: 12.3, source: 'gnss', isValid: true },
    })
  })

  it('is shown without coordinates from the end of the order on', async () => {
    await writeStatus(test.owner, a, test.clock.now, { visibleUntil: test.clock.now })
    const found = await a.operator.done('getPerson', person())
    expect(found.status?.fix).toBeNull()
    expect(found.status?.batteryPercent).toBe(80)
  })

  it('[CED.285] leaves a log entry with each look at a location, in the log of the organisation concerned', async () => {
    const above = await test.addUser('operator', test.rootId, 'operator-above')
    await above.done('getPerson', person())
    await above.done('getHistory', { ...person(), query: period(-60, 0) })
    const { entries } = await a.head.done('listLog', { query: { personId: a.personId, limit: '2' } })
    expect(entries).toMatchObject([
      { action: 'getHistory', byName: 'Name of operator-above', detail: period(-60, 0) },
      { action: 'getPerson', byName: 'Name of operator-above' },
    ])
  })

  it('looked at again by the same session within a quarter of an hour is one entry, and another period another', async () => {
    const reader = await test.addUser('operator', test.rootId, 'operator-who-reloads')
    const looks = async () =>
      (await a.head.done('listLog', { query: { personId: a.personId, limit: '100' } })).entries.filter(
        (entry) => entry.byName === 'Name of operator-who-reloads',
      ).length
    for (let i = 0; i < 3; i++) await reader.done('getPerson', person())
    expect(await looks()).toBe(1)
    await reader.done('getHistory', { ...person(), query: period(-60, 0) })
    await reader.done('getHistory', { ...person(), query: period(-60 * 24 * 9, -60 * 24 * 8) })
    expect(await looks()).toBe(3)
    const { now } = test.clock
    test.clock.now = later(now, 15 * minute)
    await reader.done('getPerson', person())
    expect(await looks()).toBe(4)
    test.clock.now = now
  })

  it('is found by the beginning of the name, in any case, and never by a pattern', async () => {
    await a.head.done('createPerson', {
      body: aPerson(a.organisationId, { familyName: 'Әбілқасымова', givenName: 'Гүлнұр', patronymic: null }),
    })
    const find = async (query: string) =>
      (await a.operator.done('listPersons', { query: { query } })).persons.map((found) => found.familyName)
    expect(await find('әбіл')).toEqual(['Әбілқасымова'])
    expect(await find('ӘБІЛ гүл')).toEqual(['Әбілқасымова'])
    expect(await find('әбіл айд')).toEqual([])
    expect(await find('')).toEqual(['Ахметов', 'Әбілқасымова'].toSorted())
    for (const pattern of ['%', '_', String.raw`\\`, "'"]) expect(await find(pattern)).toEqual([])
  })

  it('has an order that is active, else coming, else ended', async () => {
    const { id: personId } = await a.head.done('createPerson', { body: aPerson(a.organisationId) })
    const state = async () => (await a.operator.done('getPerson', { params: { personId } })).order?.state
    expect(await state()).toBeUndefined()
    const past = later(test.clock.now, -100 * 24 * hour)
    await a.head.done('createOrder', { params: { personId }, body: anOrder(a.organisationId, past) })
    expect(await state()).toBe('ended')
    await a.head.done('createOrder', { params: { personId }, body: anOrder(a.organisationId, later(test.clock.now, hour)) })
    expect(await state()).toBe('coming')
    await a.head.done('createOrder', { params: { personId }, body: anOrder(a.organisationId, test.clock.now) })
    expect(await state()).toBe('active')
  })
})

describe('a history', () => {
  it('holds the fixes collected under the order, the bands of each zone, what was blind, and the alerts', async () => {
    const { now } = test.clock
    for (const minutes of [-30, -20, -70]) await writeFix(test.owner, a, later(now, minutes * minute))
    await raiseAlert(test.owner, a, 'not-at-home', later(now, -15 * minute))
    const put = (lineageId: string | null, minutes: number, value: string, because: string | null = null) =>
      test.owner.query(
        `INSERT INTO transitions (person_id, lineage_id, since, noticed_at, value, because, engine_version) VALUES ($1, $2, $3, $3, $4, $5, 'test')`,
        [a.personId, lineageId, isoInstant(later(now, minutes * minute)), value, because],
      )
    await put(a.lineageId, -50, 'inside')
    await put(a.lineageId, -40, 'inside')
    await put(a.lineageId, -25, 'outside')
    await put(null, -50, 'known')
    await put(null, -18, 'blind', 'no-contact')
    const history = await a.operator.done('getHistory', { ...person(), query: period(-45, 5) })
    const at = (minutes: number) => isoInstant(later(now, minutes * minute))
    // The fix of 70 minutes ago lies before the order; the two others are its own.
    expect(history.fixes.map((fix) => fix.at)).toEqual([at(-30), at(-20)])
    expect(history.isThinned).toBe(false)
    expect(history.zones).toEqual([
      {
        lineageId: a.lineageId,
        name: 'Home',
        bands: [
          { from: at(-45), until: at(-25), presence: 'inside', because: null },
          { from: at(-25), until: null, presence: 'outside', because: null },
        ],
      },
    ])
    expect(history.blind).toEqual([{ from: at(-18), until: null, because: 'no-contact' }])
    expect(history.alerts.map((alert) => alert.kind)).toEqual(['not-at-home'])
    const all = await a.operator.done('getHistory', { ...person(), query: period(-600, 5) })
    expect(all.fixes).toHaveLength(2)
  })

  it('that begins after several changes begins with the last of them', async () => {
    const history = await a.operator.done('getHistory', { ...person(), query: period(-10, 5) })
    const begin = isoInstant(later(test.clock.now, -10 * minute))
    expect(history.zones.map((zone) => zone.bands)).toEqual([[{ from: begin, until: null, presence: 'outside', because: null }]])
    expect(history.blind).toEqual([{ from: begin, until: null, because: 'no-contact' }])
  })

  it.each([
    { from: 0, until: 0, code: 'term-not-a-period' },
    { from: 0, until: -1, code: 'term-not-a-period' },
    { from: -31 * 1440 - 1, until: 0, code: 'bad-request' },
  ])('of $from to $until minutes is refused: $code', async ({ from, until, code }) => {
    expect((await a.operator.call('getHistory', { ...person(), query: period(from, until) })).code).toBe(code)
  })

  it('of exactly 31 days is given', async () => {
    await a.operator.done('getHistory', { ...person(), query: period(-31 * 1440, 0) })
  })
})

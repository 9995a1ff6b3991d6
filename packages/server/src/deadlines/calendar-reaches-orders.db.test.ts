import { createDatabase } from '@bilezik/database'
import { officialCalendar } from '@bilezik/law'
import { type DeviceId, type Instant, day, hour, instant, later, minute, second } from '@bilezik/domain'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aPerson, anOrder, curfew } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { dateInKazakhstan } from '../intake/check-records.ts'
import { type Life, beginLife } from '../testing/engine-life.ts'
import { type StoredGateway, storedGateway } from '../testing/stored-gateway.ts'
import { untilTold } from '../testing/world.ts'
import { passOverTime } from './pass-over-time.ts'

/** At home round the clock from Monday to Friday, free on days off. */
const onWorkingDays = {
  windows: [{ days: [1, 2, 3, 4, 5], startMinute: 0, endMinute: 1440 }],
  daysOff: [],
}
const home = { lat: 51.13, lon: 71.43 }
const away = { lat: 51.16, lon: 71.47 }
/** Noon of the last Friday that is a week ago at least, worked as are the Monday and the Tuesday after it. */
function lastOrdinaryFriday(): Instant {
  const noon = instant(Math.floor(Date.now() / day) * day + 7 * hour)
  const isWorked = (at: Instant) => !officialCalendar.isDayOff(dateInKazakhstan(at))
  for (let ago = 7; ; ago++) {
    const at = later(noon, -ago * day)
    const isFriday = new Date(at).getUTCDay() === 5
    if (isFriday && [0, 3, 4].every((days) => isWorked(later(at, days * day)))) return at
  }
}
const friday = lastOrdinaryFriday()
const mondayNoon = later(friday, 3 * day)
const [fridayOn, saturdayOn, sundayOn, monday] = [0, 1, 2, 3].map((days) => dateInKazakhstan(later(friday, days * day)))

let test: TestApp
let head: TestBrowser
let headB: TestBrowser
let administrator: TestBrowser
let gateway: StoredGateway
let life: Life
let a: string
let b: string

const pass = () => passOverTime(createDatabase(test.appPool), test.clock.now)

beforeAll(async () => {
  test = await startTestApp()
  test.clock.now = friday
  administrator = await test.signedIn('administrator')
  ;[a, b] = [await test.addOrganisation('A'), await test.addOrganisation('B')]
  head = await test.addUser('head', a, 'head-a')
  headB = await test.addUser('head', b, 'head-b')
  gateway = await storedGateway(test)
  life = await beginLife(test, () => test.clock.now)
})
afterAll(async () => {
  await life.crash()
  await test.end()
})

interface Watched {
  readonly personId: string
  readonly orderId: string
  readonly deviceId: DeviceId
}

async function watched(by: TestBrowser, organisationId: string): Promise<Watched> {
  const { id: personId } = await by.done('createPerson', { body: aPerson(organisationId) })
  const zone = { name: 'Home', shape: { kind: 'circle', centre: home, radiusMetres: 100 } }
  const rules = [{ ...curfew, zone, schedule: onWorkingDays }]
  const { id: orderId } = await by.done('createOrder', { params: { personId }, body: anOrder(organisationId, friday, { rules }) })
  const device = { protocol: 'osmand', identifier: `tag-${personId}`, model: 'Test', organisationId }
  const { id } = await by.done('registerDevice', { body: device })
  await by.done('issueDevice', { params: { personId }, body: { deviceId: id, role: 'worn' } })
  return { personId, orderId, deviceId: id as DeviceId }
}

/** So many minutes, one reading in each, at the same place for all of them. */
async function minutesAt(place: typeof home, count: number, persons: readonly Watched[]): Promise<void> {
  const reading = { kind: 'fix', ...place, accuracyMetres: 5, isValid: true, source: 'gnss' } as const
  for (let i = 0; i < count; i++) {
    await gateway.store(
      test.clock.now,
      persons.map(({ deviceId }) => ({ deviceId, at: test.clock.now, reading })),
    )
    await life.rounds()
    test.clock.now = later(test.clock.now, minute)
  }
}

async function alertsOf({ personId }: Watched): Promise<string[]> {
  const { rows } = await test.owner.query<{ line: string }>(
    `SELECT to_char(began_at AT TIME ZONE 'Asia/Almaty', 'Dy') || ' ' || kind || ' ' || state AS line FROM alerts WHERE person_id = $1 ORDER BY began_at`,
    [personId],
  )
  return rows.map(({ line }) => line)
}

/** The days off that the newest plan tells, around this Monday. */
async function plannedAround({ personId }: Watched): Promise<string[]> {
  const { rows } = await test.owner.query<{ body: { plan: { daysOff: string[] } } }>(
    `SELECT body FROM stream_events WHERE person_id = $1 AND body ->> 'kind' = 'plan' ORDER BY id DESC LIMIT 1`,
    [personId],
  )
  return (rows[0]?.body.plan.daysOff ?? []).filter(
    (on) => on >= (fridayOn ?? '') && on <= dateInKazakhstan(later(mondayNoon, day)),
  )
}

it('[PEC.169.3] a holiday declared for next Monday and taken by the head: nobody is alerted on for being out, and Friday stays as it was judged', async () => {
  const [one, other] = [await watched(head, a), await watched(headB, b)]
  const both = [one, other]
  await minutesAt(home, 10, both)
  await minutesAt(away, 30, both)
  await expect.poll(() => life.rounds().then(() => alertsOf(one)), { timeout: 60_000 }).toEqual(['Fri not-at-home active'])
  await minutesAt(home, 10, both)
  expect(await alertsOf(one)).toEqual(['Fri not-at-home ended'])

  // The decree declares Monday, and, too late, Friday itself.
  const days = [
    { on: monday, isDayOff: true },
    { on: fridayOn, isDayOff: true },
  ]
  await administrator.done('correctCalendar', { body: { days, decree: 'Decree 12' } })
  expect(await plannedAround(one)).toEqual([saturdayOn, sundayOn])
  const asked = await head.done('getCalendarTakings', {})
  // Of Friday it is too late: its hours were judged already.
  expect(asked).toEqual({
    waiting: [{ on: monday, isDayOff: true, decree: 'Decree 12' }],
    personsConcerned: 1,
    takings: [],
  })
  await head.done('takeCalendar', {})
  expect((await head.call('takeCalendar', {})).code).toBe('case-record-impossible')
  await expect
    .poll(async () => (await pass(), (await head.done('getCalendarTakings', {})).takings), { timeout: 60_000 })
    .toMatchObject([{ byName: 'Name of head-a', personsTotal: 1, personsDone: 1, finishedAt: expect.any(String) }])
  expect([await plannedAround(one), await plannedAround(other)]).toEqual([
    [saturdayOn, sundayOn, monday],
    [saturdayOn, sundayOn],
  ])
  // A second pass writes and tells nothing twice.
  await pass()
  const { events } = await head.done('getOrderHistory', { params: { orderId: one.orderId } })
  expect(events.filter(({ kind }) => kind === 'days-off')).toMatchObject([
    { byName: 'Name of head-a', body: { days: [{ on: monday, isDayOff: true, decree: 'Decree 12' }] } },
  ])
  const told = await headB.done('getOrderHistory', { params: { orderId: other.orderId } })
  expect(told.events.filter(({ kind }) => kind === 'days-off')).toEqual([])

  // A reading of Friday comes late: its story is stepped anew by the newest plan, and ends the same.
  const late = { kind: 'fix', ...away, accuracyMetres: 5, isValid: true, source: 'gnss' } as const
  await gateway.store(test.clock.now, [{ deviceId: one.deviceId, at: later(friday, 25 * minute + 30 * second), reading: late }])
  test.clock.now = later(test.clock.now, 3 * second)
  await life.rounds()
  test.clock.now = later(test.clock.now, 2 * minute)
  await life.rounds()
  expect(await alertsOf(one)).toEqual(['Fri not-at-home ended'])

  // The plan has reached the engine days before, not in the same instant.
  await untilTold(test.owner)
  await life.rounds()
  // Monday noon: both are out, and only where no head took the holiday it binds.
  test.clock.now = later(mondayNoon, -hour)
  await minutesAt(home, 10, both)
  await minutesAt(away, 30, both)
  await expect
    .poll(() => life.rounds().then(() => alertsOf(other)), { timeout: 60_000 })
    .toEqual(['Fri not-at-home ended', 'Mon not-at-home active'])
  expect(await alertsOf(one)).toEqual(['Fri not-at-home ended'])
  // On Tuesday the hours bind again, from midnight: nobody has heard the device since noon of Monday.
  test.clock.now = later(mondayNoon, day)
  await minutesAt(away, 30, [one])
  await expect
    .poll(() => life.rounds().then(() => alertsOf(one)), { timeout: 60_000 })
    .toEqual(['Fri not-at-home ended', 'Tue not-confirmed-home ended', 'Tue not-at-home active'])
})

it('whoever is recorded after the head took it, is told of from the beginning; a day taken back later is followed as well', async () => {
  test.clock.now = friday
  const late = await watched(head, a)
  expect(await plannedAround(late)).toEqual([saturdayOn, sundayOn, monday])
  await administrator.done('correctCalendar', { body: { days: [{ on: monday, isDayOff: false }], decree: 'Erratum' } })
  await head.done('takeCalendar', {})
  await expect.poll(async () => (await pass(), plannedAround(late)), { timeout: 60_000 }).toEqual([saturdayOn, sundayOn])
})

import { day, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { type Watched, raiseAlert, watchOne } from '../http/test-watch.ts'

let test: TestApp
let a: Watched
let colleague: TestBrowser

beforeAll(async () => {
  test = await startTestApp()
  a = await watchOne(test, 'A')
  colleague = await test.addUser('operator', a.organisationId, 'colleague')
})
afterAll(() => test.end())
beforeEach(() => test.owner.query('TRUNCATE incidents, alerts, incident_entries, feed_events'))

const ask = (incidentId: string) => ({ params: { incidentId } })

describe('the queue', () => {
  it('[1369.8c] shows untaken before taken, worst before mild, new before old', async () => {
    const { now } = test.clock
    const home = await raiseAlert(test.owner, a, 'not-at-home', now)
    const battery = await raiseAlert(test.owner, a, 'low-battery', later(now, minute))
    const strap = await raiseAlert(test.owner, a, 'strap-cut', later(now, -minute))
    const zone = await raiseAlert(test.owner, a, 'forbidden-place', now)
    await a.operator.done('takeIncident', ask(zone))
    const { incidents, isTruncated } = await a.operator.done('listIncidents')
    expect(incidents.map((incident) => incident.id)).toEqual([strap, home, battery, zone])
    expect(isTruncated).toBe(false)
    const two = await a.operator.done('listIncidents', { query: { limit: '2' } })
    expect([two.incidents.map((incident) => incident.id), two.isTruncated]).toEqual([[strap, home], true])
    const mine = await a.operator.done('listIncidents', { query: { state: 'mine' } })
    expect(mine.incidents.map((incident) => incident.id)).toEqual([zone])
    expect((await colleague.done('listIncidents', { query: { state: 'mine' } })).incidents).toEqual([])
    const open = await a.operator.done('listIncidents', { query: { state: 'open' } })
    expect(open.incidents).toHaveLength(3)
  })

  it('says who, what, where, how far and how sure', async () => {
    await raiseAlert(test.owner, a, 'not-at-home', test.clock.now)
    const { incidents } = await a.operator.done('listIncidents')
    expect(incidents[0]).toMatchObject({
      person: { id: a.personId, name: 'Ахметов А. Б.' },
      headline: 'not-at-home',
      severity: 'high',
      zoneName: 'Home',
      distanceMetres: 1_400,
      belief: 0.97,
      isActive: true,
      alertCount: 1,
      state: 'open',
      taken: null,
      concluded: null,
    })
  })

  it('is headed by the worst alert that still lasts, else by the newest', async () => {
    await raiseAlert(test.owner, a, 'strap-cut', test.clock.now)
    const id = await raiseAlert(test.owner, a, 'case-open', later(test.clock.now, minute))
    const headline = async () => (await a.operator.done('getIncident', ask(id))).incident
    expect(await headline()).toMatchObject({ headline: 'case-open', alertCount: 2, isActive: true })
    await test.owner.query(`UPDATE alerts SET state = 'ended' WHERE kind = 'case-open'`)
    expect(await headline()).toMatchObject({ headline: 'strap-cut', isActive: true })
    await test.owner.query(`UPDATE alerts SET state = 'ended'`)
    expect(await headline()).toMatchObject({ headline: 'case-open', isActive: false })
  })
})

describe('an incident', () => {
  it('[MON.explain] is opened with the reasons of its alerts and its history', async () => {
    const id = await raiseAlert(test.owner, a, 'not-at-home', test.clock.now)
    await a.operator.done('takeIncident', ask(id))
    await a.operator.done('addNote', { ...ask(id), body: { text: 'called, no answer' } })
    const { alerts, entries } = await a.operator.done('getIncident', ask(id))
    expect(alerts).toMatchObject([
      { kind: 'not-at-home', zoneName: 'Home', reason: { kind: 'presence', path: [{ readingId: 'r1' }, { readingId: 'r2' }] } },
    ])
    expect(entries.map(({ kind, byName, text }) => [kind, byName, text])).toEqual([
      ['alert-added', null, ''],
      ['taken', 'Name of operator-a', ''],
      ['note', 'Name of operator-a', 'called, no answer'],
    ])
  })

  it('[CED.285] leaves a log entry with each look', async () => {
    const id = await raiseAlert(test.owner, a, 'not-at-home', test.clock.now)
    await a.operator.done('getIncident', ask(id))
    const { entries } = await a.head.done('listLog', { query: { personId: a.personId, limit: '1' } })
    expect(entries).toMatchObject([{ action: 'getIncident', byName: 'Name of operator-a', personId: a.personId, subjectId: id }])
  })

  it('is taken by one: a second taker hears whose it is', async () => {
    const id = await raiseAlert(test.owner, a, 'strap-cut', test.clock.now)
    const answers = await Promise.all([a.operator.call('takeIncident', ask(id)), colleague.call('takeIncident', ask(id))])
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 409]))
    const { taken } = (await a.operator.done('getIncident', ask(id))).incident
    const refused = answers.find((answer) => answer.status === 409)
    expect(refused?.body).toMatchObject({ code: 'incident-taken', detail: taken?.byName })
  })

  it('taken again by the same changes nothing', async () => {
    const id = await raiseAlert(test.owner, a, 'strap-cut', test.clock.now)
    const first = await a.operator.done('takeIncident', ask(id))
    test.clock.now = later(test.clock.now, minute)
    expect(await a.operator.done('takeIncident', ask(id))).toEqual(first)
    expect((await a.operator.done('getIncident', ask(id))).entries).toHaveLength(2)
  })

  it('is released only by who took it', async () => {
    const id = await raiseAlert(test.owner, a, 'strap-cut', test.clock.now)
    expect((await a.operator.call('releaseIncident', ask(id))).code).toBe('incident-not-taken')
    await a.operator.done('takeIncident', ask(id))
    expect((await colleague.call('releaseIncident', ask(id))).code).toBe('incident-taken')
    expect(await a.operator.done('releaseIncident', ask(id))).toMatchObject({ state: 'open', taken: null })
    await colleague.done('takeIncident', ask(id))
  })

  it('is concluded only by who took it, and not twice', async () => {
    const id = await raiseAlert(test.owner, a, 'strap-cut', test.clock.now)
    const conclude = { ...ask(id), body: { conclusion: 'equipment-fault', note: 'worn strap' } }
    expect((await a.operator.call('concludeIncident', conclude)).code).toBe('incident-not-taken')
    await a.operator.done('takeIncident', ask(id))
    expect((await colleague.call('concludeIncident', conclude)).code).toBe('incident-taken')
    expect(await a.operator.done('concludeIncident', conclude)).toMatchObject({
      state: 'concluded',
      concluded: { byName: 'Name of operator-a', conclusion: 'equipment-fault', note: 'worn strap' },
    })
    for (const name of ['concludeIncident', 'takeIncident', 'releaseIncident'] as const) {
      expect((await a.operator.call(name, conclude)).code).toBe('incident-concluded')
    }
    expect((await a.operator.done('listIncidents')).incidents).toEqual([])
    expect((await a.operator.done('listIncidents', { query: { state: 'concluded' } })).incidents).toHaveLength(1)
  })

  it('reopened by who concluded it is theirs again; by another it is everybody’s', async () => {
    const id = await raiseAlert(test.owner, a, 'strap-cut', test.clock.now)
    await a.operator.done('takeIncident', ask(id))
    const conclude = { ...ask(id), body: { conclusion: 'confirmed', note: '' } }
    await a.operator.done('concludeIncident', conclude)
    expect(await a.operator.done('reopenIncident', ask(id))).toMatchObject({ state: 'taken', concluded: null })
    await a.operator.done('concludeIncident', conclude)
    expect(await colleague.done('reopenIncident', ask(id))).toMatchObject({ state: 'open', taken: null, concluded: null })
    expect((await a.operator.done('getIncident', ask(id))).entries.map((entry) => entry.kind)).toEqual([
      'alert-added',
      'taken',
      'concluded',
      'reopened',
      'concluded',
      'reopened',
    ])
  })

  it('is not reopened beside a newer one of the same cause', async () => {
    const id = await raiseAlert(test.owner, a, 'strap-cut', test.clock.now)
    await a.operator.done('takeIncident', ask(id))
    await a.operator.done('concludeIncident', { ...ask(id), body: { conclusion: 'confirmed', note: '' } })
    const newer = await raiseAlert(test.owner, a, 'strap-cut', later(test.clock.now, day))
    expect(newer).not.toBe(id)
    const refused = await a.operator.call('reopenIncident', ask(id))
    expect([refused.status, refused.code]).toEqual([409, 'incident-concluded'])
    expect((await a.operator.done('getIncident', ask(id))).incident.state).toBe('concluded')
  })

  it('tells the live feed of every change, and the log who made it', async () => {
    const id = await raiseAlert(test.owner, a, 'strap-cut', test.clock.now)
    const before = await test.owner.query('SELECT count(*)::int AS n FROM feed_events')
    await a.operator.done('takeIncident', ask(id))
    await a.operator.done('addNote', { ...ask(id), body: { text: 'x' } })
    const after = await test.owner.query('SELECT count(*)::int AS n FROM feed_events')
    expect(after.rows[0].n - before.rows[0].n).toBe(2)
    const { entries } = await a.head.done('listLog', { query: { personId: a.personId, limit: '2' } })
    expect(entries.map((entry) => [entry.action, entry.byName])).toEqual([
      ['addNote', 'Name of operator-a'],
      ['takeIncident', 'Name of operator-a'],
    ])
  })
})

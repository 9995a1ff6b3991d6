import { isoInstant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { writeOutage } from '../http/test-rows.ts'
import { type Watched, watchOne } from '../http/test-watch.ts'

let app: TestApp
let above: TestBrowser
let a: Watched
let a2: Watched
let b: Watched
/** A network goes out under two persons of region A and one of region B. */
let shared: string
/** Region A alone; named by the region that stands above. */
let ofA: string

beforeAll(async () => {
  app = await startTestApp()
  const region = await app.addOrganisation('Region')
  above = await app.addUser('head', region, 'head-of-region')
  a = await watchOne(app, 'A', region)
  a2 = await watchOne(app, 'A2', region)
  b = await watchOne(app, 'B')
  shared = await writeOutage(app.owner, [a, a2, b], 'shared')
  ofA = await writeOutage(app.owner, [a], 'of A', { kind: 'network-in-region', values: ['401-02', region] })
})
afterAll(() => app.end())

const listed = async (browser: TestBrowser, state?: 'live' | 'concluded' | 'all') =>
  (await browser.done('listTechnicalIncidents', { query: state ? { state } : {} })).technicalIncidents
const one = async (browser: TestBrowser, id: string) => (await listed(browser, 'all')).find((known) => known.id === id)
const on = (id: string) => ({ params: { technicalIncidentId: id } })
const end = (id: string) =>
  app.owner.query(`UPDATE fleet_outages SET ended_at = $2 WHERE id = (SELECT outage_id FROM technical_incidents WHERE id = $1)`, [
    id,
    isoInstant(app.clock.now),
  ])
const loggedOf = async (id: string) =>
  (await app.owner.query<{ action: string }>('SELECT action FROM log_entries WHERE subject_id = $1 ORDER BY id', [id])).rows.map(
    ({ action }) => action,
  )

describe('an outage of many', () => {
  test('[MON.outage] each organisation sees those with persons of its own in it, and counts its own only', async () => {
    expect(new Map((await listed(a.operator)).map(({ id, personCount }) => [id, personCount]))).toEqual(
      new Map([
        [shared, 1],
        [ofA, 1],
      ]),
    )
    expect((await listed(b.operator)).map(({ id, personCount }) => [id, personCount])).toEqual([[shared, 1]])
    expect(await one(above, shared)).toMatchObject({
      personCount: 2,
      silentCount: 2,
      group: { kind: 'network', values: ['401-01'], region: null },
      endedAt: null,
      state: 'open',
      taken: null,
    })
    const { text } = await a.operator.call('listTechnicalIncidents', {})
    for (const secret of [b.organisationId, b.personId, b.deviceId]) expect(text).not.toContain(secret)
    // How many there are of everybody's, as a number of its own: an id may hold these digits.
    expect(text).not.toMatch(/[:,[]99\b/)
  })

  test('a region that stands above is told by its name, never by its id', async () => {
    expect((await one(a.operator, ofA))?.group).toEqual({
      kind: 'network-in-region',
      values: ['401-02'],
      region: { kk: 'Region', ru: 'Region', en: 'Region' },
    })
  })

  test('who has been heard again is counted, and silent no more', async () => {
    await app.owner.query('UPDATE fleet_outage_members SET blind_until = now(), heard_at = now() WHERE device_id = $1', [
      a2.deviceId,
    ])
    expect(await one(above, shared)).toMatchObject({ personCount: 2, silentCount: 1 })
  })

  test('one takes it for all; names stay in the line of command', async () => {
    expect(await a.operator.done('takeTechnicalIncident', on(shared))).toMatchObject({
      state: 'taken',
      taken: { isYours: true, byName: 'Name of operator-a' },
    })
    expect((await one(above, shared))?.taken).toMatchObject({ isYours: false, byName: 'Name of operator-a' })
    expect((await one(b.operator, shared))?.taken).toMatchObject({ isYours: false, byName: null })
    const refused = await b.operator.call('takeTechnicalIncident', on(shared))
    expect([refused.code, refused.text.includes('operator-a')]).toEqual(['incident-taken', false])
    expect((await a.head.call('takeTechnicalIncident', on(shared))).text).toContain('Name of operator-a')
    await a.operator.done('takeTechnicalIncident', on(shared))
    expect(await loggedOf(shared)).toEqual(['takeTechnicalIncident', 'takeTechnicalIncident'])
  })

  test('it is not concluded while it lasts, nor by another, and what is not there is not found', async () => {
    const note = { body: { note: 'The operator repaired a mast' } }
    expect((await a.operator.call('concludeTechnicalIncident', { ...on(shared), ...note })).code).toBe('outage-lasts')
    expect((await b.operator.call('concludeTechnicalIncident', { ...on(shared), ...note })).code).toBe('incident-taken')
    expect((await a.operator.call('concludeTechnicalIncident', { ...on(ofA), ...note })).code).toBe('incident-not-taken')
    expect((await a.operator.call('concludeTechnicalIncident', { ...on(shared), body: { note: ' ' } })).code).toBe('bad-request')
    for (const name of ['takeTechnicalIncident', 'releaseTechnicalIncident'] as const)
      expect((await b.head.call(name, on(ofA))).code).toBe('not-found')
    expect((await app.administrator.call('listTechnicalIncidents', {})).code).toBe('forbidden')
  })

  test('a head releases what a colleague took and left; an operator does not', async () => {
    expect((await b.operator.call('releaseTechnicalIncident', on(shared))).code).toBe('incident-taken')
    expect(await b.head.done('releaseTechnicalIncident', on(shared))).toMatchObject({ state: 'open', taken: null })
    expect((await b.head.call('releaseTechnicalIncident', on(shared))).code).toBe('incident-not-taken')
  })

  test('[MON.outage] concluded when it is over; the note is read in the line of whoever wrote it, which others’ screens are not', async () => {
    await end(shared)
    await a.operator.done('takeTechnicalIncident', on(shared))
    const note = 'Ахметов was called, all others too'
    const concluded = await a.operator.done('concludeTechnicalIncident', { ...on(shared), body: { note } })
    expect(concluded).toMatchObject({ state: 'concluded', concluded: { note, byName: 'Name of operator-a' } })
    expect((await one(above, shared))?.concluded?.note).toBe(note)
    expect((await one(b.head, shared))?.concluded).toMatchObject({ byName: null, note: null })
    expect((await listed(b.head)).map(({ id }) => id)).toEqual([])
    expect((await listed(b.head, 'concluded')).map(({ id }) => id)).toEqual([shared])
    for (const name of ['takeTechnicalIncident', 'releaseTechnicalIncident'] as const)
      expect((await above.call(name, on(shared))).code).toBe('incident-concluded')
    // Not by SQL either.
    await expect(app.appPool.query('SELECT conclusion_note FROM technical_incidents')).rejects.toThrow('permission denied')
  })

  test('open ones come before taken ones, concluded ones last', async () => {
    const next = await writeOutage(app.owner, [a], 'later')
    await a.operator.done('takeTechnicalIncident', on(next))
    expect((await listed(a.operator, 'all')).map(({ state }) => state)).toEqual(['open', 'taken', 'concluded'])
  })
})

describe('notices of technical failures', () => {
  test('[1369.8c] a body sees those due to it with their citation and when they are due; a superior sees all below', async () => {
    const { notices } = await b.head.done('listTechnicalNotices', { query: { state: 'due' } })
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      order: { id: b.orderId, basisNumber: '12-3' },
      person: { id: b.personId, name: 'Ахметов А. Б.' },
      organisation: { id: b.organisationId, name: { ru: 'B' } },
      endedAt: null,
      state: 'due',
      citation: '1369 §8(3)',
    })
    const ofRegion = (await above.done('listTechnicalNotices')).notices.map(({ order }) => order.id)
    expect(new Set(ofRegion)).toEqual(new Set([a.orderId, a2.orderId]))
  })

  test('the most urgent comes first, and those sent after all that are due', async () => {
    await app.owner.query(`UPDATE technical_notices SET due_at = $2 WHERE order_id = $1`, [
      a2.orderId,
      isoInstant(later(app.clock.now, -minute)),
    ])
    expect((await above.done('listTechnicalNotices')).notices[0]?.order.id).toBe(a2.orderId)
    await app.owner.query(`UPDATE technical_notices SET state = 'sent' WHERE order_id = $1`, [a2.orderId])
    expect((await above.done('listTechnicalNotices')).notices.at(-1)?.order.id).toBe(a2.orderId)
    const due = (await above.done('listTechnicalNotices', { query: { state: 'due' } })).notices
    expect(new Set(due.map(({ order }) => order.id))).toEqual(new Set([a.orderId]))
  })
})

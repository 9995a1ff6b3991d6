import { type LatLon, maxCorners } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aPerson, anOrder, curfew } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'

let test: TestApp
let head: TestBrowser
let organisationId: string
let personId: string

beforeAll(async () => {
  test = await startTestApp()
  organisationId = await test.addOrganisation('A')
  head = await test.addUser('head', organisationId, 'head-a')
  personId = (await head.done('createPerson', { body: aPerson(organisationId) })).id
})
afterAll(() => test.end())

/** East and north of a place in Astana, in hundredths of a degree. */
const at = (east: number, north: number): LatLon => ({ lat: 51 + north / 100, lon: 71 + east / 100 })
const square = (west: number, south: number, side: number) => [
  at(west, south),
  at(west + side, south),
  at(west + side, south + side),
  at(west, south + side),
]
const round = (corners: number): LatLon[] =>
  Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    return { lat: Number((51 + 0.1 * Math.sin(angle)).toFixed(6)), lon: Number((71 + 0.1 * Math.cos(angle)).toFixed(6)) }
  })

const drawn = (shape: unknown) => ({ ...curfew, zone: { name: 'Drawn', shape } })
const order = (shape: unknown) =>
  head.call('createOrder', { params: { personId }, body: anOrder(organisationId, test.clock.now, { rules: [drawn(shape)] }) })
const orders = async () => (await test.owner.query('SELECT count(*)::int AS count FROM orders')).rows

describe('[MON.uncertain] a zone that nobody can be watched by', () => {
  it.each([
    {
      given: 'crosses itself',
      shape: { kind: 'polygon', ring: [at(0, 0), at(2, 2), at(2, 0), at(0, 2)] },
      says: 'crosses-itself (51.01, 71.01)',
    },
    {
      given: 'has a hole outside',
      shape: { kind: 'polygon', ring: square(0, 0, 2), holes: [square(4, 4, 1)] },
      says: 'hole-outside (51.04, 71.04)',
    },
    {
      given: 'is three times one corner',
      shape: { kind: 'polygon', ring: [at(0, 0), at(0, 0), at(0, 0)] },
      says: 'too-few-corners (51, 71)',
    },
    {
      given: 'has longitude for latitude',
      shape: { kind: 'circle', centre: { lat: 71.4, lon: 51.1 }, radiusMetres: 100 },
      says: 'coordinates-swapped (71.4, 51.1)',
    },
    { given: 'has one corner too many', shape: { kind: 'polygon', ring: round(maxCorners + 1) }, says: 'too-many-corners' },
  ])('because it $given is refused with what and where: $says', async ({ shape, says }) => {
    const before = await orders()
    const refused = await order(shape)
    expect([refused.status, refused.code, (refused.body as { detail?: string }).detail]).toEqual([
      422,
      'bad-zone',
      `Drawn: ${says}`,
    ])
    expect(await orders()).toEqual(before)
  })

  it('of 100,000 corners is refused by its size alone, which is said', async () => {
    const refused = await order({ kind: 'polygon', ring: round(100_000) })
    expect([refused.status, refused.code, refused.text]).toEqual([
      413,
      'too-large',
      expect.stringContaining('at most 1048576 bytes'),
    ])
  })

  it('and one with a corner given twice, or with a part beyond the border, is taken as it is', async () => {
    const twice = { kind: 'polygon', ring: [at(0, 0), at(0, 0), at(2, 0), at(2, 2)] }
    expect((await order(twice)).status).toBe(200)
    const [south, north, west, east] = [54.5, 55.6, 68.5, 70]
    const ring = [south, north].flatMap((lat, i) => (i === 0 ? [west, east] : [east, west]).map((lon) => ({ lat, lon })))
    expect((await order({ kind: 'polygon', ring })).status).toBe(200)
    const person = await head.done('getPerson', { params: { personId } })
    expect(person.obligations.map(({ rule }) => 'zone' in rule && rule.zone.shape)).toContainEqual(twice)
  })
})

describe('an order of which one date cannot be meant', () => {
  it('is refused: a term of fifty years, one day with two different hours', async () => {
    const send = (change: Record<string, unknown>) =>
      head.call('createOrder', { params: { personId }, body: anOrder(organisationId, test.clock.now, change) })
    const long = await send({ termUntil: '2076-11-22T00:00:00Z' })
    expect([long.status, long.code, long.text]).toEqual([422, 'term-not-a-period', expect.stringContaining('at most 30 years')])
    const on = '2026-12-16'
    const exceptions = [
      { on, windows: [] },
      { on, windows: [{ startMinute: 0, endMinute: 1440 }] },
    ]
    const twice = await send({ rules: [{ ...curfew, schedule: { ...curfew.schedule, exceptions } }] })
    expect([twice.status, twice.code, twice.text]).toEqual([400, 'bad-request', expect.stringContaining(`${on} twice`)])
  })
})

import { createDatabase, withScope } from '@bilezik/database'
import { type OrganisationId, hour, isoInstant, later } from '@bilezik/domain'
import { deadlines as lawful } from '@bilezik/law'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aDecision, aPerson, recordsWithout } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { instantOf } from '../http/parse-request.ts'
import { loadCaseFile } from '../intake/case-events.ts'
import { passOverTime } from './pass-over-time.ts'
import { watchFile } from './watch-file.ts'

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let a: string

const at = (text: string) => instantOf(text, 'text')
const pass = () => passOverTime(createDatabase(test.appPool), test.clock.now)

beforeAll(async () => {
  test = await startTestApp()
  a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  operator = await test.addUser('operator', a, 'operator-a')
})
afterAll(() => test.end())
beforeEach(() => {
  // A Saturday.
  test.clock.now = at('2026-11-21T16:00:00+05:00')
})

async function opened(decision: Record<string, unknown> = {}, records = recordsWithout()): Promise<string> {
  const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
  const body = { organisationId: a, decision: aDecision(decision), records }
  return (await operator.done('openCaseFile', { params: { personId }, body })).id
}

const restriction = {
  measure: 'restriction-of-freedom',
  authorisation: null,
  act: { kind: 'court-act', inForceFrom: '2026-11-20', isCitizen: true, supervisionGround: null },
}

const ofRule = async (orderId: string, rule: string) =>
  (await operator.done('listDeadlines', { query: { orderId, state: 'all' } })).deadlines.find((one) => one.rule === rule)
/** `2026-11-25T00:00`: as a clock on the wall in Kazakhstan shows it. */
const wall = (iso: string | undefined) => isoInstant(later(at(iso ?? ''), 5 * hour)).slice(0, 16)
const due = async (orderId: string) => wall((await ofRule(orderId, 'court-notice'))?.dueAt)
const openMoves = async () => (await head.done('listDeadlineMoves', {})).moves

describe('a holiday that is put right', () => {
  it('[PEC.27] proposes new due dates and moves none by itself; the head takes one, refuses another, and both stay on record', async () => {
    const orders = [await opened(restriction), await opened(restriction)] as const
    const [first, second] = orders
    for (const order of orders) expect(await due(order)).toBe('2026-11-25T00:00')

    const days = [{ on: '2026-11-23', isDayOff: true }]
    expect((await head.call('correctCalendar', { body: { days, decree: 'x' } })).code).toBe('forbidden')
    await test.administrator.done('correctCalendar', { body: { days, decree: 'Government decree 901 of 20 November 2026' } })
    // The correction sets a pass going by itself.
    await expect.poll(openMoves, { timeout: 30_000 }).toHaveLength(2)
    for (const order of orders) expect(await due(order)).toBe('2026-11-25T00:00')
    const proposed = await openMoves()
    expect(proposed.map((move) => [wall(move.wasDueAt), wall(move.proposedDueAt), move.decree])).toEqual([
      ['2026-11-25T00:00', '2026-11-26T00:00', 'Government decree 901 of 20 November 2026'],
      ['2026-11-25T00:00', '2026-11-26T00:00', 'Government decree 901 of 20 November 2026'],
    ])
    expect(new Set(proposed.map(({ deadline }) => deadline.orderId))).toEqual(new Set(orders))
    // A second pass proposes nothing twice.
    await pass()
    expect(await openMoves()).toHaveLength(2)

    const moveOf = (order: string) => proposed.find(({ deadline }) => deadline.orderId === order)?.id ?? ''
    const take = { params: { moveId: moveOf(first) }, body: { note: 'As decreed' } }
    expect((await operator.call('takeDeadlineMove', take)).code).toBe('forbidden')
    await head.done('takeDeadlineMove', take)
    await head.done('refuseDeadlineMove', { params: { moveId: moveOf(second) }, body: { note: 'The court works that day' } })
    expect([await due(first), await due(second)]).toEqual(['2026-11-26T00:00', '2026-11-25T00:00'])
    expect((await head.call('takeDeadlineMove', take)).code).toBe('move-decided')
    expect(await openMoves()).toEqual([])
    const { moves } = await head.done('listDeadlineMoves', { query: { state: 'all' } })
    expect(moves.map(({ state, note, decidedBy }) => [state, note, decidedBy].join(': ')).toSorted()).toEqual([
      'refused: The court works that day: Name of head-a',
      'taken: As decreed: Name of head-a',
    ])

    // What is opened from now on counts by the corrected calendar at once.
    expect(await due(await opened(restriction))).toBe('2026-11-26T00:00')
    // Taken back by another correction, the move is proposed the other way.
    await test.administrator.done('correctCalendar', {
      body: { days: [{ on: '2026-11-23', isDayOff: false }], decree: 'Erratum' },
    })
    await expect.poll(openMoves, { timeout: 30_000 }).not.toEqual([])
    expect(await due(first)).toBe('2026-11-26T00:00')
    const back = (await openMoves()).find(({ deadline }) => deadline.orderId === first)
    expect([wall(back?.wasDueAt), wall(back?.proposedDueAt)]).toEqual(['2026-11-26T00:00', '2026-11-25T00:00'])
  })

  it('is corrected by the topmost administrator alone, and only where something changes', async () => {
    const below = await test.addUser('administrator', a, 'administrator-a')
    const days = [{ on: '2026-12-01', isDayOff: true }]
    expect((await below.call('correctCalendar', { body: { days, decree: 'x' } })).code).toBe('calendar-not-yours')
    const known = { days: [{ on: '2026-12-16', isDayOff: true }], decree: 'x' }
    expect((await test.administrator.call('correctCalendar', { body: known })).code).toBe('case-record-impossible')
  })
})

describe('a law that changes on a day to come', () => {
  it('[1369.6a] is applied to decisions of that day and after, and to none before', async () => {
    const changed = lawful.flatMap((rule) => {
      if (rule.id !== 'package-sending' || rule.source.kind !== 'law') return [rule]
      const { provision } = rule.source
      const from = '2027-02-01'
      return [
        { ...rule, source: { ...rule.source, provision: { ...provision, until: from } } },
        {
          ...rule,
          length: { kind: 'hours', hours: 12 } as const,
          source: { ...rule.source, provision: { ...provision, citation: '1369 §6 as amended', from } },
        },
      ]
    })
    test.clock.now = at('2027-02-02T16:00:00+05:00')
    for (const [decidedOn, dueAt, citation] of [
      ['2027-01-31', '2027-02-01T14:30', '1369 §6'],
      ['2027-02-01', '2027-02-02T02:30', '1369 §6 as amended'],
    ] as const) {
      const orderId = await opened({ decidedOn }, recordsWithout('measure-decision'))
      await test.owner.query(`DELETE FROM deadline_entries WHERE deadline_id IN (SELECT id FROM deadlines WHERE case_id = $1)`, [
        orderId,
      ])
      await test.owner.query(`DELETE FROM deadlines WHERE case_id = $1`, [orderId])
      const db = createDatabase(test.appPool)
      await withScope(db, a as OrganisationId, async (tx) => watchFile(tx, await loadCaseFile(tx, orderId), changed))
      const one = await ofRule(orderId, 'package-sending')
      expect([wall(one?.dueAt), one?.citation]).toEqual([dueAt, citation])
    }
  })
})

import { type Instant, day, hour, isoInstant, later, minute, parseIsoInstant, second } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test as table } from 'vitest'
import { createDatabase } from '@bilezik/database'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aClosing, aDecision, anOrder, aPerson, curfew, packageRecords, recordsWithout } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { type Watched, raiseAlert, watchOne } from '../http/test-watch.ts'
import { passOverTime } from './pass-over-time.ts'

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let a: string
let watched: Watched

const at = (text: string): Instant => {
  const parsed = parseIsoInstant(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}
const pass = () => passOverTime(createDatabase(test.appPool), test.clock.now)

beforeAll(async () => {
  test = await startTestApp()
  a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  operator = await test.addUser('operator', a, 'operator-a')
  watched = await watchOne(test, 'W')
})
afterAll(() => test.end())
beforeEach(() => {
  test.clock.now = at('2026-11-21T16:00:00+05:00')
})

const convictedBy = (measure: string, inForceFrom: string | null = '2026-11-20') =>
  aDecision({
    measure,
    authorisation: null,
    act: { kind: 'court-act', inForceFrom, isCitizen: true, supervisionGround: null },
  })

async function opened(records: unknown[] = recordsWithout(), decision: unknown = aDecision()) {
  const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
  const body = { organisationId: a, decision, records }
  return { personId, orderId: (await operator.done('openCaseFile', { params: { personId }, body })).id }
}

const deadlinesOf = async (orderId: string, state = 'all') =>
  (await operator.done('listDeadlines', { query: { orderId, state } })).deadlines
/** The latest of the rule. */
const deadlineOf = async (orderId: string, rule: string) => (await deadlinesOf(orderId)).findLast((one) => one.rule === rule)
/** `2026-11-21T14:30+05:00`: as a clock on the wall in Kazakhstan shows it. */
const wall = (iso: string) => isoInstant(later(at(iso), 5 * hour)).slice(0, 16)

const note = (orderId: string, ...records: unknown[]) =>
  operator.done('addCaseRecords', { params: { orderId }, body: { records } })
const start = (orderId: string, event: string, on: string, hourOfDay: string | null = null) =>
  operator.done('startDeadlines', { params: { orderId }, body: { event, on, hour: hourOfDay, note: 'From the register' } })

describe('the package', () => {
  it('[1369.6a] is due 24 hours after the decision’s hour, and was met when its last piece was sent', async () => {
    const { orderId } = await opened()
    expect(await deadlineOf(orderId, 'package-sending')).toMatchObject({
      owedBy: 'body',
      citation: '1369 §6',
      startedAt: '2026-11-20T09:30:00.000Z',
      state: 'met',
      metAt: '2026-11-21T04:00:00.000Z',
      evidence: { kind: 'package' },
    })
    expect(wall((await deadlineOf(orderId, 'package-sending'))?.dueAt ?? '')).toBe('2026-11-21T14:30')
  })

  it('[1369.6a] with a piece missing runs on, is warned of, missed and before the head; sent at last it was met late', async () => {
    test.clock.now = at('2026-11-21T10:00:00+05:00')
    const early = Object.fromEntries(
      Object.entries(packageRecords).map(([name, record]) => [
        name,
        'receivedAt' in record ? { ...record, receivedAt: '2026-11-21T09:30:00+05:00' } : record,
      ]),
    )
    const { 'identity-copy': missing, ...others } = early
    const { orderId } = await opened(Object.values(others))
    const now = async () => {
      const one = await deadlineOf(orderId, 'package-sending')
      return one && { state: one.state, urgency: one.urgency, lateMs: one.lateMs, escalated: one.escalatedAt !== null }
    }
    await pass()
    expect(await now()).toEqual({ state: 'pending', urgency: 'today', lateMs: null, escalated: false })
    test.clock.now = at('2026-11-21T14:30:00+05:00')
    await pass()
    expect(await now()).toEqual({ state: 'pending', urgency: 'today', lateMs: null, escalated: false })
    test.clock.now = at('2026-11-21T14:30:01+05:00')
    await pass()
    await pass()
    expect(await now()).toEqual({ state: 'missed', urgency: 'missed', lateMs: second, escalated: true })
    const { deadlines } = await head.done('listDeadlines', {})
    const isMissed = deadlines.map(({ urgency }) => urgency === 'missed')
    expect(isMissed).toEqual(isMissed.toSorted((x, y) => Number(y) - Number(x)))
    expect(deadlines.filter((one) => one.orderId === orderId && one.urgency === 'missed').map(({ rule }) => rule)).toEqual([
      'execution-start',
      'package-sending',
    ])

    test.clock.now = at('2026-11-21T17:00:00+05:00')
    await note(orderId, { ...missing, sentAt: '2026-11-21T16:00:00+05:00', receivedAt: '2026-11-21T16:30:00+05:00' })
    expect(await now()).toEqual({ state: 'met-late', urgency: 'done', lateMs: 90 * minute, escalated: true })
    const one = await deadlineOf(orderId, 'package-sending')
    const { entries } = await head.done('getDeadline', { params: { deadlineId: one?.id ?? '' } })
    expect(entries.map(({ kind }) => kind)).toEqual(['opened', 'warned', 'missed', 'met'])
  })

  it('[1369.6a] a corrected hour of the decision opens the term anew; the wrong one stays on record as cancelled', async () => {
    const { orderId } = await opened()
    await note(orderId, { kind: 'decision', ...aDecision({ decidedHour: '08:00' }) })
    const all = (await deadlinesOf(orderId)).filter(({ rule }) => rule === 'package-sending')
    expect(all.map(({ dueAt, state }) => [wall(dueAt), state])).toEqual([
      ['2026-11-21T08:00', 'met-late'],
      ['2026-11-21T14:30', 'cancelled'],
    ])
  })

  it('[1369.6a] decided without an hour counts from the end of its day, and says so', async () => {
    const { orderId } = await opened(recordsWithout(), aDecision({ decidedHour: null }))
    const one = await deadlineOf(orderId, 'package-sending')
    expect([wall(one?.dueAt ?? ''), one?.assumptions, one?.startedOn]).toEqual([
      '2026-11-22T00:00',
      ['hour-unknown'],
      '2026-11-20',
    ])
  })
})

describe('what is due at once', () => {
  it('[1369.7a] execution begins with the check; [1369.7d] the notice of adoption waits from the registration', async () => {
    const { orderId } = await opened()
    expect(await deadlineOf(orderId, 'execution-start')).toMatchObject({ state: 'pending', isAtOnce: true, citation: '1369 §7' })
    test.clock.now = at('2026-11-21T15:20:00+05:00')
    await operator.done('checkCaseFile', { params: { orderId }, body: {} })
    expect(await deadlineOf(orderId, 'execution-start')).toMatchObject({ state: 'met', evidence: { event: 'check' } })
    await head.done('adoptOrder', { params: { orderId }, body: adoption() })
    const notice = await deadlineOf(orderId, 'adoption-notice')
    expect(notice).toMatchObject({ state: 'pending', owedBy: 'subdivision', citation: '1369 §7(4)', urgency: 'today' })
    test.clock.now = later(test.clock.now, 31 * minute)
    await pass()
    expect(await deadlineOf(orderId, 'adoption-notice')).toMatchObject({ state: 'missed', lateMs: 31 * minute })
    const body = { note: 'Handed to the courier', evidence: 'out 12/7', at: isoInstant(later(test.clock.now, -5 * minute)) }
    const met = await operator.done('meetDeadline', { params: { deadlineId: notice?.id ?? '' }, body })
    expect(met).toMatchObject({ state: 'met', evidence: { kind: 'by-hand', evidence: 'out 12/7' } })
    const again = await operator.call('meetDeadline', { params: { deadlineId: notice?.id ?? '' }, body })
    expect(again.code).toBe('deadline-settled')
  })

  it('[1369.5a] a contraindication that is found while the device is worn: the notice is due to the body', async () => {
    const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
    const { id: orderId } = await head.done('createOrder', { params: { personId }, body: anOrder(a, test.clock.now) })
    await note(orderId, { ...packageRecords.medical, hasContraindication: true })
    expect(await deadlineOf(orderId, 'contraindication-notice')).toMatchObject({ state: 'pending', citation: '1369 §15' })
  })
})

const adoption = () => ({
  registrationNumber: '9',
  termFrom: '2026-11-20T14:30:00+05:00',
  termUntil: isoInstant(later(test.clock.now, 30 * day)),
  rules: [curfew],
})

describe('the body’s request for information', () => {
  it('[1369.9] is due 24 hours after it came in, by number; met in time by hand, or missed to the second', async () => {
    const { orderId } = await opened()
    const params = { orderId }
    const request = { number: '17/2', askedBy: 'Investigator Omarov', receivedAt: '2026-11-21T11:20:00+05:00' }
    await operator.done('recordInformationRequest', { params, body: request })
    expect((await operator.call('recordInformationRequest', { params, body: request })).code).toBe('request-exists')
    const [recorded] = (await operator.done('listInformationRequests', { params })).requests
    expect([recorded?.number, wall(recorded?.dueAt ?? ''), recorded?.state]).toEqual(['17/2', '2026-11-22T11:20', 'pending'])
    expect(await deadlineOf(orderId, 'information-on-request')).toMatchObject({ citation: '1369 §9', owedBy: 'subdivision' })

    test.clock.now = at('2026-11-22T11:20:00+05:00')
    await operator.done('meetDeadline', {
      params: { deadlineId: recorded?.deadlineId ?? '' },
      body: { note: 'Report sent', evidence: 'Report 3/2026' },
    })
    expect((await operator.done('listInformationRequests', { params })).requests[0]?.state).toBe('met')

    await operator.done('recordInformationRequest', { params, body: { ...request, number: '17/3' } })
    test.clock.now = at('2026-11-22T11:20:01+05:00')
    await pass()
    expect(
      (await operator.done('listInformationRequests', { params })).requests.map(({ number, state }) => [number, state]),
    ).toEqual(
      expect.arrayContaining([
        ['17/2', 'met'],
        ['17/3', 'missed'],
      ]),
    )
  })

  it('[1369.9] of a convicted person is answered by analogy, without a citation of 1369', async () => {
    const { orderId } = await opened(recordsWithout(), convictedBy('conditional-sentence'))
    await operator.done('recordInformationRequest', { params: { orderId }, body: { number: '1', askedBy: 'Court' } })
    expect(await deadlineOf(orderId, 'information-on-request')).toMatchObject({ citation: null, owedBy: 'controlling-service' })
  })

  it('is not received in the time to come', async () => {
    const { orderId } = await opened()
    const receivedAt = isoInstant(later(test.clock.now, 2 * hour))
    const refused = await operator.call('recordInformationRequest', {
      params: { orderId },
      body: { number: '1', askedBy: 'x', receivedAt },
    })
    expect(refused.code).toBe('case-record-impossible')
  })
})

describe('an incident', () => {
  it('[1369.8c] starts the report at once and the 24 hours of the written notice; a cut strap sends staff as well', async () => {
    const now = later(test.clock.now, 40 * day)
    test.clock.now = now
    await test.owner.query('UPDATE deadline_watch SET since = $1', [isoInstant(later(now, -hour))])
    const incidentId = await raiseAlert(test.owner, watched, 'strap-cut', now)
    await pass()
    await pass()
    const { deadlines } = await watched.operator.done('listDeadlines', { query: { orderId: watched.orderId } })
    const ofIncident = deadlines.filter(({ subject }) => subject === `incident:${incidentId}`)
    expect(ofIncident.map(({ rule, citation, dueAt, urgency }) => [rule, citation, dueAt, urgency])).toEqual([
      ['immediate-report', '1369 §8(3)', isoInstant(now), 'today'],
      ['staff-departure', '1369 §8(4)', isoInstant(now), 'today'],
      ['written-notice', '1369 §8(3)', isoInstant(later(now, 24 * hour)), 'week'],
    ])
    await test.owner.query(
      `UPDATE incidents SET state = 'concluded', concluded_at = now(), conclusion = 'withdrawn' WHERE id = $1`,
      [incidentId],
    )
    await pass()
    const left = await watched.operator.done('listDeadlines', { query: { orderId: watched.orderId } })
    expect(left.deadlines.filter(({ subject }) => subject === `incident:${incidentId}`)).toEqual([])
  })
})

describe('terms of the Penal Execution Code', () => {
  it('[PEC.21] the first appearance is due within ten days of the act coming into force', async () => {
    const { orderId } = await opened(recordsWithout(), convictedBy('restriction-of-freedom'))
    const first = await deadlineOf(orderId, 'first-appearance')
    // 30 November 2026 is a Monday: ten days after the 20th.
    expect([first?.owedBy, first?.citation, wall(first?.dueAt ?? '')]).toEqual(['person', 'PEC 21(2)(1)', '2026-12-01T00:00'])
  })

  it('[PEC.27] the court is told within two working days of the beginning; a relative within two of the arrival', async () => {
    const { orderId } = await opened(recordsWithout(), convictedBy('restriction-of-freedom'))
    // The verdict came on Saturday, 21 November.
    expect(wall((await deadlineOf(orderId, 'court-notice'))?.dueAt ?? '')).toBe('2026-11-25T00:00')
    await start(orderId, 'arrived', '2026-11-20')
    expect(await deadlineOf(orderId, 'relative-notice')).toMatchObject({ citation: 'PEC 25', owedBy: 'probation-service' })
    expect(wall((await deadlineOf(orderId, 'relative-notice'))?.dueAt ?? '')).toBe('2026-11-25T00:00')
  })

  // 19 November 2026 is a Thursday.
  table.each([
    {
      id: 'PEC.162',
      measure: 'restriction-of-freedom',
      event: 'right-to-early-release-arisen',
      on: '19',
      due: '25',
      cited: '162(1)',
    },
    { id: 'PEC.164', measure: 'deferral', event: 'released', on: '06', due: '21', cited: '163(9)' },
    { id: 'PEC.21', measure: 'deferral', event: 'arrived', on: '19', due: '27', cited: '163(5)' },
    { id: 'PEC.21', measure: 'deferral', event: 'appeared', on: '20', due: '26', cited: '163(8)' },
    { id: 'PEC.21', measure: 'parole', event: 'released', on: '19', due: '27', cited: '169(8)(1)' },
    { id: 'PEC.162', measure: 'restriction-of-freedom', event: 'petition-received', on: '13', due: '24', cited: '162(9)' },
  ])('[$id] $measure: $event on $on November is due by PEC $cited until the midnight before the $due', async (row) => {
    const { orderId } = await opened(recordsWithout(), convictedBy(row.measure))
    const { opened: ids } = await start(orderId, row.event, `2026-11-${row.on}`)
    const [one] = (await deadlinesOf(orderId)).filter(({ id }) => ids.includes(id))
    expect([one?.citation, wall(one?.dueAt ?? '')]).toEqual([`PEC ${row.cited}`, `2026-11-${row.due}T00:00`])
  })

  it('an event that starts nothing under the measure is refused, and so is one to come', async () => {
    const { orderId } = await opened()
    const body = { event: 'petition-received', on: '2026-11-20', note: 'x' }
    expect((await operator.call('startDeadlines', { params: { orderId }, body })).code).toBe('nothing-due')
    const ahead = { event: 'malfunction-found', on: '2026-11-22', note: 'x' }
    expect((await operator.call('startDeadlines', { params: { orderId }, body: ahead })).code).toBe('case-record-impossible')
  })
})

describe('the end of the term', () => {
  it('[PEC.175] [1369.10] is warned of a fortnight before, reached by itself, and then the body’s act is awaited', async () => {
    const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
    const { id: orderId } = await head.done('createOrder', { params: { personId }, body: anOrder(a, test.clock.now) })
    const until = later(test.clock.now, 30 * day)
    await test.owner.query('UPDATE deadline_watch SET since = $1', [isoInstant(later(test.clock.now, -day))])
    const told = async () => {
      const one = await deadlineOf(orderId, 'term-end')
      const { entries } = await head.done('getDeadline', { params: { deadlineId: one?.id ?? '' } })
      return [one?.state, one?.dueAt, entries.map(({ kind }) => kind).join(' ')]
    }
    await pass()
    expect(await told()).toEqual(['pending', isoInstant(until), 'opened'])
    test.clock.now = later(until, -14 * day)
    await pass()
    expect(await told()).toEqual(['pending', isoInstant(until), 'opened warned'])
    test.clock.now = until
    await pass()
    expect(await told()).toEqual(['met', isoInstant(until), 'opened warned met'])
    expect(await deadlineOf(orderId, 'expiry-awaits-act')).toMatchObject({
      state: 'pending',
      owedBy: 'body',
      citation: '1369 §10',
      dueAt: isoInstant(until),
    })
    test.clock.now = later(until, hour)
    await head.done('closeOrder', { params: { orderId }, body: aClosing() })
    expect(await deadlineOf(orderId, 'expiry-awaits-act')).toMatchObject({ evidence: { event: 'close' } })
  })

  it('[PEC.175] moves with the order’s term; the end it had stays on record', async () => {
    const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
    const body = anOrder(a, test.clock.now, { regime: 'conditional-sentence', rules: [{ kind: 'contact', everyMs: 600_000 }] })
    const { id: orderId } = await head.done('createOrder', { params: { personId }, body })
    const until = later(test.clock.now, 60 * day)
    await test.owner.query('UPDATE orders SET term = tstzrange(lower(term), $2) WHERE id = $1', [orderId, isoInstant(until)])
    await pass()
    const ends = (await deadlinesOf(orderId)).filter(({ rule }) => rule === 'term-end')
    expect(ends.map(({ state, dueAt, citation }) => [state, dueAt, citation])).toEqual([
      ['cancelled', isoInstant(later(test.clock.now, 30 * day)), 'PEC 165(1)-(2)'],
      ['pending', isoInstant(until), 'PEC 165(1)-(2)'],
    ])
  })
})

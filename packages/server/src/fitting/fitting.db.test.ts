import { type Instant, isoInstant, later, minute, parseIsoInstant, roundTheClock, second } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp } from '../http/test-app.ts'
import { aDecision, curfew, fittingRecords, packageRecords, recordsWithout } from '../http/test-bodies.ts'
import { type OrderWish, type Subdivision, type TestOrder, adoptedOrder } from '../http/test-order.ts'

let at: Subdivision
let made = 0

beforeAll(async () => {
  const test = await startTestApp()
  const organisationId = await test.addOrganisation('A')
  const head = await test.addUser('head', organisationId, 'head-a')
  const operator = await test.addUser('operator', organisationId, 'operator-a')
  at = { test, organisationId, head, operator }
  const parsed = parseIsoInstant('2026-11-21T16:00:00+05:00')
  if (parsed.ok) test.clock.now = parsed.value
})
afterAll(() => at.test.end())

const pass = (ms: number) => void (at.test.clock.now = later(at.test.clock.now, ms))

async function registered(equipmentClass = 'bracelet'): Promise<{ code: string; deviceId: string; no: number }> {
  const code = `fit-${made++}`
  const body = {
    protocol: 'osmand',
    identifier: code,
    model: 'T',
    organisationId: at.organisationId,
    equipmentClass,
    serialNumber: `S-${code}`,
  }
  const { id: deviceId } = await at.head.done('registerDevice', { body })
  const { rows } = await at.test.owner.query<{ no: number }>('SELECT no FROM devices WHERE id = $1', [deviceId])
  return { code, deviceId, no: rows[0]?.no ?? 0 }
}

async function decided(wish: OrderWish = {}, equipment = ['bracelet']): Promise<TestOrder> {
  const order = await adoptedOrder(at, wish)
  await at.head.done('decideEquipment', { params: { orderId: order.orderId }, body: { equipment, reasons: 'At home at night' } })
  return order
}

const params = ({ orderId }: TestOrder) => ({ orderId })
const pair = (order: TestOrder, code: string, role = 'worn') =>
  at.operator.call('pairDevice', { params: params(order), body: { code, role } })
const fitting = (order: TestOrder) => at.operator.done('getFitting', { params: params(order) })
const requestId = () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`
const fit = (order: TestOrder, id = requestId()) =>
  at.operator.call('recordFitting', { params: params(order), body: { place: 'Astana, Abai avenue 1', requestId: id } })
const selfTest = async (order: TestOrder, isStrapCheckedByHand = false) =>
  (await at.operator.done('takeSelfTest', { params: params(order), body: { isStrapCheckedByHand } })).selfTest
const problem = ({ text }: { readonly text: string }) => JSON.parse(text) as { code?: string; citation?: string; detail?: string }

/** As the gateway stores it. */
async function said(
  no: number,
  kind: number,
  when: Instant,
  detail: object | null,
  place?: { lat: number; lon: number },
): Promise<void> {
  const day = isoInstant(when).slice(0, 10)
  const { rows } = await at.test.owner.query<{ part: string }>('SELECT ensure_reading_partition($1::date) AS part', [day])
  await at.test.owner.query(
    `INSERT INTO ${rows[0]?.part} (event_day, device_no, event_at, received_at, batch_id, content_hash, lat_e7, lon_e7, accuracy_dm, kind, flags, detail)
     VALUES ($1, $2, $3, $3, 1, $4, $5, $6, 100, $7, 1, $8)`,
    [
      day,
      no,
      isoInstant(when),
      ++made,
      place ? Math.round(place.lat * 1e7) : null,
      place ? Math.round(place.lon * 1e7) : null,
      kind,
      detail && JSON.stringify(detail),
    ],
  )
}

describe('the proposal of equipment', () => {
  it('[1369.16] follows obligations, residence and stock, is kept beside what the head chose, and only the head chooses', async () => {
    const order = await adoptedOrder(at)
    await registered('repeater')
    const ask = () => at.operator.done('getEquipmentProposal', { params: params(order) })
    const before = await ask()
    expect([before.concerns, before.isVibrationOnly]).toEqual([['feasibility-unknown'], true])
    expect(before.considered.concealment).toMatchObject({ placesVisited: 'Home, hospital', lifestyle: 'Settled' })
    const feasibility = {
      kind: 'feasibility',
      power: 'none',
      coverage: 'weak',
      considerations: ['travels'],
      checkedOn: '2026-11-21',
    }
    await at.operator.done('addCaseRecords', { params: params(order), body: { records: [feasibility] } })
    const { classes, concerns } = await ask()
    expect(concerns).toEqual([])
    expect(classes.filter(({ isProposed }) => isProposed).map((one) => [one.equipmentClass, one.reasons, one.free > 0])).toEqual([
      ['bracelet', ['worn-witness'], false],
      ['mobile-unit', ['no-power-at-home', 'travels'], false],
      ['repeater', ['weak-coverage'], true],
    ])
    const body = { equipment: ['bracelet'], reasons: 'A neighbour has power' }
    expect((await at.operator.call('decideEquipment', { params: params(order), body })).code).toBe('forbidden')
    await at.head.done('decideEquipment', { params: params(order), body })
    const { events } = await at.head.done('getOrderHistory', { params: params(order) })
    expect(events.at(-1)?.body).toMatchObject({
      reasons: 'A neighbour has power',
      isVibrationOnly: true,
      proposed: [{ equipmentClass: 'bracelet' }, { equipmentClass: 'mobile-unit' }, { equipmentClass: 'repeater' }],
    })
  })
})

describe('a fitting', () => {
  it('[1369.7a] is paired by what is printed on the piece, tested by what it says since then, and leads to the activation', async () => {
    const order = await decided()
    const { code, no } = await registered()
    expect((await pair(order, `S-${code}`)).status).toBe(200)
    await said(no, 1, later(at.test.clock.now, -5 * second), null, { lat: 51.16, lon: 71.42 })
    pass(minute)
    expect((await fit(order)).status).toBe(200)
    expect((await fitting(order)).kit).toMatchObject([{ identifier: code, heardAt: null, fix: null, strap: null }])
    expect(await selfTest(order, true)).toMatchObject({ hasFix: false, hasContact: false, isStrapClosed: true })
    pass(minute)
    await said(no, 1, at.test.clock.now, null, { lat: 51.16, lon: 71.42 })
    await said(no, 2, at.test.clock.now, { signal: 'strap-open' })
    await said(no, 3, at.test.clock.now, { levelPercent: 87.4 })
    pass(second)
    expect(await selfTest(order, true), 'what the strap says goes before what is said of it').toMatchObject({
      isStrapClosed: false,
    })
    await said(no, 2, at.test.clock.now, { signal: 'strap-closed' })
    pass(second)
    expect((await fitting(order)).kit[0]).toMatchObject({
      strap: 'closed',
      batteryPercent: 87,
      fix: { lat: 51.16, accuracyMetres: 10 },
    })
    expect(await selfTest(order)).toMatchObject({ hasFix: true, hasContact: true, isStrapClosed: true, batteryPercent: 87 })
    const records = [
      { kind: 'act', number: '5/2026', signedOn: '2026-11-21' },
      { kind: 'memo', outcome: 'signed', explainedOn: '2026-11-21', attendants: [] },
    ]
    await at.operator.done('addCaseRecords', { params: params(order), body: { records } })
    expect((await fitting(order)).blockedBy).toEqual([])
    await at.head.done('activateOrder', { params: params(order), body: {} })
  })

  it('[1369.13] is blocked until measures of concealment are recorded, and says so beforehand', async () => {
    const order = await decided({ records: recordsWithout('concealment') })
    const { code } = await registered()
    await pair(order, code)
    expect((await fitting(order)).blockedBy).toMatchObject([{ code: 'concealment-missing', citation: '1369 §13' }])
    expect(problem(await fit(order))).toMatchObject({ code: 'step-blocked', citation: '1369 §13' })
    await at.operator.done('addCaseRecords', { params: params(order), body: { records: [packageRecords.concealment] } })
    expect((await fit(order)).status).toBe(200)
  })

  it('sent again because the answer was lost, is one fitting; its records are there once', async () => {
    const order = await decided()
    const { code } = await registered()
    for (let n = 0; n < 2; n++) expect((await pair(order, code)).status).toBe(200)
    const [once, noted] = [requestId(), requestId()]
    const records = [{ kind: 'act', number: '5/2026', signedOn: '2026-11-21' }]
    for (let n = 0; n < 3; n++) {
      expect((await fit(order, once)).status).toBe(200)
      const body = { records, requestId: noted }
      await at.operator.done('addCaseRecords', { params: params(order), body })
    }
    const { events } = await at.head.done('getOrderHistory', { params: params(order) })
    expect(events.filter(({ kind }) => kind === 'fit')).toHaveLength(1)
    expect(events.filter(({ body }) => body['kind'] === 'act')).toHaveLength(1)
    const { moves } = await at.head.done('getEquipment', { params: { deviceId: (await fitting(order)).kit[0]?.deviceId ?? '' } })
    expect(moves.filter(({ kind }) => kind === 'issued')).toHaveLength(1)
  })

  it('by two at once is one; the other is told where the order stands', async () => {
    const order = await decided()
    const { code } = await registered()
    await pair(order, code)
    const answers = await Promise.all([fit(order), fit(order)])
    expect(new Set(answers.map((answer) => answer.code))).toEqual(new Set([undefined, 'step-not-allowed']))
    expect(answers.flatMap((answer) => (answer.status === 200 ? [] : [problem(answer).detail]))).toEqual(['fitted'])
  })

  it('refuses a device that another wears, one that is not known, and one of a class that was not decided', async () => {
    const [order, another] = [await decided(), await decided()]
    const [worn, unit] = [await registered(), await registered('home-unit')]
    await pair(another, worn.code)
    expect(problem(await pair(order, worn.code)).code).toBe('device-in-use')
    expect(problem(await pair(order, 'nobody-knows'))).toMatchObject({ code: 'not-found', detail: 'nobody-knows' })
    expect(problem(await pair(order, unit.code, 'fixed'))).toMatchObject({
      code: 'equipment-not-decided',
      citation: '1369 §16',
      detail: 'home-unit',
    })
  })

  it('a wrong scan is taken back before the fitting, not after it', async () => {
    const order = await decided()
    const [wrong, right] = [await registered(), await registered()]
    await pair(order, wrong.code)
    pass(second)
    const remove = (deviceId: string) => at.operator.call('unpairDevice', { params: { ...params(order), deviceId } })
    expect((await remove(wrong.deviceId)).status).toBe(200)
    await pair(order, right.code)
    pass(second)
    await fit(order)
    expect(problem(await remove(right.deviceId))).toMatchObject({ code: 'step-not-allowed', detail: 'fitted' })
    expect((await fitting(order)).kit.map(({ identifier }) => identifier)).toEqual([right.code])
  })

  it('of a minor says who has to stand by before the memo counts', async () => {
    const attendants = [{ name: 'Guardianship department', capacity: 'guardianship-authority' }]
    const records = [...recordsWithout('explanation'), { ...packageRecords.explanation, attendants }]
    const order = await decided({ birthOn: '2010-05-01', decision: aDecision(), records })
    const { code } = await registered()
    await pair(order, code)
    pass(second)
    await fit(order)
    const memo = { kind: 'memo', outcome: 'signed', explainedOn: '2026-11-21', attendants: [] }
    await at.operator.done('addCaseRecords', { params: params(order), body: { records: [memo] } })
    expect((await fitting(order)).blockedBy.map((finding) => finding.code)).toContain('minor-memo-alone')
  })
})

describe('the home measured at the fitting', () => {
  const words = 'Stays at home'
  const { centre } = curfew.zone.shape
  const capture = (change: object = {}) => ({
    kind: 'home-capture',
    lat: centre.lat + 0.0005,
    lon: centre.lon,
    accuracyMetres: 12,
    capturedAt: isoInstant(at.test.clock.now),
    ...change,
  })
  const note = (order: TestOrder, ...records: readonly unknown[]) =>
    at.operator.done('addCaseRecords', { params: params(order), body: { records } })
  const measured = async (order: TestOrder) => (await at.operator.done('getCaseFile', { params: params(order) })).measuredHome
  const begin = (order: TestOrder) => at.head.call('activateOrder', { params: params(order), body: { isHomeMeasured: true } })

  async function fitted(wish: OrderWish = {}): Promise<TestOrder> {
    const order = await decided({ obligations: [words], ...wish })
    await pair(order, (await registered()).code)
    await fit(order)
    await note(order, ...Object.values(fittingRecords))
    return order
  }

  it('[1369.7a] becomes the centre of its circle as the head begins the execution; radius, hours and the words of the decision stay', async () => {
    const order = await fitted()
    expect(await measured(order)).toBeNull()
    expect((await begin(order)).code, 'nothing was measured').toBe('home-not-measured')
    await note(order, capture())
    expect(await measured(order)).toEqual({ lat: centre.lat + 0.0005, lon: centre.lon, accuracyMetres: 12, movedMetres: 56 })
    expect((await begin(order)).status).toBe(200)
    const around = {
      ...curfew,
      zone: { ...curfew.zone, shape: { ...curfew.zone.shape, centre: { lat: centre.lat + 0.0005, lon: centre.lon } } },
    }
    const { conditions, binding } = await at.operator.done('getOrderChanges', { params: params(order) })
    expect(conditions.map(({ rule }) => rule)).toEqual([around])
    expect(binding).toMatchObject([{ rule: around, obligation: words }])
    const { rows } = await at.test.owner.query<{ body: { plan: unknown } }>(
      'SELECT body FROM stream_events WHERE person_id = $1 ORDER BY id DESC LIMIT 1',
      [order.personId],
    )
    expect(JSON.stringify(rows[0]?.body)).toContain(String(centre.lat + 0.0005))
    const { events } = await at.head.done('getOrderHistory', { params: params(order) })
    expect(events.at(-1)).toMatchObject({
      kind: 'activate',
      byName: 'Name of head-a',
      body: {
        isHomeMeasured: true,
        homeCentre: { lat: centre.lat + 0.0005, lon: centre.lon },
        accuracyMetres: 12,
        movedMetres: 56,
      },
    })
    expect(await measured(order), 'from then on it takes a variation').toBeNull()
  })

  it.each([
    { what: 'a phone that does not know where it is', change: { accuracyMetres: 51 } },
    { what: 'a place 222 m off', change: { lat: centre.lat + 0.002 } },
  ])('[1369.7a] is not: $what', async ({ change }) => {
    const order = await fitted()
    await note(order, capture(change))
    expect(await measured(order)).toBeNull()
    expect((await begin(order)).code).toBe('home-not-measured')
    // As adopted it begins.
    await at.head.done('activateOrder', { params: params(order), body: {} })
    const { conditions } = await at.operator.done('getOrderChanges', { params: params(order) })
    expect(conditions.map(({ rule }) => rule)).toEqual([curfew])
  })

  it('[1369.7a] is not that of a residence which was put right after it was measured; nor does a forbidden place move', async () => {
    const park = { kind: 'exclusion', zone: { ...curfew.zone, name: 'Park' }, schedule: roundTheClock, approachMetres: 0 }
    const order = await fitted({ rules: [curfew, park], obligations: [words, 'Not to the park'] })
    await note(order, capture())
    await note(order, packageRecords.residence)
    expect(await measured(order)).toBeNull()
    await note(order, capture())
    expect((await begin(order)).status).toBe(200)
    const { conditions } = await at.operator.done('getOrderChanges', { params: params(order) })
    const centres = conditions.map(({ rule }) => [
      rule.kind,
      'zone' in rule && rule.zone.shape.kind === 'circle' && rule.zone.shape.centre.lat,
    ])
    expect(centres).toEqual(
      expect.arrayContaining([
        ['curfew', centre.lat + 0.0005],
        ['exclusion', centre.lat],
      ]),
    )
  })
})

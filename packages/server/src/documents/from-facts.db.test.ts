import { day, hour, isoInstant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aClosing, aDecision, packageRecords, recordsWithout } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { PapersWorld, type Worn } from './testing/papers-world.ts'

let world: PapersWorld
let head: TestBrowser
let operator: TestBrowser

beforeAll(async () => {
  world = await PapersWorld.begin()
  ;({ head, operator } = world.at)
})
afterAll(() => world.at.test.end())
beforeEach(() => world.startOver())

const ago = (ms: number) => isoInstant(later(world.at.test.clock.now, -ms))
const inHospital = (order: Worn, institution = 'City hospital 1') =>
  operator.done('beginEpisode', {
    params: order.params,
    body: { kind: 'hospitalisation', institution, at: ago(30_000), learnedFrom: 'the mother, by telephone' },
  })
const replaced = async (order: Worn, change: object = {}): Promise<string> => {
  const newDeviceId = await world.device()
  const body = {
    deviceId: order.deviceId,
    newDeviceId,
    because: 'malfunction',
    description: 'The battery holds no charge',
    noticedAt: ago(20 * minute),
    fate: 'repair',
    ...change,
  }
  await operator.done('replaceDevice', { params: order.params, body })
  return newDeviceId
}
const damaged = async (order: Worn, kind = 'damaged') =>
  (
    await operator.done('recordDamage', {
      params: order.params,
      body: {
        deviceId: order.deviceId,
        kind,
        foundAt: ago(30_000),
        foundBy: 'Akhmetov B.',
        circumstances: 'The strap is cut through',
        personStatement: 'It caught on a nail',
        actNumber: '7/2026',
        actOn: '2026-11-21',
      },
    })
  ).damage

describe('papers that tell what is recorded', () => {
  it('[1369.18] of a stay in hospital: one notice to the body, one to the institution that says nothing of the case', async () => {
    const order = await world.active()
    expect(await world.missing(order, 'hospitalisation-notice')).toEqual(['hospitalisation-not-recorded'])
    expect(await world.refused(operator, order, { kind: 'hospitalisation-notice', to: 'body' })).toMatchObject({
      code: 'document-facts-missing',
      citation: '1369 §18',
    })
    await inHospital(order)
    expect(await world.missing(order, 'hospitalisation-notice')).toEqual([])
    const { knownAt } = { knownAt: world.at.test.clock.now }
    const toBody = await world.issued(operator, order, { kind: 'hospitalisation-notice', to: 'body' })
    const toHospital = await world.issued(operator, order, { kind: 'hospitalisation-notice', to: 'health-institution' })
    const same = { institution: 'City hospital 1', learnedAt: knownAt, admittedAt: later(knownAt, -30_000) }
    expect(toBody).toMatchObject({
      ...same,
      addressee: 'Investigation department, Almaty district',
      citations: [{ code: '1369 §18' }],
    })
    expect(toHospital).toMatchObject({ ...same, addressee: 'City hospital 1' })
  })

  it('[1369.17] of a replacement: what came off and why, what went on, and the time without a device as the equipment’s', async () => {
    const order = await world.active()
    world.pass(hour)
    expect(await world.missing(order, 'replacement-act')).toEqual(['nothing-replaced'])
    await replaced(order)
    const at = world.at.test.clock.now
    expect(await world.issued(operator, order, { kind: 'replacement-act' })).toMatchObject({
      because: 'malfunction',
      description: 'The battery holds no charge',
      noticedAt: later(at, -20 * minute),
      replacedAt: at,
      replacedBy: 'Name of operator-a',
      removed: [
        {
          serial: expect.stringMatching(/^S-paper-/),
          inventoryNumber: expect.stringMatching(/^00-paper-/),
          condition: { en: 'out of order' },
        },
      ],
      fitted: [{ condition: { en: 'in order' } }],
      gap: { from: later(at, -20 * minute), until: at },
    })
  })

  it('[1369.17] of a further use that is impossible: by other means, with nothing fitted in its place', async () => {
    const order = await world.active()
    world.pass(hour)
    await replaced(order, { newDeviceId: null, because: 'further-use-impossible' })
    expect(await world.issued(operator, order, { kind: 'replacement-act' })).toMatchObject({
      because: 'further-use-impossible',
      fitted: [],
    })
  })

  it('[1369.12] of a damage: the register’s value until a claim is computed, and the official’s finding beside it', async () => {
    const order = await world.active({}, [], 180_000)
    const damage = await damaged(order)
    expect(await world.issued(operator, order, { kind: 'damage-act' })).toMatchObject({
      event: 'damaged',
      foundBy: 'Akhmetov B.',
      personStatement: 'It caught on a nail',
      lines: [{ quantity: 1, unitTenge: 180_000, basis: { ru: 'балансовая стоимость' } }],
      finding: { kind: 'not-examined' },
    })
    const params = { ...order.params, damage }
    const finding = { official: 'Serikov D.', position: 'Head', reasons: 'Cut with a tool', foundAt: ago(0) }
    await head.done('findDamage', { params, body: { finding: 'intentional', ...finding } })
    const lines = [
      { what: 'Bracelet', basis: 'Book value', quantity: 1, unitTenge: 180_000 },
      { what: 'Wear', basis: 'Two years', quantity: 1, unitTenge: -30_000 },
    ]
    await head.done('claimDamage', { params, body: { lines, claimedOn: '2026-11-21', documentNumber: '12' } })
    expect(await world.issued(operator, order, { kind: 'damage-act' })).toMatchObject({
      lines,
      finding: { kind: 'intentional', official: 'Serikov D., Head' },
    })
  })

  it('[1369.12] of a damage to a device whose value nobody recorded: no sum is made up', async () => {
    const order = await world.active()
    expect(await world.missing(order, 'damage-act')).toEqual(['no-damage-recorded'])
    await damaged(order)
    expect(await world.refused(operator, order, { kind: 'damage-act' })).toMatchObject({
      code: 'document-refused',
      fields: [{ path: 'body.document.lines', message: 'the value of the device is not recorded' }],
    })
    const lines = [{ what: 'Bracelet', basis: 'Invoice 7', quantity: 1, unitTenge: 90_000 }]
    expect(await world.issued(operator, order, { kind: 'damage-act', lines })).toMatchObject({ lines })
  })

  it('[1369.11] of a case taken by another body: the act of transfer names it, and the papers after go to it', async () => {
    const order = await world.active()
    world.pass(hour)
    const toBody = { name: 'Prosecutor’s office of Astana', official: 'Beisenov K.', documentNumber: '5' }
    const act = { number: '9/2026', signedOn: '2026-11-21' }
    const body = { because: 'case-taken-over', toBody, toOrganisationId: null, act }
    const transfer = { kind: 'handover-act', occasion: { kind: 'transfer' } }
    expect((await world.refused(operator, order, transfer)).fields).toEqual([
      { path: 'body.document.occasion.entry', message: 'no hand-over to another body' },
    ])
    await head.done('handOverOrder', { params: order.params, body })
    expect(await world.issued(operator, order, transfer)).toMatchObject({
      occasion: { kind: 'transfer', because: 'case-taken-over', receivingBody: toBody.name },
      heldAt: world.at.test.clock.now,
      citations: [{ code: '1369 §11' }],
    })
    await inHospital(order)
    expect(await world.issued(operator, order, { kind: 'hospitalisation-notice', to: 'body' })).toMatchObject({
      addressee: toBody.name,
    })
  })

  it('[1369.9] of a request: to whoever asked, under the number of the request', async () => {
    const order = await world.active()
    const period = { from: ago(minute), until: ago(0) }
    const asked = { number: '7-26/131', askedBy: 'Court of Astana', receivedAt: ago(30_000), periodFrom: null, periodUntil: null }
    const { id } = await operator.done('recordInformationRequest', { params: order.params, body: asked })
    expect((await world.told(order)).requests).toMatchObject([{ id, number: '7-26/131', askedBy: 'Court of Astana' }])
    expect(await world.issued(operator, order, { kind: 'information-report', ...period, request: { id } })).toMatchObject({
      addressee: 'Court of Astana',
      request: { number: '7-26/131' },
    })
    const another = await world.active()
    const stolen = { kind: 'information-report', from: ago(minute), until: ago(0), request: { id } }
    expect((await world.refused(operator, another, stolen)).fields?.[0]?.message).toBe('not a request on this order')
  })
})

describe('the act of closing', () => {
  const close = (order: Worn, deviceId: string, fate: string) =>
    head.done('closeOrder', { params: order.params, body: aClosing({ ground: 'verdict', devices: [{ deviceId, fate }] }) })
  const serials = (devices: unknown) => (devices as { serial: string }[]).map(({ serial }) => serial)

  it('[1369.10] names what came back at the end, not what had been replaced on the same day', async () => {
    const order = await world.active()
    world.pass(hour)
    const last = await replaced(order)
    world.pass(hour)
    expect(await world.missing(order, 'closing-act')).toEqual(['not-closed'])
    await close(order, last, 'stock')
    const act = await world.issued(head, order, { kind: 'closing-act' })
    const { rows } = await world.at.test.owner.query<{ serial_number: string }>(
      'SELECT serial_number FROM devices WHERE id = $1',
      [last],
    )
    expect(serials(act['returned'])).toEqual([rows[0]?.serial_number])
    expect(act).toMatchObject({ ground: 'verdict', notReturned: [], removedAt: world.at.test.clock.now })
    expect((await world.refused(operator, order, { kind: 'closing-act' })).code).toBe('document-head-only')
  })

  it('[1369.10] names as not returned what was lost on the way, and what was lost at the end', async () => {
    const order = await world.active()
    world.pass(day)
    await damaged(order, 'lost')
    const next = await world.device()
    await head.done('issueDevice', { params: { personId: order.personId }, body: { deviceId: next, role: 'worn' } })
    world.pass(day)
    await close(order, next, 'destroyed')
    const act = await world.issued(head, order, { kind: 'closing-act' })
    expect(act['returned']).toEqual([])
    expect(act['notReturned']).toMatchObject([{ condition: { en: 'lost' } }, { condition: { en: 'destroyed' } }])
  })

  it('[1369.10] is not drawn up while nobody has said where a device is', async () => {
    const order = await world.active()
    world.pass(hour)
    await head.done('closeOrder', { params: order.params, body: aClosing({ ground: 'verdict' }) })
    expect((await world.refused(head, order, { kind: 'closing-act' })).fields).toMatchObject([
      { path: 'body.document.lostDeviceIds' },
    ])
    expect((await world.told(order)).stillOut).toMatchObject([{ deviceId: order.deviceId }])
    const act = await world.issued(head, order, { kind: 'closing-act', lostDeviceIds: [order.deviceId] })
    expect(act['notReturned']).toHaveLength(1)
  })
})

describe('a term that rests', () => {
  it('[PEC.175] has no end on a paper: what bounds the collection meanwhile is none', async () => {
    const act = { kind: 'court-act', inForceFrom: '2026-11-20', isCitizen: true, supervisionGround: null }
    const decision = aDecision({ measure: 'conditional-sentence', authorisation: null, act })
    const order = await world.active({ decision, rules: [{ kind: 'device-care', lowBatteryPercent: 20 }] })
    const termOf = async () => (await world.issued(operator, order, { kind: 'memo' }))['order']
    expect(await termOf()).toMatchObject({ termFrom: expect.any(Number), termUntil: expect.any(Number) })
    const courtAct = { number: '2-117/26', on: '2026-11-21', court: 'Saryarka district court, Astana' }
    await head.done('beginTermRest', { params: order.params, body: { act: courtAct, at: ago(minute) } })
    expect(await termOf()).toMatchObject({ termFrom: expect.any(Number), termUntil: null })
  })
})

describe('a minor', () => {
  it('[1369.7c] is told nothing alone: memo and record are refused until a defender, a representative or the guardianship stands by', async () => {
    const defender = { name: 'Sadykova A. M.', capacity: 'defender' }
    const records = [
      ...recordsWithout('explanation'),
      { ...packageRecords.explanation, attendants: [defender].map((one) => ({ ...one, capacity: 'legal-representative' })) },
    ]
    const order = await world.active({ birthOn: '2010-05-01', records }, [defender])
    const memo = { kind: 'memo' }
    const record = { kind: 'explanation-record', hasUnderstood: true, isCopyHanded: true }
    for (const paper of [memo, record]) {
      expect(await world.refused(operator, order, paper)).toMatchObject({
        code: 'document-refused',
        citation: '1369 §7(3)',
        fields: [{ path: 'body.document.present' }],
      })
    }
    expect(await world.told(order)).toMatchObject({ isMinor: true, attendants: [defender] })
    for (const paper of [memo, record]) {
      const told = await world.issued(operator, order, { ...paper, present: [defender] })
      expect(told['present']).toEqual([{ role: 'defender', name: defender.name }])
      expect(told['signatures']).toContainEqual({ role: 'defender', name: defender.name })
    }
    const act = await world.issued(operator, order, { kind: 'handover-act', occasion: { kind: 'fitting' } })
    expect(act['present'], 'as the fitting was recorded').toEqual([{ role: 'defender', name: defender.name }])
  })
})

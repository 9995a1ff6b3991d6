import { isoInstant, later, minute, parseIsoInstant } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aPerson } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { xlsxOf } from './import/testing-zip.ts'

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let a: string
let b: string
let made = 0

beforeAll(async () => {
  test = await startTestApp()
  const at = parseIsoInstant('2026-11-21T16:00:00+05:00')
  if (at.ok) test.clock.now = at.value
  a = await test.addOrganisation('A')
  b = await test.addOrganisation('B')
  head = await test.addUser('head', a, 'head-a')
  operator = await test.addUser('operator', a, 'operator-a')
})
afterAll(() => test.end())

async function registered(change: Record<string, unknown> = {}): Promise<string> {
  const body = {
    protocol: 'osmand',
    identifier: `piece-${made++}`,
    model: 'TH-9',
    organisationId: a,
    equipmentClass: 'bracelet',
    ...change,
  }
  return (await head.done('registerDevice', { body })).id
}
const person = async () => (await head.done('createPerson', { body: aPerson(a) })).id
const issue = (deviceId: string, personId: string) =>
  head.call('issueDevice', { params: { personId }, body: { deviceId, role: 'worn' } })
const move = (deviceId: string, body: Record<string, unknown>) => head.call('moveEquipment', { params: { deviceId }, body })
const pass = () => void (test.clock.now = later(test.clock.now, minute))
const piece = (deviceId: string) => head.done('getEquipment', { params: { deviceId } })
const detail = ({ text }: { readonly text: string }) => (JSON.parse(text) as { detail?: string }).detail

describe('one register of equipment', () => {
  it('a piece goes from the store to a person, back, to repair and to its end: who handed what to whom, in order', async () => {
    const deviceId = await registered({ holder: 'Store of A', serialNumber: 'S-1', valueTenge: 120_000 })
    const personId = await person()
    pass()
    expect((await issue(deviceId, personId)).status).toBe(200)
    expect(await piece(deviceId)).toMatchObject({ inKitOf: { personId, role: 'worn' }, possibleMoves: ['found-faulty'] })
    pass()
    await head.done('returnDevice', { params: { deviceId }, body: {} })
    pass()
    await move(deviceId, { kind: 'sent-to-repair', toHolder: 'Workshop', note: 'The strap does not close' })
    pass()
    await move(deviceId, { kind: 'found-fit' })
    pass()
    expect((await move(deviceId, { kind: 'written-off' })).code).toBe('bad-request')
    await move(deviceId, { kind: 'written-off', document: '7/2026' })
    const { moves, condition, possibleMoves } = await piece(deviceId)
    expect([condition, possibleMoves]).toEqual(['written-off', []])
    expect(
      moves.toReversed().map(({ kind, fromHolder, toHolder, person: whose }) => [kind, fromHolder, toHolder, whose?.personId]),
    ).toEqual([
      ['received', null, 'Store of A', undefined],
      ['issued', 'Store of A', null, personId],
      ['returned', null, 'Store of A', personId],
      ['sent-to-repair', 'Store of A', 'Workshop', undefined],
      ['found-fit', 'Workshop', 'Workshop', undefined],
      ['written-off', 'Workshop', 'Workshop', undefined],
    ])
    expect(moves[0]).toMatchObject({ document: '7/2026', byName: 'Name of head-a', condition: 'written-off' })
    const unknown = {
      equipmentClass: null,
      serialNumber: null,
      inventoryNumber: null,
      iccid: null,
      simOperator: null,
      firmware: null,
      valueTenge: null,
      location: null,
    }
    const change = await head.call('changeEquipment', { params: { deviceId }, body: { ...unknown, model: 'x' } })
    expect(change.code).toBe('device-written-off')
  })

  it('a device that another wears is refused plainly, also when two issue it at once', async () => {
    const deviceId = await registered()
    const persons = [await person(), await person()]
    const codes = await Promise.all(persons.map(async (personId) => (await issue(deviceId, personId)).code))
    expect(new Set(codes)).toEqual(new Set(['device-in-use', undefined]))
    expect((await piece(deviceId)).moves.filter(({ kind }) => kind === 'issued')).toHaveLength(1)
    expect((await move(deviceId, { kind: 'handed-over', toHolder: 'x' })).code).toBe('device-in-use')
  })

  it.each([
    { how: 'faulty', moves: [{ kind: 'found-faulty' }] },
    { how: 'in-repair', moves: [{ kind: 'sent-to-repair', toHolder: 'Workshop' }] },
    { how: 'lost', moves: [{ kind: 'lost' }] },
    { how: 'written-off', moves: [{ kind: 'written-off', document: '1' }] },
  ])('a piece that is $how is not issued', async ({ how, moves }) => {
    const deviceId = await registered()
    for (const one of moves) expect((await move(deviceId, one)).status).toBe(200)
    const refused = await issue(deviceId, await person())
    expect([refused.code, detail(refused)]).toEqual(['device-unfit', how])
  })

  it('a piece that speaks to nobody is in the register and in kits, and not among the devices that are listened to', async () => {
    const deviceId = await registered({ protocol: null, identifier: 'INV-0001', equipmentClass: 'repeater' })
    const personId = await person()
    expect((await issue(deviceId, personId)).status).toBe(200)
    const { kit } = await head.done('getPerson', { params: { personId } })
    expect(kit).toMatchObject([{ identifier: 'INV-0001', protocol: null }])
    expect((await head.done('listDevices')).devices.some(({ id }) => id === deviceId)).toBe(false)
    expect((await test.owner.query('SELECT identifier FROM collected_devices(0)')).rows).not.toContainEqual({
      identifier: 'INV-0001',
    })
    const again = await head.call('registerDevice', {
      body: { protocol: null, identifier: 'INV-0001', model: 'x', organisationId: a },
    })
    expect(again.code).toBe('device-exists')
  })

  it('a hand-over into another stock needs both in scope; afterwards it is theirs', async () => {
    const deviceId = await registered()
    expect((await move(deviceId, { kind: 'handed-over', toHolder: 'B', organisationId: b })).code).toBe('not-found')
    const body = { kind: 'handed-over', toHolder: 'Store of B', organisationId: b, document: '3' }
    pass()
    await test.administrator.done('moveEquipment', { params: { deviceId }, body })
    expect((await head.call('getEquipment', { params: { deviceId } })).code).toBe('not-found')
    const { stock } = await test.administrator.done('getStock')
    expect(stock.filter(({ organisationId }) => organisationId === b)).toEqual([
      {
        organisationId: b,
        equipmentClass: 'bracelet',
        free: 1,
        inKits: 0,
        onTheWay: 0,
        faulty: 0,
        inRepair: 0,
        lost: 0,
        writtenOff: 0,
        least: null,
      },
    ])
  })

  it('a chain of custody runs forward, and not into the future', async () => {
    const deviceId = await registered()
    const times = [later(test.clock.now, -minute), later(test.clock.now, minute)]
    for (const at of times)
      expect((await move(deviceId, { kind: 'lost', at: isoInstant(at) })).code).toBe('equipment-move-untimely')
  })

  it('what was sent on its way is in the stock of who waits for it, is not issued, and is fit once it arrived', async () => {
    const deviceId = await registered({ equipmentClass: 'personal-tracker', inventoryNumber: '1360-000417' })
    const stock = async () =>
      (await head.done('getStock')).stock.find(({ equipmentClass }) => equipmentClass === 'personal-tracker')
    pass()
    expect((await move(deviceId, { kind: 'dispatched' })).code).toBe('bad-request')
    expect((await move(deviceId, { kind: 'dispatched', toHolder: 'Courier' })).status).toBe(200)
    expect(await stock()).toMatchObject({ free: 0, onTheWay: 1 })
    expect((await issue(deviceId, await person())).code).toBe('device-unfit')
    pass()
    expect((await move(deviceId, { kind: 'arrived', toHolder: 'Store of A' })).status).toBe(200)
    expect(await stock()).toMatchObject({ free: 1, onTheWay: 0 })
    expect((await head.done('listEquipment', { query: { query: '000417', holder: 'store of', model: 'th' } })).total).toBe(1)
    expect((await head.done('listEquipment', { query: { query: '000417', holder: 'courier' } })).total).toBe(0)
  })

  it('a limit of the stock is the organisation’s own; a class of which there is nothing is low as well', async () => {
    const setLimit = (least: number) =>
      head.call('setStockLimit', { body: { organisationId: a, equipmentClass: 'stationary-console', least } })
    expect((await setLimit(2)).status).toBe(200)
    expect((await setLimit(3)).status).toBe(200)
    const { stock } = await head.done('getStock')
    expect(stock.filter(({ equipmentClass }) => equipmentClass === 'stationary-console')).toEqual([
      {
        organisationId: a,
        equipmentClass: 'stationary-console',
        free: 0,
        inKits: 0,
        onTheWay: 0,
        faulty: 0,
        inRepair: 0,
        lost: 0,
        writtenOff: 0,
        least: 3,
      },
    ])
    const body = { organisationId: a, equipmentClass: 'bracelet', least: 1 }
    expect((await operator.call('setStockLimit', { body })).code).toBe('forbidden')
  })

  it('who wears a piece is told to those who may see persons; others learn that it is in a kit', async () => {
    const deviceId = await registered()
    const personId = await person()
    await issue(deviceId, personId)
    const seenBy = async (who: TestBrowser) => {
      const { inKitOf, moves } = await who.done('getEquipment', { params: { deviceId } })
      return [inKitOf, moves[0]?.person]
    }
    const name = 'Ахметов А. Б.'
    expect(await seenBy(operator)).toEqual([
      { personId, role: 'worn', name },
      { personId, name },
    ])
    expect(await seenBy(test.administrator)).toEqual([
      { personId, role: 'worn', name: null },
      { personId, name: null },
    ])
    const { items } = await test.administrator.done('listEquipment', { query: { place: 'kit' } })
    expect(items.map(({ inKitOf }) => inKitOf?.name ?? null)).toEqual(items.map(() => null))
  })

  it('an operator reads it and changes nothing', async () => {
    const deviceId = await registered()
    expect((await operator.call('getEquipment', { params: { deviceId } })).status).toBe(200)
    expect((await operator.call('moveEquipment', { params: { deviceId }, body: { kind: 'lost' } })).code).toBe('forbidden')
  })

  it('is read a page at a time, by class, condition, place and words', async () => {
    const start = made
    for (let n = 0; n < 5; n++) await registered({ equipmentClass: 'mobile-unit', location: `100% shelf ${n}` })
    const query = { equipmentClass: 'mobile-unit', limit: '2' }
    const first = await head.done('listEquipment', { query })
    expect([first.total, first.items.map(({ identifier }) => identifier)]).toEqual([
      5,
      [`piece-${start + 4}`, `piece-${start + 3}`],
    ])
    const second = await head.done('listEquipment', { query: { ...query, before: String(first.next) } })
    const third = await head.done('listEquipment', { query: { ...query, before: String(second.next) } })
    expect([third.items.length, third.next]).toEqual([1, null])
    expect((await head.done('listEquipment', { query: { query: '100% SHELF 3' } })).total).toBe(1)
    expect((await head.done('listEquipment', { query: { query: '1%f' } })).total).toBe(0)
    expect((await head.done('listEquipment', { query: { equipmentClass: 'mobile-unit', place: 'kit' } })).total).toBe(0)
  })
})

describe('a file of equipment', () => {
  const csv = (text: string) => Buffer.from(text).toString('base64')
  const run = (content: string, takeDigest: string | null = null) =>
    head.call('importEquipment', { body: { organisationId: a, content, takeDigest } })

  it('is told row by row what it would do, and then taken as a whole', async () => {
    const content = csv(
      'Вид оборудования;Модель;Протокол;IMEI;ICCID;Стоимость, тенге;Примечание\n' +
        'Электронный браслет;TH-9;gt06;356938035643809;8999 7001 2345 6789 012;"120 000,50";-\n' +
        'ретранслятор;R-1;;INV-77;;;\n',
    )
    const dry = (await run(content)).body
    expect(dry).toMatchObject({ counts: { add: 2, present: 0, wrong: 0 }, unknownHeadings: ['Примечание'], isTaken: false })
    expect((await head.done('listEquipment', { query: { query: 'INV-77' } })).total).toBe(0)
    expect(detail(await run(csv('model;id\nx;1234'), dry.digest))).toBe('another file')
    expect((await run(content, dry.digest)).body).toMatchObject({ isTaken: true, counts: { add: 2 } })
    const { items } = await head.done('listEquipment', { query: { query: '356938035643809' } })
    expect(items).toMatchObject([
      { equipmentClass: 'bracelet', protocol: 'gt06', iccid: '8999700123456789012', valueTenge: 120_001 },
    ])
    expect((await run(content, dry.digest)).body.counts).toEqual({ add: 0, present: 2, wrong: 0 })
  })

  it('each wrong row says which column and why; nothing of such a file is taken', async () => {
    const content = csv(
      'Түрі;Үлгісі;Протокол;IMEI;ICCID;Құны\n' +
        'білезік;TH-9;gt06;;;\n' +
        'самокат;TH-9;gt06;356938035643817;;\n' +
        'білезік;TH-9;gt06;12345;;дорого\n' +
        'білезік;TH-9;bilezik;0123456789abcdef;;\n' +
        'білезік;TH-9;osmand;same-1;;\n' +
        'білезік;TH-9;osmand;same-1;;\n' +
        'білезік;TH-9;osmand;other-1;12;\n' +
        'білезік;TH-9;osmand;other-2;8999700123456789012;\n',
    )
    const answer = await run(content)
    expect(
      answer.body.rows.map(({ line, outcome, problems }) => [line, outcome, ...problems.map((p) => `${p.column}: ${p.problem}`)]),
    ).toEqual([
      [2, 'wrong', 'identifier: missing'],
      [3, 'wrong', 'equipmentClass: unknown-word'],
      [4, 'wrong', 'valueTenge: wrong-form'],
      [5, 'wrong', 'protocol: signing-device', 'identifier: wrong-form'],
      [6, 'add'],
      [7, 'wrong', 'identifier: twice-in-file'],
      [8, 'wrong', 'iccid: wrong-form'],
      [9, 'wrong', 'iccid: taken'],
    ])
    expect((await run(content, answer.body.digest)).code).toBe('import-refused')
    expect((await head.done('listEquipment', { query: { query: 'same-1' } })).total).toBe(0)
  })

  it('may be a spreadsheet', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
    const row = (...cells: string[]) => `<row>${cells.map(cell).join('')}</row>`
    const file = xlsxOf(row('Class', 'Model', 'Identifier') + row('mobile console', 'MC', 'MC-1'))
    expect((await run(file.toString('base64'))).body.counts).toEqual({ add: 1, present: 0, wrong: 0 })
  })

  it.each([
    ['nothing', csv(''), 'the file is empty'],
    ['no headings that are known', csv('x;y\n1;2'), 'no column for model'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1').toString('base64'), 'not a text file'],
    ['a broken archive', csv('PK broken'), 'not an archive'],
  ])('that holds %s is refused', async (_what, content, because) => {
    const refused = await run(content)
    expect([refused.code, detail(refused)]).toEqual(['import-unreadable', because])
  })

  it('of 5000 rows is taken at once', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => `bracelet,M,osmand,bulk-${n}`)
    const content = csv(`class,model,protocol,identifier\n${rows.join('\n')}\n`)
    const { digest, counts } = (await run(content)).body
    expect(counts).toEqual({ add: 5_000, present: 0, wrong: 0 })
    expect((await run(content, digest)).body.isTaken).toBe(true)
    expect((await head.done('listEquipment', { query: { query: 'bulk-' } })).total).toBe(5_000)
    expect((await run(csv(`class,model,protocol,identifier\n${rows.join('\n')}\nbracelet,M,osmand,one-more`))).code).toBe(
      'import-unreadable',
    )
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aPerson } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'

let test: TestApp
let clerk: TestBrowser
let second: TestBrowser
let elsewhere: TestBrowser
let a: string
let b: string
beforeAll(async () => {
  test = await startTestApp()
  a = await test.addOrganisation('A')
  b = await test.addOrganisation('B')
  clerk = await test.addUser('operator', a, 'clerk-a')
  second = await test.addUser('operator', a, 'second-a')
  elsewhere = await test.addUser('operator', b, 'clerk-b')
})
afterAll(() => test.end())

const known = { familyName: 'Нұрмұхамбетова', givenName: 'Әсемгүл', patronymic: 'Жеңісбекқызы', birthOn: '2001-05-12', iin: null }
const asked = (change: object = {}) => ({
  familyName: null,
  givenName: null,
  patronymic: null,
  iin: null,
  birthOn: null,
  ...change,
})
const similarTo = async (change: object) =>
  (await clerk.done('checkPerson', { body: asked({ ...known, ...change }) })).similar.map(({ familyName, isRefused }) =>
    [familyName, isRefused ? 'refused' : 'shown'].join(' '),
  )

describe('the number of a person', () => {
  it.each([
    { iin: '061211600012', expected: 'valid', doubts: [] },
    { iin: '0612 1160 0012', expected: 'valid', doubts: [] },
    { iin: '061211600013', expected: 'bad-checksum', doubts: [] },
    { iin: '06121160001', expected: 'not-twelve-digits', doubts: [] },
    { iin: '', expected: 'none', doubts: [] },
  ])('$iin typed → $expected', async ({ iin, expected, doubts }) => {
    const birthOn = '2006-12-11'
    expect(await clerk.done('checkPerson', { body: asked({ iin, birthOn, patronymic: 'Болатқызы' }) })).toMatchObject({
      iin: expected,
      doubts,
    })
  })

  it('that disagrees with the birth date and the sex is told, and accepted', async () => {
    const body = aPerson(a, { ...known, familyName: 'Оспанов', iin: '061211600012', patronymic: 'Петрович' })
    const { doubts } = await clerk.done('checkPerson', { body: asked({ ...body, organisationId: undefined }) })
    expect(doubts).toEqual(['birth-date', 'sex'])
    await clerk.done('createPerson', { body })
  })

  it('whose check digit does not fit is refused', async () => {
    const refused = await clerk.call('createPerson', { body: aPerson(a, { familyName: 'Тек', iin: '061211600013' }) })
    expect([refused.status, refused.code]).toEqual([422, 'iin-invalid'])
  })
})

describe('a person who is known already', () => {
  let knownId: string
  beforeAll(async () => {
    knownId = (await clerk.done('createPerson', { body: aPerson(a, known) })).id
  })

  it.each([
    { given: 'Russian letters', change: { familyName: 'Нурмухамбетова', givenName: 'Асемгуль' } },
    { given: 'Latin letters', change: { familyName: 'Nurmukhambetova', givenName: 'Asemgul' } },
    { given: 'no patronymic', change: { patronymic: null } },
    { given: 'the names in each other’s place', change: { familyName: 'Әсемгүл', givenName: 'Нұрмұхамбетова' } },
    { given: 'the patronymic beside the given name', change: { givenName: 'Әсемгүл Жеңісбекқызы', patronymic: null } },
    { given: 'capitals and a Latin A and H', change: { familyName: 'HҰРМҰХAМБЕТОВА' } },
    { given: 'the letters in parts', change: { familyName: 'Нұрмұхамбетова'.normalize('NFD') } },
    { given: 'a doubled letter', change: { familyName: 'Нұрмұхаммбетова' } },
  ])('is found with $given', async ({ change }) => {
    expect(await similarTo(change)).toEqual(['Нұрмұхамбетова refused'])
    const refused = await second.call('createPerson', { body: aPerson(a, { ...known, ...change }) })
    expect([refused.status, refused.code, refused.text.includes(knownId)]).toEqual([409, 'person-similar', true])
  })

  it.each([
    { given: 'another birth date', change: { birthOn: '2001-05-13' }, expected: [] },
    { given: 'another given name', change: { givenName: 'Раушан' }, expected: [] },
    { given: 'no birth date', change: { birthOn: null }, expected: ['Нұрмұхамбетова shown'] },
  ])('with $given → $expected', async ({ change, expected }) => {
    expect(await similarTo(change)).toEqual(expected)
  })

  it('is registered beside, when somebody has looked and says that this is another one', async () => {
    const { id } = await clerk.done('createPerson', { body: aPerson(a, { ...known, otherThan: [knownId] }) })
    expect(id).not.toBe(knownId)
    const third = await clerk.call('createPerson', { body: aPerson(a, { ...known, otherThan: [knownId] }) })
    expect([third.code, third.text.includes(id)]).toEqual(['person-similar', true])
  })

  it.each(['%', "'; DROP TABLE persons; --", '\u202Eвот', '🙂', '张伟', '   x   ', 'А'.repeat(100), '\\', '{a,b}'])(
    'a hostile name is a name: %j',
    async (familyName) => {
      const body = aPerson(a, { familyName, givenName: 'Проба', birthOn: '1977-07-07' })
      const { id } = await clerk.done('createPerson', { body })
      const { similar } = await clerk.done('checkPerson', {
        body: asked({ familyName, givenName: 'Проба', birthOn: '1977-07-07' }),
      })
      expect(similar.map((one) => one.id)).toEqual([id])
    },
  )
})

describe('two clerks who enter the same person at the same moment', () => {
  it.each([
    { given: 'with a number', person: { familyName: 'Ким', givenName: 'Сергей', iin: '900512300011' }, code: 'person-known' },
    { given: 'without one', person: { familyName: 'Цой', givenName: 'Виктор', iin: null }, code: 'person-similar' },
    {
      given: 'of whom nothing but the name is known',
      person: { familyName: 'Пак', givenName: 'Вера', iin: null, birthOn: null },
      code: 'person-similar',
    },
  ])('$given: one is refused and led to the other’s record', async ({ person, code }) => {
    const body = aPerson(a, person)
    const answers = await Promise.all([clerk, second].map((one) => one.call('createPerson', { body })))
    const made = answers.filter(({ status }) => status === 200)
    const refused = answers.filter(({ status }) => status !== 200)
    expect([made.length, refused.map((one) => one.code)]).toEqual([1, [code]])
    const { id } = JSON.parse(made[0]?.text ?? '') as { id: string }
    expect(refused[0]?.text).toContain(id)
    expect((await second.done('getPerson', { params: { personId: id } })).familyName).toBe(person.familyName)
  })
})

describe('a number that another organisation knows', () => {
  it('says that the person is known there and whom to ask, and nothing of them', async () => {
    const body = aPerson(b, { familyName: 'Тайный', iin: '850101350011', birthOn: '1985-01-01' })
    const { id } = await elsewhere.done('createPerson', { body })
    const answer = await clerk.call('checkPerson', { body: asked({ ...known, familyName: 'Тайный', iin: '850101350011' }) })
    const told = JSON.parse(answer.text) as { holder: unknown; similar: unknown }
    expect(told).toMatchObject({ holder: { personId: null, organisation: { id: b, name: { ru: 'B' } } }, similar: [] })
    const refused = await clerk.call('createPerson', { body: aPerson(a, { iin: '850101350011', familyName: 'Другой' }) })
    expect(refused.code).toBe('person-known')
    for (const text of [answer.text, refused.text])
      for (const secret of [id, 'Тайный', '1985-01-01']) expect(text).not.toContain(secret)
  })
})

describe('a correction', () => {
  it('keeps both values, with who and why; a number is shown masked', async () => {
    const { id: personId } = await clerk.done('createPerson', {
      body: aPerson(a, { familyName: 'Ошибкин', iin: null, birthOn: '1970-01-01' }),
    })
    const change = { familyName: 'Ошибка', iin: '700101300015', phone: '+7 701 000 00 00' }
    await second.done('correctPerson', { params: { personId }, body: { change, reason: 'Read from the passport' } })
    const { corrections } = await clerk.done('listCorrections', { params: { personId } })
    expect(corrections).toMatchObject([
      {
        byName: 'Name of second-a',
        reason: 'Read from the passport',
        before: { familyName: 'Ошибкин', iin: null },
        after: { familyName: 'Ошибка', iin: '••••••••0015' },
      },
    ])
    expect(corrections[0]?.after).not.toHaveProperty('phone')
    const again = await clerk.call('correctPerson', { params: { personId }, body: { change, reason: 'x' } })
    expect(again.code).toBe('nothing-corrected')
    const taken = { iin: '061211600012' }
    expect((await clerk.call('correctPerson', { params: { personId }, body: { change: taken, reason: 'x' } })).code).toBe(
      'person-known',
    )
    const { rows } = await test.owner.query(`SELECT detail FROM log_entries WHERE action = 'correctPerson'`)
    expect(JSON.stringify(rows)).not.toContain('700101300015')
  })
})

describe('a person as somebody types them', () => {
  it.each([
    { why: 'a year that is none', change: { birthOn: '0000-01-01' }, says: 'year 1' },
    { why: 'a birth in the future', change: { birthOn: '2062-12-11' }, says: 'born in the future' },
    { why: 'a birth two centuries ago', change: { birthOn: '1806-12-11' }, says: 'born before' },
    { why: 'marks that nobody sees', change: { familyName: '\u200b\u2060' }, says: 'body.familyName' },
  ])('is refused with $why, and the field is named', async ({ change, says }) => {
    const refused = await clerk.call('createPerson', { body: aPerson(a, { familyName: 'Тексеру', ...change }) })
    expect([refused.status, refused.code, refused.text]).toEqual([400, 'bad-request', expect.stringContaining(says)])
  })

  it('is kept on one line, without marks that turn the direction of writing', async () => {
    const { id } = await clerk.done('createPerson', {
      body: aPerson(a, { familyName: '\u202eІңқарұлы\u202c', givenName: "Д'Арк\n  Оʻгли" }),
    })
    const { current } = await clerk.done('listCorrections', { params: { personId: id } })
    expect([current.familyName, current.givenName]).toEqual(['Іңқарұлы', "Д'Арк Оʻгли"])
    const late = { change: { birthOn: '2062-01-01' }, reason: 'mistyped' }
    expect((await clerk.call('correctPerson', { params: { personId: id }, body: late })).status).toBe(400)
  })
})

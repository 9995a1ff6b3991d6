import { describe, expect, it } from 'vitest'
import { renderDocument } from '../render-document.ts'
import { device } from '../testing/envelope.fixture.ts'
import { examples } from '../testing/examples.fixture.ts'
import { textOf } from '../testing/rendered-example.ts'

const minor = { ...examples.memo.person, isMinor: true, birthOn: '2010-05-04' }

describe('the memo on safety and operation', () => {
  it('[1369.7c] tells in Kazakh what to do and what not, whom to call, and that it adds no obligation', async () => {
    const { text } = await textOf(examples.memo, 'kk')
    expect(text).toContain('бірден +7 727 000 00 02 телефонына хабарлаңыз')
    expect(text).toContain('Құралды күн сайын шамамен 90 минут зарядтаңыз.')
    expect(text).toContain('Құрал діріл арқылы белгі береді.')
    expect(text).toContain('Бұл жадынама жаңа міндет жүктемейді')
    expect(text).toContain('Түсіндірілген тіл қазақ тілі')
    expect(text).not.toContain('Үйге орнатылған құралды')
  })

  it('[1369.7c] a kit with a home unit brings the rules for it', async () => {
    const { text } = await textOf({ ...examples.memo, devices: [device, { ...device, role: 'fixed' }] }, 'ru')
    expect(text).toContain('Не переставляйте стационарное устройство')
    expect(text).not.toContain('переносное устройство')
  })

  it('[1369.7c] a minor alone: not drawn up; with the defender: drawn up, and the defender stands in it', async () => {
    const alone = await renderDocument({ ...examples.memo, person: minor }, 'ru')
    expect(alone).toMatchObject({ ok: false, reason: [{ path: 'present' }] })
    const present = [{ role: 'defender', name: 'Әбдіқадырова Күләш' }] as const
    const { text } = await textOf({ ...examples.memo, person: minor, present }, 'ru')
    expect(text).toContain('обвиняемый (-ая), несовершеннолетний (-яя)')
    expect(text).toContain('Присутствовали Защитник Әбдіқадырова Күләш')
  })
})

describe('the record of an explanation', () => {
  const record = examples['explanation-record']

  it('[1369.7c] says what was explained, by whom, in which language, and keeps what the person asked', async () => {
    const { text } = await textOf(record, 'ru')
    expect(text).toContain('1. меры безопасности 2. правила эксплуатации установленного средства')
    expect(text).not.toContain('последствия нарушения')
    expect(text).toContain('От имени подразделение')
    expect(text).toContain('Лицо заявило, что ему понятно да')
    expect(text).toContain('Моншаға баруға бола ма? Жауап берілді.')
  })

  it('[1369.4b] the body explains to a minor beside a representative or the guardianship authority: a defender does not replace them', async () => {
    const byBody = { ...record, explainedFor: 'body', topics: ['purpose', 'need', 'consequences'], person: minor } as const
    const withDefender = { ...byBody, present: [{ role: 'defender', name: 'Әбдіқадырова Күләш' }] } as const
    expect(await renderDocument(withDefender, 'kk')).toMatchObject({ ok: false, reason: [{ path: 'present' }] })
    const withMother = { ...byBody, present: [{ role: 'legal-representative', name: 'Қыдырәлі Мөлдір' }] } as const
    const { text } = await textOf(withMother, 'kk')
    expect(text).toContain('Заңды өкіл Қыдырәлі Мөлдір')
    expect(text).toContain('оларды қолдану қағидаларын бұзудың салдары')
  })
})

import { describe, expect, it } from 'vitest'
import { citationOf } from '@bilezik/domain'
import { renderDocument } from '../render-document.ts'
import { examples } from '../testing/examples.fixture.ts'
import { textOf } from '../testing/rendered-example.ts'

describe('what goes back to the body', () => {
  const notice = examples['return-to-body']

  it('[1369.6a] lists each missing piece with who owes it and the provision, while execution goes on', async () => {
    const { text } = await textOf(notice, 'ru')
    expect(text).toContain('1 копия документа, удостоверяющего личность – отсутствует орган, ведущий уголовный процесс')
    expect(text).toContain('подпункт 3) пункта 6 (1369 §6(3))')
    expect(text).toContain('справка по уголовному делу – неполно: место работы или учёбы')
    expect(text).toContain('Исполнение решения продолжается')
    expect(text).toContain('Получен 21 ноября 2026 года, 11:20')
  })

  it('[1369.6a] a missing decision alone keeps execution from beginning, and the notice says so', async () => {
    const findings = [
      { piece: 'measure-decision', problem: 'missing', owedBy: 'body', citation: citationOf('1369 §6(1)') },
    ] as const
    const { text } = await textOf({ ...notice, findings, isExecutionBlocked: true }, 'kk')
    expect(text).toContain('шараны қолдану туралы шешім (сот актісі) – жоқ')
    expect(text).toContain('орындау басталған жоқ')
    expect(text).not.toContain('жалғасуда')
  })

  it('[1369.6a] what is asked for by analogy alone is the service’s own rule and cites no provision', async () => {
    const findings = [{ piece: 'medical-outcome', problem: 'missing', owedBy: 'controlling-service' }] as const
    const { text } = await textOf({ ...notice, findings }, 'en')
    expect(text).toContain("the outcome of the medical examination – missing the controlling service the service's own rule")
  })
})

describe('the notice of adoption for execution', () => {
  it('[1369.7d] tells the body when and under which number the decision was registered, and what is watched', async () => {
    const { text } = await textOf(examples['adoption-notice'], 'kk')
    expect(text).toContain('ШЕШІМНІҢ ОРЫНДАУҒА ҚАБЫЛДАНҒАНЫ ТУРАЛЫ ХАБАРЛАМА')
    expect(text).toContain('Тіркелген уақыты 2026 жылғы 21 қараша, 12:00')
    expect(text).toContain('Тіркеу нөмірі Б-204')
    expect(text).toContain('22:00-06:00 аралығында тұрғылықты жерінде болу шешімнің 3-тармағы')
    expect(text).toContain('Алматы қаласы Әуезов ауданының тергеу бөліміне')
  })

  it('[1369.7d] of a decision that names a day and no hour no hour is printed', async () => {
    const notice = examples['adoption-notice']
    const { text } = await textOf({ ...notice, order: { ...notice.order, isHourKnown: false } }, 'ru')
    expect(text).toContain('№ 7-26/114 от 20 ноября 2026 года Орган')
  })
})

describe('the notice of hospitalisation', () => {
  const notice = examples['hospitalisation-notice']

  it('[1369.18] to the body: whose order, which hospital, and that only the body changes the conditions', async () => {
    const { text } = await textOf(notice, 'ru')
    expect(text).toContain('Городская клиническая больница № 7')
    expect(text).toContain('267514031000123')
    expect(text).toContain('Госпитализирован (-а) 1 декабря 2026 года, 03:10')
    expect(text).toContain('решает орган')
  })

  it.each(['kk', 'ru', 'en'] as const)(
    '[1369.18] to the hospital (%s): that tracking is applied and whom to call, nothing of case, measure or personal number',
    async (language) => {
      const { text } = await textOf({ ...notice, to: 'health-institution', addressee: notice.institution }, language)
      expect(text).toContain('+7 727 000 00 02')
      expect(text).toContain('352093081452110')
      const { order, person } = notice
      const secrets = [order.caseNumber, order.number, order.body[language], order.official, person.iin, person.address]
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
      expect(text).not.toMatch(/үйқамақ|домашний арест|house arrest|айыпталушы|обвиняем|accused/)
    },
  )
})

describe('the decision on equipment', () => {
  it('[1369.16] is the head’s: what was taken into account, what was proposed, what was decided and why', async () => {
    const { text } = await textOf(examples['equipment-decision'], 'en')
    expect(text).toContain('Health no contraindication')
    expect(text).toContain('Proposed by the system Device Model Why electronic bracelet (worn) BZ-2 hours at home')
    expect(text).toContain('Decided Device Model Why electronic bracelet (worn) BZ-2 gives notice by vibration')
    expect(text).toContain('Reasons Жұмыста дыбыстық белгі назар аудартады.')
    expect(text).toContain('Decided by the head Оңғарова Үміт Һамитқызы')
  })

  it('[1369.16] without reasons it is not drawn up', async () => {
    const outcome = await renderDocument({ ...examples['equipment-decision'], reasons: ' ' }, 'en')
    expect(outcome).toMatchObject({ ok: false, reason: [{ path: 'reasons' }] })
  })
})

import { type Language, caseEventWords, day, instant, later, shortCitation } from '@bilezik/domain'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from './browser/launch.ts'
import { TestBracelet } from './journey/bracelet.ts'
import { adoptDecision } from './journey/life/adoption.ts'
import { closeOrder, givePermission, replaceBracelet, stayInHospital, varyHours } from './journey/life/changes.ts'
import { expectDeadline, expectMet } from './journey/life/deadlines.ts'
import { type Desk, look, openDesk, openFile, region, standsAt, takeStep } from './journey/life/desk.ts'
import { type Concealment, beginExecution, bracelet, decideEquipment, fitAtHome } from './journey/life/equipment.ts'
import { expectFree, expectHistory } from './journey/life/history.ts'
import { correctFact, enterConcealment, enterCopy, receivePackage, sendFile } from './journey/life/intake.ts'
import { handOver, issueOnScreen, nameSubdivision, recordRequest, signOnScreen } from './journey/life/papers.ts'
import { localDay } from './journey/life/kazakhstan-time.ts'
import { scannedPdf } from './journey/life/pdf.ts'
import { type Wearer, bornIn, iinOf, sixteenBefore } from './journey/life/wearer.ts'
import { astana } from './journey/scene.ts'

const demo = inject('demo')
const pictures = process.env['SCREENSHOT_DIR']
const now = instant(Date.now())
const manBornOn = bornIn(1987, 4)
const boyBornOn = sixteenBefore(now)

const man: Wearer = {
  familyName: 'Жұмағалиев',
  givenName: 'Қайрат',
  patronymic: 'Сәбитұлы',
  birthOn: manBornOn,
  iin: iinOf(manBornOn),
  address: 'Астана, Сарыарқа ауданы, Кенесары көшесі, 42-үй, 17-пәтер',
  home: astana,
  measure: 'house-arrest',
  decisionNumber: '12-7/31',
  body: 'Следственный отдел УП района Сарыарка',
  official: 'Омаров Т. С.',
}
const boy: Wearer = {
  familyName: 'Әбілқайыров',
  givenName: 'Нұрсұлтан',
  patronymic: 'Ғаниұлы',
  birthOn: boyBornOn,
  iin: iinOf(boyBornOn),
  address: 'Астана, Алматы ауданы, Бөгенбай батыр даңғылы, 6-үй, 88-пәтер',
  home: { lat: 51.1521, lon: 71.4903 },
  measure: 'minor-supervision',
  decisionNumber: '07-4/12',
  body: 'Алматы ауданы полиция басқармасының тергеу бөлімі',
  official: 'Қасымова Г. Е.',
}

const mother = 'Әбілқайырова Сәуле Маратқызы'
const hidden: Concealment = {
  measures: 'Под одеждой, звук выключен',
  placesVisited: 'Поликлиника, суд',
  waysOfMoving: 'Автомобиль брата',
  health: 'Без жалоб',
  maritalStatus: 'Женат',
  lifestyle: 'Домоседный',
}

const ofPupil: Concealment = {
  measures: 'Киім астында, дыбысы өшірілген',
  placesVisited: 'Мектеп, спорт секциясы',
  waysOfMoving: 'Автобус',
  health: 'Шағымы жоқ',
  maritalStatus: 'Анасымен тұрады',
  lifestyle: 'Оқушы',
}

const fullName = ({ familyName, givenName, patronymic }: Wearer) => `${familyName} ${givenName} ${patronymic}`
const cited = (code: string, language: Language) => shortCitation(code, language)

describe('the whole life of an order', () => {
  let browser: Browser
  let desk: Desk | undefined
  let worn: TestBracelet | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    worn?.close()
    await desk?.close()
    desk = undefined
  })
  afterAll(() => browser.close())

  it('[1369] an adult under house arrest, in Russian: from the package to the removal', async () => {
    desk = await openDesk({ demo, browser, now, pictures }, 'ru')
    const { texts, operator, head } = desk
    const { caseFile } = texts
    const copies = ['measure-decision', 'case-certificate'].map((piece) => ({ piece, isCertified: true }))
    const orderId = await receivePackage(desk, { wearer: man, copies, explainedBeside: [] })
    await sendFile(desk, caseFile.piece['measure-decision'], 'postanovlenie.pdf', scannedPdf('12-7/31'))

    // What is missing is told with whose duty it is and by which provision; it is claimed, and execution goes on.
    const copy = caseFile.piece['identity-copy']
    const owed = region(operator.page, caseFile.owedTitle).getByRole('row').filter({ hasText: copy })
    for (const told of [caseFile.owedBy.body, caseFile.isClaimed, cited('1369 §6(3)', 'ru')])
      expect(await owed.textContent()).toContain(told)
    await look(desk, operator.page, 'received')
    await takeStep(operator.page, texts, 'check', 'Проверено с сотрудником органа')
    await standsAt(operator.page, texts, 'checked')
    await takeStep(operator.page, texts, 'claim-missing', 'Звонок в канцелярию органа')
    await correctFact(desk, copy, 'note', (form) => enterCopy(form, now))
    await operator.page.getByText(caseFile.nothingOwed).waitFor()

    await adoptDecision(desk, orderId, {
      registrationNumber: '118',
      months: '2',
      obligation: 'Не покидать жилище с 22:00 до 06:00',
      radiusMetres: 120,
    })
    await look(desk, head.page, 'adopted')
    await expectDeadline(desk, 'Жұмағалиев Қ. С.', 'adoption-notice', '1369 §7(4)')
    await issueOnScreen(desk, orderId, 'adoption-notice')
    await handOver(desk, orderId, 'adoption-notice', 'Сейткали А. Б., канцелярия')
    await expectMet(desk, 'adoption-notice')

    await correctFact(desk, texts.caseFile.record.concealment, 'note', (form) => enterConcealment(form, hidden))
    await decideEquipment(desk, orderId, 'Живёт один, дома есть электричество и связь')
    await issueOnScreen(desk, orderId, 'equipment-decision')
    const { imei } = await bracelet(desk)
    worn = await fitAtHome(desk, { orderId, imei, home: man.home, actNumber: '41' })
    await nameSubdivision(desk)
    await signOnScreen(desk, await issueOnScreen(desk, orderId, 'handover-act'), [
      ['handing-over', desk.asHead.session.user.name],
      ['receiving', fullName(man)],
    ])
    await issueOnScreen(desk, orderId, 'memo')
    await beginExecution(desk, orderId)

    const spare = await bracelet(desk)
    await openFile(operator.page, orderId)
    await stayInHospital(desk)
    await replaceBracelet(desk, imei, spare.imei)
    worn.close()
    worn = await TestBracelet.connect(demo.gt06Port, spare.imei)
    await worn.report([{ place: man.home, at: instant(Date.now()) }])
    await look(desk, operator.page, 'changed')
    await recordRequest(desk, orderId, '12-7/64', man.body)
    await issueOnScreen(desk, orderId, 'information-report')

    await openFile(head.page, orderId)
    await closeOrder(desk, spare.imei, texts.changes.ground['measure-changed'], '12-7/70', 'Мера изменена на подписку о невыезде')
    await standsAt(head.page, texts, 'closed')
    await issueOnScreen(desk, orderId, 'closing-act')
    await expectHistory(desk, orderId, [
      'receive',
      'check',
      'claim-missing',
      'adopt',
      'decide-equipment',
      'fit',
      'activate',
      'begin-hospitalisation',
      'told',
      'end-hospitalisation',
      'replace-device',
      'close',
    ])
    await expectFree(desk, spare.deviceId)
    await look(desk, head.page, 'closed')
    expect([...operator.takeFaults(), ...head.takeFaults()]).toEqual([])
  })

  it('[1369.4b] a minor under supervision, in Kazakh: returned with the provision, received again, and to the verdict', async () => {
    desk = await openDesk({ demo, browser, now, pictures }, 'kk')
    const { texts, operator, head } = desk
    const { caseFile } = texts
    // The copy of the decision is not in the package, and it was explained to the boy alone.
    const copies = ['case-certificate', 'identity-copy'].map((piece) => ({ piece, isCertified: true }))
    const orderId = await receivePackage(desk, { wearer: boy, copies, explainedBeside: [] })
    const owed = region(operator.page, caseFile.owedTitle).getByRole('row')
    const decision = await owed.filter({ hasText: caseFile.piece['measure-decision'] }).textContent()
    for (const told of [caseFile.problem.missing, caseFile.blocksAdoption]) expect(decision).toContain(told)
    const alone = await owed.filter({ hasText: caseFile.problem['representative-absent'] }).textContent()
    expect(alone).toContain(cited('1369 §4 part 2', 'kk'))
    await takeStep(operator.page, texts, 'check', 'Шешімнің көшірмесі жоқ, түсіндіру өкілсіз өткен')

    await openFile(head.page, orderId)
    await takeStep(head.page, texts, 'return-to-body', 'Шешімнің көшірмесі мен өкілдің қатысуы керек')
    await standsAt(head.page, texts, 'returned')
    const returned = region(head.page, caseFile.historyTitle)
      .getByRole('row')
      .filter({ hasText: caseEventWords['return-to-body']?.kk ?? '' })
    for (const code of ['1369 §6(1)', '1369 §4 part 2']) await returned.getByText(cited(code, 'kk')).waitFor()
    await look(desk, head.page, 'returned')

    await openFile(operator.page, orderId)
    await correctFact(desk, caseFile.piece['measure-decision'], 'note', (form) => enterCopy(form, now))
    await sendFile(desk, caseFile.piece['measure-decision'], 'sheshim.pdf', scannedPdf('07-4/12'))
    await correctFact(desk, caseFile.piece.explanation, 'correct', async (form) => {
      await form.getByRole('button', { name: texts.intake.addAttendant }).click()
      await form.getByRole('textbox', { name: texts.intake.attendantName }).fill(mother)
    })
    await takeStep(operator.page, texts, 'receive-again', 'Жауап хат № 07-4/15')
    await operator.page.getByText(caseFile.nothingOwed).waitFor()
    await takeStep(operator.page, texts, 'check', 'Бәрі орнында')
    await adoptDecision(desk, orderId, {
      registrationNumber: '119',
      months: '2',
      obligation: 'Сағат 22:00-ден 06:00-ге дейін үйден шықпау',
      radiusMetres: 100,
    })
    await issueOnScreen(desk, orderId, 'adoption-notice')
    await decideEquipment(desk, orderId, 'Мектеп оқушысы, үйде қуат пен байланыс бар')
    const { imei, deviceId } = await bracelet(desk)
    worn = await fitAtHome(desk, { orderId, imei, home: boy.home, actNumber: '42', mother, concealment: ofPupil })
    await nameSubdivision(desk)
    // Of a minor somebody stands by, and signs; who it was the fitting tells.
    await signOnScreen(desk, await issueOnScreen(desk, orderId, 'handover-act'), [
      ['handing-over', desk.asHead.session.user.name],
      ['receiving', fullName(boy)],
      ['legal-representative', mother],
    ])
    await issueOnScreen(desk, orderId, 'memo')
    await beginExecution(desk, orderId)

    await varyHours(desk, orderId, '07-4/19', mother)
    await givePermission(desk, boy)
    await openFile(head.page, orderId)
    await closeOrder(desk, imei, texts.changes.ground.verdict, '1-214/2026', 'Үкім заңды күшіне енді')
    await standsAt(head.page, texts, 'closed')
    // By which court and when nobody has said yet: it is neither the body nor the day of the removal.
    const { groundBy, groundOn } = texts.papers
    const verdict = { [groundOn]: localDay(later(now, -20 * day)), [groundBy]: 'Астана қаласының № 2 ауданаралық қылмыстық соты' }
    await issueOnScreen(desk, orderId, 'closing-act', verdict)
    await expectHistory(desk, orderId, [
      'receive',
      'return-to-body',
      'receive-again',
      'adopt',
      'decide-equipment',
      'fit',
      'activate',
      'vary',
      'close',
    ])
    await expectFree(desk, deviceId)
    await look(desk, head.page, 'closed')
    expect([...operator.takeFaults(), ...head.takeFaults()]).toEqual([])
  })
})

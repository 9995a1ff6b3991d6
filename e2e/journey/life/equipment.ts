import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { type LatLon, instant } from '@bilezik/domain'
import { expect } from 'vitest'
import { TestBracelet } from '../bracelet.ts'
import { openConsole } from '../console-page.ts'
import { beside } from '../register.ts'
import { type Desk, dialog, look, openFile, standsAt } from './desk.ts'

/** A bracelet comes into the stock of the subdivision: the head enters it by its model and the number that is printed on it. */
export async function bracelet(desk: Desk): Promise<{ readonly imei: string; readonly deviceId: string }> {
  const { page } = desk.head
  const { admin, equipment, equipmentClass } = desk.texts
  const imei = `00000${randomInt(1e9, 1e10)}`
  await page.goto('/administration/equipment')
  await page.getByRole('button', { name: admin.addDevice, exact: true }).click()
  await dialog(page).getByLabel(admin.model, { exact: true }).fill('Demo GT06 strap A')
  await dialog(page).getByLabel(equipment.class, { exact: true }).selectOption({ label: equipmentClass.bracelet })
  await dialog(page).getByLabel(admin.identifier, { exact: true }).fill(imei)
  await look(desk, page, 'register')
  await dialog(page).getByRole('button', { name: admin.register, exact: true }).click()
  await dialog(page).waitFor({ state: 'detached' })
  const link = page.getByRole('link', { name: imei, exact: true })
  const deviceId = (await link.getAttribute('href'))?.split('/').at(-1) ?? ''
  return { imei, deviceId }
}

/** The head sees what is proposed and why, notes what the home offers, and decides with reasons. */
export async function decideEquipment({ head, texts }: Desk, orderId: string, reasons: string): Promise<void> {
  const { page } = head
  const { decision } = texts
  await openFile(page, orderId)
  await page.getByRole('button', { name: texts.caseFile.step['decide-equipment'], exact: true }).click()
  await page.getByText(decision.concern['feasibility-unknown']).waitFor()
  await page.getByLabel(decision.coverageLabel).selectOption({ label: decision.coverage.good })
  await page.getByRole('button', { name: decision.noteFacts }).click()
  await page.getByText(decision.concern['feasibility-unknown']).waitFor({ state: 'detached' })
  const worn = page.getByRole('checkbox', { name: texts.equipmentClass.bracelet })
  await page.getByText(decision.reason['worn-witness']).waitFor()
  for (const box of await page.getByRole('group', { name: decision.classes, exact: true }).getByRole('checkbox').all())
    if (await box.isEnabled()) await box.uncheck()
  await worn.check()
  await page.getByLabel(decision.reasons).fill(reasons)
  await page.getByRole('button', { name: decision.submit }).click()
  await standsAt(page, texts, 'equipment-decided')
}

export type Concealment = Readonly<Record<keyof Desk['texts']['fitting']['concealmentField'], string>>

interface Fitting {
  readonly orderId: string
  readonly imei: string
  readonly home: LatLon
  readonly actNumber: string
  /** Of a minor: who stands by. */
  readonly mother?: string
  /** Absent: noted in the file before. */
  readonly concealment?: Concealment
}

const phone = { width: 390, height: 844 }

/** On the phone, at the person's home: pairing by typing, the fitting, what the bracelet says of itself, the act and the memo. */
export async function fitAtHome(desk: Desk, fitting: Fitting): Promise<TestBracelet> {
  const { demo, language, texts } = desk
  const { orderId, imei, home } = fitting
  const open = await openConsole(desk.browser, { url: demo.url, language, login: 'operator', viewport: phone })
  const { page } = open
  const words = texts.fitting
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  await openFile(page, orderId)
  await button(texts.caseFile.step.fit).click()
  await page.getByLabel(words.code).fill(imei)
  await button(words.add).click()
  await page.getByRole('listitem').filter({ hasText: imei }).first().waitFor()
  if (fitting.concealment) {
    for (const [name, text] of Object.entries(fitting.concealment))
      await page.getByLabel(words.concealmentField[name as keyof Concealment]).fill(text)
    await button(words.save).click()
  }
  await page.getByRole('heading', { name: words.concealment }).waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
  await look(desk, page, 'fitting-phone')
  await button(words.fit).click()
  await page.getByRole('heading', { name: words.selfTest }).waitFor()
  await page.getByText(words.notHeard).waitFor()

  const worn = await TestBracelet.connect(demo.gt06Port, imei)
  // It writes whole seconds: its first fix since the fitting is of the second after it. A timer may end a millisecond early.
  await setTimeout(1_050 - (Date.now() % 1_000))
  await worn.report([{ place: home, at: instant(Date.now()) }])
  await page.reload()
  await page.getByRole('heading', { name: words.selfTest }).waitFor()
  for (const wanting of [words.notHeard, words.wanting.fix]) await page.getByText(wanting).waitFor({ state: 'detached' })
  // It has said nothing of its strap: somebody looks, and says so.
  await page.getByLabel(words.strapByHand).check()
  await button(words.takeSelfTest).click()
  await page.getByText(words.passed).waitFor()

  // Thirty metres from where the address was found: where in the yard the house stands.
  await open.context.grantPermissions(['geolocation'])
  const { lat: latitude, lon: longitude } = beside(home, 30)
  await open.context.setGeolocation({ latitude, longitude, accuracy: 9 })
  await button(words.capture).click()
  await page.getByText(new RegExp(`^${words.standing}: .*\\b30\\s`)).waitFor()

  await button(words.paper.byHand).click()
  await page.getByLabel(words.actNumber).fill(fitting.actNumber)
  // Who stood by when the body explained is proposed.
  if (fitting.mother !== undefined) {
    await page.getByText(texts.papers.presentOfMinor).waitFor()
    await expect.poll(() => page.getByLabel(texts.papers.name.replace('{{number}}', '1')).inputValue()).toBe(fitting.mother)
  }
  await button(words.save).click()
  await page.getByText(words.actThere.replace('{{number}}', fitting.actNumber)).waitFor()
  await look(desk, page, 'fitted-phone')
  expect(open.takeFaults()).toEqual([])
  await open.close()
  return worn
}

/** The head begins the execution: from now on the conditions bind. */
export async function beginExecution(desk: Desk, orderId: string): Promise<void> {
  const { texts } = desk
  const { page } = desk.head
  await openFile(page, orderId)
  await page.getByRole('button', { name: texts.caseFile.step.activate, exact: true }).click()
  await dialog(page).getByText(texts.caseFile.reread.activate).waitFor()
  await dialog(page).getByLabel(texts.caseFile.measuredHome).check()
  await look(desk, page, 'activate')
  await dialog(page).getByRole('button', { name: texts.caseFile.step.activate, exact: true }).click()
  await standsAt(page, texts, 'active')
}

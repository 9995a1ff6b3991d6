import { day, hour, later } from '@bilezik/domain'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Desk, dialog, look, openFile, region } from './desk.ts'
import { localMoment } from './kazakhstan-time.ts'
import type { Wearer } from './wearer.ts'

/** A change by its form: opened, read again, filled in by the labels of its fields, and sent. */
export async function enterChange(page: Page, opener: string, fields: Readonly<Record<string, string>>, sender = opener) {
  await page.getByRole('button', { name: opener, exact: true }).click()
  for (const [label, value] of Object.entries(fields)) {
    const input = dialog(page).getByLabel(label, { exact: true })
    const isChoice = (await input.evaluate((element) => element.tagName)) === 'SELECT'
    await (isChoice ? input.selectOption({ label: value }) : input.fill(value))
  }
  await dialog(page).getByRole('button', { name: sender, exact: true }).click()
  await dialog(page).waitFor({ state: 'detached' })
}

/** Taken to hospital, both told, discharged: the conditions stand all the while. */
export async function stayInHospital({ operator, texts }: Desk): Promise<void> {
  const { page } = operator
  const { changes, caseFile } = texts
  const clinic = 'Городская больница № 2, хирургия'
  await enterChange(
    page,
    caseFile.step['begin-hospitalisation'],
    { [changes.hospital.institution]: clinic, [changes.hospital.learnedFrom]: 'Жена' },
    changes.hospital.title,
  )
  await page.getByText(changes.liftsNothing).waitFor()
  const told = async (party: string, toWhom: string) =>
    enterChange(page, changes.told.title, {
      [changes.told.about]: changes.told.of.hospitalisation,
      [changes.told.party]: party,
      [changes.told.toWhom]: toWhom,
      [changes.told.means]: 'По телефону',
    })
  await told(changes.party.body, 'Омаров Т. С.')
  await told(changes.party['health-institution'], 'Дежурный врач')
  await enterChange(page, caseFile.step['end-hospitalisation'], {}, changes.episodeEnd.hospitalisation)
  await page.getByText(changes.liftsNothing).waitFor({ state: 'detached' })
}

/** The strap is worn out: another bracelet at once; the old one goes to repair. */
export async function replaceBracelet({ operator, texts }: Desk, oldImei: string, newImei: string): Promise<void> {
  const { page } = operator
  const { changes, caseFile } = texts
  await enterChange(page, caseFile.step['replace-device'], {
    [changes.replace.because]: changes.replace.causes.malfunction,
    [changes.replace.new]: `Demo GT06 strap A ${newImei}`,
    [changes.replace.description]: 'Не заряжается',
    [changes.fateTitle]: changes.fate.repair,
  })
  await page.getByRole('row').filter({ hasText: oldImei }).getByText(changes.fate.repair).waitFor()
  await page.getByRole('row').filter({ hasText: newImei }).getByText(changes.kit.now).waitFor()
}

/** On a ground of the closed list; the bracelet goes back into stock. */
export async function closeOrder({ head, texts }: Desk, imei: string, ground: string, document: string, reasons: string) {
  const { changes, caseFile } = texts
  const optional = (label: string) => changes.optional.replace('{{label}}', label)
  await enterChange(head.page, caseFile.step.close, {
    [changes.close.ground]: ground,
    [optional(changes.close.document)]: document,
    [changes.reasons]: reasons,
    [optional(changes.close.fateOf.replace('{{device}}', `Demo GT06 strap A ${imei}`))]: changes.fate.stock,
  })
}

/** By a decision of the body the boy is at home from 21 to 7; the mother, who stood by before, stands in the form already. */
export async function varyHours(desk: Desk, orderId: string, number: string, mother: string): Promise<void> {
  const { head, texts } = desk
  const { page } = head
  const { caseFile, changes, fitting, rules, schedule, variation } = texts
  await openFile(page, orderId)
  await page.getByRole('button', { name: caseFile.step.vary, exact: true }).click()
  await page.getByLabel(changes.vary.number, { exact: true }).fill(number)
  expect(await page.getByLabel(fitting.attendant, { exact: true }).inputValue()).toBe(mother)
  const curfew = page.getByRole('article').filter({ hasText: rules.kind.curfew })
  const hours = (of: 'from' | 'until') =>
    curfew.getByLabel(`${schedule.hoursNumber.replace('{{number}}', '1')}: ${schedule[of]}`, { exact: true })
  await hours('from').fill('21:00')
  await hours('until').fill('07:00')
  const versions = region(page, variation.versions).last()
  await versions.getByText(/22:00.+06:00.+21:00.+07:00/).waitFor()
  // The words of the decision before would tell other hours than those that bind.
  await versions.getByText(variation.oldWords).waitFor()
  await versions.scrollIntoViewIfNeeded()
  await look(desk, page, 'vary')
  await curfew.getByLabel(rules.obligation).fill('Сағат 21:00-ден 07:00-ге дейін үйден шықпау')
  await versions.getByText(variation.oldWords).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: caseFile.step.vary, exact: true }).click()
  const changed = region(page, changes.sectionTitle)
  await changed.getByText(number).waitFor()
}

/** The body allows an evening out; the head records it on the person's page, where it then reads. */
export async function givePermission({ head, texts, now }: Desk, wearer: Wearer): Promise<void> {
  const { page } = head
  const { permits, caseFile } = texts
  await page.getByRole('link', { name: caseFile.toPerson }).click()
  await page.getByRole('button', { name: permits.give, exact: true }).click()
  await dialog(page).getByRole('radio', { name: permits.kind.permission }).check()
  await dialog(page)
    .getByLabel(permits.from, { exact: true })
    .fill(localMoment(later(now, day)))
  await dialog(page)
    .getByLabel(permits.until, { exact: true })
    .fill(localMoment(later(now, day + 3 * hour)))
  await dialog(page).getByLabel(permits.givenBy).fill(`${wearer.body}, ${wearer.official}`)
  await dialog(page).getByLabel(permits.documentNumber).fill('07-4/21')
  await dialog(page).getByRole('button', { name: permits.submit }).click()
  await dialog(page).waitFor({ state: 'detached' })
  await page.getByRole('region', { name: permits.title }).getByRole('listitem').filter({ hasText: '07-4/21' }).waitFor()
}

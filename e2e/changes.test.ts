import { api } from '@bilezik/contract'
import { day, hour, instant, isoInstant, later } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { type ConsolePage, openConsole } from './journey/console-page.ts'
import { asUser } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { en, kk, ru } from './journey/texts.ts'

const demo = inject('demo')
const pictures = process.env['SCREENSHOT_DIR']
const now = () => instant(Date.now())

/** A man on a recognizance, tracked since yesterday, with a bracelet on and another in stock. */
async function inExecution(head: ApiClient): Promise<{ readonly orderId: string; readonly personId: string }> {
  const organisationId = head.session.organisation.id
  const from = isoInstant(later(now(), -day))
  const { id: personId } = await head.call(api.createPerson, {
    body: {
      familyName: 'Қыдырәлі',
      givenName: 'Шыңғыс',
      patronymic: 'Үмбетұлы',
      iin: null,
      birthOn: '1988-02-11',
      language: 'kk',
      phone: null,
      organisationId,
    },
  })
  const { id: orderId } = await head.call(api.createOrder, {
    params: { personId },
    body: {
      organisationId,
      regime: 'recognizance',
      basisNumber: '07-2/204',
      decidedAt: from,
      termFrom: from,
      termUntil: isoInstant(later(now(), 30 * day)),
      rules: [{ kind: 'contact', everyMs: hour }],
    },
  })
  for (const [n, identifier] of ['changes-worn', 'changes-spare'].entries()) {
    const device = { protocol: 'osmand', identifier, model: 'Test', organisationId } as const
    const { id: deviceId } = await head.call(api.registerDevice, { body: device })
    if (n === 0) await head.call(api.issueDevice, { params: { personId }, body: { deviceId, role: 'worn', from } })
  }
  return { orderId, personId }
}

const dialog = (page: Page) => page.getByRole('dialog')

/** Opens a form by its button and sends it with what is typed or chosen. */
async function fill(page: Page, opener: string, sender: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: opener, exact: true }).click()
  for (const [label, value] of Object.entries(fields)) {
    const field = dialog(page).getByLabel(label, { exact: true })
    const isChoice = (await field.evaluate((element) => element.tagName)) === 'SELECT'
    await (isChoice ? field.selectOption({ label: value }) : field.fill(value))
  }
  await dialog(page).getByRole('button', { name: sender, exact: true }).click()
  await dialog(page).waitFor({ state: 'detached' })
}

describe('the changes of an order on the screen', () => {
  let browser: Browser
  let head: ApiClient
  let made: Awaited<ReturnType<typeof inExecution>>
  let open: ConsolePage | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    made = await inExecution(head)
  })
  afterEach(async () => {
    await open?.close()
  })
  afterAll(async () => {
    await head.signOut()
    await browser.close()
  })

  it('[1369.18] [1369.17] [1369.12] a stay in hospital, who was told of it, a replacement and an act of damage', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head' })
    const { page } = open
    const { changes, caseFile } = en
    await page.goto(`/case-files/${made.orderId}`)
    await fill(page, caseFile.step['begin-hospitalisation'], changes.hospital.title, {
      [changes.hospital.institution]: 'City hospital 2',
      [changes.hospital.learnedFrom]: 'The wife',
    })
    const untold = (parties: string) => page.getByText(changes.toldNobody.replace('{{parties}}', parties))
    await untold(`${changes.party.body}, ${changes.party['health-institution']}`).waitFor()
    await fill(page, changes.told.title, changes.told.title, {
      [changes.told.party]: changes.party.body,
      [changes.told.toWhom]: 'Omarov T. S.',
      [changes.told.means]: 'telephone',
    })
    await untold(changes.party['health-institution']).waitFor()
    await fill(page, caseFile.step['replace-device'], caseFile.step['replace-device'], {
      [changes.replace.because]: changes.replace.causes.malfunction,
      [changes.replace.new]: 'Test changes-spare',
      [changes.replace.description]: 'Does not charge',
      [changes.fateTitle]: changes.fate.repair,
    })
    await page.getByRole('row').filter({ hasText: 'changes-worn' }).getByText(changes.fate.repair).waitFor()
    // The paper on it, among the documents, bears the same name.
    const section = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: changes.sectionTitle, exact: true }) })
    await section.getByRole('button', { name: changes.damage.title, exact: true }).click()
    await dialog(page).getByRole('button', { name: changes.damage.title }).click()
    await dialog(page).getByText(changes.missing).waitFor()
    await page.keyboard.press('Escape')
    await page.goto(`/persons/${made.personId}`)
    await page.getByText(/City hospital 2/).waitFor()
    expect(open.takeFaults()).toEqual([])
  })

  it.each((['kk', 'ru'] as const).flatMap((language) => (['light', 'dark'] as const).map((scheme) => ({ language, scheme }))))(
    'has no serious faults for who cannot see it well: $language, $scheme',
    async ({ language, scheme }) => {
      const texts = { kk, ru }[language]
      const viewport = { width: 1280, height: 1400 }
      open = await openConsole(browser, { url: demo.url, language, scheme, login: 'head', viewport })
      const { page } = open
      await page.goto(`/case-files/${made.orderId}`)
      await page.getByRole('region', { name: texts.changes.kit.title }).locator('tbody tr').nth(1).waitFor()
      await takePicture(page, pictures, `changes-${language}-${scheme}`)
      expect(await seriousFaults(page)).toEqual([])
      await page.getByRole('button', { name: texts.caseFile.step['replace-device'], exact: true }).click()
      await dialog(page).waitFor()
      await takePicture(page, pictures, `changes-replace-${language}-${scheme}`)
      expect(await seriousFaults(page)).toEqual([])
      expect(open.takeFaults()).toEqual([])
    },
  )
})

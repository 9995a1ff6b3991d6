import { api } from '@bilezik/contract'
import { shortCitation } from '@bilezik/domain'
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

const section = (page: Page, key: string) => page.locator(`fieldset[data-section="${key}"]`)
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)

async function enterPerson(page: Page, person: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(person)) await field(page, `person.${name}`).fill(value)
}

async function enterDecision(page: Page): Promise<void> {
  await field(page, 'decision.measure').selectOption('minor-supervision')
  await field(page, 'decision.number').fill('07-2/204')
  await field(page, 'decision.decidedOn').fill('2026-11-19')
  await field(page, 'decision.decidedHour').fill('14:30')
  await field(page, 'decision.body').fill('Алматы ауданының тергеу бөлімі')
  await field(page, 'decision.official').fill('Омаров Т. С.')
  await field(page, 'decision.hasTrackingNote').check()
}

async function enterPiece(page: Page, piece: string): Promise<void> {
  const fields = section(page, `piece:${piece}`)
  await fields.locator('[name$=".sentAt"]').fill('2026-11-20T09:00')
  await fields.locator('[name$=".receivedAt"]').fill('2026-11-20T15:00')
  await fields.locator('[name$=".isCertified"]').check()
}

const aPdf = (text: string) =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n(${text})\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`)

describe('the intake', () => {
  let browser: Browser
  let operator: ApiClient
  let open: ConsolePage | undefined
  beforeAll(async () => {
    browser = await launchBrowser()
    operator = await asUser(demo, 'operator')
  })
  afterEach(async () => {
    await open?.close()
  })
  afterAll(async () => {
    await operator.signOut()
    await browser.close()
  })

  it('[1369.6a] takes a package to its case file: judged as it is typed, kept over a reload, found again when sent for twice', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'operator' })
    const { page } = open
    await page.goto('/case-files')
    await page.getByRole('link', { name: en.intake.open }).click()
    const verdict = page.getByRole('complementary', { name: en.intake.verdict })
    await verdict.getByText(en.caseFile.blocksAdoption).first().waitFor()

    await enterPerson(page, {
      familyName: 'Қасымбекова',
      givenName: 'Меруерт',
      patronymic: 'Дәуренқызы',
      birthOn: '2010-03-14',
      iin: '100314650014',
    })
    await page.getByText(en.intake.iin['bad-checksum']).waitFor()
    await field(page, 'person.iin').fill('')
    await enterDecision(page)
    await verdict.getByText(en.intake.isMinor).waitFor()
    await enterPiece(page, 'measure-decision')
    await verdict.getByText(en.caseFile.blocksAdoption).waitFor({ state: 'detached' })
    await verdict.getByText(shortCitation('1369 §6(3)', 'en')).first().waitFor()

    await page.reload()
    expect(await field(page, 'decision.number').inputValue()).toBe('07-2/204')
    expect(await field(page, 'person.familyName').inputValue()).toBe('Қасымбекова')

    await field(page, 'medical.institution').fill('Қалалық аурухана')
    await page.getByRole('button', { name: en.intake.submit }).click()
    await page.getByText(en.intake.notWhole).waitFor()
    expect(await field(page, 'medical.examinedOn').getAttribute('aria-invalid')).toBe('true')
    await field(page, 'medical.institution').fill('')

    await field(page, 'residence.address').fill('Астана, Абай даңғылы 1')
    await page.getByRole('button', { name: en.intake.findAddress }).click()
    await section(page, 'residence')
      .getByRole('button', { name: /Astana/ })
      .first()
      .click()
    await page.getByText(en.intake.rough).waitFor()
    await page.getByRole('button', { name: en.intake.submit }).click()
    await page.getByRole('region', { name: en.caseFile.owedTitle }).getByText(en.caseFile.piece['identity-copy']).waitFor()
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('bilezik-intake')))).toEqual([])

    // The copy comes later: the same form, on the file.
    const piece = en.caseFile.piece['identity-copy']
    await page.getByRole('button', { name: `${piece}: ${en.intake.note}` }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('[name$=".sentAt"]').fill('2026-11-20T09:00')
    await dialog.locator('[name$=".receivedAt"]').fill('2026-11-20T15:00')
    await dialog.locator('[name$=".isCertified"]').check()
    await dialog.getByRole('button', { name: en.intake.save }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: `${piece}: ${en.intake.correct}` }).waitFor()
    expect(open.takeFaults()).toEqual([])
  })

  it('[1369.6a] 200 papers go with the form; when the connection breaks in the middle none is lost, and the rest is sent again', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'operator' })
    const { page } = open
    await page.goto('/case-files/new')
    await enterPerson(page, { familyName: 'Тілеубаев', givenName: 'Санжар', birthOn: '1990-03-14' })
    await enterDecision(page)
    await field(page, 'decision.measure').selectOption('recognizance')
    await enterPiece(page, 'measure-decision')
    const papers = Array.from({ length: 200 }, (_, i) => ({
      name: `sheet ${i}.pdf`,
      mimeType: 'application/pdf',
      buffer: aPdf(`sheet ${i}`),
    }))
    await section(page, 'piece:measure-decision').locator('input[type=file]').setInputFiles(papers)
    await page.getByText(en.files.left_other.replace('{{count}}', '200')).waitFor()
    let sent = 0
    const broken = (url: URL) => /\/files\?/.test(url.pathname + url.search)
    await page.route(broken, (route) => (sent++ >= 90 && sent <= 100 ? route.abort() : route.continue()))
    await page.getByRole('button', { name: en.intake.submit }).click()
    await page.getByRole('heading', { name: en.files.title }).waitFor()
    const again = page.getByRole('button', { name: en.files.sendAgain_other.replace('{{count}}', '10') })
    await again.waitFor({ timeout: 120_000 })
    await takePicture(page, pictures, 'package-200-en')
    await page.unroute(broken)
    await again.click()
    await again.waitFor({ state: 'detached' })
    const orderId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await expect
      .poll(async () => (await operator.call(api.listFiles, { params: { orderId } })).files.length, { timeout: 30_000 })
      .toBe(200)
    const { files } = await operator.call(api.listFiles, { params: { orderId } })
    expect(new Set(files.map(({ name, belongsTo }) => `${name} ${belongsTo}`)).size).toBe(200)
    open.takeFaults()
  })

  it.each([
    { language: 'kk', scheme: 'light' },
    { language: 'ru', scheme: 'dark' },
  ] as const)('shows who is known already, and has no serious faults: $language, $scheme', async ({ language, scheme }) => {
    const texts = { kk, ru }[language].intake
    open = await openConsole(browser, {
      url: demo.url,
      language,
      scheme,
      login: 'operator',
      viewport: { width: 1280, height: 800 },
    })
    const { page } = open
    await page.goto('/case-files/new')
    await enterPerson(page, { familyName: 'Касымбекова', givenName: 'Меруерт', birthOn: '2010-03-14' })
    await page.getByText(texts.another).waitFor()
    await enterDecision(page)
    await field(page, 'ground.ground').selectOption('threat')
    await page.getByText(texts.isMinor).waitFor()
    await takePicture(page, pictures, `intake-${language}-${scheme}`)
    await field(page, 'residence.address').scrollIntoViewIfNeeded()
    await section(page, 'residence').locator('canvas').waitFor()
    await takePicture(page, pictures, `intake-residence-${language}-${scheme}`)
    await section(page, 'explanation').scrollIntoViewIfNeeded()
    await takePicture(page, pictures, `intake-middle-${language}-${scheme}`)
    expect(await seriousFaults(page)).toEqual([])
    // Another one signs in at this window: nothing of it is left.
    await page.getByRole('button', { name: new RegExp({ kk, ru }[language].user.menu) }).click()
    await page.getByRole('menuitem', { name: { kk, ru }[language].signIn.signOut }).click()
    await page.waitForURL(/sign-in/)
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('bilezik-intake')))).toEqual([])
    expect(open.takeFaults()).toEqual([])
  })
})

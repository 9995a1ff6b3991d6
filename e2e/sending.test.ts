import { api } from '@bilezik/contract'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { type ConsolePage, openConsole } from './journey/console-page.ts'
import { recordReceipt } from './journey/hand-over.ts'
import { asUser } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { signablePaper } from './journey/signable.ts'
import { en, kk, ru } from './journey/texts.ts'

const demo = inject('demo')
const pictures = process.env['SCREENSHOT_DIR']
const { deliveries } = en

const dialog = (page: Page) => page.getByRole('dialog')
const pressed = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true })
const row = (page: Page, text: string) =>
  page.getByRole('region', { name: deliveries.title, exact: true }).getByRole('row').filter({ hasText: text })

describe('sending', () => {
  let browser: Browser
  let head: ApiClient
  let made: Awaited<ReturnType<typeof signablePaper>>
  let open: ConsolePage | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    made = await signablePaper(head, '1984-02-03')
    await head.call(api.addRecipient, {
      body: {
        organisationId: head.session.organisation.id,
        name: { kk: 'Алматы ауданының тергеу бөлімі', ru: 'Следственный отдел Алматинского района' },
        email: 'duty@police.example.kz',
        webhookUrl: null,
        dutyUnit: '+7 7172 55 00 11',
        postalAddress: 'Астана, Бейбітшілік көшесі, 25',
      },
    })
  })
  afterEach(async () => {
    await open?.close()
  })
  afterAll(async () => {
    await head.signOut()
    await browser.close()
  })

  it('[1369.18] one paper to two: the body by e-mail, which leaves at once, and another by hand, to its receipt with name and time', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head' })
    const { page } = open
    await page.goto(`/case-files/${made.orderId}`)
    await page.getByRole('button', { name: deliveries.open }).click()
    await dialog(page).getByLabel(deliveries.what, { exact: true }).selectOption(`document ${made.documentId}`)
    // The body of the decision is proposed, with the channel that the address book has of it.
    await dialog(page).getByText('duty@police.example.kz').waitFor()
    await pressed(page, deliveries.addAddressee).click()
    expect(await pressed(page, deliveries.send).getAttribute('aria-disabled')).toBe('true')
    await dialog(page).getByLabel(deliveries.name).fill('City hospital No. 1')
    await takePicture(page, pictures, 'sending-form')
    expect(await seriousFaults(page)).toEqual([])
    await pressed(page, deliveries.send).click()
    await dialog(page).waitFor({ state: 'detached' })
    await row(page, 'duty@police.example.kz').getByText(deliveries.state.sent).waitFor({ timeout: 30_000 })

    const printed = row(page, 'City hospital No. 1')
    await printed.getByRole('button', { name: deliveries.cancel }).click()
    await printed.getByText(deliveries.state.cancelled).waitFor()
    await page
      .getByRole('alert')
      .or(page.locator('[class*=notification]'))
      .getByRole('button', { name: en.app.undo })
      .first()
      .click()
    await printed.getByText(deliveries.state['to-hand-over']).waitFor()
    await recordReceipt(page, en, printed, 'Seitkali A. B., registrar', () => takePicture(page, pictures, 'sending-receipt'))
    expect(open.takeFaults()).toEqual([])
  })

  it.each([
    { language: 'kk', scheme: 'light' },
    { language: 'ru', scheme: 'dark' },
  ] as const)('what needs a person and the address book, $language, $scheme', async ({ language, scheme }) => {
    const texts = { kk, ru }[language].deliveries
    await head.call(api.sendPaper, {
      params: { orderId: made.orderId },
      body: { documentId: made.documentId, to: [{ typed: { channel: 'print', name: 'Прокуратура', address: null } }] },
    })
    open = await openConsole(browser, { url: demo.url, language, login: 'head', scheme })
    const { page } = open
    await page.goto('/deliveries')
    await page.getByText(texts.state['to-hand-over']).first().waitFor()
    await takePicture(page, pictures, `deliveries-${language}-${scheme}`)
    expect(await seriousFaults(page)).toEqual([])
    await page.goto('/administration/address-book')
    await page.getByText('duty@police.example.kz').first().waitFor()
    await takePicture(page, pictures, `address-book-${language}-${scheme}`)
    expect(await seriousFaults(page)).toEqual([])
    await page.goto(`/case-files/${made.orderId}`)
    await page.getByText(texts.state.sent).first().waitFor()
    await page.getByRole('heading', { name: texts.title, exact: true }).scrollIntoViewIfNeeded()
    await takePicture(page, pictures, `case-file-sending-${language}-${scheme}`)
    expect(open.takeFaults()).toEqual([])
  })
})

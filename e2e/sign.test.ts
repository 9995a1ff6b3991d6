import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { signablePaper } from './journey/signable.ts'
import { type ConsolePage, openConsole } from './journey/console-page.ts'
import { asUser } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { drawSignature, placeOf, signaturesOf } from './journey/sign-paper.ts'
import { en, kk, ru } from './journey/texts.ts'

const demo = inject('demo')
const pictures = process.env['SCREENSHOT_DIR']

const dialog = (page: Page) => page.getByRole('dialog')
const pressed = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true })

describe('signing on the screen', () => {
  let browser: Browser
  let head: ApiClient
  let made: Awaited<ReturnType<typeof signablePaper>>
  let open: ConsolePage | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    made = await signablePaper(head)
  })
  afterEach(async () => {
    await open?.close()
  })
  afterAll(async () => {
    await head.signOut()
    await browser.close()
  })

  it('a refusal with its reason, then a signature by hand at 360 pixels: taken back, drawn again, and stored once', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head', viewport: { width: 360, height: 740 } })
    const { page } = open
    const { signing } = en
    const opener = (signed: number) => signaturesOf(page, signing, made.number, signed, 3)
    await page.goto(`/case-files/${made.orderId}`)
    await opener(0).click()
    await placeOf(page, signing, 'witness', 'Ким Виктория').click()
    await dialog(page).getByText(signing.way.refused, { exact: true }).click()
    await dialog(page).getByLabel(signing.reason).fill('Was not present')
    await pressed(page, signing.recordRefusal).click()
    await dialog(page)
      .getByText(/Was not present/)
      .waitFor()

    await placeOf(page, signing, 'employee', 'Сейтқали Еркебұлан').click()
    expect(await pressed(page, signing.sign).getAttribute('aria-disabled')).toBe('true')
    await drawSignature(page, signing)
    await pressed(page, signing.undo).click()
    expect(await pressed(page, signing.sign).getAttribute('aria-disabled')).toBe('true')
    await pressed(page, signing.redo).click()
    await takePicture(page, pictures, 'signing-drawn-360')
    expect(await seriousFaults(page)).toEqual([])
    await pressed(page, signing.sign).click()
    await dialog(page).getByText(new RegExp(en.documents.method.drawn)).waitFor()
    await page.keyboard.press('Escape')
    await opener(1).waitFor()
    expect(open.takeFaults()).toEqual([])
  })

  it.each([
    { language: 'kk', scheme: 'light' },
    { language: 'ru', scheme: 'dark' },
  ] as const)('reads without serious faults: $language, $scheme', async ({ language, scheme }) => {
    const { signing } = { kk, ru }[language]
    open = await openConsole(browser, { url: demo.url, language, scheme, login: 'head' })
    const { page } = open
    await page.goto(`/case-files/${made.orderId}`)
    await page.getByRole('button', { name: new RegExp(`${made.number}.*3`) }).click()
    await dialog(page).getByText(signing.state.open).first().waitFor()
    await takePicture(page, pictures, `signing-${language}-${scheme}`)
    expect(await seriousFaults(page)).toEqual([])
    expect(open.takeFaults()).toEqual([])
  })
})

import { api } from '@bilezik/contract'
import { civilInKazakhstan, hour, instant, later, minute } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { type ConsolePage, mapIsDrawn, openConsole } from './journey/console-page.ts'
import { type Watched, asUser, watchSomeone } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { en, kk, ru } from './journey/texts.ts'

const demo = inject('demo')
const pictures = process.env['SCREENSHOT_DIR']

const two = (n: number) => String(n).padStart(2, '0')
/** What a field of a date and a time holds so many milliseconds from now, by the clock of Kazakhstan. */
function fieldIn(ms: number): string {
  const { year, month, day, hour: hours, minute: minutes } = civilInKazakhstan(later(instant(Date.now()), ms))
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${two(minutes)}`
}

const dialog = (page: Page) => page.getByRole('dialog')
const section = (page: Page) => page.getByRole('region', { name: en.permits.title })

describe('[MON.permit] notices and permissions on a person’s page', () => {
  let browser: Browser
  let head: ApiClient
  let watched: Watched
  let open: ConsolePage | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    watched = await watchSomeone(demo, head, { familyName: 'Сапарғалиева', givenName: 'Гүлмира', patronymic: 'Ержанқызы' })
    watched.bracelet.close()
  })
  afterEach(async () => {
    await open?.close()
  })
  afterAll(async () => {
    await head.signOut()
    await browser.close()
  })

  it('a head records one given late, reads from when it covers, and revokes it; what is refused is told in words', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head' })
    const { page } = open
    await page.goto(`/persons/${watched.personId}`)
    await section(page).getByText(en.permits.none).waitFor()
    await section(page).getByRole('button', { name: en.permits.give }).click()

    // The only condition that can be lifted is chosen already.
    expect(await dialog(page).getByRole('checkbox', { name: 'Be at: Үй' }).isChecked()).toBe(true)
    await dialog(page)
      .getByLabel(en.permits.from, { exact: true })
      .fill(fieldIn(-2 * hour))
    await dialog(page)
      .getByLabel(en.permits.until, { exact: true })
      .fill(fieldIn(-3 * hour))
    await dialog(page).getByLabel(en.permits.givenBy).fill('Probation service of the city')
    await dialog(page).getByLabel(en.permits.documentNumber).fill('12/7')
    await dialog(page).getByText('not the time before it was given').waitFor()

    // Ends before it begins, then: a notice does not lift hours at home.
    await page.keyboard.press('Enter')
    await dialog(page).getByRole('alert').getByText('must end after it begins').waitFor()
    await dialog(page)
      .getByLabel(en.permits.until, { exact: true })
      .fill(fieldIn(20 * hour))
    await dialog(page).getByRole('radio', { name: en.permits.kind.notice }).check()
    await dialog(page).getByRole('button', { name: en.permits.submit }).click()
    await dialog(page).getByRole('alert').getByText('does not lift this condition').waitFor()
    await dialog(page).getByRole('radio', { name: en.permits.kind.permission }).check()
    await dialog(page).getByRole('checkbox', { name: en.permits.isRecurring }).check()
    await dialog(page).getByRole('button', { name: en.permits.submit }).click()
    await dialog(page).waitFor({ state: 'detached' })
    const line = section(page).getByRole('listitem').filter({ hasText: '12/7' })
    await line.getByText('not the time before it was given').waitFor()
    for (const told of ['in force', 'only Mon-Fri 09:00-18:00', 'Be at: Үй', 'Probation service of the city']) {
      expect(await line.textContent()).toContain(told)
    }

    await line.getByRole('button', { name: en.permits.revoke }).click()
    await page.keyboard.type('The class was called off')
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'detached' })
    await section(page).getByText('Earlier (1)').click()
    await section(page)
      .getByText(/Revoked from .+ Reason: The class was called off/)
      .waitFor()
    // The browser reports each refusal as an error of its own.
    expect(open.takeFaults().filter((fault) => !fault.includes('422'))).toEqual([])
  })

  it('an operator reads them, and is told who records them', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'operator' })
    const { page } = open
    await page.goto(`/persons/${watched.personId}`)
    await section(page).getByText('Earlier (1)').waitFor()
    const give = section(page).getByRole('button', { name: en.permits.give })
    expect(await give.getAttribute('aria-description')).toBe(en.permits.whyNoRight)
    await give.click({ force: true })
    expect(await dialog(page).count()).toBe(0)
  })

  it.each((['kk', 'ru'] as const).flatMap((language) => (['light', 'dark'] as const).map((scheme) => ({ language, scheme }))))(
    'the list and the form have no serious faults for who cannot see them well: $language, $scheme',
    async ({ language, scheme }) => {
      const texts = { kk, ru }[language].permits
      const { order, obligations } = await head.call(api.getPerson, { params: { personId: watched.personId } })
      const lineageIds = obligations.flatMap(({ rule, lineageId }) => (rule.kind === 'curfew' ? [lineageId] : []))
      const iso = (ms: number) => new Date(Date.now() + ms).toISOString()
      await head.call(api.givePermit, {
        params: { orderId: order!.id },
        body: {
          kind: 'permission',
          lineageIds,
          from: iso(24 * hour),
          until: iso(31 * 24 * hour),
          schedule: { windows: [{ days: [2, 4], startMinute: 1_080, endMinute: 1_230 }] },
          givenAt: iso(-minute),
          givenBy: 'Сарыарқа ауданының пробация қызметі, аға инспектор С. Ыбыраев',
          documentNumber: '12-07/431',
        },
      })
      open = await openConsole(browser, {
        url: demo.url,
        language,
        scheme,
        login: 'head',
        viewport: { width: 1280, height: 800 },
      })
      const { page } = open
      await page.goto(`/persons/${watched.personId}`)
      const list = page.getByRole('region', { name: texts.title })
      await list.getByRole('listitem').first().waitFor()
      await list.locator('summary').click()
      await list.scrollIntoViewIfNeeded()
      await mapIsDrawn(page)
      await takePicture(page, pictures, `permits-${language}-${scheme}`)
      expect(await seriousFaults(page)).toEqual([])
      await list.getByRole('button', { name: texts.give }).click()
      await dialog(page).getByRole('checkbox', { name: texts.isRecurring }).check()
      await dialog(page).getByLabel(texts.from, { exact: true }).first().fill(fieldIn(-hour))
      await dialog(page).getByText(texts.late.split('{{time}}')[1]!.slice(2)).waitFor()
      await takePicture(page, pictures, `permit-form-${language}-${scheme}`)
      expect(await seriousFaults(page)).toEqual([])
      await page.keyboard.press('Escape')
      await dialog(page).waitFor({ state: 'detached' })
      await list.getByRole('button', { name: texts.revoke }).first().click()
      await dialog(page).waitFor()
      await takePicture(page, pictures, `permit-revoke-${language}-${scheme}`)
    },
  )
})

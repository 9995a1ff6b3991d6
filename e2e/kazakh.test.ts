import { api } from '@bilezik/contract'
import { day, hour, parseIsoInstant } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from './browser/launch.ts'
import { type ConsolePage, mapIsDrawn, openConsole, peopleOnMap, signInByForm } from './journey/console-page.ts'
import { expectOwnWords } from './journey/own-words.ts'
import { beside } from './journey/register.ts'
import { type Watched, asUser, astana, onlyIncident, trackLength, watchSomeone } from './journey/scene.ts'
import { kk } from './journey/texts.ts'

const demo = inject('demo')
const patient = { timeout: 30_000, interval: 100 }
const nbsp = '\u00A0'

const expectKazakhOnly = (page: Page) => expectOwnWords(page, 'kk')

const months = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' ')
const kazakhstan = (atMs: number) => new Date(atMs + 5 * hour)

/** «23 қараша», written here once more: the names on the screen are checked against ours, not against themselves. */
function firstOfTomorrow(): string {
  const at = kazakhstan(Date.now() + day)
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]}`
}

const weekdayOf = (atMs: number) => (kazakhstan(atMs).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7

describe('the same night in Kazakh', () => {
  let browser: Browser
  let head: ApiClient
  let open: ConsolePage
  let watched: Watched

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    const at = (iso: string) => {
      const parsed = parseIsoInstant(iso)
      if (!parsed.ok) throw new Error(iso)
      return parsed.value
    }
    // Decided in November, ending in January: months that Chromium's own Intl does not know in Kazakh. Should be at home today and
    // is seen more than a thousand kilometres away: a number of two groups.
    watched = await watchSomeone(
      demo,
      head,
      {
        familyName: 'Әбдіқадырова',
        givenName: 'Гүлнұр',
        patronymic: 'Ізбасарқызы',
        decidedAt: at('2025-11-16T20:30:00Z'),
        termUntil: at('2031-01-05T19:00:00Z'),
        days: [weekdayOf(Date.now()), weekdayOf(Date.now() - 4 * hour)],
      },
      Array.from({ length: trackLength }, () => beside(astana, 1_234_000)),
    )
    open = await openConsole(browser, { url: demo.url, language: 'kk' })
  })
  afterAll(async () => {
    watched.bracelet.close()
    await head.signOut()
    await browser.close()
  })

  it('the sign-in page is in Kazakh, and says so', async () => {
    const { page } = open
    await page.goto('/')
    await page.getByRole('heading', { name: kk.signIn.title }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('kk')
    await expectKazakhOnly(page)
    await signInByForm(page, 'operator')
  })

  it('an absence is worked on in the panel; distances are grouped as in Kazakhstan', async () => {
    const { page } = open
    const row = page.getByRole('option').filter({ hasText: watched.shortName })
    await row.waitFor()
    await expect.poll(() => peopleOnMap(page), patient).toBeGreaterThan(40)
    expect(await row.textContent()).toContain(kk.alert['not-at-home'])
    expect(await row.textContent()).toMatch(new RegExp(`Үй аймағынан 1${nbsp}23\\d${nbsp}км`))
    await row.click()
    const strip = page.getByTestId('selected')
    await strip.getByText(/Аймақтан тыс, ықтималдығы .+, шекарасынан 1.23\d.км; \d+ орналасу ескерілді/).waitFor()
    await mapIsDrawn(page)
    await expectKazakhOnly(page)

    // Why: the sentences, positions, map and belief, and the whole of it as text.
    await page.keyboard.press('w')
    const why = page.getByTestId('explanation')
    await why.getByText(/ықтималдығы >.99,9.% болды|ықтималдығы 99,\d.% болды/).waitFor()
    await why.locator('tbody tr').first().waitFor()
    await why.locator('[data-map-state=ready] [data-map-idle=true]').waitFor()
    await expectKazakhOnly(page)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await why.getByRole('button', { name: kk.explain.copy }).click()
    await page.getByText(kk.explain.copied).waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain(kk.explainPart.ground)
    expect(copied).toContain(kk.statement['no-finding'])
    await page.keyboard.press('Escape')
    await why.waitFor({ state: 'detached' })

    await strip.getByRole('button', { name: kk.incident.take, exact: true }).click()
    await page
      .getByText(`№ ${(await onlyIncident(head, watched.personId)).incident.number}, ${watched.shortName}`)
      .first()
      .waitFor()
    await strip.getByRole('button', { name: kk.incident.conclude, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: kk.conclusion['equipment-fault'] }).check()
    await dialog.getByText(kk.conclude.rereadTitle).waitFor()
    await expectKazakhOnly(page)
    await dialog.getByRole('button', { name: kk.conclude.submit, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const { incidents } = await head.call(api.listIncidents, { query: { personId: watched.personId, state: 'concluded' } })
    expect(incidents.map(({ concluded }) => concluded?.conclusion)).toEqual(['equipment-fault'])
  })

  it('dates of the person are Kazakh: year, day, month by name, in the time of Kazakhstan', async () => {
    const { page } = open
    await page.goto(`/persons/${watched.personId}`)
    await page.getByRole('heading', { level: 1, name: watched.fullName }).waitFor()
    const header = (await page.locator('header', { has: page.getByRole('heading', { level: 1 }) }).textContent()) ?? ''
    // 20:30 UTC is half past one of the next day; 19:00 UTC is midnight.
    expect(header).toContain('2025 ж. 17 қараша')
    expect(header).toContain('2031 ж. 6 қаңтар')
    expect(header).toContain('1988 ж. 22 қараша')
    await mapIsDrawn(page)
    await expectKazakhOnly(page)
  })

  it('another day is told by day and month, and days of the week by their Kazakh short names', async () => {
    const obligations = await open.page.locator('#obligations-title').locator('..').textContent()
    expect(obligations).toContain(`${firstOfTomorrow()}, 00:00`)
    expect(obligations).toContain(kk.weekdayShort[`day${weekdayOf(Date.now())}`])
  })
})

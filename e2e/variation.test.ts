import { api } from '@bilezik/contract'
import { day, instant, isoInstant, later } from '@bilezik/domain'
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
const dialog = (page: Page) => page.getByRole('dialog')

/** At home at night since yesterday, by decision; beside it the duty to keep the device charged. */
async function atHomeAtNight(head: ApiClient, familyName: string, more: readonly object[] = []): Promise<string> {
  const organisationId = head.session.organisation.id
  const from = isoInstant(later(now(), -day))
  const { id: personId } = await head.call(api.createPerson, {
    body: {
      familyName,
      givenName: 'Ерлан',
      patronymic: 'Серікұлы',
      iin: null,
      birthOn: '1991-04-02',
      language: 'kk',
      phone: null,
      organisationId,
    },
  })
  const { id } = await head.call(api.createOrder, {
    params: { personId },
    body: {
      organisationId,
      regime: 'house-arrest',
      basisNumber: '07-2/310',
      decidedAt: from,
      termFrom: from,
      termUntil: isoInstant(later(now(), 30 * day)),
      rules: [
        {
          kind: 'curfew',
          zone: { name: 'Үй', shape: { kind: 'circle', centre: { lat: 51.1282, lon: 71.4304 }, radiusMetres: 100 } },
          schedule: { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 1_320, endMinute: 360 }] },
          arrivalGraceMs: 300_000,
          departureGraceMs: 300_000,
        },
        { kind: 'device-care', lowBatteryPercent: 20 },
        ...(more as never[]),
      ],
    },
  })
  return id
}

/** To a town by its name and back; then with longitude first, as it is mistyped, which is told and put right by one press. */
async function moveAbout(page: Page): Promise<void> {
  const centre = dialog(page).getByLabel(en.zone.centreField)
  const home = await centre.inputValue()
  await dialog(page).getByLabel(en.zone.search).fill('Тараз')
  await page.keyboard.press('Enter')
  await dialog(page)
    .getByRole('button', { name: /^Taraz/ })
    .first()
    .click()
  await dialog(page).getByText(en.zone.rough).waitFor()
  expect(await centre.inputValue()).toMatch(/^42\.\d+, 71\./)
  await takePicture(page, pictures, 'zone-address-en')
  await centre.fill(home.split(', ').toReversed().join(', '))
  await dialog(page).getByText(en.zoneFault['coordinates-swapped']).waitFor()
  await takePicture(page, pictures, 'zone-swapped-en')
  await dialog(page).getByRole('button', { name: en.zone.exchange }).click()
  expect(await centre.inputValue()).toBe(home)
}

describe('a variation on the screen', () => {
  let browser: Browser
  let head: ApiClient
  let open: ConsolePage | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
  })
  afterEach(async () => {
    await open?.close()
  })
  afterAll(async () => {
    await head.signOut()
    await browser.close()
  })

  it('[1369.4c] another radius by a decision: shown beside what is in force, in words, kept over a reload; nothing else changes', async () => {
    const orderId = await atHomeAtNight(head, 'Оспанов')
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head' })
    const { page } = open
    await page.goto(`/case-files/${orderId}`)
    await page.getByRole('button', { name: en.caseFile.step.vary, exact: true }).click()
    const versions = page.getByRole('region', { name: en.variation.versions, exact: true }).last()
    await versions.getByText(en.variation.same).nth(1).waitFor()
    await page.getByText(en.variation.why.noDecision).first().waitFor()
    const field = (label: string) => page.getByLabel(label, { exact: true })
    await field(en.changes.vary.number).fill('12-7')
    await field(en.changes.vary.body).fill('Investigation department, Almaty district')
    await field(en.changes.official).fill('Omarov T. S.')
    await page.getByText(en.variation.why.nothing).first().waitFor()
    const curfew = page.getByRole('article').filter({ hasText: en.rules.kind.curfew })
    await curfew.getByLabel(en.rules.obligation).fill('At home at night')
    await curfew.getByRole('button', { name: en.rules.changeZone }).click()
    await dialog(page).getByRole('textbox', { name: en.zone.radiusField, exact: true }).fill('250')
    await moveAbout(page)
    await dialog(page).getByRole('button', { name: en.zone.save }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await page.reload()
    await versions.getByText(/Place: now .*100\sm.*; then .*250\sm/).waitFor()
    await page.getByRole('button', { name: en.rules.preview.title }).click()
    await page.getByText(en.rules.preview.nothing).waitFor()
    await page.getByRole('button', { name: en.caseFile.step.vary, exact: true }).click()
    await page.getByRole('heading', { name: en.changes.sectionTitle, exact: true }).waitFor()
    const { binding, variations, conditions } = await head.call(api.getOrderChanges, { params: { orderId } })
    expect(variations).toMatchObject([{ number: '12-7' }])
    expect(conditions).toHaveLength(3)
    expect(binding.find(({ rule }) => rule.kind === 'curfew')).toMatchObject({
      rule: { zone: { shape: { radiusMetres: 250 } } },
      obligation: 'At home at night',
    })
    expect(open.takeFaults()).toEqual([])
  })

  it('a name is corrected with the reason; both stand on the page', async () => {
    const orderId = await atHomeAtNight(head, 'Жуманов')
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head' })
    const { page } = open
    await page.goto(`/case-files/${orderId}`)
    await page.getByRole('button', { name: en.identity.correct }).click()
    await dialog(page).getByLabel(en.intake.person.familyName, { exact: true }).fill('Жұманов')
    await dialog(page).getByLabel(en.identity.reason, { exact: true }).fill('As in the identity card')
    await dialog(page).getByRole('button', { name: en.identity.correct }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await page.getByText('1 correction').click()
    await page.getByText('Family name: was Жуманов, now Жұманов').waitFor()
    await page.getByRole('heading', { level: 1, name: /Жұманов/ }).waitFor()
    expect(open.takeFaults()).toEqual([])
  })

  it('[1369.20] who applied because of a threat is named as protected by the obligation to keep away', async () => {
    const orderId = await atHomeAtNight(head, 'Сапаров', [{ kind: 'distance', metres: 300, places: [] }])
    const applicant = 'Сапарова Гүлнар'
    await head.call(api.addCaseRecords, {
      params: { orderId },
      body: { records: [{ kind: 'ground', ground: 'threat', applicants: [applicant] }] },
    })
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head' })
    const { page } = open
    await page.goto(`/case-files/${orderId}`)
    await page.getByRole('button', { name: en.identity.protectOne }).click()
    await dialog(page).getByLabel(en.intake.person.phone, { exact: true }).fill('+7 701 000 00 31')
    await dialog(page).getByLabel(en.intake.person.language, { exact: true }).selectOption('kk')
    await dialog(page)
      .getByRole('button', { name: en.identity.protect.replace('{{name}}', applicant) })
      .click()
    await dialog(page).waitFor({ state: 'detached' })
    await page.getByText(en.identity.isProtected).waitFor()
    expect(open.takeFaults()).toEqual([])
  })

  it.each((['kk', 'ru'] as const).flatMap((language) => (['light', 'dark'] as const).map((scheme) => ({ language, scheme }))))(
    'has no serious faults for who cannot see it well: $language, $scheme',
    async ({ language, scheme }) => {
      const texts = { kk, ru }[language]
      const orderId = await atHomeAtNight(head, `Қалиев${language}${scheme}`)
      const viewport = { width: 1280, height: 1900 }
      open = await openConsole(browser, { url: demo.url, language, scheme, login: 'head', viewport })
      const { page } = open
      await page.goto(`/case-files/${orderId}/vary`)
      const curfew = page.getByRole('article').filter({ hasText: texts.rules.kind.curfew })
      await curfew.getByLabel(texts.rules.number.arrivalGraceMinutes).fill('15')
      await page
        .getByText(/15 мин/)
        .first()
        .waitFor()
      await takePicture(page, pictures, `variation-${language}-${scheme}`)
      expect(await seriousFaults(page)).toEqual([])
      await page.goto(`/case-files/${orderId}`)
      await page.getByRole('button', { name: texts.identity.correct }).waitFor()
      await takePicture(page, pictures, `case-file-person-${language}-${scheme}`)
      expect(await seriousFaults(page)).toEqual([])
      expect(open.takeFaults()).toEqual([])
    },
  )
})

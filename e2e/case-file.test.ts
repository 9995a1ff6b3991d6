import { api } from '@bilezik/contract'
import { caseEventWords, shortCitation } from '@bilezik/domain'
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
const decidedOn = '2026-11-19'
const sent = { sentAt: '2026-11-20T09:00:00+05:00', receivedAt: '2026-11-20T15:00:00+05:00', isCertified: true }

/** A girl of sixteen; the body explained it to her alone and sent no copy of her identity document. */
async function openedFile(head: ApiClient): Promise<string> {
  const organisationId = head.session.organisation.id
  const { id: personId } = await head.call(api.createPerson, {
    body: {
      familyName: 'Нұрмұхамбетова',
      givenName: 'Әсемгүл',
      patronymic: 'Жеңісбекқызы',
      iin: '100512650018',
      birthOn: '2010-05-12',
      language: 'kk',
      phone: '+7 701 000 00 11',
      organisationId,
    },
  })
  const decision = {
    measure: 'minor-supervision',
    number: '07-2/118',
    decidedOn,
    decidedHour: '14:30',
    body: 'Алматы ауданының тергеу бөлімі',
    official: 'Омаров Т. С.',
    hasTrackingNote: true,
    orderedWith: 'measure',
    isUnderArticle139: true,
    authorisation: null,
    act: null,
  } as const
  const { id } = await head.call(api.openCaseFile, {
    params: { personId },
    body: {
      organisationId,
      decision,
      records: [
        { kind: 'piece', piece: 'measure-decision', ...sent },
        { kind: 'piece', piece: 'case-certificate', ...sent },
        { kind: 'ground', ground: 'detention-refused', applicants: [] },
        {
          kind: 'explanation',
          explainedOn: decidedOn,
          official: 'Омаров Т. С.',
          attendants: [],
          isCopyHandedOver: true,
          isAppealExplained: true,
        },
      ],
    },
  })
  return id
}

const region = (page: Page, name: string) => page.getByRole('region', { name })
const dialog = (page: Page) => page.getByRole('dialog')

describe('a case file on the screen', () => {
  let browser: Browser
  let head: ApiClient
  let orderId: string
  let open: ConsolePage | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    orderId = await openedFile(head)
  })
  afterEach(async () => {
    await open?.close()
  })
  afterAll(async () => {
    await head.signOut()
    await browser.close()
  })

  it('[1369.6a] shows the missing identity copy, who owes it and the provision; the check is closed and the copy claimed', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head' })
    const { page } = open
    await page.goto('/case-files')
    await page
      .getByRole('link', { name: /Нұрмұхамбетова/ })
      .first()
      .click()
    const owed = region(page, en.caseFile.owedTitle).getByRole('row')
    const copy = owed.filter({ hasText: en.caseFile.piece['identity-copy'] })
    for (const told of [en.caseFile.owedBy.body, en.caseFile.isClaimed, shortCitation('1369 §6(3)', 'en')])
      expect(await copy.textContent()).toContain(told)
    expect(await owed.filter({ hasText: en.caseFile.piece.explanation }).textContent()).toContain(
      en.caseFile.problem['representative-absent'],
    )

    await page.getByRole('button', { name: en.caseFile.step.check }).click()
    await dialog(page).getByLabel(en.caseFile.note).fill('Looked through with the clerk of the body')
    await dialog(page).getByRole('button', { name: en.caseFile.step.check }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await page.locator('[aria-current=step]', { hasText: en.caseFile.states.checked }).waitFor()
    await page.getByRole('button', { name: en.caseFile.step['claim-missing'] }).click()
    await dialog(page).getByRole('button', { name: en.caseFile.step['claim-missing'] }).click()
    await dialog(page).waitFor({ state: 'detached' })
    const history = region(page, en.caseFile.historyTitle)
    await history.getByText(`${caseEventWords['check']?.en}: Looked through with the clerk of the body`).waitFor()
    await history
      .getByRole('row')
      .filter({ hasText: caseEventWords['claim-missing']?.en ?? '' })
      .getByText(shortCitation('1369 §6(3)', 'en'))
      .waitFor()
    expect(open.takeFaults()).toEqual([])
  })

  it.each((['kk', 'ru'] as const).flatMap((language) => (['light', 'dark'] as const).map((scheme) => ({ language, scheme }))))(
    'the file has no serious faults for who cannot see it well: $language, $scheme',
    async ({ language, scheme }) => {
      const texts = { kk, ru }[language].caseFile
      open = await openConsole(browser, {
        url: demo.url,
        language,
        scheme,
        login: 'head',
        viewport: { width: 1280, height: 800 },
      })
      const { page } = open
      await page.goto(`/case-files/${orderId}`)
      await region(page, texts.historyTitle).locator('tbody tr').nth(2).waitFor()
      await takePicture(page, pictures, `case-file-${language}-${scheme}`)
      expect(await seriousFaults(page)).toEqual([])
      expect(open.takeFaults()).toEqual([])
    },
  )
})

import { api } from '@bilezik/contract'
import { day, hour, instant, isoInstant, later, minute } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from './browser/launch.ts'
import { type ConsolePage, openConsole } from './journey/console-page.ts'
import { setContacts } from './journey/contacts.ts'
import { asUser } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { kk, ru } from './journey/texts.ts'

const demo = inject('demo')
const pictures = process.env['SCREENSHOT_DIR']
const now = () => instant(Date.now())
const dialog = (page: Page) => page.getByRole('dialog')

/** A man under house arrest since yesterday, in hospital since an hour. */
async function inHospital(head: ApiClient): Promise<string> {
  const organisationId = head.session.organisation.id
  const from = isoInstant(later(now(), -day))
  const person = {
    familyName: 'Әбдіқалықов',
    givenName: 'Нұрдәулет',
    patronymic: 'Қыдырәліұлы',
    iin: null,
    birthOn: '1988-02-11',
  }
  const { id: personId } = await head.call(api.createPerson, { body: { ...person, language: 'kk', phone: null, organisationId } })
  const rules = [{ kind: 'contact' as const, everyMs: hour }]
  const terms = { termFrom: from, termUntil: isoInstant(later(now(), 30 * day)) }
  const { id: orderId } = await head.call(api.createOrder, {
    params: { personId },
    body: { organisationId, regime: 'house-arrest', basisNumber: '07-2/301', decidedAt: from, ...terms, rules },
  })
  const params = { orderId }
  const decision = {
    kind: 'decision' as const,
    measure: 'house-arrest' as const,
    number: '07-2/301',
    decidedOn: from.slice(0, 10),
    decidedHour: '14:30',
    body: 'Алматы ауданының тергеу бөлімі',
    official: 'Омаров Т. С.',
    hasTrackingNote: true,
    orderedWith: 'measure' as const,
    isUnderArticle139: false,
    authorisation: { court: 'Астана қалалық соты', number: '77', on: from.slice(0, 10) },
    act: null,
  }
  await head.call(api.addCaseRecords, { params, body: { records: [decision] } })
  const device = { protocol: 'osmand' as const, identifier: 'papers-worn', model: 'Test', organisationId }
  const { id: deviceId } = await head.call(api.registerDevice, { body: device })
  await head.call(api.issueDevice, { params: { personId }, body: { deviceId, role: 'worn', from } })
  const at = isoInstant(later(now(), -hour))
  const stay = {
    kind: 'hospitalisation' as const,
    institution: 'Қалалық көпбейінді аурухана № 2',
    at,
    learnedFrom: 'жұбайы',
    note: '',
  }
  await head.call(api.beginEpisode, { params, body: stay })
  const foundAt = isoInstant(later(now(), -minute))
  const damage = {
    kind: 'damaged' as const,
    foundAt,
    foundBy: 'Сәрсенов Д.',
    circumstances: 'Бауы кесілген',
    personStatement: null,
  }
  await head.call(api.recordDamage, { params, body: { deviceId, ...damage, actNumber: '7', actOn: foundAt.slice(0, 10) } })
  return orderId
}

describe('papers on the screen', () => {
  let browser: Browser
  let head: ApiClient
  let orderId: string
  let open: ConsolePage | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    orderId = await inHospital(head)
  })
  afterEach(() => open?.close())
  afterAll(async () => {
    await head.signOut()
    await browser.close()
  })

  it('[1369.18] the head sets the telephone, reads a notice to each addressee, issues both, and the code on one is checked without an account', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'ru', login: 'head' })
    const { page } = open
    await setContacts(page, ru, 'ru', { phone: '+7 7172 55 00 10' }, () => takePicture(page, pictures, 'papers-ru-contacts'))

    await page.goto(`/case-files/${orderId}`)
    const kind = ru.documents.kind['hospitalisation-notice']
    await page.getByRole('button', { name: kind, exact: true }).click()
    await takePicture(page, pictures, 'papers-ru-form')
    await dialog(page).getByRole('button', { name: ru.papers.read, exact: true }).click()
    const read = dialog(page).getByRole('region').getByRole('img')
    await read.nth(1).waitFor()
    await takePicture(page, pictures, 'papers-ru-read')
    await dialog(page).getByRole('button', { name: ru.deliveries.issueAndSend, exact: true }).click()
    await dialog(page).waitFor({ state: 'detached' })
    const rows = page.getByRole('region', { name: ru.documents.title, exact: true }).getByRole('row').filter({ hasText: kind })
    await rows.nth(1).waitFor()
    expect(await rows.count()).toBe(2)
    await takePicture(page, pictures, 'papers-ru-section')
    const { documents } = await head.call(api.listDocuments, { params: { orderId } })
    // Each notice goes to whom it names, without being asked for.
    const { deliveries } = await head.call(api.listDeliveries, { query: { orderId } })
    expect(new Set(deliveries.map(({ documentId }) => documentId))).toEqual(new Set(documents.map(({ id }) => id)))
    expect(new Set(deliveries.map(({ recipientName }) => recipientName.ru)).size).toBe(2)
    expect(open.takeFaults()).toEqual([])
    await open.close()

    open = await openConsole(browser, { url: demo.url, language: 'kk' })
    await open.page.goto(`/check/${documents[0]?.shortHash ?? ''}`)
    await open.page.getByText(kk.check.stands).waitFor()
    await open.page.getByText(documents[0]?.number ?? 'no number', { exact: true }).waitFor()
    expect(await open.page.getByText('Әбдіқалықов').count()).toBe(0)
    await takePicture(open.page, pictures, 'papers-kk-check')
  })

  it('[1369.12] an act of damage asks for the value that nobody recorded', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'kk', login: 'head' })
    const { page } = open
    await page.goto(`/case-files/${orderId}`)
    // What happened is recorded under the same name, among the changes.
    const papers = page.locator('section').filter({ has: page.getByRole('heading', { name: kk.documents.title, exact: true }) })
    await papers.getByRole('button', { name: kk.documents.kind['damage-act'], exact: true }).click()
    await dialog(page).getByRole('button', { name: kk.papers.add, exact: true }).first().click()
    await dialog(page).getByRole('button', { name: kk.papers.read, exact: true }).click()
    await dialog(page).getByText(kk.changes.missing).waitFor()
    await takePicture(page, pictures, 'papers-kk-damage')
    await dialog(page).getByLabel(kk.changes.claim.value).fill('180000')
    await dialog(page).getByLabel(kk.changes.claim.basis).fill('Есептік құны')
    await dialog(page).getByRole('button', { name: kk.papers.read, exact: true }).click()
    await dialog(page).getByRole('region').getByRole('img').waitFor()
    await dialog(page).getByRole('button', { name: kk.documents.issue, exact: true }).waitFor()
    expect(open.takeFaults()).toEqual([])
  })
})

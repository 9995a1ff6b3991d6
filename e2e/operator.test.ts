import { api } from '@bilezik/contract'
import { hour, instant, isoInstant, later, minute } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from './browser/launch.ts'
import { TestBracelet } from './journey/bracelet.ts'
import { type ConsolePage, mapIsDrawn, openConsole, peopleOnMap, signInByForm } from './journey/console-page.ts'
import { pressPlace } from './journey/cyrillic-keys.ts'
import { mapColours, pixelsOf } from './journey/pixels.ts'
import { type Watched, asUser, astana, onlyIncident, trackLength, watchSomeone } from './journey/scene.ts'

const demo = inject('demo')
const patient = { timeout: 30_000, interval: 100 }

const rowOf = (page: Page, watched: Watched) => page.getByRole('option').filter({ hasText: watched.shortName })
const dialog = (page: Page) => page.getByRole('dialog')

describe("an operator's night", () => {
  let browser: Browser
  let head: ApiClient
  let open: ConsolePage | undefined
  let watched: Watched | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
  })
  afterEach(async () => {
    watched?.bracelet.close()
    await open?.close()
  })
  afterAll(async () => {
    await head.signOut()
    await browser.close()
  })

  it('[1369.8a] a strap cut shows in the open page without reload; the person is opened, the incident taken, noted, concluded, reopened', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'en' })
    const { page } = open
    await page.goto('/')
    await signInByForm(page, 'operator')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')

    // People are on the map: told in words, and drawn. Who was entered by other journeys may wear none, and a bracelet or two may not have spoken yet.
    const { persons } = await head.call(api.listPersons, { query: { limit: 500 } })
    await expect.poll(() => peopleOnMap(page), patient).toBeGreaterThan(persons.length * 0.8)
    expect(await peopleOnMap(page)).toBeLessThanOrEqual(persons.length)
    await mapIsDrawn(page)
    expect(await pixelsOf(page.locator('.maplibregl-map'), mapColours.cluster)).toBeGreaterThan(100)

    watched = await watchSomeone(demo, head, { familyName: 'Сынақбаев', givenName: 'Ерлан', patronymic: 'Бақытұлы' })
    expect(await rowOf(page, watched).count()).toBe(0)
    await page.evaluate(() => Object.assign(window, { wasHereBefore: true }))

    const sentMs = performance.now()
    await watched.bracelet.alarm('strap-cut', astana)
    await rowOf(page, watched).waitFor()
    console.log(`From the strap cut on the socket to the row in the browser: ${Math.round(performance.now() - sentMs)} ms`)
    expect(await page.evaluate(() => 'wasHereBefore' in window)).toBe(true)
    expect(await rowOf(page, watched).textContent()).toContain('Strap cut')

    // Selected: why, and the obligations, beside the map that frames the person.
    await rowOf(page, watched).click()
    const strip = page.getByTestId('selected')
    await strip.getByRole('heading', { name: `Strap cut ${watched.fullName}` }).waitFor()
    await strip.getByText('The device signalled: strap cut.').waitFor()
    await strip.getByText('not kept').waitFor()
    await page.locator(`[data-map-selected="${watched.personId}"]`).waitFor()

    // Why: what the signal tells, and what it does not.
    await strip.getByRole('button', { name: 'Why?' }).click()
    await dialog(page).getByText('By whom or by what it was caused does not follow from the signal.').waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })

    await strip.getByRole('button', { name: 'Take' }).click()
    await expect.poll(async () => (await onlyIncident(head, watched!.personId)).incident.state, patient).toBe('taken')

    await strip.getByRole('button', { name: 'Note' }).click()
    await dialog(page).getByRole('textbox').fill('Called the person: no answer. A patrol is on its way.')
    await dialog(page).getByRole('button', { name: 'Add note' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await strip.getByText('A patrol is on its way.').waitFor()

    await strip.getByRole('button', { name: 'Conclude' }).click()
    await dialog(page).getByRole('radio', { name: 'The event is confirmed' }).check()
    await dialog(page).getByText('leaves the queue with the finding').waitFor()
    await dialog(page).getByRole('textbox').fill('The strap was found cut at home.')
    await dialog(page).getByRole('button', { name: 'Conclude' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    const concluded = await onlyConcluded(head, watched.personId)
    expect(concluded.incident.concluded).toMatchObject({ conclusion: 'confirmed', note: 'The strap was found cut at home.' })

    await page.getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(async () => (await onlyIncident(head, watched!.personId)).entries.map(({ kind }) => kind), patient)
      .toEqual(['opened', 'taken', 'note', 'concluded', 'reopened'])
    await expectPersonPage(page, watched, head)
    expect(open.takeFaults()).toEqual([])
  })

  it('an incident that opens while the first list is still on its way is not lost', async () => {
    watched = await watchSomeone(demo, head, { familyName: 'Жолдағыев', givenName: 'Мақсат', patronymic: 'Оразұлы' })
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'operator' })
    const { page } = open
    const withIncidents = async () =>
      Number(/(\d+) with open/.exec((await page.locator('[data-map-state] > p').first().textContent()) ?? '')?.[1])
    let hasOpened = false
    await page.route('**/api/incidents?*', async (route) => {
      const asItWasBefore = await route.fetch()
      if (!hasOpened) {
        hasOpened = true
        // The feed has brought people by now; that one more of them has an incident comes behind the incident itself.
        await expect.poll(() => peopleOnMap(page), patient).toBeGreaterThan(0)
        const before = await withIncidents()
        await watched!.bracelet.alarm('strap-cut', astana)
        await expect.poll(withIncidents, patient).toBeGreaterThan(before)
      }
      await route.fulfill({ response: asItWasBefore })
    })
    await page.goto('/')
    await rowOf(page, watched).waitFor()
  })

  it('the same by the keyboard alone, with a Cyrillic layout on', async () => {
    watched = await watchSomeone(demo, head, { familyName: 'Пернебаева', givenName: 'Айгүл', patronymic: 'Нұрланқызы' })
    await watched.bracelet.alarm('strap-cut', astana)
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'operator' })
    const { page } = open
    await page.goto('/')
    await rowOf(page, watched).waitFor()

    await pressPlace(page, 'Slash', { isShift: true })
    await dialog(page).getByText('Next, previous incident').waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })

    const rows = await page.getByRole('option').count()
    for (let i = 0; i < rows; i++) {
      await pressPlace(page, 'KeyJ')
      if ((await rowOf(page, watched).getAttribute('aria-selected')) === 'true') break
    }
    expect(await rowOf(page, watched).getAttribute('aria-selected')).toBe('true')
    await pressPlace(page, 'KeyT')
    await expect.poll(async () => (await onlyIncident(head, watched!.personId)).incident.state, patient).toBe('taken')

    await pressPlace(page, 'KeyN')
    await dialog(page).waitFor()
    await page.keyboard.type('Қоңырау шалынды, жауап жоқ.')
    await page.keyboard.press('Control+Enter')
    await dialog(page).waitFor({ state: 'detached' })

    await pressPlace(page, 'KeyC')
    await dialog(page).locator('input[type=radio]:focus').waitFor()
    await page.keyboard.press('Space')
    expect(await dialog(page).getByRole('radio', { name: 'The event is confirmed' }).isChecked()).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.type('Белдік кесілген.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'detached' })
    expect((await onlyConcluded(head, watched.personId)).incident.concluded?.note).toBe('Белдік кесілген.')

    await pressPlace(page, 'KeyU')
    await expect
      .poll(async () => (await onlyIncident(head, watched!.personId)).entries.map(({ kind, text }) => [kind, text]), patient)
      .toEqual([
        ['opened', ''],
        ['taken', ''],
        ['note', 'Қоңырау шалынды, жауап жоқ.'],
        ['concluded', 'Белдік кесілген.'],
        ['reopened', ''],
      ])
    await pressPlace(page, 'KeyO')
    await page.waitForURL(`**/persons/${watched.personId}`)
    expect(open.takeFaults()).toEqual([])
  })

  it('[MON.ondemand] the position now is asked with a reason and waits in the list as queued; it goes out once the device is back', async () => {
    watched = await watchSomeone(demo, head, { familyName: 'Тілеубергенов', givenName: 'Сырым', patronymic: 'Асқарұлы' })
    watched.bracelet.close()
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'operator' })
    const { page } = open
    await page.goto(`/persons/${watched.personId}`)
    await page.getByRole('button', { name: 'Ask a device' }).waitFor()
    await pressPlace(page, 'KeyA')
    expect(await dialog(page).getByRole('radio', { name: 'Position now' }).isChecked()).toBe(true)

    // Without a reason nothing leaves.
    await page.keyboard.press('Enter')
    await dialog(page).getByText('Write a reason, or choose one').waitFor()
    await dialog(page).getByRole('button', { name: 'Checking an alert' }).click()
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'detached' })
    const asked = page.getByRole('list', { name: 'Commands' }).getByRole('listitem')
    await asked.filter({ hasText: 'queued' }).waitFor()
    expect(await asked.count()).toBe(1)
    const operator = await asUser(demo, 'operator')
    const { user } = operator.session
    await operator.signOut()
    for (const told of ['Position now', 'Checking an alert', user.name.split(' ')[0]!]) {
      expect(await asked.textContent()).toContain(told)
    }

    const params = { personId: watched.personId }
    const { commands } = await head.call(api.listCommands, { params })
    expect(commands).toMatchObject([{ command: { kind: 'locate' }, reason: 'Checking an alert', requestedBy: user.name }])
    const { entries } = await head.call(api.listLog, { query: params })
    expect(entries.find(({ action }) => action === 'requestCommand')?.byName).toBe(user.name)

    // The page asks by itself what became of it.
    const returned = await TestBracelet.connect(demo.gt06Port, commands[0]!.identifier)
    await asked.filter({ hasText: 'sent 1 time' }).waitFor()
    returned.close()
    expect(open.takeFaults()).toEqual([])
  })
})

async function onlyConcluded(user: ApiClient, personId: string) {
  const { incidents } = await user.call(api.listIncidents, { query: { personId, state: 'concluded' } })
  expect(incidents).toHaveLength(1)
  return user.call(api.getIncident, { params: { incidentId: incidents[0]!.id } })
}

async function expectPersonPage(page: Page, watched: Watched, user: ApiClient): Promise<void> {
  await page.getByTestId('selected').getByRole('button', { name: 'Open person' }).click()
  await page.waitForURL(`**/persons/${watched.personId}`)
  await page.getByRole('heading', { level: 1, name: watched.fullName }).waitFor()
  const obligations = page.getByRole('region', { name: 'Obligations' })
  await obligations.getByText('Be at: Үй').waitFor()
  await obligations
    .getByText(/inside, .+%, since/)
    .first()
    .waitFor()
  await obligations.getByText('not kept').waitFor()

  const now = instant(Date.now())
  const query = { from: isoInstant(later(now, -hour)), until: isoInstant(later(now, minute)) }
  const history = await user.call(api.getHistory, { params: { personId: watched.personId }, query })
  // The way before, and the fix that came with the alarm.
  expect(history.fixes).toHaveLength(trackLength + 1)
  await mapIsDrawn(page)
  // The way goes round the house; left of it is nothing else in its colour, for the selected mark stands in the middle.
  const trail = await pixelsOf(page.locator('.maplibregl-map'), mapColours.trail, { within: 40, leftShare: 0.45 })
  expect(trail).toBeGreaterThan(50)
  await page.getByRole('region', { name: 'Timeline of the last 24 hours' }).getByText('Үй', { exact: true }).waitFor()
}

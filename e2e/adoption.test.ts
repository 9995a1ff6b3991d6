import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { api } from '@bilezik/contract'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { checkedFile, residence } from './journey/checked-file.ts'
import { type ConsolePage, mapIsDrawn, openConsole } from './journey/console-page.ts'
import { asUser } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { en, kk, ru } from './journey/texts.ts'

const demo = inject('demo')
const pictures = process.env['SCREENSHOT_DIR']

const article = (page: Page, kind: string) => page.getByRole('article').filter({ hasText: kind })
const dialog = (page: Page) => page.getByRole('dialog')
const radiusField = (page: Page) => dialog(page).getByRole('textbox', { name: en.zone.radiusField, exact: true })

async function addRule(page: Page, texts: typeof en | typeof kk | typeof ru, kind: 'curfew' | 'exclusion'): Promise<Locator> {
  await page.getByRole('button', { name: texts.rules.add }).click()
  await page.getByRole('menuitem', { name: texts.rules.kind[kind] }).click()
  return article(page, texts.rules.kind[kind])
}

/** A click so many pixels beside the middle of the map. */
async function clickMap(page: Page, x: number, y: number): Promise<void> {
  const box = await page.locator('[data-map-state=ready] canvas').boundingBox()
  if (!box) throw new Error('the map is there')
  await page.mouse.click(box.x + box.width / 2 + x, box.y + box.height / 2 + y)
}

async function drag(page: Page, handle: Locator, x: number, y: number): Promise<void> {
  const box = await handle.boundingBox()
  if (!box) throw new Error('the handle is there')
  const [from, to] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(from, to)
  await page.mouse.down()
  await page.mouse.move(from + x, to + y, { steps: 4 })
  await page.mouse.up()
}

describe('a decision adopted on the screen', () => {
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

  it('[1369.4c] a circle by typing and by hand, an area by hand and by keys, hours over midnight; nothing entered is lost', async () => {
    const orderId = await checkedFile(head, 'Сейітқұлов')
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head' })
    const { page } = open
    await page.goto(`/case-files/${orderId}`)
    await page.getByRole('button', { name: en.caseFile.step.adopt }).click()
    await page.getByLabel(en.adoption.registrationNumber).fill('118')
    await page.getByLabel(en.adoption.months).fill('2')
    await page.getByRole('button', { name: en.adoption.takeProposal }).click()

    const curfew = await addRule(page, en, 'curfew')
    await curfew.getByLabel(en.rules.obligation).fill('Not to leave the dwelling from 22:00 to 06:00')
    expect(await curfew.getByTestId('schedule-words').textContent()).toBe('daily 22:00-06:00')
    await curfew.getByRole('button', { name: en.rules.changeZone }).click()
    await mapIsDrawn(page)
    await radiusField(page).fill('5')
    await dialog(page).getByText(en.zoneFault['radius-out-of-range']).waitFor()
    await radiusField(page).fill('150')
    expect(await dialog(page).getByTestId('zone-measures').textContent()).toContain('150')
    await dialog(page).getByRole('button', { name: en.zone.showWhole }).click()
    await drag(page, dialog(page).getByRole('button', { name: en.zone.radius }), 40, 0)
    const radius = Number(await radiusField(page).inputValue())
    expect(radius).toBeGreaterThan(155)
    await dialog(page).getByRole('button', { name: en.zone.undo }).click()
    expect(await radiusField(page).inputValue()).toBe('150')
    await dialog(page).getByRole('button', { name: en.zone.save }).click()
    await dialog(page).waitFor({ state: 'detached' })

    const exclusion = await addRule(page, en, 'exclusion')
    await exclusion.getByLabel(en.rules.obligation).fill('Not to visit the market')
    await exclusion.getByRole('button', { name: en.rules.drawZone }).click()
    await mapIsDrawn(page)
    await dialog(page).getByLabel(en.zone.name).fill('Market')
    await dialog(page).getByRole('radio', { name: en.zone.kind.polygon, exact: true }).click()
    for (const [x, y] of [
      [-80, -60],
      [80, 60],
      [80, -60],
      [-80, 60],
    ] as const)
      await clickMap(page, x, y)
    await dialog(page).getByTestId('zone-wrong-here').waitFor()
    await dialog(page).getByText(en.zoneFault['crosses-itself']).waitFor()
    await takePicture(page, pictures, 'zone-crosses-itself-en')
    // The second and the third corner change places: by the list, as somebody without a mouse would.
    const corner = (number: number) => dialog(page).getByRole('textbox', { name: `Corner ${number}`, exact: true })
    const [second, third] = [await corner(2).inputValue(), await corner(3).inputValue()]
    await corner(2).fill(third)
    await corner(3).fill(second)
    await dialog(page).getByTestId('zone-wrong-here').waitFor({ state: 'detached' })
    expect(await dialog(page).getByTestId('zone-measures').textContent()).toContain('4 corners')
    const handle = dialog(page).getByRole('button', { name: 'Corner 1', exact: true })
    const before = await corner(1).inputValue()
    await handle.focus()
    await page.keyboard.press('Shift+ArrowUp')
    expect(await corner(1).inputValue()).not.toBe(before)
    await page.keyboard.press('Control+KeyZ')
    expect(await corner(1).inputValue()).toBe(before)
    await dialog(page).getByRole('button', { name: en.zone.save }).click()
    await dialog(page).waitFor({ state: 'detached' })

    await page.reload()
    await article(page, en.rules.kind.exclusion).getByText('Market').first().waitFor()
    await page.getByRole('button', { name: en.rules.preview.title }).click()
    await page.getByText(en.rules.preview.nothing).waitFor()
    await page.getByRole('button', { name: en.caseFile.step.adopt }).click()
    await page.locator('[aria-current=step]', { hasText: en.caseFile.states.adopted }).waitFor()
    const { events } = await head.call(api.getOrderHistory, { params: { orderId } })
    expect(events.findLast(({ kind }) => kind === 'adopt')?.body).toMatchObject({
      registrationNumber: '118',
      rules: [
        { kind: 'device-care' },
        {
          kind: 'curfew',
          zone: { name: 'Home', shape: { kind: 'circle', centre: residence, radiusMetres: 150 } },
          schedule: { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 1_320, endMinute: 360 }] },
        },
        { kind: 'exclusion', zone: { name: 'Market', shape: { kind: 'polygon' } } },
      ],
      obligations: ['', 'Not to leave the dwelling from 22:00 to 06:00', 'Not to visit the market'],
    })
    expect(open.takeFaults()).toEqual([])
  })

  it('a border of 100,000 corners is told as too many and simplified on request; a file of 50 MB is not read', async () => {
    const orderId = await checkedFile(head, 'Төлегенов')
    open = await openConsole(browser, { url: demo.url, language: 'en', login: 'head' })
    const { page } = open
    await page.goto(`/case-files/${orderId}/adopt`)
    const exclusion = await addRule(page, en, 'exclusion')
    await exclusion.getByRole('button', { name: en.rules.drawZone }).click()
    await dialog(page).getByText(en.zone.import.title).click()
    const file = dialog(page).locator('input[type=file]')
    const give = (name: string, buffer: Buffer) => file.setInputFiles({ name, mimeType: 'application/geo+json', buffer })
    const folder = await mkdtemp(join(tmpdir(), 'bilezik-zone-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const huge = join(folder, 'huge.geojson')
    await writeFile(huge, ' ')
    await truncate(huge, 50 * 1024 * 1024)
    await file.setInputFiles(huge)
    await dialog(page).getByRole('alert').filter({ hasText: '50 MiB' }).waitFor()
    const ring = Array.from({ length: 100_000 }, (_, i) => {
      const turn = (2 * Math.PI * i) / 100_000
      const reach = 0.2 + 0.002 * Math.sin(40 * turn)
      return [71.43 + reach * Math.cos(turn), 51.13 + reach * Math.sin(turn)]
    })
    const polygon = {
      type: 'Feature',
      properties: { name: 'Shore' },
      geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
    }
    await give('shore.geojson', Buffer.from(JSON.stringify(polygon)))
    await dialog(page).getByText(en.zoneFault['too-many-corners']).waitFor()
    await dialog(page).getByRole('button', { name: en.zone.import.simplify }).click()
    await dialog(page)
      .getByText(/departs from the file’s by at most \d/)
      .waitFor()
    await dialog(page).getByRole('button', { name: en.zone.import.take }).click()
    expect(await dialog(page).getByLabel(en.zone.name).inputValue()).toBe('Shore')
    await mapIsDrawn(page)
    await takePicture(page, pictures, 'zone-imported-en')
    await dialog(page).getByRole('button', { name: en.zone.save }).click()
    await exclusion.getByText('Shore').first().waitFor()
    expect(open.takeFaults()).toEqual([])
  })

  it.each((['kk', 'ru'] as const).flatMap((language) => (['light', 'dark'] as const).map((scheme) => ({ language, scheme }))))(
    'the form and the map have no serious faults for who cannot see them well: $language, $scheme',
    async ({ language, scheme }) => {
      const texts = { kk, ru }[language]
      const orderId = await checkedFile(head, `Әбдіқадыров-${language}-${scheme}`)
      open = await openConsole(browser, {
        url: demo.url,
        language,
        scheme,
        login: 'head',
        viewport: { width: 1280, height: 900 },
      })
      const { page } = open
      await page.goto(`/case-files/${orderId}/adopt`)
      const curfew = await addRule(page, texts, 'curfew')
      await curfew.getByTestId('schedule-words').waitFor()
      await takePicture(page, pictures, `adopt-${language}-${scheme}`)
      expect(await seriousFaults(page)).toEqual([])
      await curfew.scrollIntoViewIfNeeded()
      await takePicture(page, pictures, `adopt-rules-${language}-${scheme}`)
      await curfew.getByRole('button', { name: texts.rules.changeZone }).click()
      await mapIsDrawn(page)
      await takePicture(page, pictures, `zone-${language}-${scheme}`)
      expect(await seriousFaults(page)).toEqual([])
      expect(open.takeFaults()).toEqual([])
    },
  )
})

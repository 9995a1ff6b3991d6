import { api } from '@bilezik/contract'
import { day, hour, instant, isoInstant, languages, later } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { checkedFile } from './journey/checked-file.ts'
import { type ConsolePage, openConsole } from './journey/console-page.ts'
import { asUser } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { en, kk, ru } from './journey/texts.ts'

const demo = inject('demo')
const pictures = process.env['SCREENSHOT_DIR']
const textsOf = { en, kk, ru }

/** An order whose head still has to decide on equipment: hours at home, and a place that is forbidden. */
async function adoptedFile(head: ApiClient): Promise<string> {
  const orderId = await checkedFile(head, 'Жақсылықова-Нұрмұхамедова')
  const now = instant(Date.now())
  await head.call(api.adoptOrder, {
    params: { orderId },
    body: {
      registrationNumber: '118',
      termFrom: isoInstant(later(now, -hour)),
      termUntil: isoInstant(later(now, 30 * day)),
      rules: [{ kind: 'contact', everyMs: hour }],
    },
  })
  await head.call(api.addCaseRecords, {
    params: { orderId },
    body: {
      records: [
        {
          kind: 'feasibility',
          power: 'interrupted',
          coverage: 'weak',
          considerations: ['limb-condition', 'travels'],
          checkedOn: isoInstant(now).slice(0, 10),
        },
      ],
    },
  })
  return orderId
}

const dialog = (page: Page) => page.getByRole('dialog')
const csv = (name: string, lines: readonly string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })

describe('equipment on the screen', () => {
  let browser: Browser
  let head: ApiClient
  let orderId: string
  let open: ConsolePage | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    orderId = await adoptedFile(head)
  })
  afterEach(async () => {
    await open?.close()
  })
  afterAll(async () => {
    await head.signOut()
    await browser.close()
  })

  /** Looked at in both themes and at the width of an old screen. */
  async function look({ page }: ConsolePage, name: string): Promise<void> {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: 'attached' })
      expect([name, scheme, await seriousFaults(page)]).toEqual([name, scheme, []])
      for (const width of pictures === undefined ? [] : [1280, 800]) {
        await page.setViewportSize({ width, height: 800 })
        await takePicture(page, pictures, `${name}.${scheme}.${width}`)
      }
      await page.setViewportSize({ width: 1280, height: 800 })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }

  it('a file with a wrong row is taken once it is mended; a piece of it goes to repair and is not given out', async () => {
    open = await openConsole(browser, { url: demo.url, language: 'ru', login: 'head', viewport: { width: 1280, height: 800 } })
    const { page } = open
    const { equipment } = ru
    const heading = 'Вид оборудования;Модель;Протокол;Номер;Инвентарный номер;Прошивка;Примечание'
    const good = ['браслет;ТН-9;нет;EB-2026-0417;1360-000417;2.1;', 'трекер;ТН-5;нет;ET-2026-0418;1360-000418;1.0;']
    await page.goto('/administration/equipment')
    await page.getByRole('link', { name: equipment.import }).click()
    await page.locator('input[type=file]').setInputFiles(csv('приход.csv', [heading, ...good, 'самокат;ТН-9;нет;ES-1;;;']))
    const wrong = page.getByRole('region', { name: equipment.outcome.wrong })
    await wrong.getByText(equipment.rowProblem['unknown-word']).waitFor()
    await look(open, 'import-wrong.ru')
    await page.locator('input[type=file]').setInputFiles(csv('приход.csv', [heading, ...good]))
    await page.getByRole('button', { name: equipment.take.replace('{{count}}', '2') }).click()
    await page.getByText('Внесено: 2').waitFor()
    await look(open, 'import-taken.ru')

    await page.goto('/administration/equipment')
    await page.getByLabel(equipment.find, { exact: true }).fill('000417')
    await page.getByRole('link', { name: 'EB-2026-0417' }).waitFor()
    // What is typed is looked for once the typing rests.
    await page.getByText(ru.admin.total.replace('{{value}}', '1'), { exact: true }).waitFor()
    expect(await page.locator('main tbody tr').count()).toBe(1)
    await page.getByRole('link', { name: 'EB-2026-0417' }).click()
    await page.getByText(equipment.canBeIssued).waitFor()
    await page.getByRole('button', { name: equipment.do['sent-to-repair'] }).click()
    await dialog(page).getByLabel(equipment.moveField.toHolder).fill('Мастерская «Электрон»')
    await dialog(page).getByLabel(equipment.moveField.note).fill('Ремень не защёлкивается')
    await look(open, 'move.ru')
    await dialog(page).getByRole('button', { name: equipment.do['sent-to-repair'] }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await page.getByText(equipment.cannotBeIssued).waitFor()
    const chain = page.getByRole('region', { name: equipment.chain })
    await chain.getByText('Мастерская «Электрон»').first().waitFor()
    await chain.getByText('Ремень не защёлкивается').waitFor()
    await look(open, 'item.ru')
    expect(open.takeFaults()).toEqual([])
  })

  it.each(languages)('the register, the stock, the list of types and the decision on equipment in %s', async (language) => {
    open = await openConsole(browser, { url: demo.url, language, login: 'head', viewport: { width: 1280, height: 800 } })
    const { page } = open
    const { equipment, decision } = textsOf[language]
    await page.goto('/administration/equipment')
    await page.locator('main tbody a').first().waitFor()
    await look(open, `register.${language}`)
    await page.goto('/administration/equipment?place=kit')
    await page.locator('main tbody a').first().click()
    await page.getByRole('region', { name: equipment.chain }).waitFor()
    await page.getByText(equipment.inKitHint).waitFor()
    await look(open, `item-worn.${language}`)
    await page.goto('/administration/equipment-stock')
    await page.locator('main tbody a').first().waitFor()
    await look(open, `stock.${language}`)
    await page.goto('/administration/equipment-types')
    await page.locator('main tbody tr').nth(6).waitFor()
    await look(open, `types.${language}`)
    await page.goto('/administration/equipment-import')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(open, `import.${language}`)
    await page.goto(`/case-files/${orderId}/equipment-decision`)
    await page.getByRole('button', { name: decision.submit }).waitFor()
    await look(open, `decision.${language}`)
    expect(open.takeFaults()).toEqual([])
  })
})

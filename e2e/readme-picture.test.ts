import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Gt06Alarm } from '@bilezik/protocols'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { launchBrowser } from './browser/launch.ts'
import { mapIsDrawn, openConsole } from './journey/console-page.ts'
import { beside } from './journey/register.ts'
import { type Watched, asUser, astana, onlyIncident, trackLength, watchSomeone } from './journey/scene.ts'

const demo = inject('demo')
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const patient = { timeout: 30_000, interval: 200 }
const maxBytes = 400_000

const home = beside(astana, -1_900, 900)
/** Half an hour at home, then away in an arc, a kilometre and a half by now. */
const wayOut = Array.from({ length: trackLength }, (_, i) => {
  const step = Math.max(0, i - 8)
  return beside(home, 70 * step + (i % 2) * 12, -110 * step + 5 * step * step)
})
const others: readonly { readonly name: readonly [string, string, string]; readonly alarm: Gt06Alarm; readonly at: number }[] = [
  { name: ['Ковалёва', 'Ирина', 'Петровна'], alarm: 'low-battery', at: 700 },
  { name: ['Жұмабаев', 'Дәурен', 'Қанатұлы'], alarm: 'case-open', at: 2_300 },
  { name: ['Ли', 'Виктор', 'Андреевич'], alarm: 'strap-open', at: -800 },
  { name: ['Сәрсенова', 'Меруерт', 'Ғалымқызы'], alarm: 'sos', at: 1_500 },
]

// Written anew only when asked for: a picture that changes with every run of the tests says nothing by changing.
describe.runIf(process.env['UPDATE_SCREENSHOTS'] === '1')('the picture of the README', () => {
  let browser: Browser
  let head: ApiClient
  const watched: Watched[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
    head = await asUser(demo, 'head')
    for (const { name, alarm, at } of others) {
      const [familyName, givenName, patronymic] = name
      const place = beside(astana, at, -at / 2)
      const one = await watchSomeone(demo, head, { familyName, givenName, patronymic, home: place })
      await one.bracelet.alarm(alarm, place)
      watched.push(one)
    }
  })
  afterAll(async () => {
    for (const { bracelet } of watched) bracelet.close()
    await head.signOut()
    await browser.close()
  })

  it('shows the panel with an absence selected: zones, way and people around', async () => {
    const who = {
      familyName: 'Ахметов',
      givenName: 'Арман',
      patronymic: 'Болатұлы',
      home,
      homeName: 'Home',
      homeRadiusMetres: 120,
    }
    const forbidden = { name: 'Stadium', centre: beside(home, 1_250, 350) }
    const absent = await watchSomeone(demo, head, { ...who, forbidden }, wayOut)
    watched.push(absent)
    const { incident } = await vi.waitFor(() => onlyIncident(head, absent.personId), patient)
    const { page, close } = await openConsole(browser, { url: demo.url, language: 'en', login: 'operator' })
    await page.goto(`/?incident=${incident.id}`)
    await page.getByTestId('selected').locator('ol').waitFor()
    await page.locator(`[data-map-selected="${absent.personId}"]`).waitFor()
    await mapIsDrawn(page)
    await mkdir(folder, { recursive: true })
    const png = await page.screenshot({ path: `${folder}panel.png` })
    expect(png.length).toBeLessThan(maxBytes)
    await close()
  })
})

import { connect } from 'node:net'
import { api } from '@bilezik/contract'
import { type Language, day, instant, isoInstant, languages, later } from '@bilezik/domain'
import { encodeGt06Heartbeat, encodeGt06Login } from '@bilezik/protocols'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { type ConsolePage, mapIsDrawn, openConsole } from './journey/console-page.ts'
import { beside } from './journey/register.ts'
import { type Watched, asUser, astana, onlyIncident, trackLength, watchSomeone } from './journey/scene.ts'
import { type Screen, screensOf, takePicture } from './journey/screens.ts'
import { brokenTexts, en, kk, ru } from './journey/texts.ts'
import { visibleTexts } from './journey/visible-text.ts'

const demo = inject('demo')
const patient = { timeout: 30_000, interval: 200 }
const pictures = process.env['SCREENSHOT_DIR']
const demoMark: Readonly<Record<Language, string>> = { kk: kk.app.demo, ru: ru.app.demo, en: en.app.demo }
const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
]

/** At home at first, then ever further away. */
const wayOut = Array.from({ length: trackLength }, (_, i) => beside(astana, 110 * Math.max(0, i - 8), 60 * Math.max(0, i - 8)))

/** A device that nobody registered, and a frame whose checksum does not hold: the lists for both have something to show. */
async function makeNoise(): Promise<void> {
  const status = { batteryStep: 50, gsmSignal: 3, isCharging: false, isGpsTracking: true }
  const broken = encodeGt06Heartbeat(status, 2)
  broken.set([0], broken.length - 3)
  // On connections of their own: whoever is unknown is sent away.
  const sockets = [encodeGt06Login('000001234567890', 1), broken].map((bytes) => {
    const socket = connect({ host: '127.0.0.1', port: demo.gt06Port })
    socket.on('error', () => socket.destroy())
    socket.write(bytes)
    return socket
  })
  const administrator = await asUser(demo, 'administrator')
  const isListed = async () => {
    const { devices } = await administrator.call(api.listUnknownDevices)
    const { entries } = await administrator.call(api.listQuarantine, { query: { limit: 10 } })
    return devices.length > 0 && entries.length > 0
  }
  await vi.waitUntil(isListed, patient)
  for (const socket of sockets) socket.destroy()
  await administrator.signOut()
}

/** A day of the next week put right: the calendar shows it, and proposals and the head's taking wait on their screens. */
async function correctCalendar(): Promise<void> {
  const administrator = await asUser(demo, 'administrator')
  const { days } = await administrator.call(api.getCalendar, { query: { year: String(new Date().getUTCFullYear()) } })
  const isOff = new Set(days.flatMap(({ on, isDayOff }) => (isDayOff ? [on] : [])))
  const coming = Array.from({ length: 6 }, (_, i) => isoInstant(later(instant(Date.now()), (i + 1) * day)).slice(0, 10))
  const on = coming.find((each) => !isOff.has(each))
  if (on === undefined) throw new Error('no week is without a working day')
  await administrator.call(api.correctCalendar, { body: { days: [{ on, isDayOff: true }], decree: 'Қаулы № 901' } })
  await administrator.signOut()
}

async function overflowAt(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  for (const size of sizes.toReversed()) {
    await page.setViewportSize(size)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (wider > 0) found.push(`${wider} px beyond ${size.width}×${size.height}`)
  }
  return found
}

describe('every page, in every language, and both themes', () => {
  let browser: Browser
  let watched: Watched
  let absent: Watched
  let screens: readonly Screen[]

  beforeAll(async () => {
    browser = await launchBrowser()
    await makeNoise()
    await correctCalendar()
    const head = await asUser(demo, 'head')
    const forbidden = { name: 'Достық саябағы', centre: beside(astana, 800, 500) }
    watched = await watchSomeone(demo, head, {
      familyName: 'Нұрмағамбетова-Әбдіқадырова',
      givenName: 'Гүлбаршын',
      patronymic: 'Құдайбергенқызы',
      forbidden,
    })
    await watched.bracelet.alarm('strap-cut', astana)
    const operator = await asUser(demo, 'operator')
    const { incident } = await vi.waitFor(() => onlyIncident(operator, watched.personId), patient)
    await operator.call(api.takeIncident, { params: { incidentId: incident.id } })
    await operator.call(api.addNote, { params: { incidentId: incident.id }, body: { text: 'Қоңырау шалынды, жауап жоқ.' } })
    const params = { personId: watched.personId }
    const { kit } = await operator.call(api.getPerson, { params })
    const reason = 'Дабылды тексеру'
    await operator.call(api.requestCommand, { params, body: { deviceId: kit[0]!.deviceId, command: { kind: 'locate' }, reason } })
    absent = await watchSomeone(
      demo,
      head,
      { familyName: 'Сәрсенбаева', givenName: 'Ақмарал', patronymic: 'Жұмабекқызы' },
      wayOut,
    )
    const absence = (await vi.waitFor(() => onlyIncident(operator, absent.personId), patient)).incident.id
    screens = screensOf({
      incidentId: incident.id,
      personId: watched.personId,
      absence: { incidentId: absence, personId: absent.personId },
    })
    await Promise.all([operator.signOut(), head.signOut()])
  })
  afterAll(async () => {
    watched.bracelet.close()
    absent.bracelet.close()
    await browser.close()
  })

  async function faultsOf({ page, takeFaults }: ConsolePage, screen: Screen, language: Language): Promise<readonly string[]> {
    const faults: string[] = []
    await page.setViewportSize(sizes[0]!)
    await page.emulateMedia({ colorScheme: 'light' })
    if (screen.path !== null) await page.goto(screen.path)
    await screen.isThere(page)
    // Colours are the same in every language: the dark ones are gone through once, or where somebody wants to look.
    const schemes = language === languages[0] || pictures !== undefined ? (['light', 'dark'] as const) : (['light'] as const)
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: 'attached' })
      // axe does not look into a canvas, who looks at the pictures does.
      if (pictures !== undefined && (await page.locator('[data-map-state]').count()) > 0) await mapIsDrawn(page)
      for (const { rule, help, targets } of await seriousFaults(page)) {
        faults.push(`${scheme}: ${rule} (${help}): ${targets.join(' | ')}`)
      }
      await takePicture(page, pictures, `${screen.name}.${language}.${scheme}`)
    }
    const texts = await visibleTexts(page)
    if (!texts.includes(demoMark[language])) faults.push('no DEMO mark')
    faults.push(...brokenTexts(texts).map((text) => `broken text: ${text}`))
    faults.push(...(await overflowAt(page)))
    return [...faults, ...takeFaults()]
  }

  it.each(languages)(
    'in %s: no serious fault for axe, nothing wider than the screen, no error, no missing text, marked as a demo',
    async (language) => {
      const faults: Record<string, readonly string[]> = {}
      for (const login of new Set(screens.map((screen) => screen.login))) {
        const open = await openConsole(browser, { url: demo.url, language, ...(login !== null && { login }) })
        for (const screen of screens.filter((one) => one.login === login)) {
          const found = await faultsOf(open, screen, language)
          if (found.length > 0) faults[screen.name] = found
        }
        await open.close()
      }
      expect(faults).toEqual({})
    },
  )
})

import { api } from '@bilezik/contract'
import type { Browser, Page } from 'playwright-core'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from './browser/launch.ts'
import { databaseUrl } from './journey/command.ts'
import { type ConsolePage, openConsole, peopleOnMap } from './journey/console-page.ts'
import { Relay } from './journey/relay.ts'

const demo = inject('demo')

const banner = (page: Page) => page.getByTestId('stale-banner')

describe('what is shown is old, and the screen says so', () => {
  let browser: Browser
  let relay: Relay
  let open: ConsolePage

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  beforeEach(async () => {
    relay = await Relay.to(demo.url)
    open = await openConsole(browser, { url: relay.url, language: 'en', login: 'operator' })
    await open.page.goto('/')
    await expect.poll(() => peopleOnMap(open.page), { timeout: 30_000 }).toBeGreaterThan(0)
    expect(await banner(open.page).count()).toBe(0)
    await open.page.evaluate(() => Object.assign(window, { wasHereBefore: true }))
  })
  afterEach(async () => {
    await open.close()
    await relay.close()
  })

  const saysSoAndRecovers = async (breakIt: () => void) => {
    const { page } = open
    breakIt()
    const brokenMs = performance.now()
    await banner(page).getByText('What is shown is old: nothing has come from the server').waitFor()
    console.log(`The page said that it is old after ${Math.round(performance.now() - brokenMs)} ms`)
    // What was known stays readable meanwhile.
    expect(await peopleOnMap(page)).toBeGreaterThan(0)
    relay.restore()
    await banner(page).waitFor({ state: 'detached' })
    expect(await page.evaluate(() => 'wasHereBefore' in window)).toBe(true)
  }

  it('a connection that breaks: the page says so and recovers by itself', () => saysSoAndRecovers(() => relay.cut()))

  it('a connection that only falls silent: the page says so and recovers by itself', () => saysSoAndRecovers(() => relay.hold()))

  it('a live link over an engine that stands still is told apart', async () => {
    const { page } = open
    const owner = new pg.Client({ connectionString: await databaseUrl(demo, 'owner') })
    await owner.connect()
    try {
      // The engine cannot finish a round while another holds its row.
      await owner.query('BEGIN; SELECT * FROM engine FOR UPDATE')
      await banner(page).getByText('positions have not been assessed since').waitFor()
      await owner.query('ROLLBACK')
      await banner(page).waitFor({ state: 'detached' })
    } finally {
      await owner.end()
    }
  })

  it('a session that ended elsewhere leads to the sign-in page, and back to where one was', async () => {
    const { page, context } = open
    const before = page.url()
    const session = (await (await context.request.get(api.getSession.path)).json()) as { csrfToken: string }
    const ended = await context.request.delete(api.signOut.path, { headers: { 'x-csrf-token': session.csrfToken } })
    expect(ended.ok()).toBe(true)
    await page.waitForURL('**/sign-in**')
    await page.getByText('The session has ended. Sign in again.').waitFor()
    expect(await page.locator('[data-map-state]').count()).toBe(0)
    await page.locator('input[name=username]').fill('operator')
    await page.locator('input[name=password]').fill('bilezik-demo')
    await page.locator('button[type=submit]').click()
    await page.waitForURL(before)
  })
})

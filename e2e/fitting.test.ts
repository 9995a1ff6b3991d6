import { api } from '@bilezik/contract'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { type ConsolePage, openConsole, signInByForm } from './journey/console-page.ts'
import { type DecidedOrder, decidedOrder } from './journey/decided-order.ts'
import { asUser } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { kk } from './journey/texts.ts'

const demo = inject('demo')
const pictures = process.env['SCREENSHOT_DIR']
const texts = kk.fitting
const phone = { width: 360, height: 740 }

const queue = (page: Page) => page.locator('[data-on-the-spot] [role=status]').first()
const waiting = (total: number) => texts.waiting.replace('{{total}}', String(total))

/** When the browser keeps the console's files: from then on a reload needs no connection. */
const shellIsKept = (page: Page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    return active?.state
  })

/** What this browser holds that outlives the page: addresses in its caches, names in its storage. */
const heldBy = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys()
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return {
      addresses: kept.flat().map(({ url }) => new URL(url).pathname),
      drafts: Object.keys(localStorage).filter((key) => key.startsWith('bilezik-fitting.')),
    }
  })

async function conceal(page: Page): Promise<void> {
  for (const label of Object.values(texts.concealmentField)) await page.getByLabel(label).fill(`${label}: жазба`)
  await page.getByRole('button', { name: texts.save }).click()
}

async function pair(page: Page, code: string): Promise<void> {
  await page.getByLabel(texts.code).fill(code)
  await page.getByRole('button', { name: texts.add }).click()
}

describe('a fitting without a connection', () => {
  let browser: Browser
  let head: ApiClient
  let order: DecidedOrder
  let open: ConsolePage | undefined

  const openFitting = async (): Promise<{ page: Page; context: BrowserContext }> => {
    open = await openConsole(browser, { url: demo.url, language: 'kk', login: 'head', viewport: phone })
    const { page, context } = open
    await page.goto(`/fitting/${order.orderId}`)
    await page.getByRole('heading', { name: texts.kit, exact: true }).waitFor()
    expect(await shellIsKept(page)).toMatch(/activat/)
    return { page, context }
  }

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

  it('[1369.7a] goes on, even over a reload, and with the connection back each thing is stored once', async () => {
    order = await decidedOrder(head, 'Сейітқали')
    const { page, context } = await openFitting()
    await takePicture(page, pictures, 'fitting-kk')
    expect(await seriousFaults(page)).toEqual([])
    expect(open?.takeFaults()).toEqual([])

    await context.setOffline(true)
    await pair(page, order.code)
    await page.reload()
    await queue(page).getByText(waiting(1)).waitFor()
    await conceal(page)
    await page.getByRole('button', { name: texts.fit, exact: true }).click()
    await page.getByLabel(texts.code).fill('half-typed')
    await page.reload()
    await queue(page).getByText(waiting(3)).waitFor()
    expect(await page.getByLabel(texts.code).inputValue()).toBe('half-typed')
    await takePicture(page, pictures, 'fitting-offline-kk')
    expect(await seriousFaults(page)).toEqual([])

    await context.setOffline(false)
    await page.getByRole('heading', { name: texts.selfTest }).waitFor()
    await queue(page).getByText(texts.allStored).waitFor()
    const params = { orderId: order.orderId }
    const { events } = await head.call(api.getOrderHistory, { params })
    expect(events.filter(({ kind }) => kind === 'fit')).toHaveLength(1)
    expect(events.filter(({ body }) => body['kind'] === 'concealment')).toHaveLength(1)
    const { kit } = await head.call(api.getFitting, { params })
    expect(kit.map(({ identifier }) => identifier)).toEqual([order.code])
    await takePicture(page, pictures, 'fitting-fitted-kk')
    const { addresses } = await heldBy(page)
    expect(addresses).toContain('/index.html')
    expect(addresses.filter((address) => !/^\/(assets\/|index\.html$|colour-scheme\.js$|mark\.svg$)/.test(address))).toEqual([])
  })

  it('[1369.7a] outlives the end of the session: another user sees none of it, and its own goes on after signing in', async () => {
    order = await decidedOrder(head, 'Жұмабай')
    const { page, context } = await openFitting()
    await context.setOffline(true)
    await pair(page, order.code)
    await conceal(page)
    await queue(page).getByText(waiting(2)).waitFor()
    await context.clearCookies()
    await context.setOffline(false)
    await page.getByText(kk.signIn.sessionEnded).waitFor()

    await signInByForm(page, 'operator')
    await page.getByRole('heading', { name: texts.kit, exact: true }).waitFor()
    await queue(page).getByText(texts.allStored).waitFor()
    expect(await page.getByText(order.code).count()).toBe(0)
    expect((await heldBy(page)).drafts).toHaveLength(1)
    await context.clearCookies()
    await page.getByText(kk.signIn.sessionEnded).waitFor()

    await signInByForm(page, 'head')
    await page.getByRole('listitem').filter({ hasText: order.code }).waitFor()
    await queue(page).getByText(texts.allStored).waitFor()
    const { events } = await head.call(api.getOrderHistory, { params: { orderId: order.orderId } })
    expect(events.filter(({ body }) => body['kind'] === 'concealment')).toHaveLength(1)
    expect((await heldBy(page)).drafts).toEqual([])
  })

  it('the worker is asked for anew each time, its content policy that of the pages', async () => {
    const answer = await fetch(`${demo.url}/sw.js`)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(answer.headers.get('content-type')).toMatch(/javascript/)
  })
})

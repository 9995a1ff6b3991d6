import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { api } from '@bilezik/contract'
import { instant } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { TestBracelet } from './journey/bracelet.ts'
import { filmOfCode } from './journey/camera-film.ts'
import { type ConsolePage, openConsole, signInByForm } from './journey/console-page.ts'
import { residence } from './journey/checked-file.ts'
import { type DecidedOrder, decidedOrder } from './journey/decided-order.ts'
import { asUser } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { drawSignature } from './journey/sign-paper.ts'
import { kk, ru } from './journey/texts.ts'

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

const concealment = {
  kind: 'concealment',
  measures: 'Жеңінің астында',
  placesVisited: 'Үй, аурухана',
  waysOfMoving: 'Жаяу',
  health: 'Шағымы жоқ',
  maritalStatus: 'Үйленген',
  lifestyle: 'Отырықшы',
} as const

/** In the browser: a picture as a camera takes it, in its size. Base64. */
async function drawnJpeg(): Promise<string> {
  const canvas = document.createElement('canvas')
  ;[canvas.width, canvas.height] = [2_400, 1_800]
  const context = canvas.getContext('2d')
  for (let n = 0; n < 400; n++) {
    if (!context) break
    context.fillStyle = `hsl(${n * 37}deg 80% 50%)`
    context.fillRect((n % 20) * 120, Math.floor(n / 20) * 90, 120, 90)
  }
  return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] ?? ''
}

/** In the browser. */
async function pixelsOf(address: string): Promise<[number, number]> {
  const image = new Image()
  image.src = address
  await image.decode()
  return [image.naturalWidth, image.naturalHeight]
}

/** The block that a camera writes its place into, behind the first two bytes of a JPEG. */
function withExif(jpeg: Buffer): Buffer {
  const content = Buffer.from('Exif\0\0II*\0\x08\0\0\0\0\0', 'latin1')
  const head = Buffer.from([0xff, 0xe1, 0, content.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)])
}

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

  it('a photo taken without a connection is stored once, smaller, and without the place that the camera wrote into it', async () => {
    order = await decidedOrder(head, 'Нұрпейісов')
    const params = { orderId: order.orderId }
    await head.call(api.addCaseRecords, { params, body: { records: [concealment] } })
    await head.call(api.pairDevice, { params, body: { code: order.code, role: 'worn' } })
    await head.call(api.recordFitting, { params, body: { place: 'Астана', requestId: crypto.randomUUID() } })
    const { page, context } = await openFitting()
    const buffer = withExif(Buffer.from(await page.evaluate(drawnJpeg), 'base64'))
    expect(buffer.includes('Exif')).toBe(true)
    await context.setOffline(true)
    await page.getByLabel(texts.photos.take).setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer })
    await page.getByText(texts.photos.count.replace('{{stored}}', '0').replace('{{waiting}}', '1')).waitFor()
    await page.reload()
    await queue(page).getByText(waiting(1)).waitFor()
    await takePicture(page, pictures, 'fitting-photo-waiting-kk')
    await context.setOffline(false)
    await page.getByText(texts.photos.count.replace('{{stored}}', '1').replace('{{waiting}}', '0')).waitFor()
    const { files } = await head.call(api.listFiles, { params })
    expect(files.map(({ belongsTo, kind }) => [belongsTo, kind])).toEqual([['photo', 'jpeg']])
    const stored = await context.request.get(`/api/orders/${order.orderId}/files/${files[0]?.id}`)
    const bytes = await stored.body()
    expect([bytes.includes('Exif'), bytes.length < buffer.length]).toEqual([false, true])
    expect(await page.evaluate(pixelsOf, `data:image/jpeg;base64,${bytes.toString('base64')}`)).toEqual([1_600, 1_200])
  })

  it('the worker is asked for anew each time, its content policy that of the pages', async () => {
    const answer = await fetch(`${demo.url}/sw.js`)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(answer.headers.get('content-type')).toMatch(/javascript/)
  })
})

describe('the papers of a fitting', () => {
  it('[1369.7a] are drawn up and signed on the page; signed without a connection they are stored once, and nothing is typed twice', async () => {
    await using browser = await launchBrowser()
    const head = await asUser(demo, 'head')
    const { orderId, code } = await decidedOrder(head, 'Мұқышев')
    const params = { orderId }
    await head.call(api.addCaseRecords, { params, body: { records: [concealment] } })
    await head.call(api.pairDevice, { params, body: { code, role: 'worn' } })
    await head.call(api.recordFitting, { params, body: { place: 'Астана', requestId: crypto.randomUUID() } })
    const open = await openConsole(browser, { url: demo.url, language: 'kk', login: 'head', viewport: phone })
    const { page } = open
    await page.goto(`/fitting/${orderId}`)
    const button = (name: RegExp) => page.getByRole('button', { name })
    await page.getByRole('button', { name: texts.paper.drawUp['handover-act'] }).click()
    await page.getByRole('dialog').getByRole('region').getByRole('img').waitFor()
    await takePicture(page, pictures, 'fitting-act-read-kk')
    await page.getByRole('dialog').getByRole('button', { name: kk.documents.issue, exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: texts.paper.drawUp['handover-act'] }).waitFor({ state: 'detached' })
    const { documents } = await head.call(api.listDocuments, { params })
    const [act] = documents
    const opener = button(new RegExp(`№ ${act?.number}$`))

    await page.context().setOffline(true)
    await page.getByText(texts.paper.whyOffline).waitFor()
    await opener.click()
    await page.getByRole('dialog').getByText(texts.paper.signOffline).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: kk.signing.role.receiving }).click()
    await drawSignature(page, kk.signing)
    await takePicture(page, pictures, 'fitting-act-signing-offline-kk')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: kk.signing.sign, exact: true }).click()
    await page.getByText(kk.signing.unsent).waitFor()
    await page.keyboard.press('Escape')
    await page.reload()
    await queue(page).getByText(waiting(1)).waitFor()
    await opener.waitFor()
    await takePicture(page, pictures, 'fitting-act-offline-kk')
    await page.context().setOffline(false)
    await page.getByText(texts.actThere.replace('{{number}}', act?.number ?? '')).waitFor()
    const signed = (await head.call(api.listDocuments, { params })).documents[0]
    expect(signed?.signatures.map(({ role, method }) => [role, method])).toEqual([['receiving', 'drawn']])

    const other = await openConsole(browser, { url: demo.url, language: 'ru', login: 'head', scheme: 'dark', viewport: phone })
    await other.page.goto(`/fitting/${orderId}`)
    await other.page.getByRole('heading', { name: ru.fitting.papers }).scrollIntoViewIfNeeded()
    await other.page.getByText(`№ ${act?.number}`).first().waitFor()
    await takePicture(other.page, pictures, 'fitting-papers-ru-dark')
    expect(await seriousFaults(other.page)).toEqual([])
    expect(other.takeFaults()).toEqual([])
    await other.close()
    await open.close()
    await head.signOut()
  })
})

describe('scanning what is printed on a piece', () => {
  let head: ApiClient
  let order: DecidedOrder
  let folder: string

  beforeAll(async () => {
    head = await asUser(demo, 'head')
    order = await decidedOrder(head, 'Әлімжанов')
    folder = await mkdtemp(join(tmpdir(), 'bilezik-film-'))
    await filmOfCode(order.code, join(folder, 'label.y4m'))
  })
  afterAll(async () => {
    await head.signOut()
    await rm(folder, { recursive: true })
  })

  /** This browser has no window to ask for leave in: how it would be answered is said beforehand. */
  const withCamera = (answer: '' | '=deny') =>
    launchBrowser([
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${join(folder, 'label.y4m')}`,
      `--use-fake-ui-for-media-stream${answer}`,
    ])

  const openFitting = async (browser: Browser): Promise<ConsolePage> => {
    const open = await openConsole(browser, { url: demo.url, language: 'kk', login: 'head', viewport: phone })
    await open.page.goto(`/fitting/${order.orderId}`)
    await open.page.getByRole('button', { name: texts.scan }).waitFor()
    return open
  }

  it('a refused camera is told plainly, and the number is typed', async () => {
    await using browser = await withCamera('=deny')
    const { page, takeFaults } = await openFitting(browser)
    await page.getByRole('button', { name: texts.scan }).click()
    await page.getByRole('alert').getByText(texts.cameraRefused).waitFor()
    await page.getByLabel(texts.code).fill('typed')
    expect(await seriousFaults(page)).toEqual([])
    expect(takeFaults()).toEqual([])
  })

  it('[1369.7a] is read by the camera, without leave of anybody else, and goes into the kit', async () => {
    await using browser = await withCamera('')
    const { page, takeFaults } = await openFitting(browser)
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).origin))
    await page.getByRole('button', { name: texts.scan }).click()
    await expect.poll(() => page.getByLabel(texts.code).inputValue(), { timeout: 60_000 }).toBe(order.code)
    await page.getByRole('button', { name: texts.scan }).waitFor()
    await page.getByRole('button', { name: texts.add }).click()
    await page.getByRole('listitem').filter({ hasText: order.code }).getByRole('button').waitFor()
    expect(new Set(asked)).toEqual(new Set([demo.url]))
    expect(takeFaults()).toEqual([])
  })
})

describe('the self-test of a fitting', () => {
  it('[1369.7a] says in words what is wanting, then keeps fix, contact, strap and battery as the bracelet tells them', async () => {
    await using browser = await launchBrowser()
    const head = await asUser(demo, 'head')
    const { orderId, code } = await decidedOrder(head, 'Оразбаев')
    const params = { orderId }
    await head.call(api.addCaseRecords, { params, body: { records: [concealment] } })
    await head.call(api.pairDevice, { params, body: { code, role: 'worn' } })
    await head.call(api.recordFitting, { params, body: { place: 'Астана', requestId: crypto.randomUUID() } })
    const open = await openConsole(browser, {
      url: demo.url,
      language: 'ru',
      login: 'head',
      scheme: 'dark',
      viewport: { width: 800, height: 1100 },
    })
    const { page } = open
    const words = ru.fitting
    await page.goto(`/fitting/${orderId}`)
    for (const wanting of [words.wanting.contact, words.wanting.fix, words.wanting.strapUnknown, words.wanting.batteryUnknown])
      await page.getByText(wanting).waitFor()
    await takePicture(page, pictures, 'fitting-self-test-wanting-ru-dark-800')
    const bracelet = await TestBracelet.connect(demo.gt06Port, code)
    // It writes whole seconds: its first fix since the fitting is of the second after it.
    await setTimeout(1_000)
    await bracelet.report([{ place: residence, at: instant(Date.now()) }])
    await page.getByText(words.battery.replace('{{percent}}', '83')).waitFor()
    await page.getByText(words.wanting.fix).waitFor({ state: 'detached' })
    await page.getByLabel(words.strapByHand).check()
    await page.getByRole('button', { name: words.takeSelfTest }).click()
    await page.getByText(words.passed).waitFor()
    await takePicture(page, pictures, 'fitting-self-test-ru-dark-800')
    expect(await seriousFaults(page)).toEqual([])
    const { selfTest } = await head.call(api.getFitting, { params })
    expect(selfTest).toMatchObject({ hasFix: true, hasContact: true, isStrapClosed: true, batteryPercent: 83 })
    expect(open.takeFaults()).toEqual([])
    bracelet.close()
    await head.signOut()
  })
})

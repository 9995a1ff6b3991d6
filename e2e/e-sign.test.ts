import { errorCatalogue } from '@bilezik/contract'
import { iinCheckDigit, maskedIin } from '@bilezik/domain'
import { TestAuthority, startNcalayerStandIn, startNcanodeStandIn } from '@bilezik/server/testing/signing'
import type { ApiClient } from '@bilezik/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { seriousFaults } from './browser/axe.ts'
import { launchBrowser } from './browser/launch.ts'
import { type ConsolePage, openConsole } from './journey/console-page.ts'
import { asUser } from './journey/scene.ts'
import { takePicture } from './journey/screens.ts'
import { type RunningServer, startServer } from './journey/server.ts'
import { type SignablePaper, signablePaper } from './journey/signable.ts'
import { kk, ru } from './journey/texts.ts'

const pictures = process.env['SCREENSHOT_DIR']
const iin = `85030930001${iinCheckDigit('85030930001')}`
const bin = `09014000812${iinCheckDigit('09014000812')}`

describe('an electronic signature on the screen', () => {
  let authority: TestAuthority
  let ncanode: Awaited<ReturnType<typeof startNcanodeStandIn>>
  let ncalayer: Awaited<ReturnType<typeof startNcalayerStandIn>>
  let server: RunningServer
  let browser: Browser
  let head: ApiClient
  let paper: SignablePaper
  let open: ConsolePage | undefined

  beforeAll(async () => {
    authority = await TestAuthority.found()
    ncanode = await startNcanodeStandIn(authority.certificate)
    ncalayer = await startNcalayerStandIn(await authority.issue({ commonName: 'КИМ СЕРГЕЙ', iin }))
    // A demo of its own: of the one that all share nobody checks signatures.
    server = await startServer('--demo', '--people', '5', '--ncanode-url', ncanode.url)
    // What the page calls 127.0.0.1:13579 is the stand-in; everything else is as it is.
    browser = await launchBrowser([
      `--host-resolver-rules=MAP 127.0.0.1:13579 127.0.0.1:${ncalayer.port}`,
      '--ignore-certificate-errors',
    ])
    head = await asUser(server, 'head')
    paper = await signablePaper(head)
  })
  afterEach(async () => {
    await open?.close()
  })
  afterAll(async () => {
    await head.signOut()
    await browser.close()
    await server.stop()
    await Promise.all([ncanode.stop(), ncalayer.stop()])
  })

  const press = (page: Page, texts: typeof ru | typeof kk) =>
    page
      .getByRole('button', { name: new RegExp(`^${texts.electronic.signAs.split('{{')[0] ?? ''}`) })
      .first()
      .click()

  it('asks for an IIN first; an administrator enters it, and the head the BIN, each with its check digit', async () => {
    open = await openConsole(browser, { url: server.url, language: 'kk', login: 'head' })
    const { page } = open
    const dialog = page.getByRole('dialog')
    await page.goto(`/e-signature/${paper.orderId}/${paper.documentId}`)
    await page.getByText(kk.electronic.whyNoIin).first().waitFor()
    await page.getByText(kk.electronic.noBin).waitFor()
    await takePicture(page, pictures, 'e-signature-not-yet-kk-light')
    await page.goto('/administration/organisations')
    await page.getByRole('button', { name: new RegExp(`^${kk.contacts.button}: ${head.session.organisation.name.kk}`) }).click()
    await dialog.getByLabel(kk.contacts.bin).fill(`${bin.slice(0, 11)}${(Number(bin[11]) + 1) % 10}`)
    await dialog.locator('button[type=submit]').click()
    await dialog.getByText(errorCatalogue['bin-invalid'].title.kk).waitFor()
    await takePicture(page, pictures, 'contacts-bin-kk-light')
    await dialog.getByLabel(kk.contacts.bin).fill(bin)
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'detached' })
    const faults = open.takeFaults()
    await open.close()

    open = await openConsole(browser, { url: server.url, language: 'ru', scheme: 'dark', login: 'administrator' })
    const users = open.page
    const form = users.getByRole('dialog')
    const button = (what: string) =>
      users.getByRole('button', { name: ru.userIin.of.replace('{{what}}', what).replace('{{name}}', head.session.user.name) })
    await users.goto('/administration/users')
    await button(ru.userIin.enter).click()
    await form.getByLabel(ru.userIin.iin).fill(`${iin.slice(0, 6)} ${iin.slice(6)}`)
    expect(await seriousFaults(users)).toEqual([])
    await takePicture(users, pictures, 'user-iin-ru-dark')
    await form.locator('button[type=submit]').click()
    await button(maskedIin(iin)).waitFor()
    await takePicture(users, pictures, 'users-iin-ru-dark')
    // The browser itself reports the refused number as an error.
    expect([...faults, ...open.takeFaults()].filter((fault) => !fault.includes('422'))).toEqual([])
  })

  it('is made by NCALayer on this machine, cancelled once, and counts when it is checked', async () => {
    open = await openConsole(browser, { url: server.url, language: 'ru', login: 'head' })
    const { page } = open
    const { electronic } = ru
    await page.goto(`/case-files/${paper.orderId}`)
    await page.getByRole('button', { name: new RegExp(`${paper.number}.*3`) }).click()
    await page.getByRole('dialog').getByRole('link', { name: electronic.open }).click()
    ncalayer.behave('cancels')
    await press(page, ru)
    await page.getByText(electronic.outcome.cancelled).waitFor()
    ncalayer.behave('signs')
    await press(page, ru)
    await page.getByText(new RegExp(electronic.state.accepted)).waitFor()
    await page.getByText(/КИМ СЕРГЕЙ/).waitFor()
    await takePicture(page, pictures, 'e-signature-ru-light')
    expect(await seriousFaults(page)).toEqual([])
    expect(ncalayer.asked.at(-1)).toMatchObject({ module: 'kz.gov.pki.knca.basics', origin: server.url })
    expect(open.takeFaults()).toEqual([])
  })

  it('cannot be asked for by any other page; without NCALayer this one says what to do', async () => {
    open = await openConsole(browser, { url: server.url, language: 'kk', scheme: 'dark', login: 'head' })
    const { page } = open
    await page.goto(`/case-files/${paper.orderId}`)
    const tried = await page.evaluate(
      () =>
        new Promise<string>((done) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => done(effectiveDirective))
          const socket = new WebSocket('wss://127.0.0.1:13579/')
          socket.addEventListener('open', () => done('open'))
        }),
    )
    expect(tried).toBe('connect-src')
    await ncalayer.stop()
    const other = await signablePaper(head, '1986-04-10')
    await page.goto(`/e-signature/${other.orderId}/${other.documentId}`)
    await press(page, kk)
    await page.getByText(kk.electronic.outcome['not-running']).waitFor()
    await takePicture(page, pictures, 'e-signature-kk-dark')
    expect(await seriousFaults(page)).toEqual([])
  })
})

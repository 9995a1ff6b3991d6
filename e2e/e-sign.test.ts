import { api } from '@bilezik/contract'
import { iinCheckDigit } from '@bilezik/domain'
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
    const administrator = await asUser(server, 'administrator')
    const { users } = await administrator.call(api.listUsers, {})
    const userId = users.find(({ name }) => name === head.session.user.name)?.id ?? ''
    await administrator.call(api.putUserIin, { params: { userId }, body: { iin } })
    await administrator.signOut()
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

import { api } from '@bilezik/contract'
import type { Language } from '@bilezik/domain'
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** Public, as the sign-in page of a demo shows it. */
export const demoPassword = 'bilezik-demo'

/** How long anything may take to appear before the journey gives up; nothing is timed by it. */
const patienceMs = 30_000

export interface ConsoleOptions {
  readonly url: string
  readonly language: Language
  readonly scheme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Signed in already, as by a session of before; the sign-in page itself is walked through by `signInByForm`. */
  readonly login?: string
}

/** A page of the console, and what went wrong in it that nobody would see. */
export interface ConsolePage {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors and warnings in the browser's console, exceptions, answers of 500 and above; since the last call. */
  readonly takeFaults: () => readonly string[]
  readonly close: () => Promise<void>
}

const browserLocale: Readonly<Record<Language, string>> = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' }

// The first question of a page is who is signed in, and the browser itself reports the answer "no one" as an error.
const isQuestionWhoIsSignedIn = (text: string, url: string) => text.includes('401') && url.endsWith(api.getSession.path)

function watchFaults(page: Page): string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    // Chromium's own: what it preloaded for the page it does not share with the page's worker.
    const isOfWorker = message.text().includes('cross-world service worker resource mismatch')
    const isFault = !isOfWorker && (message.type() === 'error' || message.type() === 'warning')
    if (isFault && !isQuestionWhoIsSignedIn(message.text(), message.location().url)) {
      faults.push(`${message.type()}: ${message.text()} (${message.location().url})`)
    }
  })
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`)
  })
  return faults
}

/** In a browser profile of its own, as a colleague at the next desk would have it. */
export async function openConsole(browser: Browser, options: ConsoleOptions): Promise<ConsolePage> {
  const { url, language, scheme = 'light', viewport = { width: 1440, height: 900 }, login } = options
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    locale: browserLocale[language],
    colorScheme: scheme,
    // Whoever watches from Aktobe or from abroad reads Kazakhstan's time.
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patienceMs)
  if (login !== undefined) await openSession(context, login)
  const page = await context.newPage()
  const faults = watchFaults(page)
  return { page, context, takeFaults: () => faults.splice(0), close: () => context.close() }
}

async function openSession(context: BrowserContext, login: string): Promise<void> {
  const answer = await context.request.post(api.signIn.path, { data: { login, password: demoPassword } })
  if (!answer.ok()) throw new Error(`${login} could not sign in: ${answer.status()} ${await answer.text()}`)
}

/** Fills and sends the form of the sign-in page, whatever its language. */
export async function signInByForm(page: Page, login: string, password = demoPassword): Promise<void> {
  await page.locator('input[name=username]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('header nav').waitFor()
}

/** Until the map, or each where a dialog has one of its own, has drawn all that was asked for. */
export async function mapIsDrawn(page: Page): Promise<void> {
  await page.locator('[data-map-state=ready] [data-map-idle=true]').last().waitFor()
  await page.locator('[data-map-idle=false]').first().waitFor({ state: 'detached' })
}

/** The number of people that the map says it shows, by the text that describes it to who cannot see it. */
export async function peopleOnMap(page: Page): Promise<number> {
  const summary = await page.locator('[data-map-state] > p').first().textContent()
  return Number(/\d+/.exec(summary ?? '')?.[0] ?? 0)
}

import type { Instant } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import { type Browser, type Locator, type Page } from 'playwright-core'
import { type ConsolePage, openConsole } from '../console-page.ts'
import { expectOwnWords } from '../own-words.ts'
import { asUser } from '../scene.ts'
import { takePicture } from '../screens.ts'
import type { ServerAddress } from '../server.ts'
import { kk, ru } from '../texts.ts'

export type Texts = typeof kk | typeof ru

/** Who works on one order: the clerk and the head of the subdivision, each at a screen, in one language. */
export interface Desk {
  readonly demo: ServerAddress
  readonly browser: Browser
  readonly language: 'kk' | 'ru'
  readonly texts: Texts
  readonly now: Instant
  /** Undefined: nobody wants to look. */
  readonly pictures: string | undefined
  readonly operator: ConsolePage
  readonly head: ConsolePage
  /** The head by the interface, for what no screen is asked. */
  readonly asHead: ApiClient
  readonly close: () => Promise<void>
}

type Place = Pick<Desk, 'demo' | 'browser' | 'now' | 'pictures'>

/** Both sign in; the window is that of a small office screen. */
export async function openDesk(place: Place, language: 'kk' | 'ru'): Promise<Desk> {
  const { demo, browser } = place
  const at = { url: demo.url, language, viewport: { width: 1366, height: 900 } }
  const operator = await openConsole(browser, { ...at, login: 'operator' })
  const head = await openConsole(browser, { ...at, login: 'head' })
  const asHead = await asUser(demo, 'head')
  const close = async () => {
    await Promise.all([operator.close(), head.close()])
    await asHead.signOut()
  }
  return { ...place, language, texts: { kk, ru }[language], operator, head, asHead, close }
}

export const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
export const dialog = (page: Page): Locator => page.getByRole('dialog')
export const field = (within: Page | Locator, name: string): Locator => within.locator(`[name="${name}"]`)

/** Names of files and the codes that are printed on papers, to be typed by whoever checks one. */
const filesAndCodes = /[\w-]+\.pdf|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b/g

/** The screen as it stands is in the language of the desk, and goes into the pictures if somebody wants to look. */
export async function look({ language, pictures }: Desk, page: Page, name: string): Promise<void> {
  await expectOwnWords(page, language, filesAndCodes)
  await takePicture(page, pictures, `life-${language}-${name}`)
}

export const openFile = async (page: Page, orderId: string): Promise<void> => {
  await page.goto(`/case-files/${orderId}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Waits for the state in which the file now is, as its way of states marks it. */
export const standsAt = (page: Page, { caseFile }: Texts, state: keyof Texts['caseFile']['states']): Promise<void> =>
  page.locator('[aria-current=step]').getByText(caseFile.states[state], { exact: true }).waitFor()

/** A step that needs no more than a note: opened, read again, noted and taken. */
export async function takeStep(page: Page, texts: Texts, step: keyof Texts['caseFile']['reread'], note: string): Promise<void> {
  const name = texts.caseFile.step[step]
  // The paper of a return bears the name of the step.
  const steps = page.locator('section').filter({ has: page.getByRole('heading', { name: texts.caseFile.nextTitle }) })
  await steps.getByRole('button', { name, exact: true }).click()
  await dialog(page).getByText(texts.caseFile.reread[step]).waitFor()
  await dialog(page).getByLabel(texts.caseFile.note).fill(note)
  await dialog(page).getByRole('button', { name, exact: true }).click()
  await dialog(page).waitFor({ state: 'detached' })
}

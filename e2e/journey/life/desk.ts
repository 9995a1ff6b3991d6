import type { Instant, Language } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import { type Browser, type Locator, type Page } from 'playwright-core'
import { type ConsolePage, openConsole } from '../console-page.ts'
import { asUser } from '../scene.ts'
import type { ServerAddress } from '../server.ts'
import { kk, ru } from '../texts.ts'

export type Texts = typeof kk | typeof ru

/** Who works on one order: the clerk and the head of the subdivision, each at a screen, in one language. */
export interface Desk {
  readonly demo: ServerAddress
  readonly browser: Browser
  readonly language: Language
  readonly texts: Texts
  readonly now: Instant
  readonly operator: ConsolePage
  readonly head: ConsolePage
  /** The head by the interface, for what no screen is asked. */
  readonly asHead: ApiClient
  readonly close: () => Promise<void>
}

/** Both sign in; the window is that of a small office screen. */
export async function openDesk(demo: ServerAddress, browser: Browser, language: 'kk' | 'ru', now: Instant): Promise<Desk> {
  const at = { url: demo.url, language, viewport: { width: 1366, height: 900 } }
  const operator = await openConsole(browser, { ...at, login: 'operator' })
  const head = await openConsole(browser, { ...at, login: 'head' })
  const asHead = await asUser(demo, 'head')
  const close = async () => {
    await Promise.all([operator.close(), head.close()])
    await asHead.signOut()
  }
  return { demo, browser, language, texts: { kk, ru }[language], now, operator, head, asHead, close }
}

export const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
export const dialog = (page: Page): Locator => page.getByRole('dialog')
export const field = (within: Page | Locator, name: string): Locator => within.locator(`[name="${name}"]`)

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

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser/launch.ts'
import { openConsole, signInByForm } from './journey/console-page.ts'
import { type RunningServer, startServer } from './journey/server.ts'
import { visibleTexts } from './journey/visible-text.ts'

const password = 'алғашқы-құпиясөз-2026'

describe('a server of one’s own, without --demo', () => {
  let browser: Browser
  let server: RunningServer

  beforeAll(async () => {
    browser = await launchBrowser()
    server = await startServer()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const link = () => /http:\S+\/setup\?token=\S+/.exec(server.lines.at(-1) ?? '')?.[0] ?? ''

  it('the link that it prints makes the first administrator, once', async () => {
    const { page, takeFaults, close } = await openConsole(browser, { url: server.url, language: 'en' })
    await page.goto('/')
    await page.getByText('This server has no administrator yet.').waitFor()
    expect((await visibleTexts(page)).filter((text) => /demo/i.test(text))).toEqual([])

    await page.goto(link())
    const field = (name: string) => page.getByRole('textbox', { name, exact: true })
    await field('Full name').fill('Байжанов Нұрлан')
    await field('Login').fill('nurlan')
    await field('Password').fill(password)
    await field('In Қазақша').fill('Министрлік')
    await field('In Русский').fill('Министерство')
    await field('In English').fill('Ministry')
    await page.getByRole('button', { name: 'Create and sign in' }).click()
    await page.waitForURL('**/administration/**')
    await page.getByText('Ministry').first().waitFor()
    expect(takeFaults()).toEqual([])
    await close()
  })

  it('a second use of the link is refused, and changes nothing', async () => {
    const { page, close } = await openConsole(browser, { url: server.url, language: 'en' })
    await page.goto(link())
    const fields = page.getByRole('textbox')
    const values = ['Other', 'other', password, 'а', 'б', 'c']
    for (const [i, value] of values.entries()) await fields.nth(i).fill(value)
    await page.getByRole('button', { name: 'Create and sign in' }).click()
    await page.getByRole('alert').filter({ hasText: /link/i }).first().waitFor()
    expect(page.url()).toContain('/setup')
    await close()
  })

  it('the administrator signs in; there are no demo accounts and no DEMO mark', async () => {
    const { page, takeFaults, close } = await openConsole(browser, { url: server.url, language: 'en' })
    await page.goto('/')
    await page.locator('input[name=username]').waitFor()
    expect((await visibleTexts(page)).filter((text) => /demo/i.test(text))).toEqual([])
    await signInByForm(page, 'nurlan', password)
    await page.waitForURL('**/administration/**')
    expect((await visibleTexts(page)).filter((text) => /demo/i.test(text))).toEqual([])
    expect(takeFaults()).toEqual([])
    const answer = await page.request.post('/api/session', { data: { login: 'operator', password: 'bilezik-demo' } })
    expect(answer.status()).toBe(401)
    await close()
  })
})

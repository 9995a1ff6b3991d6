import { api } from '@bilezik/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from './browser/launch.ts'
import { openConsole, peopleOnMap } from './journey/console-page.ts'
import { type Watched, asUser, astana, watchSomeone } from './journey/scene.ts'
import { ru } from './journey/texts.ts'
import { visibleTexts } from './journey/visible-text.ts'

const demo = inject('demo')

describe('the walls between organisations, on the screen', () => {
  let browser: Browser
  let watched: Watched

  beforeAll(async () => {
    browser = await launchBrowser()
    const head = await asUser(demo, 'head')
    watched = await watchSomeone(demo, head, { familyName: 'Қорғанов', givenName: 'Жандос', patronymic: 'Серікұлы' })
    await watched.bracelet.alarm('sos', astana)
    await head.signOut()
  })
  afterAll(async () => {
    watched.bracelet.close()
    await browser.close()
  })

  it('the operator of Almaty-1 meets no one of Astana-2: not in the queue, the search, the feed, nor by address', async () => {
    const { page, close } = await openConsole(browser, { url: demo.url, language: 'ru', login: 'almaty-1.operator' })
    // Everything the server says to this browser, the live stream included.
    const said: string[] = []
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    page.on('response', (response) => {
      if (response.url().includes('/api/') && !response.url().endsWith(api.openFeed.path)) {
        void response.text().then(
          (text) => said.push(text),
          () => said.push(''),
        )
      }
    })
    await page.goto('/')
    await expect.poll(() => peopleOnMap(page), { timeout: 30_000 }).toBeGreaterThan(0)
    const almaty = await asUser(demo, 'almaty-1.operator')
    const { persons } = await almaty.call(api.listPersons, { query: { limit: 500 } })
    // Everyone on the map is of one's own: the incident opened in Astana has reached nobody else.
    expect(await peopleOnMap(page)).toBeLessThanOrEqual(persons.length)

    // The same search finds one's own, so that finding no one means something.
    const own = persons[0]!
    const search = page.getByRole('combobox')
    await search.fill(own.familyName)
    await page.getByRole('option', { name: own.givenName }).first().waitFor()
    await search.fill(watched.fullName.split(' ')[0] ?? '')
    await page.getByText(ru.search.nothing).waitFor()

    await page.goto(`/persons/${watched.personId}`)
    await page.getByRole('alert').filter({ hasText: 'нет' }).first().waitFor()
    expect((await visibleTexts(page)).join('\n')).not.toContain('Қорғанов')
    expect(said.length).toBeGreaterThan(3)
    expect(said.filter((text) => text.includes('Қорғанов'))).toEqual([])
    await close()
    await almaty.signOut()
  })

  it('the operator of Astana-2 sees the very same person: the wall is the only difference', async () => {
    const { page, close } = await openConsole(browser, { url: demo.url, language: 'ru', login: 'operator' })
    await page.goto('/')
    await page.getByRole('option').filter({ hasText: watched.shortName }).waitFor()
    await page.goto(`/persons/${watched.personId}`)
    await page.getByRole('heading', { level: 1, name: watched.fullName }).waitFor()
    await close()
  })

  it('an administrator has no panel, and no one’s place by address or by request', async () => {
    const { page, close } = await openConsole(browser, { url: demo.url, language: 'en', login: 'administrator' })
    await page.goto('/')
    await page.waitForURL('**/administration/**')
    expect(await page.getByRole('link', { name: 'Panel' }).count()).toBe(0)
    expect(await page.locator('[data-map-state]').count()).toBe(0)
    await page.goto(`/persons/${watched.personId}`)
    await page.getByText('Your role does not see this page').waitFor()
    const administrator = await asUser(demo, 'administrator')
    await expect(administrator.call(api.getPerson, { params: { personId: watched.personId } })).rejects.toMatchObject({
      status: 403,
    })
    await administrator.signOut()
    await close()
  })
})
